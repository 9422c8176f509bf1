import { formatScenario, parseScenario, type Scenario } from '../scenario/format.ts';
import { THEMES, type Theme } from './state.ts';

const THEME_KEY = 'orderscope.theme';
const COLUMNS_KEY = 'orderscope.ledger.columns';
const SCENARIO_KEY = 'orderscope.scenario';
/** Beyond this a scenario is not kept between visits: storage of this kind holds a few megabytes in all. */
const MOST_CHARACTERS = 2_000_000;

/** Reads a text that was kept; `null` when there is none or storage is unavailable. */
function read(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Keeps a text for the next visit; whether that was possible. */
function write(key: string, text: string): boolean {
  try {
    globalThis.localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** The theme chosen before, or the system's. */
export function readTheme(): Theme {
  const kept = read(THEME_KEY);
  return THEMES.find((theme) => theme === kept) ?? 'system';
}

/** Keeps the chosen theme. */
export function keepTheme(theme: Theme): void {
  write(THEME_KEY, theme);
}

/** The file of the scenario of the last visit as it was kept, whether or not it can be read. */
export function readKeptText(): string | null {
  return read(SCENARIO_KEY);
}

/** Forgets the scenario of the last visit. */
export function dropKept(): void {
  drop(SCENARIO_KEY);
}

function drop(key: string): void {
  try {
    globalThis.localStorage.removeItem(key);
  } catch {
    // Storage that is unavailable keeps nothing.
  }
}

/** The scenario of the last visit; `null` when there is none or it cannot be read any more. */
export function readScenario(): Scenario | null {
  const kept = read(SCENARIO_KEY);
  if (kept === null) return null;
  const parsed = parseScenario(kept);
  return parsed.ok ? parsed.scenario : null;
}

/** Keeps a scenario for the next visit, unless it is too large for that; whether it was kept. */
export function keepScenario(scenario: Scenario): boolean {
  const text = formatScenario(scenario);
  return text.length <= MOST_CHARACTERS && write(SCENARIO_KEY, text);
}

/** The columns of the ledger that were chosen, by their names; `null` when none were. */
export function readLedgerColumns(): readonly string[] | null {
  return read(COLUMNS_KEY)?.split(' ') ?? null;
}

/** Keeps the chosen columns of the ledger; `null` forgets them. */
export function keepLedgerColumns(columns: readonly string[] | null): void {
  if (columns === null) drop(COLUMNS_KEY);
  else write(COLUMNS_KEY, columns.join(' '));
}
