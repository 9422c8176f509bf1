import { readEntry } from '../../journal/entryRepository.ts';
import { useApp, useAppStore } from '../../store/useApp.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { formatTime } from '../../ui/formatTime.ts';
import styles from './CompareView.module.css';
import { SideBadge } from './SideBadge.tsx';
import type { Comparison, Side } from './useComparison.ts';

/** Which two are compared, up to where they are the same, and the ways to the first difference in either. */
export function CompareHead({ comparison }: { readonly comparison: Comparison }) {
  const { left, right, parting } = comparison;
  const compare = useApp((state) => state.compare);
  const isSame = isTheSame(comparison);
  return (
    <header className={styles.head}>
      <div className={styles.sides}>
        <SideChoice side={left} onChange={(id) => compare(id, right.scenario.id)} />
        <IconButton
          icon="exchange"
          label="Swap sides"
          onClick={() => compare(right.scenario.id, left.scenario.id)}
        />
        <SideChoice side={right} onChange={(id) => compare(left.scenario.id, id)} />
      </div>
      <output className={styles.sentence}>{sentenceOf(comparison)}</output>
      {!isSame && (
        <div className={styles.ways}>
          <WayIn side={left} moment={parting.entries + 1} />
          <WayIn side={right} moment={parting.entries + 1} />
        </div>
      )}
    </header>
  );
}

interface SideChoiceProps {
  readonly side: Side;
  readonly onChange: (id: string) => void;
}

function SideChoice({ side: { letter, scenario }, onChange }: SideChoiceProps) {
  const open = useApp((state) => state.open);
  return (
    <label className={styles.side}>
      <SideBadge letter={letter} />
      <select
        className={styles.choice}
        aria-label={`Scenario ${letter}`}
        value={scenario.id}
        onChange={({ target }) => onChange(target.value)}
      >
        {open.map(({ id, opened }) => (
          <option key={id} value={id}>
            {opened.name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Opens a side in Explore at its first moment that is not the same; where it has none, at its end. */
function WayIn({ side, moment }: { readonly side: Side; readonly moment: number }) {
  const store = useAppStore();
  const { letter, scenario, name, player } = side;
  const { length } = player.journal.entries;
  const at = Math.min(moment, length);
  const goThere = (): void => {
    const { switchTo, showView, lookAt } = store.getState();
    switchTo(scenario.id);
    showView('explore');
    lookAt(at);
  };
  return (
    <Button icon="jump" title={`Open “${name}” at moment ${at} of ${length}`} onClick={goThere}>
      {moment > length ? `To the end of ${letter}` : `First difference in ${letter}`}
    </Button>
  );
}

function isTheSame({ left, right, parting }: Comparison): boolean {
  const lengths = [left, right].map(({ player }) => player.journal.entries.length);
  return lengths.every((length) => length === parting.entries);
}

function sentenceOf(comparison: Comparison): string {
  const { left, right, parting } = comparison;
  if (left.scenario === right.scenario) return 'Both are the same scenario: choose another one.';
  if (isTheSame(comparison)) return 'Both tell the same, to the last line.';
  const { entries, lines } = parting;
  if (entries === 0) return 'They are different from the beginning.';
  const { timeMs } = readEntry(left.player.journal, entries);
  const same = `The same up to moment ${entries} (${formatTime(timeMs)}) and line ${lines}`;
  const ended = [left, right].find(({ player }) => player.journal.entries.length === entries);
  if (ended !== undefined) return `${same}, where ${ended.letter} ends.`;
  return `${same}; they part after that.`;
}
