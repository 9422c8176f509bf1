/**
 * Runs every bench in processes of its own, several rounds of each, and prints the medians beside their targets. `--quick` runs one round
 * of smaller ledgers, to see that it works. Ends with 1 when a target is missed.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const QUICK = process.argv.includes('--quick');
const ROUNDS = QUICK ? 1 : 3;
const LARGE = QUICK ? 100_000 : 1_000_000;
const SIZES = QUICK ? [1000, 100_000] : [1000, 10_000, 100_000, 1_000_000];

interface Row {
  readonly name: string;
  readonly lines: number;
  readonly unit: string;
  readonly ours: number;
  /** What ours is measured against, by name. */
  readonly against: string;
  readonly other: number;
  readonly target: string;
  readonly met: boolean | null;
}

/** The median figure of a bench's rounds, each in a process of its own. */
function measure(bench: string, variant: string, lines: number): number {
  const figures = Array.from({ length: ROUNDS }, () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--expose-gc',
        '--max-old-space-size=4096',
        '--import',
        'tsx',
        join(import.meta.dirname, `${bench}.bench.ts`),
        variant,
        String(lines),
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`${bench} ${variant} ${lines} failed: ${stderr}`);
    return (JSON.parse(stdout) as { figure: number }).figure;
  }).toSorted((a, b) => a - b);
  return figures[Math.floor(figures.length / 2)] ?? Number.NaN;
}

function ratioRow(name: string, bench: string, atLeast: number): Row {
  const ours = measure(bench, 'ours', LARGE);
  const other = measure(bench, 'plain', LARGE);
  return {
    name,
    lines: LARGE,
    unit: 'ms',
    ours,
    against: 'plain',
    other,
    target: `≥ ${atLeast}× faster`,
    met: other / ours >= atLeast,
  };
}

function seekRow(name: string, bench: string, lines: number, atMost: number | null): Row {
  const ours = measure(bench, 'ours', lines);
  const isLargest = lines === LARGE && atMost !== null;
  return {
    name,
    lines,
    unit: 'µs',
    ours,
    against: 'plain',
    other: measure(bench, 'plain', lines),
    target: isLargest ? `≤ ${atMost} µs` : '',
    met: isLargest ? ours <= atMost : null,
  };
}

function memoryRow(name: string, variant: string, atMost: number): Row {
  const ours = measure('memory', variant, LARGE);
  return {
    name,
    lines: LARGE,
    unit: 'bytes a line',
    ours,
    against: 'plain',
    other: measure('memory', 'plain', LARGE),
    target: `≤ ${atMost} bytes`,
    met: ours <= atMost,
  };
}

function actionRow(): Row {
  const ours = measure('action', 'ours', LARGE);
  const other = measure('action', 'ours', 1000);
  return {
    name: 'an order and its cancel',
    lines: LARGE,
    unit: 'µs',
    ours,
    against: 'at 1,000 lines',
    other,
    target: '≤ 3× the cost at 1,000',
    met: ours / other <= 3,
  };
}

const ROWS: readonly (() => Row)[] = [
  () => ratioRow('append', 'append', 8),
  () => ratioRow('reconcile', 'reconcile', 15),
  ...SIZES.map((lines) => () => seekRow('balance at a time', 'balanceAt', lines, 5)),
  ...SIZES.map((lines) => () => seekRow('moment of a time', 'entryAt', lines, null)),
  ...SIZES.map((lines) => () => seekRow('order at a cursor', 'orderAt', lines, null)),
  () => memoryRow('lines and their indexes', 'ours', 100),
  () => memoryRow('the process', 'measured', 200),
  actionRow,
];

function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

function print(cells: readonly string[]): void {
  const widths = [24, 10, 13, 10, 24, 9, 24, 7];
  console.log(cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' '));
}

console.log(
  `Medians of ${ROUNDS} ${ROUNDS === 1 ? 'round' : 'rounds'}, each in a process of its own. Plain: frozen objects with Decimals.`,
);
print(['', 'lines', 'unit', 'ours', 'against', 'ratio', 'target', '']);
let missed = 0;
for (const row of ROWS) {
  const { name, lines, unit, ours, against, other, target, met } = row();
  if (met === false) missed += 1;
  print([
    name,
    lines.toLocaleString('en-US'),
    unit,
    figure(ours),
    `${against} ${figure(other)}`,
    `${figure(other / ours)}×`,
    target,
    met === null ? '' : met ? 'met' : 'MISSED',
  ]);
}
process.exitCode = missed > 0 ? 1 : 0;
