import { useContext } from 'react';
import { CommandsContext, keyText } from '../ui/commands.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './KeysDialog.module.css';

/** Every key, out of the one list of commands. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { list } = useContext(CommandsContext);
  return (
    <Dialog title="Keys" onClose={onClose} isWide>
      <dl className={styles.keys}>
        {list
          .filter(({ keys }) => keys.length > 0)
          .map(({ id, title, keys }) => (
            <div key={id} className={styles.row}>
              <dt>{title}</dt>
              <dd className={styles.key}>
                {keys.map((key) => (
                  <kbd key={key}>{keyText(key)}</kbd>
                ))}
              </dd>
            </div>
          ))}
      </dl>
    </Dialog>
  );
}
