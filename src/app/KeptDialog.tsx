import { useEffect, useRef, useState } from 'react';
import { currentOf } from '../store/selectors.ts';
import { useApp, useAppStore } from '../store/useApp.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatAgo } from '../ui/formatAgo.ts';
import { Icon } from '../ui/icons.tsx';
import { saveKept, saveScenario } from './files.ts';
import { keepingText } from './keepingText.ts';
import styles from './KeptDialog.module.css';

/** Every scenario that is kept in this browser, and whether what is done now is kept too. */
export function KeptDialog({ onClose }: { readonly onClose: () => void }) {
  const store = useAppStore();
  const kept = useApp((state) => state.kept).filter(({ isOwn }) => isOwn);
  const open = useApp((state) => state.open);
  const current = useApp(currentOf);
  const keeping = useApp((state) => state.keeping);
  const notice = useApp((state) => state.notice);
  // What was told before stands behind the dialog.
  const [told] = useState(notice);
  const unreadable = useApp((state) => state.unreadable);
  const room = useRoom();
  const rest = useRef<HTMLDivElement>(null);
  // What had the focus goes with a row that is deleted or an offer that is taken up.
  useEffect(() => {
    const isLost = document.activeElement?.matches('dialog *') !== true;
    if (isLost) rest.current?.querySelector('button')?.focus();
  });
  const isFailed = keeping.status === 'failed';
  const choose = (id: string): void => {
    onClose();
    void store.getState().openKept(id);
  };
  return (
    <Dialog title="Kept scenarios" onClose={onClose}>
      <p className={isFailed ? styles.failed : styles.state}>
        <Icon name={isFailed ? 'alert' : 'check'} />
        {keepingText(keeping)}
      </p>
      {room !== '' && <p className={styles.room}>{room}</p>}
      {isFailed && (
        <div className={styles.actions}>
          <Button onClick={() => void store.getState().keepChanges()}>Try again</Button>
          <Button icon="save" onClick={() => saveScenario(store)}>
            Save “{current.opened.name}” as a file
          </Button>
        </div>
      )}
      <div ref={rest}>
        <div aria-live="polite">
          {notice !== null && notice !== told && (
            <p className={styles.notice}>
              {notice.text}
              {notice.action !== undefined && (
                <Button onClick={notice.action.run}>{notice.action.title}</Button>
              )}
            </p>
          )}
        </div>
        {kept.length === 0 ? (
          <p className={styles.none}>None yet: a scenario is kept as soon as you do something in it.</p>
        ) : (
          <ul className={styles.list} aria-label="Kept scenarios">
            {kept.map(({ id, name, steps, usedMs }) => {
              const problem = unreadable.find((each) => each.id === id);
              const isOpen = open.some((each) => each.id === id);
              return (
                <li key={id} className={styles.row}>
                  <button type="button" className={styles.name} onClick={() => choose(id)}>
                    {name}
                    <span className={styles.detail}>
                      {problem === undefined
                        ? [
                            steps === 1 ? '1 step' : `${steps} steps`,
                            formatAgo(usedMs),
                            ...(isOpen ? ['open'] : []),
                          ].join(' · ')
                        : `Cannot be opened: ${problem.why}`}
                    </span>
                  </button>
                  <IconButton
                    icon="save"
                    label={problem === undefined ? `Save ${name} as a file` : `Save ${name} as it is`}
                    onClick={() => void saveKept(store, id)}
                  />
                  <IconButton
                    icon="trash"
                    label={`Delete ${name}`}
                    onClick={() => void store.getState().deleteScenario(id)}
                  />
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

const MEGABYTE = 1024 * 1024;
const GIGABYTE = 1024 * MEGABYTE;

/** How much room is taken, and whether the browser may take it back; empty where it does not say. */
function useRoom(): string {
  const [room, setRoom] = useState('');
  useEffect(() => {
    const ask = async (): Promise<void> => {
      if (!('storage' in navigator)) return;
      const [{ usage = 0, quota = 0 }, isPersisted] = await Promise.all([
        navigator.storage.estimate(),
        navigator.storage.persisted(),
      ]);
      const used = `This page takes ${sizeText(usage)} of the ${sizeText(quota)} it may have here.`;
      setRoom(
        isPersisted
          ? used
          : `${used} The browser may clear it when the disk runs full: save as a file what must not be lost.`,
      );
    };
    void ask().catch(() => {});
  }, []);
  return room;
}

function sizeText(bytes: number): string {
  return bytes < GIGABYTE ? `${(bytes / MEGABYTE).toFixed(1)} MB` : `${(bytes / GIGABYTE).toFixed(1)} GB`;
}
