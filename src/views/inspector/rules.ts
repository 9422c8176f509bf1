import type { Difference, RECONCILED_RULES } from '../../journal/reconcile.ts';
import { formatWritten } from '../../ui/formatNumber.ts';

/** What each rule that is reconciled says. */
export const RULES: Readonly<Record<Difference['rule'], string>> = {
  L3: 'Every line has a shape its type allows',
  L4: 'Nothing is below zero',
  L5: 'Unavailable is what orders and positions hold',
  L6: 'Ended orders hold nothing',
  L7: 'The lines of a fill are its cost and its fee',
  L8: 'Stored balances are the sums of their lines',
  L9: 'A time includes what happened at it',
} satisfies Readonly<Record<(typeof RECONCILED_RULES)[number] | 'L9', string>>;

/** What is found where a rule breaks, in words. */
export function differenceWords({ rule, account, asset, ...amounts }: Difference): string {
  const expected = formatWritten(amounts.expected);
  const found = formatWritten(amounts.found);
  const where = `${account} ${asset}`;
  switch (rule) {
    case 'L3':
      return `${where}: the line moves ${found}, which its type does not allow`;
    case 'L4':
      return `${where} stands at ${found}`;
    case 'L5':
      return `${where}: orders and positions hold ${expected}, the ledger says ${found}`;
    case 'L6':
      return `${where}: an ended order still holds ${found}`;
    case 'L7':
      return `${where}: the order knows of ${expected}, the lines move ${found}`;
    case 'L8':
      return `${where}: the lines add up to ${expected}, ${found} is stored`;
    case 'L9':
      return `${where} has ${expected} at that time, ${found} is read`;
  }
}
