import { readEntry } from '../journal/entryRepository.ts';
import { ExplainedLine, lineAmount } from './explainedLine.ts';
import { explainSpotLine } from './explainSpot.ts';
import { explainTradeLine } from './explainTrade.ts';
import type { Recording } from './recording.ts';

/** How a line's amount comes about, as one formula in words and numbers. */
export interface Explanation {
  readonly seq: number;
  readonly formula: string;
}

/** The arithmetic of every line of an entry, counted from 1; numbers in English with grouped thousands. */
export function explainEntry(recording: Recording, entry: number): readonly Explanation[] {
  const { firstSeq, lastSeq } = readEntry(recording.journal, entry);
  const explained: Explanation[] = [];
  for (let seq = firstSeq; seq <= lastSeq; seq += 1)
    explained.push({ seq, formula: formulaOf(recording, seq) });
  return explained;
}

function formulaOf(recording: Recording, seq: number): string {
  const line = recording.transactions.get(seq);
  if (line.order === null) return `${lineAmount(recording, line)} in or out of the account`;
  const explained = new ExplainedLine(recording, line);
  return explained.after.kind === 'trade' ? explainTradeLine(explained) : explainSpotLine(explained);
}
