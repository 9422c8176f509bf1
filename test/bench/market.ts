import { createRandom } from '../../src/market/random.ts';
import { Candles } from '../../src/market/candles.ts';
import { checkScenario, type Scenario } from '../../src/scenario/format.ts';

const START = '2024-01-02T00:00:00Z';
const MINUTE_MS = 60_000;
const STEPS_PER_BAR = 4;
/** The largest step of the price within a bar, in cents, at 42,000. */
const LARGEST_STEP = 1500;
const START_PRICE = 4_200_000;
/** About one crossing in 37 bars. */
export const FAST = 16;
export const SLOW = 42;

/** So many minutes of a price that goes up and down by chance alone: a strategy neither wins nor goes broke there. */
export function walk(bars: number): Candles {
  const random = createRandom('benchmark');
  const candles = new Candles(bars);
  let timeMs = Date.parse(START);
  let price = START_PRICE;
  for (let bar = 0; bar < bars; bar += 1) {
    const open = price;
    let high = open;
    let low = open;
    for (let step = 0; step < STEPS_PER_BAR; step += 1) {
      price = Math.max(1000, price + Math.round((random.next() - random.next()) * LARGEST_STEP));
      high = Math.max(high, price);
      low = Math.min(low, price);
    }
    candles.push(timeMs, open, high, low, price, 100_000_000);
    timeMs += MINUTE_MS;
  }
  return candles;
}

/** A scenario of one run step; `steps` come before it. */
export function runScenario(
  run: { readonly strategy: string; readonly params?: Readonly<Record<string, number>> },
  steps: readonly unknown[] = [],
): Scenario {
  const parsed = checkScenario({
    format: 'orderscope-scenario',
    version: 1,
    name: 'benchmark',
    assets: [
      { code: 'USD', decimals: 2 },
      { code: 'BTC', decimals: 8 },
    ],
    pairs: [{ code: 'BTCUSD', base: 'BTC', quote: 'USD', tickSize: '0.01', lotSize: '0.0001' }],
    rules: [
      { pair: 'BTCUSD', fees: [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.00001' }] },
    ],
    accounts: [
      { id: 'main', deposits: { USD: '1000000' } },
      { id: 'other', deposits: { USD: '1000000' } },
    ],
    steps: [...steps, { at: START, run: { pair: 'BTCUSD', ...run } }],
  });
  if (parsed.ok) return parsed.scenario;
  throw new RangeError(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

/** The crossing of two averages with all that there is, as a loop over floats without any order or ledger; how often it traded. */
export function bareLoop({ open, close }: Candles): number {
  const fee = 0.00001;
  let cash = 1_000_000;
  let coins = 0;
  let trades = 0;
  let fast = 0;
  let slow = 0;
  let wasAbove = false;
  /** 1 to go in at the next open, -1 to go out. */
  let wanted = 0;
  for (let bar = 0; bar < close.length; bar += 1) {
    if (wanted !== 0) {
      const price = (open[bar] ?? 0) / 100;
      if (wanted > 0) {
        coins = cash / (price * (1 + fee));
        cash = 0;
        trades += 1;
      } else if (coins > 0) {
        cash = coins * price * (1 - fee);
        coins = 0;
        trades += 1;
      }
      wanted = 0;
    }
    fast += close[bar] ?? 0;
    slow += close[bar] ?? 0;
    if (bar >= FAST) fast -= close[bar - FAST] ?? 0;
    if (bar >= SLOW) slow -= close[bar - SLOW] ?? 0;
    if (bar < SLOW - 1) continue;
    const above = fast / FAST > slow / SLOW;
    if (bar >= SLOW && above !== wasAbove) wanted = above ? 1 : -1;
    wasAbove = above;
  }
  if (cash + coins <= 0) throw new Error('everything is lost');
  return trades;
}

/** The candles as a CSV file, as exchanges give them. */
export function csvOf(candles: Candles): string {
  const rows = ['time,open,high,low,close,volume'];
  for (let bar = 0; bar < candles.length; bar += 1) {
    const { timeMs, open, high, low, close, volume } = candles.candleAt(bar);
    rows.push([timeMs, ...[open, high, low, close].map(dollars), volume / 100_000_000].join(','));
  }
  return rows.join('\n');
}

function dollars(cents: number): string {
  return (cents / 100).toFixed(2);
}
