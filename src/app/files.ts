import type { StoreApi } from 'zustand';
import { formatScenario, MAX_FILE_BYTES, parseScenario, tooLarge } from '../scenario/format.ts';
import { scenarioOf } from '../store/selectors.ts';
import type { AppState } from '../store/state.ts';
import { saveFile } from '../ui/saveFile.ts';

/** Opens a file: a scenario, or else candles to import. */
export async function openFile(store: StoreApi<AppState>, file: File): Promise<void> {
  if (!/\.json$/i.test(file.name) && file.type !== 'application/json') {
    const { view, openDialog } = store.getState();
    openDialog({ kind: 'candles', file, purpose: view === 'backtest' ? 'backtest' : 'scenario' });
    return;
  }
  const problemsOf = file.size > MAX_FILE_BYTES ? [tooLarge(file.size)] : null;
  const parsed =
    problemsOf === null ? parseScenario(await file.text()) : ({ ok: false, problems: problemsOf } as const);
  if (parsed.ok) store.getState().openScenario(parsed.scenario);
  else store.getState().openDialog({ kind: 'problems', file: file.name, problems: parsed.problems });
}

/** Lets the person pick a file and opens it. */
export function pickFile(store: StoreApi<AppState>): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,.csv,.tsv,.txt,application/json,text/csv,text/plain';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void openFile(store, file);
  });
  input.click();
}

/** Hands the scenario to the browser as a file to save. */
export function saveScenario(store: StoreApi<AppState>): void {
  const scenario = scenarioOf(store.getState());
  saveFile(scenario.name, 'json', 'application/json', formatScenario(scenario));
}

/** The same for a kept one, as it is where it is damaged. */
export async function saveKept(store: StoreApi<AppState>, id: string): Promise<void> {
  const { kept, textOfKept, tell } = store.getState();
  const name = kept.find((each) => each.id === id)?.name ?? 'scenario';
  try {
    const text = await textOfKept(id);
    if (text === null) tell({ tone: 'refusal', text: `“${name}” is not there any more.` });
    else saveFile(name, 'json', 'application/json', text);
  } catch {
    tell({ tone: 'refusal', text: `“${name}” could not be read from storage. Try it again.` });
  }
}
