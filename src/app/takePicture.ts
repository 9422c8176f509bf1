import type { StoreApi } from 'zustand';
import { cursorOf, entryCountOf, recordingOf, scenarioOf, shownRunOf } from '../store/selectors.ts';
import type { AppState } from '../store/state.ts';
import { formatTime } from '../ui/formatTime.ts';
import type { PictureFormat, ShownPicture } from '../ui/pictures.ts';
import { savePicture } from '../ui/savePicture.ts';

/** Saves a picture under the name of the scenario and the moment, and tells when that fails. */
export async function takePicture(
  store: StoreApi<AppState>,
  { element, title, note }: ShownPicture,
  format: PictureFormat,
): Promise<void> {
  const { name, moment, when } = placeOf(store.getState());
  try {
    const caption = [name, when].filter(Boolean).join(' · ');
    await savePicture(element, { title, caption, note }, `${name} ${moment} ${title}`, format);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    store.getState().tell({ tone: 'refusal', text: `The picture was not saved: ${why}.` });
  }
}

/** Where and when the page is looked at. */
function placeOf(state: AppState) {
  if (state.view === 'backtest') {
    const run = state.runs.find(({ id }) => id === state.chosenRun);
    return { name: run === undefined ? 'Backtest' : runName(run), moment: '', when: run?.data ?? '' };
  }
  const run = shownRunOf(state);
  const cursor = cursorOf(state);
  const timeMs = recordingOf(state).journal.entries.columns.timeMs[cursor - 1] ?? Number.NaN;
  return {
    name: run === null ? scenarioOf(state).name : runName(run),
    moment: `moment ${cursor}`,
    when: [`moment ${cursor} of ${entryCountOf(state)}`, formatTime(timeMs)].filter(Boolean).join(' · '),
  };
}

function runName({ number, title }: { readonly number: number; readonly title: string }): string {
  return `Run ${number} ${title}`;
}
