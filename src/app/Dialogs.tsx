import { lazy, Suspense } from 'react';
import { useApp } from '../store/useApp.ts';
import { startLens } from '../worker/lensClient.ts';

const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog.tsx')).KeysDialog }));
const NewScenarioDialog = lazy(async () => ({
  default: (await import('./NewScenarioDialog.tsx')).NewScenarioDialog,
}));
const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }));
const ProblemsDialog = lazy(async () => ({ default: (await import('./ProblemsDialog.tsx')).ProblemsDialog }));
const RenameDialog = lazy(async () => ({ default: (await import('./RenameDialog.tsx')).RenameDialog }));
const KeptDialog = lazy(async () => ({ default: (await import('./KeptDialog.tsx')).KeptDialog }));
const CandleImport = lazy(async () => ({
  default: (await import('../views/candles/CandleImport.tsx')).CandleImport,
}));
const Export = lazy(async () => ({ default: (await import('./ExportDialog.tsx')).ExportDialog }));
const Share = lazy(async () => ({ default: (await import('./ShareDialog.tsx')).ShareDialog }));

const PathLens = lazy(async () => ({
  default: (await import('../views/pathlens/PathLensDialog.tsx')).PathLensDialog,
}));

const Branches = lazy(async () => ({
  default: (await import('../views/branches/BranchesDialog.tsx')).BranchesDialog,
}));

/** The dialog that is open, if any; each is loaded when it is first asked for. */
export function Dialogs() {
  return (
    <Suspense fallback={null}>
      <OpenDialog />
    </Suspense>
  );
}

function OpenDialog() {
  const dialog = useApp((state) => state.dialog);
  const openDialog = useApp((state) => state.openDialog);
  const close = (): void => openDialog(null);
  switch (dialog?.kind) {
    case 'keys':
      return <KeysDialog onClose={close} />;
    case 'palette':
      return <Palette onClose={close} />;
    case 'newScenario':
      return <NewScenarioDialog onClose={close} />;
    case 'lens':
      return (
        <PathLens
          key={`${dialog.run} ${dialog.bar}`}
          start={startLens}
          run={dialog.run}
          bar={dialog.bar}
          onClose={close}
        />
      );
    case 'branches':
      return <Branches onClose={close} />;
    case 'export':
      return <Export onClose={close} />;
    case 'share':
      return <Share onClose={close} />;
    case 'problems':
      return <ProblemsDialog file={dialog.file} problems={dialog.problems} onClose={close} />;
    case 'rename':
      return <RenameDialog id={dialog.id} onClose={close} />;
    case 'kept':
      return <KeptDialog onClose={close} />;
    case 'candles':
      return <CandleImport file={dialog.file} purpose={dialog.purpose} onClose={close} />;
    case undefined:
      return null;
  }
}
