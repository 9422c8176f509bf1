import { lazy, Suspense } from 'react';
import { useApp } from '../store/useApp.ts';
import { KeysDialog } from './KeysDialog.tsx';
import { NewScenarioDialog } from './NewScenarioDialog.tsx';
import { ProblemsDialog } from './ProblemsDialog.tsx';

const CandleImport = lazy(async () => ({
  default: (await import('../views/candles/CandleImport.tsx')).CandleImport,
}));

/** The dialog that is open, if any. */
export function Dialogs() {
  const dialog = useApp((state) => state.dialog);
  const openDialog = useApp((state) => state.openDialog);
  const close = (): void => openDialog(null);
  switch (dialog?.kind) {
    case 'keys':
      return <KeysDialog onClose={close} />;
    case 'newScenario':
      return <NewScenarioDialog onClose={close} />;
    case 'problems':
      return <ProblemsDialog file={dialog.file} problems={dialog.problems} onClose={close} />;
    case 'candles':
      return (
        <Suspense fallback={null}>
          <CandleImport file={dialog.file} purpose={dialog.purpose} onClose={close} />
        </Suspense>
      );
    case undefined:
      return null;
  }
}
