import type { TransactionType } from '../domain/transaction.ts';
import type { Denial } from '../domain/denial.ts';
import { priceToDecimal } from '../domain/pair.ts';
import { readEntry } from '../journal/entryRepository.ts';
import { referencePrice } from '../journal/lastPrices.ts';
import { explainEntry } from './explain.ts';
import type { Scenario, Step } from './format.ts';
import { Player } from './play.ts';
import type { Recording } from './recording.ts';

/** A part of what an order needs: what the line would be, and its sum. */
export interface Need {
  readonly type: TransactionType;
  readonly formula: string;
}

/**
 * What the funds that a new order lacks are made of, as in "2 × 48,000.00 (96,000.00) + 96.00 for the largest fill fee (0.1 %) =
 * 96,096.00": the lines it would write in an account that has them. `entries` are those before the step. Empty where nothing is lacking or
 * the step makes no order.
 */
export function explainNeed(
  { scenario, journal }: Recording,
  entries: number,
  step: Step,
  denial: Denial,
): readonly Need[] {
  if (!('action' in step) || !('pair' in step.action)) return [];
  if (denial.code !== 'INSUFFICIENT_AVAILABLE') return [];
  const { pair: code } = step.action;
  const pair = journal.header.pairs.find((each) => each.code === code);
  const { asset, needed } = denial.numbers;
  const rich: Scenario = {
    ...scenario,
    accounts: scenario.accounts.map((account) =>
      Object.assign({}, account, { deposits: { [asset]: needed } }),
    ),
    steps: [],
  };
  const alike = new Player(rich);
  const last = pair === undefined ? null : referencePrice(journal, pair.index, entries + 1);
  if (pair !== undefined && last !== null)
    alike.apply({ at: step.at, price: { pair: code, last: priceToDecimal(pair, last).toFixed() } });
  const { lastEntry, denials } = alike.apply(step);
  if (denials.length > 0) return [];
  const { firstSeq } = readEntry(alike.journal, lastEntry);
  return explainEntry(alike, lastEntry).map(({ formula }, index) => ({
    type: alike.transactions.get(firstSeq + index).type,
    formula,
  }));
}
