import { writeCandlesCsv } from '../market/csvWrite.ts';
import { Candles } from '../market/candles.ts';
import { syntheticCandles } from '../market/synthetic.ts';
import { decimalsOf } from '../money/minorUnits.ts';
import { formatScenario } from '../scenario/format.ts';
import { csvText } from '../scenario/export/csvText.ts';
import { fileTime } from './stepTime.ts';
import { shownTrade } from './runTrades.ts';
import type { Run, RunOrder } from './run.ts';

/** The scenario of a backtest as a file: with the candles of {@link runCandlesText} it gives the same run anywhere. */
export function runScenarioText({ request }: RunOrder): string {
  return formatScenario(request.scenario);
}

/** The candles of a backtest as a file. */
export function runCandlesText({ request }: RunOrder): string {
  const [source] = request.candles;
  if (source === undefined) throw new RangeError('a backtest without candles');
  const { pairs, assets } = request.scenario;
  const pair = pairs.find(({ code }) => code === source.pair);
  const volumeDecimals = assets.find(({ code }) => code === pair?.base)?.decimals ?? 0;
  const candles =
    source.kind === 'columns' ? Candles.fromColumns(source.columns) : syntheticCandles(source.options);
  return writeCandlesCsv(candles, decimalsOf(pair?.tickSize ?? '1'), volumeDecimals);
}

const TRADE_COLUMNS = [
  'order',
  'direction',
  'volume',
  'entryAt',
  'entryPrice',
  'exitAt',
  'exitPrice',
  'reason',
  'grossPnl',
  'fees',
  'netPnl',
  'ambiguous',
] as const;

/** The closed trades of a backtest as CSV, one line a close. */
export function runTradesText(run: Pick<Run, 'trades' | 'pairs'>): string {
  return csvText(TRADE_COLUMNS, tradeRows(run));
}

function* tradeRows(run: Pick<Run, 'trades' | 'pairs'>): Iterable<Readonly<Record<string, unknown>>> {
  for (let row = 0; row < run.trades.order.length; row += 1) {
    const trade = shownTrade(run, row);
    const { quoteDecimals } = trade;
    yield {
      ...trade,
      volume: trade.volume.toFixed(),
      entryAt: fileTime(trade.entryMs),
      entryPrice: trade.entryPrice?.toFixed() ?? null,
      exitAt: fileTime(trade.exitMs),
      exitPrice: trade.exitPrice.toFixed(),
      grossPnl: trade.grossPnl.toFixed(quoteDecimals),
      fees: trade.fees.toFixed(quoteDecimals),
      netPnl: trade.netPnl.toFixed(quoteDecimals),
    };
  }
}
