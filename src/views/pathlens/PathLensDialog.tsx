import { useMemo, useState } from 'react';
import type { LensQuestion, StartLens } from '../../scenario/pathLens.ts';
import { lensQuestion } from '../../store/lensQuestion.ts';
import { useAppStore } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { BarLens } from './BarLens.tsx';
import styles from './PathLens.module.css';
import { useLens } from './useLens.ts';
import { WholeLens } from './WholeLens.tsx';

const WAYS = 4;

interface PathLensDialogProps {
  readonly start: StartLens;
  /** The run that is looked at, `null` for the scenario, and its bar, counted from 1, `null` for all of it. */
  readonly run: string | null;
  readonly bar: number | null;
  readonly onClose: () => void;
}

/** A bar tells its extremes, not which came first: what came of one bar, or of all, under each of the four path policies ([X6]). */
export function PathLensDialog({ start, run, bar, onClose }: PathLensDialogProps) {
  const store = useAppStore();
  const [isBar, setIsBar] = useState(bar !== null);
  const question = useMemo(
    () => lensQuestion(store.getState(), run, isBar ? bar : null),
    [store, run, bar, isBar],
  );
  const what = run === null ? 'scenario' : 'run';
  return (
    <Dialog title="Under the four paths" onClose={onClose} isWide>
      <div className={styles.content}>
        {bar !== null && (
          <SegmentedControl
            label="What is looked at"
            options={[
              { value: 'bar', title: `Bar ${bar}` },
              { value: 'whole', title: `The whole ${what}` },
            ]}
            value={isBar ? 'bar' : 'whole'}
            onChange={(value) => setIsBar(value === 'bar')}
          />
        )}
        <p className={styles.note}>
          {isBar
            ? 'A bar tells its highest and lowest price, not which came first. All before it is as it was; the bar is walked in four ways.'
            : `The same steps from the beginning, with every bar of the ${what} walked in each of the four ways.`}
        </p>
        {question === null ? (
          <p className={styles.note}>This run is not kept any more.</p>
        ) : (
          <Looking key={String(isBar)} start={start} question={question} />
        )}
      </div>
    </Dialog>
  );
}

interface LookingProps {
  readonly start: StartLens;
  readonly question: LensQuestion;
}

/** What is found, as it is found. */
function Looking({ start, question }: LookingProps) {
  const { answers, share, status, why, cancel } = useLens(start, question);
  const inUse = question.request.scenario.settings.pathPolicy;
  return (
    <>
      {status === 'looking' && (
        <div className={styles.looking}>
          <progress aria-label="Looked at so far" max={1} value={Math.max(share, answers.length / WAYS)} />
          <span>
            {answers.length} of {WAYS} ways
          </span>
          <Button icon="close" onClick={cancel}>
            Cancel
          </Button>
        </div>
      )}
      {status === 'called off' && (
        <p className={styles.note}>Called off: what was found until then stands here.</p>
      )}
      {status === 'failed' && (
        <p className={styles.failure} role="alert">
          <Icon name="alert" /> It could not be looked at: {why}
        </p>
      )}
      {question.bar === null ? (
        <WholeLens answers={answers} inUse={inUse} />
      ) : (
        <BarLens answers={answers} inUse={inUse} />
      )}
    </>
  );
}
