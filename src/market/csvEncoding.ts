/** How the bytes of a file stand for letters. */
export type CsvEncoding = 'utf-8' | 'utf-16le' | 'windows-1252';

/** How many bytes of a file's beginning tell. */
export const ENCODING_BYTES = 64 * 1024;

/** The encoding of a file by its first bytes: older spreadsheets write Latin-1, which as UTF-8 makes no sense where it has an umlaut. */
export function encodingOf(head: Uint8Array): CsvEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  try {
    // The last letter may be cut in two.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
