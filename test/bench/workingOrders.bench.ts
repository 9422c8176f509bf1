/** Nanoseconds a bar of a grid's run, beside so many orders of another account that no bar reaches. */
import { Player } from '../../src/scenario/play.ts';
import { runScenario, walk } from './market.ts';
import { median, onceMs, report, task } from './measure.ts';

const BARS = 1_000_000;
const { size } = task();
const candles = walk(BARS);
const far = Array.from({ length: size }, (_, index) => ({
  at: '2024-01-02T00:00:00Z',
  account: 'other',
  action: {
    type: 'CREATE_SPOT_LIMIT',
    pair: 'BTCUSD',
    direction: 'buy',
    volume: '0.001',
    price: (1 + index / 100).toFixed(2),
  },
}));
const scenario = runScenario({ strategy: 'grid', params: { levels: 50, spacing: 0.5, share: 80 } }, far);
const tookMs = Array.from({ length: 5 }, () => {
  const player = new Player(scenario, new Map([['BTCUSD', candles]]));
  for (const step of scenario.steps.slice(0, -1)) player.apply(step);
  const [run] = scenario.steps.slice(-1);
  return onceMs(() => run !== undefined && player.apply(run));
});
report((median(tookMs) * 1_000_000) / BARS);
