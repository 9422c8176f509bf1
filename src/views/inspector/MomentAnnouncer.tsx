import { readEntry } from '../../journal/entryRepository.ts';
import { useApp, useWorld } from '../../store/useApp.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { entrySentence } from './entryWords.ts';

/** Tells those who listen which moment is looked at and what happened in it; silent while playing. */
export function MomentAnnouncer() {
  const { recording, cursor, entries } = useWorld();
  const isPlaying = useApp((state) => state.isPlaying);
  const sentence =
    cursor === 0 ? 'The beginning.' : entrySentence(recording, readEntry(recording.journal, cursor));
  return (
    <VisuallyHidden>
      <span aria-live="polite">{isPlaying ? '' : `Moment ${cursor} of ${entries}. ${sentence}`}</span>
    </VisuallyHidden>
  );
}
