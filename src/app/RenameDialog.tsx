import { useId, useState, type FormEvent } from 'react';
import { MOST_NAME_LETTERS } from '../store/persistenceRecord.ts';
import { useApp } from '../store/useApp.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';

interface RenameDialogProps {
  /** Of an open scenario. */
  readonly id: string;
  readonly onClose: () => void;
}

/** Lets the dialog begin at an element; the attribute itself, which a dialog heeds when it opens and React leaves out. */
function startHere(element: HTMLInputElement | null): void {
  element?.setAttribute('autofocus', '');
}

/** Gives an open scenario another name. */
export function RenameDialog({ id, onClose }: RenameDialogProps) {
  const name = useApp(({ open }) => open.find((each) => each.id === id)?.opened.name ?? '');
  const rename = useApp((state) => state.renameScenario);
  const [typed, setTyped] = useState(name);
  const [wasSent, setWasSent] = useState(false);
  const formId = useId();
  const error = typed.trim() === '' ? 'Give it a name.' : undefined;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(true);
    if (error !== undefined) return;
    rename(id, typed);
    onClose();
  };
  return (
    <Dialog
      title="Rename the scenario"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Back</Button>
          <Button type="submit" form={formId} look="primary">
            Rename
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} noValidate>
        <Field label="Name" error={wasSent ? error : undefined}>
          {(control) => (
            <input
              {...control}
              ref={startHere}
              autoComplete="off"
              maxLength={MOST_NAME_LETTERS}
              value={typed}
              onFocus={({ currentTarget }) => currentTarget.select()}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
