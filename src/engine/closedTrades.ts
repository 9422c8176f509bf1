import { DIRECTIONS, kindOf, type Direction } from '../domain/orders/order.ts';
import { CLOSE_REASONS, ORDER_EVENT_NAMES, type CloseReason } from '../domain/orders/position.ts';
import { FILL_AMBIGUOUS, wide, type Journal } from '../journal/journal.ts';
import type { Minor, Price } from '../money/minorUnits.ts';

/**
 * One close: a part of a position, or what a spot sale took out of what had been bought ([S1], [S2]). Numbers are those of the journal:
 * an order's and a fill's number, an account's and a pair's index; amounts in minor units, the entry as Σ price × volume.
 */
export interface ClosedTrade {
  /** The order that opened it; of spot purchases the first since nothing was held. */
  readonly order: number;
  readonly account: number;
  readonly pair: number;
  /** `buy` for spot. */
  readonly direction: Direction;
  readonly volume: Minor;
  readonly entryMs: number;
  readonly entryNotional: bigint;
  readonly exitMs: number;
  readonly exitPrice: Price;
  /** The fill that closed it. */
  readonly fill: number;
  readonly reason: CloseReason | 'SALE';
  readonly grossPnl: Minor;
  /** Its share of what was charged on the way in, and what the close was charged. */
  readonly fees: Minor;
  readonly netPnl: Minor;
  /** Whether its exit or an entry depended on the path policy ([X6]). */
  readonly ambiguous: boolean;
}

/** What is open and not yet closed: volume, what it was bought for, and the fees charged for it so far. */
interface Open {
  order: number;
  entryMs: number;
  volume: Minor;
  /** Σ price × volume, and of spot purchases the quote spent. */
  notional: bigint;
  cost: Minor;
  fees: Minor;
  ambiguous: boolean;
}

/**
 * The closes among the first `entries` entries, in their order. A close takes its share of the average entry and of the fees charged so far,
 * pro rata to the volume, rounded down; the last one takes the rest. Fees of an order count from its first fill on, those on its creation
 * and its nights included; what an order costs that never fills, or the cancel of its rest, belongs to no trade.
 */
export function closedTradesOf(journal: Journal, entries: number): readonly ClosedTrade[] {
  const { orders } = journal;
  const reader = new Reader(journal);
  const end = journal.eventsAt(entries);
  for (let row = 0; row < end; row += 1) {
    const order = journal.events.columns.order[row] ?? 0;
    const direction = DIRECTIONS[orders.columns.direction[order - 1] ?? 0] ?? 'buy';
    if (kindOf(direction) === 'trade') reader.readTrade(row, order, direction);
    else if ((journal.events.columns.fill[row] ?? 0) > 0) reader.readSpot(row, order, direction);
  }
  return reader.closed;
}

class Reader {
  readonly closed: ClosedTrade[] = [];
  readonly #journal: Journal;
  /** Of trades by order, of spot purchases by account and pair. */
  readonly #trades = new Map<number, Open>();
  readonly #holdings = new Map<number, Open>();
  /** Fees that are counted already, by order. */
  readonly #counted: BigInt64Array;

  constructor(journal: Journal) {
    this.#journal = journal;
    this.#counted = new BigInt64Array(journal.orders.length + 1);
  }

  readTrade(row: number, order: number, direction: Direction): void {
    const { events, positions } = this.#journal;
    const name = ORDER_EVENT_NAMES[events.columns.event[row] ?? 0];
    const fee = this.#newFees(row, order);
    const open = this.#trades.get(order) ?? emptyAt(order);
    this.#trades.set(order, open);
    if (name === 'close') {
      const position = events.columns.position[row] ?? -1;
      const volume = events.columns.fillVolume[row] ?? 0n;
      const basis = wide(positions.columns.basisHigh[position], positions.columns.basisLow[position]);
      const own = events.columns.fee[row] ?? 0n;
      const reason = CLOSE_REASONS[(positions.columns.reason[position] ?? 0) - 1] ?? 'MANUAL';
      const grossPnl = events.columns.fillCost[row] ?? 0n;
      this.#close(row, open, { direction, volume, basis: open.notional - basis, own, reason, grossPnl });
    } else {
      open.fees += fee;
      if (name === 'fill') this.#enter(row, open);
    }
  }

