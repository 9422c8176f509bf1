/**
 * `npm run bench -- [--quick] [--write] [--rounds N] [NAME …]`: runs the benches as they are built for the page, each figure in a process of its own, several rounds
 * of ours and what it is measured against in turn, and prints the medians beside their targets. `--quick` runs one round of smaller sizes, to see that
 * it works; `--write` puts the table into docs/BENCHMARKS.md; names choose benches. Ends with 1 when a target is missed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { figure, printRow, writeSection, type Shown } from './document.ts';
import { median, type Report } from './measure.ts';
import { ROWS, type Row } from './rows.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, write: { type: 'boolean' }, rounds: { type: 'string' } },
});
const ROUNDS = values.quick === true ? 1 : Number(values.rounds ?? 3);
const QUICK_MOST = 100_000;
const HEAD = ['', 'size', 'ours', 'against', 'ratio', 'target'];
const WIDTHS = [74, 18, 66, 54, 9, 20];

const folder = mkdtempSync(join(tmpdir(), 'orderscope-bench-'));

/** Benches run as the page does, in plain JavaScript: what tools add for debugging would be measured with it. */
async function buildBenches(): Promise<void> {
  const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.bench.ts'));
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      copyPublicDir: false,
      minify: false,
      target: 'node20',
      rollupOptions: {
        input: names.map((name) => join(import.meta.dirname, name)),
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
}

function measureOnce(bench: string, variant: string, size: number): Report {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=4096', join(folder, `${bench}.bench.mjs`), variant, String(size)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${bench} ${variant} ${size} failed: ${stderr}`);
  return JSON.parse(stdout) as Report;
}

interface Measured {
  readonly size: number;
  readonly ours: number;
  readonly other: number;
  readonly done: Report['done'];
}

function measure({ bench, variant = 'ours', against, rounds = 1 }: Row, size: number): Measured {
  const ours: Report[] = [];
  const others: Report[] = [];
  for (let round = 0; round < ROUNDS * rounds; round += 1) {
    ours.push(measureOnce(bench, variant, size));
    if (against !== undefined)
      others.push(measureOnce(bench, against.variant ?? variant, against.size ?? size));
  }
  return { size, ours: middle(ours), other: middle(others), done: ours[0]?.done ?? {} };
}

function middle(reports: readonly Report[]): number {
  return median(reports.map(({ figure: each }) => each));
}

function* rowsOf(row: Row): Iterable<Shown> {
  const { name, unit, of, against, target, isMet, reason } = row;
  const sizes = values.quick === true ? row.sizes.filter((size) => size <= QUICK_MOST).slice(-1) : row.sizes;
  const measured: Measured[] = [];
  for (const size of sizes) {
    const each = measure(row, size);
    measured.push(each);
    const { ours, other, done } = each;
    const isLargest = size === row.sizes.at(-1);
    yield {
      cells: [
        name,
        `${size.toLocaleString('en-US')} ${of}`,
        [`${figure(ours)} ${unit}`, ...rates(done, ours)].join(', '),
        against === undefined ? '' : `${against.name}: ${figure(other)} ${unit}`,
        against === undefined ? '' : ratio(ours, other),
        isLargest ? [target, growth(measured)].filter(Boolean).join('; ') : '',
      ],
      met: isLargest && target !== '' ? isMet(ours, other) : null,
      reason,
    };
  }
}

/** How many of what a second, of what was done in so many milliseconds. */
function rates(done: Report['done'], tookMs: number): readonly string[] {
  return Object.entries(done).map(
    ([what, count]) => `${figure(count / tookMs / 1000)} million ${what} a second`,
  );
}

/** How often ours goes into the other, or the other way round. */
function ratio(ours: number, other: number): string {
  return ours <= other ? `${figure(other / ours)}× less` : `${figure(ours / other)}×`;
}

/** The power of the size with which the cost grows from the smallest to the largest: 1 is linear, 0 not at all. */
function growth(measured: readonly Measured[]): string {
  const [first] = measured;
  const last = measured.at(-1);
  if (first === undefined || last === undefined || first === last) return '';
  const exponent = Math.log(last.ours / first.ours) / Math.log(last.size / first.size);
  return `grows as n^${exponent.toFixed(2)}`;
}

try {
  await buildBenches();
  console.log(
    `Medians of ${ROUNDS} ${ROUNDS === 1 ? 'round' : 'rounds'}, each figure in a process of its own.`,
  );
  printRow(WIDTHS, { cells: HEAD, met: null });
  const shown: Shown[] = [];
  for (const row of ROWS) {
    if (positionals.length > 0 && !positionals.includes(row.bench)) continue;
    for (const each of rowsOf(row)) {
      printRow(WIDTHS, each);
      shown.push(each);
    }
  }
  if (values.write === true)
    writeSection('node', `Node ${process.versions.node}, V8 ${process.versions.v8}`, HEAD, shown);
  if (shown.some(({ met }) => met === false)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
