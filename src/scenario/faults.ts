import { exactFee, roundFee, type FeeBasis, type FeeSchedule } from '../domain/fees.ts';
import { isBuying, DIRECTIONS, type Direction } from '../domain/orders/order.ts';
import { ORDER_EVENT_NAMES } from '../domain/orders/position.ts';
import { costOf, proceedsOf, type Pair } from '../domain/pair.ts';
import { transactionTypeCode, type Line } from '../domain/transaction.ts';
import { FILL_TAKER, type Journal } from '../journal/journal.ts';
import { readsAtTimes, reconciling, type Difference } from '../journal/reconcile.ts';
import { rewriting, type Rewrite } from '../journal/rewrite.ts';
import type { FaultName } from './faultNames.ts';
import type { Recording } from './recording.ts';

/** What a fault needs to know of a recording. */
export type Sound = Pick<Recording, 'journal' | 'rules'>;

/** A copy of a journal with a fault, and what reconciling it finds. */
export interface FaultyCopy {
  readonly fault: FaultName;
  readonly journal: Journal;
  /** The last seq that a balance read at a time includes. */
  readonly seqAtTime: (timeMs: number) => number;
  /** How many entries have other lines, or, where only reading is wrong, how many times are read wrongly. */
  readonly changed: number;
  readonly differences: readonly Difference[];
}

const RETURN = transactionTypeCode('RETURN_MARGIN');
const FILL = ORDER_EVENT_NAMES.indexOf('fill');

/** The release that would be dropped at a seq: the last at or before it, else the first after it; `null` when nothing was released. */
export function releaseNear({ byType }: Journal, seq: number): number | null {
  const rows = byType.rows(RETURN);
  const before = byType.lastBelow(RETURN, seq);
  const row = before >= 0 ? before : rows[0];
  return row === undefined ? null : row + 1;
}

/**
 * Puts a fault into a copy of a journal and reconciles it, in slices, after each of which it yields the share done. `seq` names the moment
 * for faults that lie in one line: {@link releaseNear} it.
 */
export function* injecting(recording: Sound, fault: FaultName, seq: number): Generator<number, FaultyCopy> {
  const { journal } = recording;
  if (fault === 'excludeTime') {
    const seqAtTime = (timeMs: number): number => seqBefore(journal, timeMs);
    const { changed, differences } = readsAtTimes(journal, seqAtTime);
    return { fault, journal, seqAtTime, changed, differences };
  }
  let changed = 0;
  const edit =
    fault === 'dropRelease' ? withoutLine(journal, releaseNear(journal, seq)) : roundedAlone(recording);
  const counted: Rewrite = (entry, lines) => {
    const others = edit(entry, lines);
    if (others !== null) changed += 1;
    return others;
  };
  const all = Math.max(1, 2 * journal.entries.length);
  const copying = rewriting(journal, counted);
  let copied = copying.next();
  for (; copied.done !== true; copied = copying.next()) yield copied.value / all;
  const copy = copied.value;
  const checking = reconciling(copy);
  let checked = checking.next();
  for (; checked.done !== true; checked = checking.next()) yield 0.5 + checked.value / all;
  const { differences } = checked.value;
  return { fault, journal: copy, seqAtTime: (timeMs) => copy.seqAt({ timeMs }), changed, differences };
}

/** The last seq before a time, leaving out what happened at it: the mistake of `<` for `≤`. */
function seqBefore(journal: Journal, timeMs: number): number {
  const { timeMs: times } = journal.entries.columns;
  let entries = journal.entriesAt({ timeMs });
  while (entries > 0 && times[entries - 1] === timeMs) entries -= 1;
  return journal.seqAt({ entries });
}

function withoutLine(journal: Journal, seq: number | null): Rewrite {
  const entry = seq === null ? 0 : (journal.transactions.columns.entry[seq - 1] ?? -1) + 1;
  const first = journal.seqAt({ entries: entry - 1 }) + 1;
  return (number, lines) => (number === entry && seq !== null ? lines().toSpliced(seq - first, 1) : null);
}

const NOTHING: FeeBasis = { makerVolume: 0n, makerNotional: 0n, takerVolume: 0n, takerNotional: 0n };

