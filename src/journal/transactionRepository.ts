import { ENTRY_KINDS, type EntryKind } from '../domain/entry.ts';
import { fillId, orderId, orderNumber } from '../domain/orders/orderId.ts';
import {
  PHASES,
  TRANSACTION_TYPE_NAMES,
  transactionTypeCode,
  type Transaction,
  type TransactionType,
} from '../domain/transaction.ts';
import { formatShortest, formatUnits, grouped, toDecimal } from '../money/minorUnits.ts';
import type { Journal, Moment } from './journal.ts';
import { originOf } from './origin.ts';
import { lowerBound, upperBound } from './postings.ts';

/** Which transactions are asked for; what is left out does not matter. Times are inclusive, in milliseconds. */
export interface TransactionFilter {
  readonly account?: string;
  readonly agent?: string;
  readonly asset?: string;
  readonly pair?: string;
  readonly order?: string;
  /** All orders of the chain that starts at this order. */
  readonly root?: string;
  readonly types?: readonly TransactionType[];
  /** The kind of entry that a line goes back to. */
  readonly origin?: EntryKind;
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** Reads the ledger at a moment, by every key, through the journal's indexes. */
export class TransactionRepository {
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** The transaction of a seq; throws a RangeError beyond 1 … the last. */
  get(seq: number): Transaction {
    const { header, transactions, entries } = this.#journal;
    if (!Number.isInteger(seq) || seq < 1 || seq > transactions.length) {
      throw new RangeError(`no transaction ${seq}: there are ${transactions.length}`);
    }
    const row = seq - 1;
    const { columns } = transactions;
    const book = columns.book[row] ?? 0;
    const entry = columns.entry[row] ?? 0;
    const asset = header.assets[book % header.assets.length];
    const account = header.accounts[Math.floor(book / header.assets.length)];
    const decimals = asset?.decimals ?? 0;
    const type = TRANSACTION_TYPE_NAMES[columns.type[row] ?? 0] ?? 'ADJUSTMENT';
    const order = columns.order[row] ?? 0;
    const fill = columns.fill[row] ?? 0;
    const bar = entries.columns.bar[entry] ?? -1;
    return Object.freeze({
      seq,
      entry: entry + 1,
      timeMs: entries.columns.timeMs[entry] ?? Number.NaN,
      bar: bar < 0 ? null : bar + 1,
      phase: PHASES[entries.columns.phase[entry] ?? -1] ?? null,
      account: account?.id ?? '',
      agent: account?.agent ?? '',
      asset: asset?.code ?? '',
      type,
      available: toDecimal(columns.available[row] ?? 0n, decimals),
      unavailable: toDecimal(columns.unavailable[row] ?? 0n, decimals),
      availableAfter: toDecimal(columns.availableAfter[row] ?? 0n, decimals),
      unavailableAfter: toDecimal(columns.unavailableAfter[row] ?? 0n, decimals),
      order: order === 0 ? null : orderId(order),
      fill: fill === 0 ? null : fillId(fill),
      description: this.#describe(row, type, asset?.code ?? '', decimals, order),
    });
  }

  /** The seqs that match at a moment, ascending. */
  find(filter: TransactionFilter, moment: Moment): Int32Array {
    const journal = this.#journal;
    const { entries, transactions } = journal;
    const end = journal.seqAt(moment);
    const from =
      filter.fromMs === undefined
        ? 0
        : this.#seqsBefore(lowerBound(entries.columns.timeMs, entries.length, filter.fromMs));
    const to =
      filter.toMs === undefined
        ? end
        : Math.min(end, this.#seqsBefore(upperBound(entries.columns.timeMs, entries.length, filter.toMs)));
    const tests: ((row: number) => boolean)[] = [];
    const candidates: Int32Array[] = [];
    const { book, order, type } = transactions.columns;

    const books = this.#booksOf(filter);
    if (books !== null) {
      const wanted = new Set(books);
      tests.push((row) => wanted.has(book[row] ?? -1));
      candidates.push(merge(books.map((key) => journal.byBook.rows(key))));
    }
    const orders = this.#ordersOf(filter);
    if (orders !== null) {
      const wanted = new Set(orders);
      tests.push((row) => wanted.has(order[row] ?? 0));
      candidates.push(merge(orders.map((key) => journal.byOrder.rows(key))));
    }
    if (filter.types !== undefined) {
      const wanted = new Set(filter.types.map(transactionTypeCode));
      tests.push((row) => wanted.has(type[row] ?? -1));
      candidates.push(merge(Array.from(wanted, (code) => journal.byType.rows(code))));
    }
    if (filter.origin !== undefined) {
      const wanted = ENTRY_KINDS.indexOf(filter.origin);
      const kinds = entries.columns.kind;
      tests.push((row) => kinds[originOf(journal, row + 1) - 1] === wanted);
    }
    const rows = candidates.toSorted((a, b) => a.length - b.length)[0];
    const found: number[] = [];
    const take = (row: number): void => {
      if (tests.every((test) => test(row))) found.push(row + 1);
    };
    if (rows === undefined) {
      for (let row = from; row < to; row += 1) take(row);
    } else {
      for (let index = lowerBound(rows, rows.length, from); index < rows.length; index += 1) {
        const row = rows[index] ?? to;
        if (row >= to) break;
        take(row);
      }
    }
    return Int32Array.from(found);
  }

  #seqsBefore(entryCount: number): number {
    return this.#journal.seqAt({ entries: entryCount });
  }

