import type { Journal } from '../../src/journal/journal.ts';

type Column = Float64Array | BigInt64Array | Int32Array | Uint16Array | Uint8Array;

/** A journal's columns as bytes, by table and column, up to a number of entries; bars only of a whole journal. */
export function bytesOf(
  journal: Journal,
  entries = journal.entries.length,
): Readonly<Record<string, string>> {
  const { tables } = journal.toColumns();
  const events = journal.eventsAt(entries);
  const texts = tables.texts.entry.filter((entry) => entry < entries).length;
  const rows = {
    entries,
    transactions: journal.seqAt({ entries }),
    events,
    positions: tables.events.position.subarray(0, events).reduce((most, row) => Math.max(most, row + 1), 0),
    orders: journal.ordersAt(entries),
    texts,
    textBytes: tables.texts.end[texts - 1] ?? 0,
  };
  const bytes: Record<string, string> = {};
  for (const [table, length] of Object.entries(rows)) {
    for (const [name, column] of columnsOf(tables[table as keyof typeof rows])) {
      bytes[`${table}.${name}`] = base64(column, length);
    }
  }
  if (entries < journal.entries.length) return bytes;
  for (const [name, column] of columnsOf(tables.bars)) bytes[`bars.${name}`] = base64(column, column.length);
  return bytes;
}

/** The bytes without what is only there for a whole journal. */
export function prefixes(bytes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(bytes).filter(([name]) => !name.startsWith('bars')));
}

function columnsOf(table: Readonly<Record<string, Column>>): readonly (readonly [string, Column])[] {
  return Object.entries(table);
}

function base64({ buffer, byteOffset, BYTES_PER_ELEMENT }: Column, length: number): string {
  return Buffer.from(buffer, byteOffset, length * BYTES_PER_ELEMENT).toString('base64');
}
