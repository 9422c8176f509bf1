import type { LensAnswer } from '../../scenario/pathLens.ts';
import { OUTCOME_FIGURES } from '../../scenario/outcomeFigures.ts';
import { LensTable } from './LensTable.tsx';
import styles from './PathLens.module.css';
import type { Policy } from './policies.ts';

interface WholeLensProps {
  readonly answers: readonly LensAnswer[];
  readonly inUse: Policy;
}

/** All of a scenario or a run: its figures under each policy. */
export function WholeLens({ answers, inUse }: WholeLensProps) {
  const found = answers.flatMap(({ policy, whole }) => (whole === null ? [] : { policy, outcome: whole }));
  if (found.length === 0) return null;
  const rows = OUTCOME_FIGURES.map(({ title, kind, of }) => ({
    title,
    kind,
    values: found.map(({ outcome }) => of(outcome)),
  }));
  const differing = rows.filter(({ values }) => new Set(values).size > 1).length;
  return (
    <>
      {found.length === 4 && (
        <p className={styles.verdict}>
          {differing === 0
            ? 'However the bars are walked, the same figures come of it.'
            : 'It matters how the bars are walked: what differs from the one in use is underlined.'}
        </p>
      )}
      <LensTable
        caption="What all of it came to, money in the quote of the first pair"
        rows={rows}
        columns={found.map(({ policy }) => policy)}
        inUse={inUse}
      />
    </>
  );
}
