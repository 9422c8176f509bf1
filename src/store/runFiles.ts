import { writeCandlesCsv } from '../market/csvWrite.ts';
import { Candles } from '../market/candles.ts';
import { syntheticCandles } from '../market/synthetic.ts';
import { decimalsOf } from '../money/minorUnits.ts';
import { formatScenario } from '../scenario/format.ts';
import type { RunOrder } from './state.ts';

/** The scenario of a back-test as a file: with the candles of {@link runCandlesText} it gives the same run anywhere. */
export function runScenarioText({ request }: RunOrder): string {
  return formatScenario(request.scenario);
}

/** The candles of a back-test as a file. */
export function runCandlesText({ request }: RunOrder): string {
  const [source] = request.candles;
  if (source === undefined) throw new RangeError('a back-test without candles');
  const { pairs, assets } = request.scenario;
  const pair = pairs.find(({ code }) => code === source.pair);
  const volumeDecimals = assets.find(({ code }) => code === pair?.base)?.decimals ?? 0;
  const candles =
    source.kind === 'columns' ? Candles.fromColumns(source.columns) : syntheticCandles(source.options);
  return writeCandlesCsv(candles, decimalsOf(pair?.tickSize ?? '1'), volumeDecimals);
}
