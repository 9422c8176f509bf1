/** One thing that is measured in Node. */
export interface Row {
  readonly name: string;
  readonly bench: string;
  readonly variant?: string;
  readonly unit: string;
  /** What a size counts. */
  readonly of: 'lines' | 'bars' | 'orders' | 'rows';
  /** How many times as many rounds as others: for a ratio to what differs from one process to the next. */
  readonly rounds?: number;
  /** Ascending; the target is for the largest, the others show how the cost grows. */
  readonly sizes: readonly number[];
  /** What it is measured against, in words, and the variant or smaller size that does it. */
  readonly against?: { readonly name: string; readonly variant?: string; readonly size?: number };
  readonly target: string;
  readonly isMet: (ours: number, other: number) => boolean;
  /** Why the target is missed, if it is. */
  readonly reason?: string;
}

const GROWTH = [10_000, 100_000, 1_000_000];
const LEDGER_GROWTH = [1_000, ...GROWTH];
const DECIMALS = { name: 'an array of frozen objects with Decimals', variant: 'plain' };
const SCAN = { name: 'a scan of such an array', variant: 'plain' };

/** Everything that `npm run bench` measures. */
export const ROWS: readonly Row[] = [
  {
    name: 'backtest, moving averages crossing, every fill with its journal, warm',
    bench: 'backtest',
    unit: 'ms',
    of: 'bars',
    sizes: GROWTH,
    rounds: 3,
    against: { name: 'a bare float loop', variant: 'plain' },
    target: '≤ 12×',
    isMet: (ours, other) => ours <= 12 * other,
    reason:
      'about 27,000 fills are 27,000 orders placed and filled: two entries, four or five lines and three order events each, with exact BigInt amounts and a new version of the order for each event. That is some 3.2 µs a fill and nearly nine tenths of the time, spread evenly over deciding, evolving and appending; the bars themselves take the rest, some 14 ns each. With doubles in place of BigInt, for a trial and no longer exact, it took 11 to 15 % less: the kind of number is a small part of it. The bare loop takes between 2.5 and 5.2 ms from one process to the next, so single rounds gave ratios from 19 to 41.',
  },
  {
    name: 'the same, the first in its process',
    bench: 'backtest',
    variant: 'cold',
    unit: 'ms',
    of: 'bars',
    sizes: [1_000_000],
    against: { name: 'a bare float loop', variant: 'plain' },
    target: '',
    isMet: () => true,
  },
  {
    name: 'a bar of a grid of 50, beside orders that it does not reach',
    bench: 'workingOrders',
    unit: 'ns',
    of: 'orders',
    sizes: [10, 100, 1000],
    against: { name: 'beside 10 orders', size: 10 },
    target: '≤ 1.25×',
    isMet: (ours, other) => ours <= 1.25 * other,
  },
  {
    name: 'command line: CSV in, statistics out, whole process',
    bench: 'cli',
    unit: 's',
    of: 'bars',
    sizes: GROWTH,
    target: '≤ 3 s',
    isMet: (ours) => ours <= 3,
  },
  {
    name: 'the same, most memory held',
    bench: 'cli',
    variant: 'memory',
    unit: 'MB',
    of: 'bars',
    sizes: [1_000_000],
    target: '≤ 600 MB',
    isMet: (ours) => ours <= 600,
  },
  {
    name: 'append lines and index them',
    bench: 'append',
    unit: 'ms',
    of: 'lines',
    sizes: LEDGER_GROWTH,
    against: DECIMALS,
    target: '≥ 10× faster',
    isMet: (ours, other) => other >= 10 * ours,
  },
  {
    name: 'memory of lines with balances and indexes, counted',
    bench: 'memory',
    unit: 'bytes a line',
    of: 'lines',
    sizes: [1_000_000],
    against: DECIMALS,
    target: '≤ 80 bytes',
    isMet: (ours) => ours <= 80,
  },
  {
    name: 'the same with their entries, as the process grows',
    bench: 'memory',
    variant: 'measured',
    unit: 'bytes a line',
    of: 'lines',
    sizes: GROWTH.slice(1),
    against: DECIMALS,
    target: '≤ 80 bytes',
    isMet: (ours) => ours <= 80,
    reason:
      'the arrays double when they are full, so a part of them waits for lines to come; what a worker hands over is cut to size.',
  },
  {
    name: 'reconcile',
    bench: 'reconcile',
    unit: 'ms',
    of: 'lines',
    sizes: LEDGER_GROWTH,
    against: DECIMALS,
    target: '≥ 20× faster',
    isMet: (ours, other) => other >= 20 * ours,
  },
  {
    name: 'balance at a time',
    bench: 'balanceAt',
    unit: 'µs',
    of: 'lines',
    sizes: LEDGER_GROWTH,
    against: SCAN,
    target: '≤ 5 µs',
    isMet: (ours) => ours <= 5,
  },
  {
    name: 'moment of a time',
    bench: 'entryAt',
    unit: 'µs',
    of: 'lines',
    sizes: LEDGER_GROWTH,
    against: SCAN,
    target: '',
    isMet: () => true,
  },
  {
    name: 'order at a cursor',
    bench: 'orderAt',
    unit: 'µs',
    of: 'lines',
    sizes: LEDGER_GROWTH,
    against: SCAN,
    target: '≤ 20 µs',
    isMet: (ours) => ours <= 20,
  },
  {
    name: '50 rows under a filter',
    bench: 'filter',
    unit: 'µs',
    of: 'lines',
    sizes: LEDGER_GROWTH,
    against: SCAN,
    target: '≤ 2,000 µs',
    isMet: (ours) => ours <= 2000,
  },
  {
    name: 'an order and its cancel, with many lines written before',
    bench: 'action',
    unit: 'µs',
    of: 'lines',
    sizes: LEDGER_GROWTH,
    against: { name: 'with 1,000 lines', size: 1000 },
    target: '≤ 1.5×',
    isMet: (ours, other) => ours <= 1.5 * other,
  },
  {
    name: 'take a journal over from another thread',
    bench: 'takeOver',
    unit: 'ms',
    of: 'lines',
    sizes: GROWTH,
    target: '≤ 50 ms',
    isMet: (ours) => ours <= 50,
  },
  {
    name: 'the same, and read a first balance',
    bench: 'takeOver',
    variant: 'asked',
    unit: 'ms',
    of: 'lines',
    sizes: GROWTH,
    target: '≤ 50 ms',
    isMet: (ours) => ours <= 50,
  },
  {
    name: 'read candles from CSV',
    bench: 'csv',
    unit: 'ms',
    of: 'rows',
    sizes: GROWTH,
    against: { name: 'split and Number, unchecked', variant: 'plain' },
    target: '≤ 3,000 ms',
    isMet: (ours) => ours <= 3000,
  },
];
