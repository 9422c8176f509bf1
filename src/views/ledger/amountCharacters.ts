import type { Journal } from '../../journal/journal.ts';
import { formatUnits } from '../../money/minorUnits.ts';

/** Lines that are looked at for it. */
const SAMPLES = 256;

/** How many characters wide the amounts of a ledger are, with signs and separators; from some of its lines, spread evenly. */
export function amountCharacters(journal: Journal): number {
  const { transactions, header } = journal;
  const { availableAfter, unavailableAfter, available, book } = transactions.columns;
  const stride = Math.max(1, Math.floor(transactions.length / SAMPLES));
  let widest = 9;
  for (let row = 0; row < transactions.length; row += stride) {
    const { decimals = 0 } = header.assets[(book[row] ?? 0) % header.assets.length] ?? {};
    for (const column of [availableAfter, unavailableAfter, available]) {
      const text = formatUnits(column[row] ?? 0n, decimals).replace('-', '');
      const whole = text.length - (decimals === 0 ? 0 : decimals + 1);
      widest = Math.max(widest, text.length + Math.floor((whole - 1) / 3));
    }
  }
  return widest + 2;
}