  #booksOf({ account, agent, asset }: TransactionFilter): number[] | null {
    if (account === undefined && agent === undefined && asset === undefined) return null;
    const { header } = this.#journal;
    return header.accounts
      .filter((owner) => (account ?? owner.id) === owner.id && (agent ?? owner.agent) === owner.agent)
      .flatMap((owner) =>
        header.assets
          .filter(({ code }) => (asset ?? code) === code)
          .map(({ index }) => this.#journal.book(owner.index, index)),
      );
  }

  /** The numbers of the orders that a filter names by id, chain or pair, ascending; `null` when it names none. */
  #ordersOf({ order, root, pair }: TransactionFilter): readonly number[] | null {
    const journal = this.#journal;
    const lists: Int32Array[] = [];
    if (order !== undefined) lists.push(Int32Array.of((orderNumber(order) ?? 0) - 1));
    if (root !== undefined) lists.push(journal.ordersByRoot.rows(orderNumber(root) ?? -1));
    if (pair !== undefined) {
      const named = journal.header.pairs.find(({ code }) => code === pair);
      lists.push(journal.ordersByPair.rows(named?.index ?? -1));
    }
    const [first, ...others] = lists.toSorted((a, b) => a.length - b.length);
    if (first === undefined) return null;
    const wanted = others.map((rows) => new Set(rows));
    return Array.from(first, (row) => row)
      .filter((row) => wanted.every((rows) => rows.has(row)))
      .map((row) => row + 1);
  }

  /** One sentence for a line, made from its type and numbers. */
  #describe(row: number, type: TransactionType, asset: string, decimals: number, order: number): string {
    const { available, unavailable, fill } = this.#journal.transactions.columns;
    const change = (units: bigint): string => grouped(formatUnits(units < 0n ? -units : units, decimals));
    const moved = available[row] || unavailable[row] || 0n;
    const amount = `${change(moved)} ${asset}`;
    const id = orderId(order);
    switch (type) {
      case 'RESERVE_MARGIN':
        return `Set ${amount} aside for ${id}`;
      case 'RETURN_MARGIN':
        return `Returned ${amount} that ${id} no longer needs`;
      case 'FILL_BUY':
        return `Spent ${amount} on the ${this.#fillText(fill[row] ?? 0)} of ${id}`;
      case 'FILL_SELL':
        return `Delivered ${amount} for the ${this.#fillText(fill[row] ?? 0)} of ${id}`;
      case 'SPOT_EXCHANGE':
        return `Received ${amount} from the ${this.#fillText(fill[row] ?? 0)} of ${id}`;
      case 'FEE_CREATE':
        return `Fee of ${amount} for creating ${id}`;
      case 'FEE_FILL':
        return `Fee of ${amount} on the ${this.#fillText(fill[row] ?? 0)} of ${id}`;
      case 'FEE_CLOSE':
        return `Fee of ${amount} for closing ${id}`;
      case 'FEE_CANCEL':
        return `Fee of ${amount} for cancelling ${id}`;
      case 'FEE_OVERNIGHT':
        return `Fee of ${amount} for a night of ${id}`;
      case 'CLOSE_PNL':
        return `${moved < 0n ? 'Loss' : 'Gain'} of ${amount} on closing ${id}`;
      case 'ADJUSTMENT':
        return `${moved < 0n ? 'Took' : 'Added'} ${amount}${this.#reasonOf(row)}`;
    }
  }

  #fillText(fill: number): string {
    const { events, fillEvents, header, orders } = this.#journal;
    const { fillVolume, fillPrice, order } = events.columns;
    const row = fillEvents.columns.row[fill - 1] ?? -1;
    const pair = header.pairs[orders.columns.pair[(order[row] ?? 0) - 1] ?? -1];
    if (pair === undefined) return 'fill';
    const volume = grouped(formatShortest(fillVolume[row] ?? 0n, pair.base.decimals));
    const price = grouped(formatUnits(BigInt(fillPrice[row] ?? 0), pair.priceDecimals));
    return `fill of ${volume} ${pair.base.code} at ${price}`;
  }

  #reasonOf(row: number): string {
    const journal = this.#journal;
    const text = journal.texts.of(journal.transactions.columns.entry[row] ?? 0);
    if (text === undefined) return '';
    const { reason } = JSON.parse(text) as { reason: string | null };
    return reason === null ? '' : `: ${reason}`;
  }
}

/** Ascending union of ascending lists without common values. */
function merge(lists: readonly Int32Array[]): Int32Array {
  const only = lists[0];
  if (lists.length === 1 && only !== undefined) return only;
  const all = new Int32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const list of lists) {
    all.set(list, filled);
    filled += list.length;
  }
  return all.toSorted();
}
