import { useApp } from '../store/useApp.ts';
import { KeysDialog } from './KeysDialog.tsx';
import { ProblemsDialog } from './ProblemsDialog.tsx';

/** The dialog that is open, if any. */
export function Dialogs() {
  const dialog = useApp((state) => state.dialog);
  const openDialog = useApp((state) => state.openDialog);
  const close = (): void => openDialog(null);
  switch (dialog?.kind) {
    case 'keys':
      return <KeysDialog onClose={close} />;
    case 'problems':
      return <ProblemsDialog file={dialog.file} problems={dialog.problems} onClose={close} />;
    case 'candles':
    case undefined:
      return null;
  }
}
