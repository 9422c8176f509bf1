import type { Asset } from '../../domain/asset.ts';
import { isoTime } from '../../domain/isoTime.ts';
import { formatUnits } from '../../money/minorUnits.ts';
import type { Recording } from '../recording.ts';
import { booksAt, doubleEntries, type AccountPath } from './doubleEntry.ts';

/**
 * The ledger up to a seq as an hledger journal ([E1]): each entry a transaction that balances in every asset, each posting to an account
 * followed by the balance it leaves, and at the end what every account holds, all of it asserted. `hledger check --strict` takes it.
 */
export function hledgerJournal(recording: Recording, seq: number): string {
  const { journal, scenario } = recording;
  const books = booksAt(journal, seq);
  const accounts = new Set(
    books.flatMap(({ available, unavailable }) => [nameOf(available), nameOf(unavailable)]),
  );
  const transactions: string[] = [];
  let day = '1970-01-01';
  for (const { entry, timeMs, title, postings } of doubleEntries(journal, seq)) {
    const at = isoTime(timeMs);
    day = at.slice(0, 10);
    transactions.push('', `${day} ${title}  ; entry ${entry} at ${at}`);
    for (const { account, asset, amount, after, seq: line, type } of postings) {
      const name = nameOf(account);
      accounts.add(name);
      const assertion = after === null ? '' : ` = ${amountText(after, asset)}`;
      transactions.push(`    ${name}  ${amountText(amount, asset)}${assertion}  ; seq ${line} ${type}`);
    }
  }
  const closing = books.flatMap(({ available, unavailable, asset, holds }) =>
    [[available, holds.available] as const, [unavailable, holds.unavailable] as const].map(
      ([account, held]) => `    ${nameOf(account)}  ${amountText(0n, asset)} == ${amountText(held, asset)}`,
    ),
  );
  const lines = [
    `; ${onOneLine(scenario.name)}`,
    `; The ledger up to seq ${seq}; times are UTC.`,
    'decimal-mark .',
    '',
    ...journal.header.assets.map((asset) => `commodity ${sampleOf(asset)}`),
    '',
    ...Array.from(accounts)
      .toSorted()
      .map((name) => `account ${name}`),
    ...transactions,
    '',
    `${day} Balances`,
    ...closing,
  ];
  return `${lines.join('\n')}\n`;
}

function nameOf(path: AccountPath): string {
  return path.join(':');
}

function amountText(units: bigint, asset: Asset): string {
  return `${formatUnits(units, asset.decimals)} ${symbolOf(asset)}`;
}

/** Anything but letters has to be quoted. */
function symbolOf({ code }: Asset): string {
  return /^[A-Za-z]+$/.test(code) ? code : `"${code}"`;
}

/** An amount that shows the decimals; the decimal mark is there even without any. */
function sampleOf(asset: Asset): string {
  return `1000.${'0'.repeat(asset.decimals)} ${symbolOf(asset)}`;
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
