/** Rows as CSV text (RFC 4180): a header of the column names, then one line a row; `null` is an empty cell. */
export function csvText(
  columns: readonly string[],
  rows: Iterable<{ readonly [column: string]: unknown }>,
): string {
  const lines = [columns.map(cell).join(',')];
  for (const row of rows) lines.push(columns.map((column) => cell(row[column])).join(','));
  return `${lines.join('\n')}\n`;
}

function cell(value: unknown): string {
  const printed = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const text = printed ? String(value) : '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
