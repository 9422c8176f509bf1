import type { CandleQuestion } from '../../store/candleImport.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './CandleImport.module.css';

type Format = CandleQuestion['choices'][number]['numberFormat'];

interface NumberQuestionProps {
  readonly question: CandleQuestion;
  readonly onAnswer: (format: Format) => void;
}

/** Asks what only a person can say: whether 1.000 is one or a thousand. */
export function NumberQuestion({ question, onAnswer }: NumberQuestionProps) {
  const [sample] = question.samples;
  if (sample === undefined) return null;
  return (
    <fieldset className={styles.question}>
      <legend>How are the numbers written?</legend>
      <p>
        “{sample.value}” in line {sample.line}, column {sample.column}, can be read in two ways, and nothing
        else in the file decides it.
      </p>
      <div className={styles.choices}>
        {question.choices.map(({ numberFormat, readings }) => (
          <Button key={numberFormat} onClick={() => onAnswer(numberFormat)}>
            It is {readings[0]} (decimal {numberFormat})
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
