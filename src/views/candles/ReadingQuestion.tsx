import type { CandleAnswer, CandleQuestion } from '../../store/candleImport.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './CandleImport.module.css';

const LEGENDS = {
  numberFormat: 'How are the numbers written?',
  dateOrder: 'How are the dates written?',
} as const;
const DATE_ORDERS = { monthFirst: 'month/day/year', dayFirst: 'day/month/year', none: '' } as const;

interface ReadingQuestionProps {
  readonly question: CandleQuestion;
  readonly onAnswer: (answer: CandleAnswer) => void;
}

/** Asks what only a person can say: whether 1.000 is one or a thousand, and which of 01/02 is the month. */
export function ReadingQuestion({ question, onAnswer }: ReadingQuestionProps) {
  const [sample] = question.samples;
  if (sample === undefined) return null;
  return (
    <fieldset className={styles.question}>
      <legend>{LEGENDS[question.about]}</legend>
      <p>
        “{sample.value}” in line {sample.line}, column {sample.column}, can be read in two ways, and nothing
        else in the file decides it.
      </p>
      <div className={styles.choices}>
        {question.choices.map(({ answer, readings }) => (
          <Button key={wordsOf(answer)} onClick={() => onAnswer(answer)}>
            It is {readings[0]} ({wordsOf(answer)})
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

function wordsOf({ numberFormat, dateOrder }: CandleAnswer): string {
  return dateOrder === undefined ? `decimal ${numberFormat}` : DATE_ORDERS[dateOrder];
}
