import type { StoreApi } from 'zustand';
import type { AppState } from '../store/state.ts';
import type { Command } from '../ui/commands.tsx';
import { PICTURES, type PictureFormat, type PictureKind, type Pictures } from '../ui/pictures.ts';

const FORMATS: readonly PictureFormat[] = ['svg', 'png'];

/** What saves the pictures of the page; how is loaded when the first one is. */
export function createPictures(store: StoreApi<AppState>): Pictures {
  const shown: Pictures['shown'] = new Map();
  const save = async (kind: PictureKind, format: PictureFormat): Promise<void> => {
    const picture = shown.get(kind)?.() ?? null;
    if (picture === null) return;
    const { takePicture } = await import('./takePicture.ts');
    await takePicture(store, picture, format);
  };
  return { shown, save: (kind, format) => void save(kind, format) };
}

/** A command for each picture and each kind of file. */
export function pictureCommands({ shown, save }: Pictures): readonly Command[] {
  return (Object.keys(PICTURES) as readonly PictureKind[]).flatMap((kind) =>
    FORMATS.map((format) => ({
      id: `picture-${kind}-${format}`,
      title: `Save ${PICTURES[kind]} as ${format.toUpperCase()}`,
      keys: [],
      icon: 'picture' as const,
      run: () => save(kind, format),
      blocked: () => (shown.has(kind) ? null : `The page does not show ${PICTURES[kind]} now`),
    })),
  );
}
