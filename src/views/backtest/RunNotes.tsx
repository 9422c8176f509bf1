import type { Run } from '../../store/run.ts';
import type { RunsSlice } from '../../store/state.ts';
import { isSameData } from '../../store/runNames.ts';
import { useApp } from '../../store/useApp.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { Icon } from '../../ui/icons.tsx';
import { RunMenu } from './RunMenu.tsx';
import styles from './RunNotes.module.css';

/** Why the last run broke off, with the files that show it again. */
export function FailureNote({ failed }: { readonly failed: NonNullable<RunsSlice['runFailure']> }) {
  const dropRunFailure = useApp((state) => state.dropRunFailure);
  const { order, failure } = failed;
  const { rule, seq, bar, message } = failure;
  return (
    <div className={styles.failure} role="alert">
      <Icon name="alert" />
      <p className={styles.text}>
        <strong>
          {rule === null
            ? 'The run broke off.'
            : `The run broke rule ${rule} after line ${seq} of its ledger, in bar ${bar}.`}
        </strong>{' '}
        {message}
        {rule !== null && ' This is a defect of the program: the two files beside this show it again.'}
      </p>
      <RunMenu order={order} label="Files of the run that broke off" />
      <IconButton icon="close" label="Dismiss" onClick={dropRunFailure} />
    </div>
  );
}

/** Says which of the runs went over other bars than the first, whose curves are drawn along them, and leaves them out. */
export function OtherDataNote({ runs }: { readonly runs: readonly Run[] }) {
  const compareRun = useApp((state) => state.compareRun);
  const [first] = runs;
  const others = runs.filter((run) => !isSameData(run, first));
  if (first === undefined || others.length === 0) return null;
  const which = others.map(({ number, data }) => `#${number} (${data})`).join(', ');
  return (
    <p className={styles.refusals}>
      <Icon name="alert" size={14} />
      <span>
        {which} ran on other bars than #{first.number}: drawn bar by bar, not at the same times, up to the
        last bar of #{first.number}.
      </span>
      <Button onClick={() => others.forEach(({ id }) => compareRun(id, false))}>
        Leave {others.length === 1 ? 'it' : 'them'} out
      </Button>
    </p>
  );
}

/** What a run's venue denied, if anything. */
export function RefusalNote({ run }: { readonly run: Run }) {
  const { refusals } = run;
  const [first] = refusals;
  if (first === undefined) return null;
  const total = refusals.reduce((sum, { count }) => sum + count, 0);
  const all = refusals.map(({ code, count }) => `${code} ${count}×`).join(', ');
  return (
    <p className={styles.refusals} title={all}>
      <Icon name="alert" size={14} />
      {total === 1 ? 'One action was denied' : `${formatNumber(String(total))} actions were denied`}
      {refusals.length > 1 ? ` (${all})` : ''}. The first: {first.sentence}
    </p>
  );
}
