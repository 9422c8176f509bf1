import { useRef, useState } from 'react';
import { stepCountOf, type OpenScenario } from '../../store/openScenario.ts';
import { useApp, useAppStore } from '../../store/useApp.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import styles from './BranchesDialog.module.css';
import type { BranchNode } from './branchTree.ts';

/** Open scenarios, each with its branches below it. */
export function BranchRows({ nodes }: { readonly nodes: readonly BranchNode[] }) {
  return (
    <ul className={styles.rows}>
      {nodes.map(({ scenario, branches }) => (
        <li key={scenario.id}>
          <BranchRow scenario={scenario} />
          {branches.length > 0 && <BranchRows nodes={branches} />}
        </li>
      ))}
    </ul>
  );
}

function BranchRow({ scenario }: { readonly scenario: OpenScenario }) {
  const { id, opened, branchedFrom } = scenario;
  const store = useAppStore();
  const open = useApp((state) => state.open);
  const isCurrent = useApp((state) => state.currentId === id && state.shownRun === null);
  const switchTo = useApp((state) => state.switchTo);
  const deleteScenario = useApp((state) => state.deleteScenario);
  const openDialog = useApp((state) => state.openDialog);
  const compare = useApp((state) => state.compare);
  const currentId = useApp((state) => state.currentId);
  const renaming = useRef<HTMLButtonElement>(null);
  const [isNaming, setIsNaming] = useState(false);
  const origin = open.find((each) => each.id === branchedFrom?.id);
  const other = origin?.id ?? (currentId === id ? undefined : currentId);
  const remove = async (): Promise<void> => {
    await deleteScenario(id);
    // It may have been brought back already.
    if (store.getState().open.some((each) => each.id === id)) return;
    openDialog({ kind: 'branches' });
    // The button that had the focus is gone.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('dialog [data-begin]')?.focus());
  };
  const endNaming = (): void => {
    setIsNaming(false);
    requestAnimationFrame(() => renaming.current?.focus());
  };
  if (isNaming) return <Naming scenario={scenario} onDone={endNaming} />;
  return (
    <div className={classNames(styles.row, isCurrent && styles.current)}>
      <button
        type="button"
        className={styles.open}
        aria-current={isCurrent || undefined}
        onClick={() => {
          switchTo(id);
          openDialog(null);
        }}
      >
        <span className={styles.name}>{opened.name}</span>
        <span className={styles.about}>{aboutOf(scenario, origin)}</span>
      </button>
      <span className={styles.deeds}>
        {other !== undefined && (
          <Button
            icon="compare"
            aria-label={`Compare ${opened.name}`}
            title={`Compare with ${open.find((each) => each.id === other)?.opened.name ?? ''}`}
            onClick={() => compare(other, id)}
          />
        )}
        <IconButton
          ref={renaming}
          icon="edit"
          label={`Rename ${opened.name}`}
          onClick={() => setIsNaming(true)}
        />
        <IconButton
          icon="trash"
          label={`Delete ${opened.name}`}
          blocked={open.length > 1 ? null : 'It is the only one that is open'}
          onClick={() => void remove()}
        />
      </span>
    </div>
  );
}

/** Where it leaves what, and how much was done in it since. */
function aboutOf(scenario: OpenScenario, origin: OpenScenario | undefined): string {
  const { branchedFrom } = scenario;
  const steps = stepCountOf(scenario) - (branchedFrom?.steps ?? 0);
  const count = steps === 1 ? '1 step' : `${steps} steps`;
  if (branchedFrom === null) return count;
  const from = origin === undefined ? `“${branchedFrom.name}”, which is not open` : `“${origin.opened.name}”`;
  return `leaves ${from} after moment ${branchedFrom.moment}; ${count} of its own`;
}

interface NamingProps {
  readonly scenario: OpenScenario;
  readonly onDone: () => void;
}

function Naming({ scenario: { id, opened }, onDone }: NamingProps) {
  const renameScenario = useApp((state) => state.renameScenario);
  const [typed, setTyped] = useState(opened.name);
  return (
    <form
      className={styles.naming}
      onSubmit={(event) => {
        event.preventDefault();
        renameScenario(id, typed);
        onDone();
      }}
    >
      <input
        className={styles.input}
        aria-label={`New name of ${opened.name}`}
        // It was just asked for.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={typed}
        onFocus={({ target }) => target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // The dialog stays.
          event.preventDefault();
          onDone();
        }}
      />
      <Button type="submit" icon="check" blocked={typed.trim() === '' ? 'Give it a name' : null}>
        Rename
      </Button>
      <IconButton icon="close" label="Keep the name" onClick={onDone} />
    </form>
  );
}
