import { Dialog } from '../ui/Dialog.tsx';
import styles from './ProblemsDialog.module.css';

interface ProblemsDialogProps {
  readonly file: string;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  readonly onClose: () => void;
}

/** Every problem of a file at once, each with its place. */
export function ProblemsDialog({ file, problems, onClose }: ProblemsDialogProps) {
  return (
    <Dialog title={`${file} was not opened`} onClose={onClose}>
      <p className={styles.intro}>
        {problems.length === 1 ? 'One thing is' : `${problems.length} things are`} not as a scenario file has
        to be:
      </p>
      <ul className={styles.list}>
        {problems.map(({ path, message }) => (
          <li key={`${path} ${message}`} className={styles.problem}>
            <span className={styles.path}>{path}</span>
            <span>{message}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
