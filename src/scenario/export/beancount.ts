import { isoTime } from '../../domain/isoTime.ts';
import { formatUnits } from '../../money/minorUnits.ts';
import type { Recording } from '../recording.ts';
import { booksAt, doubleEntries, ROOTS, type AccountPath, type Book } from './doubleEntry.ts';

const DAY_MS = 86_400_000;
const LONGEST_CURRENCY = 24;

/**
 * The ledger up to a seq as a beancount file ([E1]): each entry a transaction that balances in every currency. Beancount asserts balances at
 * the start of a day, so every account that a day moved is asserted on the next, and all accounts on the day after the last. Names that
 * beancount does not take are changed; the commodities tell the codes they stand for. `bean-check` takes it.
 */
export function beancountFile(recording: Recording, seq: number): string {
  const { journal, scenario } = recording;
  const { assets } = journal.header;
  const currencies = new Names(currencyLike);
  const components = new Names(componentLike);
  // Roots keep their names whatever an account is called.
  for (const root of ROOTS) components.of(root);
  const nameOf = (path: AccountPath): string => path.map((name) => components.of(name)).join(':');
  const books = booksAt(journal, seq);
  const opened = new Map<string, string>();
  for (const { available, unavailable, asset } of books) {
    opened.set(nameOf(available), ` ${currencies.of(asset.code)}`);
    opened.set(nameOf(unavailable), ` ${currencies.of(asset.code)}`);
  }

  const assertion = (timeMs: number, account: AccountPath, { asset }: Book, held: bigint): string =>
    `${dayOf(timeMs)} balance ${nameOf(account)}  ${formatUnits(held, asset.decimals)} ~ 0 ${currencies.of(asset.code)}`;
  const body: string[] = [];
  let firstMs: number | null = null;
  let lastMs = 0;
  /** Accounts that the day has moved, with what they now hold. */
  let moved = new Map<string, string>();
  const endDay = (): void => {
    if (moved.size > 0) body.push('', ...moved.values());
    moved = new Map();
  };
  for (const { entry, timeMs, title, postings } of doubleEntries(journal, seq)) {
    firstMs ??= timeMs;
    if (dayOf(timeMs) !== dayOf(lastMs)) endDay();
    lastMs = timeMs;
    body.push('', `${dayOf(timeMs)} * "${title}"`, `  entry: ${entry}`, `  at: "${isoTime(timeMs)}"`);
    for (const { account, asset, amount, after, seq: line, type } of postings) {
      const name = nameOf(account);
      const currency = currencies.of(asset.code);
      if (!opened.has(name)) opened.set(name, '');
      body.push(`  ${name}  ${formatUnits(amount, asset.decimals)} ${currency} ; seq ${line} ${type}`);
      if (after === null) continue;
      const held = formatUnits(after, asset.decimals);
      moved.set(name, `${dayOf(timeMs + DAY_MS)} balance ${name}  ${held} ~ 0 ${currency}`);
    }
  }
  const endMs = lastMs + DAY_MS;
  const closing = books.flatMap((book) => [
    assertion(endMs, book.available, book, book.holds.available),
    assertion(endMs, book.unavailable, book, book.holds.unavailable),
  ]);
  const opening = dayOf(firstMs ?? 0);
  const lines = [
    `; The ledger up to seq ${seq}; times are UTC.`,
    `option "title" "${quoted(scenario.name)}"`,
    '',
    ...assets.flatMap(({ code }) => [`${opening} commodity ${currencies.of(code)}`, `  name: "${code}"`]),
    '',
    ...Array.from(opened, ([name, currency]) => `${opening} open ${name}${currency}`).toSorted(),
    ...body,
    '',
    ...closing,
  ];
  return `${lines.join('\n')}\n`;
}

/** One name of the other program for each of ours, no two alike. */
class Names {
  readonly #like: (name: string) => string;
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();

  constructor(like: (name: string) => string) {
    this.#like = like;
  }

  of(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const wanted = this.#like(name);
    let found = wanted;
    for (let number = 2; this.#taken.has(found); number += 1) {
      found = `${wanted.slice(0, LONGEST_CURRENCY - 4)}-${number}`;
    }
    this.#names.set(name, found);
    this.#taken.add(found);
    return found;
  }
}

/** A capital, then capitals, digits and a few marks, a capital or digit last; 2 to 24 of them. */
function currencyLike(code: string): string {
  const plain = code.toUpperCase().replaceAll(/[^A-Z0-9._-]/g, '-');
  const led = /^[A-Z]/.test(plain) ? plain : `X${plain}`;
  const cut = led.slice(0, LONGEST_CURRENCY).replace(/[^A-Z0-9]+$/, '');
  return cut.length < 2 ? `${cut}X` : cut;
}

/** A capital or digit, then letters, digits and dashes. */
function componentLike(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9-]/g, '-');
  return plain.slice(0, 1).toUpperCase() + plain.slice(1);
}

function dayOf(timeMs: number): string {
  return isoTime(timeMs).slice(0, 10);
}

function quoted(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/["\\]/g, String.raw`\$&`);
}
