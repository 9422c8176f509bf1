/** Rows as CSV text (RFC 4180): a header of the column names, then one line a row; `null` is an empty cell. */
export function csvText(
  columns: readonly string[],
  rows: Iterable<{ readonly [column: string]: unknown }>,
): string {
  return `${columns.map(cell).join(',')}\n${csvRows(columns, rows)}`;
}

/** The same without its header. */
export function csvRows(
  columns: readonly string[],
  rows: Iterable<{ readonly [column: string]: unknown }>,
): string {
  let text = '';
  for (const row of rows) text += `${columns.map((column) => cell(row[column])).join(',')}\n`;
  return text;
}

function cell(value: unknown): string {
  const printed = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const text = printed ? String(value) : '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
