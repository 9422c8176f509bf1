/** How a run is drawn among others: told apart by colour and by dashes. */
export interface RunLine {
  readonly color: string;
  readonly dashes: string;
}

const LINES: readonly RunLine[] = [
  { color: 'var(--accent)', dashes: '' },
  { color: 'var(--pnl)', dashes: '6 3' },
  { color: 'var(--unavailable)', dashes: '2 2' },
  { color: 'var(--gain)', dashes: '8 3 2 3' },
  { color: 'var(--fee)', dashes: '1 3' },
];

/** The line of what holding the asset would have come to. */
export const HELD_LINE: RunLine = { color: 'var(--muted)', dashes: '9 5' };

/** The line of a run by its place: the chosen one is first. */
export function lineOf(index: number): RunLine {
  return LINES[index % LINES.length] ?? { color: 'var(--accent)', dashes: '' };
}
