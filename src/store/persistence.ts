import { THEMES, type Theme } from './state.ts';

const THEME_KEY = 'orderscope.theme';
const COLUMNS_KEY = 'orderscope.ledger.columns';
const RECENT_KEY = 'orderscope.palette.recent';

let isUsed = true;

/** From now on nothing is read and nothing kept: for a page within another one. */
export function doWithoutStorage(): void {
  isUsed = false;
}

/** Reads a text that was kept; `null` when there is none or storage is unavailable. */
export function readText(key: string): string | null {
  if (!isUsed) return null;
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Keeps a text, as far as there is room. */
export function keepText(key: string, text: string): void {
  if (!isUsed) return;
  try {
    globalThis.localStorage.setItem(key, text);
  } catch {
    // Storage that is full or unavailable: the next visit begins without it.
  }
}

function drop(key: string): void {
  if (!isUsed) return;
  try {
    globalThis.localStorage.removeItem(key);
  } catch {
    // Storage that is unavailable keeps nothing.
  }
}

/** The theme chosen before, or the system's. */
export function readTheme(): Theme {
  const kept = readText(THEME_KEY);
  return THEMES.find((theme) => theme === kept) ?? 'system';
}

/** Keeps the chosen theme. */
export function keepTheme(theme: Theme): void {
  keepText(THEME_KEY, theme);
}

/** The columns of the ledger that were chosen, by their names; `null` when none were. */
export function readLedgerColumns(): readonly string[] | null {
  return readText(COLUMNS_KEY)?.split(' ') ?? null;
}

/** Keeps the chosen columns of the ledger; `null` forgets them. */
export function keepLedgerColumns(columns: readonly string[] | null): void {
  if (columns === null) drop(COLUMNS_KEY);
  else keepText(COLUMNS_KEY, columns.join(' '));
}

/** What was chosen last in the palette, the last first. */
export function readRecent(): readonly string[] {
  return readText(RECENT_KEY)?.split('\n') ?? [];
}

/** Keeps what was chosen last in the palette. */
export function keepRecent(ids: readonly string[]): void {
  keepText(RECENT_KEY, ids.join('\n'));
}
