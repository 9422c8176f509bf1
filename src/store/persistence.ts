import { formatScenario, parseScenario, type Scenario } from '../scenario/format.ts';
import { THEMES, type Theme } from './state.ts';

const THEME_KEY = 'orderscope.theme';
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
  try {
    globalThis.localStorage.removeItem(SCENARIO_KEY);
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