/** Each fill's cost, proceeds and fee rounded by themselves instead of together with those before ([M4]). */
function roundedAlone(recording: Sound): Rewrite {
  const { journal } = recording;
  const { events, orders, header } = journal;
  const { columns } = events;
  const soFar = new Map<number, FeeBasis>();
  return (entry, lines) => {
    let changed: readonly Line[] | null = null;
    for (let row = journal.eventsAt(entry - 1); row < journal.eventsAt(entry); row += 1) {
      if (columns.event[row] !== FILL) continue;
      const order = columns.order[row] ?? 0;
      const pair = header.pairs[orders.columns.pair[order - 1] ?? 0];
      if (pair === undefined) continue;
      const leverage = orders.columns.leverage[order - 1] ?? -1n;
      const direction = DIRECTIONS[orders.columns.direction[order - 1] ?? 0] ?? 'buy';
      const schedule = recording
        .rules(pair)
        .measuresOf({ direction, leverage: leverage < 0n ? null : leverage }).fees.ON_FILL;
      const volume = columns.fillVolume[row] ?? 0n;
      const price = BigInt(columns.fillPrice[row] ?? 0);
      const isTaker = ((columns.fillFlags[row] ?? 0) & FILL_TAKER) !== 0;
      const before = soFar.get(order) ?? NOTHING;
      const after = withFill(before, volume, price * volume, isTaker);
      soFar.set(order, after);
      const account = orders.columns.account[order - 1] ?? 0;
      const of = { account, order, fill: columns.fill[row] ?? 0, asset: pair.quote.index };
      const posted = columns.fee[row] ?? 0n;
      const fee = feeAlone(schedule, before, after, posted);
      // A trade has no cost, only margin.
      const isTrade = (columns.position[row] ?? -1) >= 0;
      const cost = isTrade ? null : costAlone(pair, direction, price * volume);
      const isSame = fee === posted && (cost === null || cost === columns.fillCost[row]);
      if (!isSame) changed = withAmounts(changed ?? lines(), of, direction, { fee, cost });
    }
    return changed;
  };
}

function withFill(basis: FeeBasis, volume: bigint, notional: bigint, isTaker: boolean): FeeBasis {
  const { makerVolume, makerNotional, takerVolume, takerNotional } = basis;
  return isTaker
    ? { ...basis, takerVolume: takerVolume + volume, takerNotional: takerNotional + notional }
    : { ...basis, makerVolume: makerVolume + volume, makerNotional: makerNotional + notional };
}

/** A fill's fee rounded up by itself; where not all of it was there to charge, what was posted. */
function feeAlone(schedule: FeeSchedule, before: FeeBasis, after: FeeBasis, posted: bigint): bigint {
  const alone = roundFee(schedule, exactFee(schedule, after) - exactFee(schedule, before));
  const together =
    roundFee(schedule, exactFee(schedule, after)) - roundFee(schedule, exactFee(schedule, before));
  return together === posted ? alone : posted;
}

function costAlone(pair: Pair, direction: Direction, notional: bigint): bigint {
  return isBuying(direction) ? costOf(pair, notional) : proceedsOf(pair, notional);
}

/** An entry's lines with another cost (`null` for a trade) and fee of one of its fills. */
function withAmounts(
  lines: readonly Line[],
  of: Pick<Line, 'account' | 'order' | 'fill' | 'asset'>,
  direction: Direction,
  { fee, cost }: { readonly fee: bigint; readonly cost: bigint | null },
): readonly Line[] {
  const sells = direction === 'sell';
  const charged = withLine(lines, {
    ...of,
    type: 'FEE_FILL',
    available: sells ? -fee : 0n,
    unavailable: sells ? 0n : -fee,
  });
  if (cost === null) return charged;
  return withLine(charged, {
    ...of,
    type: sells ? 'SPOT_EXCHANGE' : 'FILL_BUY',
    available: sells ? cost : 0n,
    unavailable: sells ? 0n : -cost,
  });
}

/** The lines with one of a fill in place of its own of that type, after the fill's others where there was none; without it where it moves nothing. */
function withLine(lines: readonly Line[], line: Line): readonly Line[] {
  const ofFill = (other: Line): boolean => other.fill === line.fill;
  const at = lines.findIndex((other) => ofFill(other) && other.type === line.type);
  const moving = line.available === 0n && line.unavailable === 0n ? [] : [line];
  return at < 0
    ? lines.toSpliced(lines.findLastIndex(ofFill) + 1, 0, ...moving)
    : lines.toSpliced(at, 1, ...moving);
}
