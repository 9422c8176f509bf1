import { useState } from 'react';
import { branchName } from '../../store/scenarioSlice.ts';
import { currentOf, cursorOf, entryCountOf } from '../../store/selectors.ts';
import { useApp } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import styles from './BranchesDialog.module.css';

/** A branch from the moment that is looked at. */
export function NewBranch() {
  const open = useApp((state) => state.open);
  const { name } = useApp((state) => currentOf(state).opened);
  const cursor = useApp(cursorOf);
  const entries = useApp(entryCountOf);
  const branchHere = useApp((state) => state.branchHere);
  const [typed, setTyped] = useState('');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        branchHere(typed);
      }}
    >
      <p className={styles.note}>
        {cursor === entries
          ? `From the end of “${name}”: the branch begins with all that happened.`
          : `From moment ${cursor} of ${entries} of “${name}”: what came after stays there, and the branch goes on from here.`}
      </p>
      <div className={styles.line}>
        <Field label="Name" isOptional>
          {(control) => (
            <input
              {...control}
              data-begin
              value={typed}
              placeholder={branchName(open, name, cursor)}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" look="primary" icon="branch">
          Branch from here
        </Button>
      </div>
    </form>
  );
}
