import { checkScenario, MAX_FILE_BYTES, type Problem, type Scenario } from './format.ts';
import { fromColumns, TooLargeError, toColumns } from './linkColumns.ts';
import type { Json } from './linkSample.ts';

/** Stands in front of every link; a form that this one cannot read has another. */
const VERSION = '1';

/** Why a link was not read; `problems` when it holds a scenario that is not in order. */
export interface LinkDefect {
  readonly kind: 'damaged' | 'newer' | 'tooLarge' | 'problems';
  readonly problems: readonly Problem[];
}

/** A scenario out of a link, or why there is none. */
export type LinkReading =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly defect: LinkDefect };

/** A scenario as letters, digits, "-" and "_" that a link can carry: columns, deflated with a checksum. */
export async function linkText(scenario: Scenario): Promise<string> {
  const text = toColumns(scenario as unknown as Json);
  const deflated = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'));
  return VERSION + base64Url(new Uint8Array(await new Response(deflated).arrayBuffer()));
}

/** Reads a text by {@link linkText}, however it may have suffered on its way. */
export async function readLinkText(text: string): Promise<LinkReading> {
  if (!text.startsWith(VERSION)) return refuse(/^[2-9a-z]/i.test(text) ? 'newer' : 'damaged');
  let value: Json;
  try {
    const columns = await inflate(bytesOf(text.slice(VERSION.length)));
    if (columns === null) return refuse('tooLarge');
    value = fromColumns(columns);
  } catch (error) {
    return refuse(error instanceof TooLargeError ? 'tooLarge' : 'damaged');
  }
  const checked = checkScenario(value);
  return checked.ok ? checked : refuse('problems', checked.problems);
}

function refuse(kind: LinkDefect['kind'], problems: readonly Problem[] = []): LinkReading {
  return { ok: false, defect: { kind, problems } };
}

/** The text that was deflated; `null` when it goes on beyond what a scenario file may have. Rejects when a byte is wrong or missing. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const reader = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))
    .getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += value;
    if (text.length > MAX_FILE_BYTES) {
      await reader.cancel();
      return null;
    }
  }
}

function base64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
