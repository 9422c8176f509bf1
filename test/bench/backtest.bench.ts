/** Milliseconds of a backtest with its whole journal: warm, the first one of a process (`cold`), and the bare loop (`plain`). */
import { play } from '../../src/scenario/play.ts';
import { bareLoop, FAST, runScenario, SLOW, walk } from './market.ts';
import { onceMs, report, task, timeOf } from './measure.ts';

const { variant, size } = task();
const candles = walk(size);
const scenario = runScenario({ strategy: 'smaCross', params: { fast: FAST, slow: SLOW } });
const trades = bareLoop(candles);
let lines = 0;
const run = (): void => {
  const { journal } = play(scenario, new Map([['BTCUSD', candles]]));
  const fills = journal.fillEvents.length;
  // Sums of floats part ways with whole numbers only where both averages are equal.
  if (Math.abs(fills - trades) > 2) throw new Error(`${fills} fills, the bare loop trades ${trades} times`);
  lines = journal.transactions.length;
};
if (variant === 'plain') report(timeOf(() => bareLoop(candles)));
else report(variant === 'cold' ? onceMs(run) : timeOf(run), { bars: size, lines });
