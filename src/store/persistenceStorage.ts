import type { CandleColumns } from '../market/candles.ts';

/** The version of the bodies that are written; a later one is left as it is. */
export const BODY_FORMAT = 1;

/** What is known of a kept scenario without reading it. */
export interface KeptHead {
  readonly id: string;
  readonly name: string;
  /** Another one with every save, so that a save is noticed that goes back to an older state. */
  readonly mark: string;
  readonly usedMs: number;
  readonly steps: number;
  /** Not an example as it came. */
  readonly isOwn: boolean;
  /** The ids of the candles it uses. */
  readonly series: readonly string[];
}

/** A kept scenario. Its body is what storage holds, which another version may have written or something damaged. */
export interface KeptRecord {
  readonly head: KeptHead;
  readonly body: unknown;
  readonly series: ReadonlyMap<string, CandleColumns>;
}

/** Which scenarios are open, by id. */
export interface Session {
  readonly open: readonly string[];
  readonly current: string | null;
}

/** What could not be saved any more when the page went away, with the mark it was based on. */
export interface Unsaved {
  readonly record: KeptRecord;
  readonly base: string | null;
}

/** A save or a removal by another tab; `mark` is `null` when it was removed. */
export interface StorageChange {
  readonly id: string;
  readonly mark: string | null;
}

/** Where scenarios are kept between visits, shared by all tabs. Every call may fail. */
export interface ScenarioStorage {
  readonly list: () => Promise<readonly KeptHead[]>;
  readonly read: (id: string) => Promise<KeptRecord | null>;
  /** Writes a record unless its place was changed since the mark it is based on: all of it or nothing. */
  readonly write: (record: KeptRecord, base: string | null) => Promise<'written' | 'changed'>;
  /** Takes a record out, and with it the candles that nothing else uses. */
  readonly remove: (id: string) => Promise<KeptRecord | null>;
  /** What this tab had open, else what was open last in any. */
  readonly readSession: () => Promise<Session>;
  readonly writeSession: (session: Session, nowMs: number) => Promise<void>;
  /** Notes at once, while the page goes away, what has not been saved; forgets the last note when there is nothing. */
  readonly noteUnsaved: (unsaved: readonly Unsaved[]) => void;
  /** Hands over what was noted by pages that are gone, and forgets what was dealt with. */
  readonly settleUnsaved: (settle: (unsaved: Unsaved) => Promise<void>) => Promise<void>;
  /** The same for the one scenario that earlier versions kept, as a text. */
  readonly settleEarlier: (settle: (text: string) => Promise<void>) => Promise<void>;
  /** Asks the browser, the first time only, not to clear what is kept. */
  readonly askToStay: () => Promise<void>;
  /** Calls back when another tab has changed something. */
  readonly onChange: (listener: (change: StorageChange) => void) => void;
}

/** A body as a text to be saved as a file, all of it as it is. */
export function textOfBody(body: unknown): string {
  return typeof body === 'string' ? body : `${JSON.stringify(body, null, 2) ?? String(body)}\n`;
}

/** The scenario in a body as the text of its file; all of the body where there seems to be none. */
export function scenarioTextOf(body: unknown): string {
  const isOurs = typeof body === 'object' && body !== null && 'format' in body && 'scenario' in body;
  return textOfBody(isOurs && body.format === BODY_FORMAT ? body.scenario : body);
}
