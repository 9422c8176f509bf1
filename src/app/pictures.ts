import type { StoreApi } from 'zustand';
import { cursorOf, entryCountOf, recordingOf, scenarioOf, shownRunOf } from '../store/selectors.ts';
import type { AppState } from '../store/state.ts';
import type { Command } from '../ui/commands.tsx';
import { formatTime } from '../ui/formatTime.ts';
import { NO_SVG, PICTURES, type PictureFormat, type PictureKind, type Pictures } from '../ui/pictures.ts';

const FORMATS: readonly PictureFormat[] = ['svg', 'png'];

/** What saves the pictures of the page, under the name of the scenario and the moment. */
export function createPictures(store: StoreApi<AppState>): Pictures {
  const shown: Pictures['shown'] = new Map();
  const save = async (kind: PictureKind, format: PictureFormat): Promise<void> => {
    const picture = shown.get(kind)?.() ?? null;
    if (picture === null) return;
    const { element, title, note } = picture;
    const place = placeOf(store.getState());
    try {
      const { savePicture } = await import('../ui/savePicture.ts');
      const caption = [place.name, place.when].filter(Boolean).join(' · ');
      await savePicture(element, { title, caption, note }, `${place.name} ${place.moment} ${title}`, format);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      store.getState().tell({ tone: 'refusal', text: `The picture was not saved: ${why}.` });
    }
  };
  return { shown, save: (kind, format) => void save(kind, format) };
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

/** A command for each picture and each kind of file. */
export function pictureCommands({ shown, save }: Pictures): readonly Command[] {
  return (Object.keys(PICTURES) as readonly PictureKind[]).flatMap((kind) =>
    FORMATS.filter((format) => format === 'png' || NO_SVG[kind] === undefined).map((format) => ({
      id: `picture-${kind}-${format}`,
      title: `Save ${PICTURES[kind]} as ${format.toUpperCase()}`,
      keys: [],
      icon: 'picture' as const,
      run: () => save(kind, format),
      blocked: () => (shown.has(kind) ? null : `The page does not show ${PICTURES[kind]} now`),
    })),
  );
}
