import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

const FILE = new URL('../../docs/BENCHMARKS.md', import.meta.url);

/** A measured row as it is shown. */
export interface Shown {
  readonly cells: readonly string[];
  /** `null` where there is no target. */
  readonly met: boolean | null;
  /** Why a target is missed, when it is. */
  readonly reason?: string | undefined;
}

/** Replaces a section of docs/BENCHMARKS.md: what was measured, on which machine, when, and why what is missed is missed. */
export function writeSection(
  name: 'node' | 'page',
  versions: string,
  head: readonly string[],
  rows: readonly Shown[],
): void {
  const text = readFileSync(FILE, 'utf8');
  const [start, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < 0) throw new Error(`docs/BENCHMARKS.md has no section ${name}`);
  const reasons = rows.flatMap(({ cells, met, reason }) =>
    met === false && reason !== undefined ? [`- *${cells[0]}*: ${reason}`] : [],
  );
  const section = [
    start,
    '',
    `${machine()}. ${versions}. ${new Date().toISOString().slice(0, 10)}.`,
    '',
    line([...head, '']),
    line([...head, ''].map(() => '---')),
    ...rows.map(({ cells, met }) => line([...cells, met === null ? '' : met ? 'met' : '**missed**'])),
    ...(reasons.length === 0 ? [] : ['', 'Why what is missed is missed:', '', ...reasons]),
    '',
  ];
  writeFileSync(FILE, text.slice(0, from) + section.join('\n') + text.slice(to));
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function machine(): string {
  const processors = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} cores of ${processors[0]?.model.trim() ?? 'an unknown processor'}, ${gigabytes} GB, with ${Math.round(loadavg()[1] ?? 0)} processes at work on it`;
}

/** Prints a table for the terminal. */
export function printRow(widths: readonly number[], { cells, met }: Shown): void {
  const all = [...cells, met === null ? '' : met ? 'met' : 'MISSED'];
  console.log(
    all
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join(' ')
      .trimEnd(),
  );
}

/** Three digits of a figure. */
export function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}