  readSpot(row: number, order: number, direction: Direction): void {
    const { events, header, orders } = this.#journal;
    const key =
      (orders.columns.account[order - 1] ?? 0) * header.pairs.length + (orders.columns.pair[order - 1] ?? 0);
    const fee = this.#newFees(row, order);
    let open = this.#holdings.get(key);
    if (direction === 'buy') {
      if (open === undefined || open.volume === 0n) {
        open = emptyAt(order);
        this.#holdings.set(key, open);
      }
      open.fees += fee;
      open.cost += events.columns.fillCost[row] ?? 0n;
      this.#enter(row, open);
      return;
    }
    // What was there without having been bought has no entry: selling it closes nothing.
    if (open === undefined || open.volume === 0n) return;
    const sold = events.columns.fillVolume[row] ?? 0n;
    const volume = sold < open.volume ? sold : open.volume;
    const proceeds = shareOf(events.columns.fillCost[row] ?? 0n, volume, sold);
    const cost = shareOf(open.cost, volume, open.volume);
    const basis = shareOf(open.notional, volume, open.volume);
    const own = shareOf(fee, volume, sold);
    const grossPnl = proceeds - cost;
    open.cost -= cost;
    this.#close(row, open, { direction: 'buy', volume, basis, own, reason: 'SALE', grossPnl });
  }

  /** What an order has been charged since it was looked at last. */
  #newFees(row: number, order: number): Minor {
    const fees = this.#journal.events.columns.fees[row] ?? 0n;
    const before = this.#counted[order] ?? 0n;
    this.#counted[order] = fees;
    return fees - before;
  }

  #enter(row: number, open: Open): void {
    const { columns } = this.#journal.events;
    const volume = columns.fillVolume[row] ?? 0n;
    if (open.volume === 0n) open.entryMs = this.#timeMs(row);
    open.volume += volume;
    open.notional += BigInt(columns.fillPrice[row] ?? 0) * volume;
    open.ambiguous ||= this.#isAmbiguous(row);
  }

  #close(
    row: number,
    open: Open,
    part: Pick<ClosedTrade, 'direction' | 'volume' | 'reason' | 'grossPnl'> & {
      readonly basis: bigint;
      readonly own: Minor;
    },
  ): void {
    const { events, orders } = this.#journal;
    const { direction, volume, reason, grossPnl, basis, own } = part;
    const share = shareOf(open.fees, volume, open.volume);
    const fees = share + own;
    this.closed.push({
      order: open.order,
      account: orders.columns.account[open.order - 1] ?? 0,
      pair: orders.columns.pair[open.order - 1] ?? 0,
      direction,
      volume,
      entryMs: open.entryMs,
      entryNotional: basis,
      exitMs: this.#timeMs(row),
      exitPrice: events.columns.fillPrice[row] ?? 0,
      fill: events.columns.fill[row] ?? 0,
      reason,
      grossPnl,
      fees,
      netPnl: grossPnl - fees,
      ambiguous: open.ambiguous || this.#isAmbiguous(row),
    });
    open.fees -= share;
    open.volume -= volume;
    open.notional -= basis;
  }

  #timeMs(row: number): number {
    const { entries, events } = this.#journal;
    return entries.columns.timeMs[events.columns.entry[row] ?? -1] ?? Number.NaN;
  }

  #isAmbiguous(row: number): boolean {
    return ((this.#journal.events.columns.fillFlags[row] ?? 0) & FILL_AMBIGUOUS) !== 0;
  }
}

function emptyAt(order: number): Open {
  return { order, entryMs: Number.NaN, volume: 0n, notional: 0n, cost: 0n, fees: 0n, ambiguous: false };
}

/** The part of an amount that goes with a part of a volume, rounded down; all of it with all of the volume. */
function shareOf(amount: bigint, volume: Minor, of: Minor): bigint {
  return volume === of ? amount : (amount * volume) / of;
}
