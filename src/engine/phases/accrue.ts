import { endOrder } from '../../domain/postings/endOrder.ts';
import { chargeNight as nightOf } from '../../domain/postings/overnight.ts';
import type { Pair } from '../../domain/pair.ts';
import type { World } from '../world.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Phase 2: nights that have passed since the pair's last bar are charged, then orders whose time has come expire. */
export function accrue(world: World, pair: Pair): void {
  world.phase = 'ACCRUE';
  const { lastMs, working } = world.market(pair);
  if (!working.isEmpty && world.rules(pair).chargesNights) {
    for (const nightMs of nightsBetween(world, pair, lastMs, world.nowMs)) chargeNight(world, pair, nightMs);
  }
  expireDue(world);
}

/** Charges one night for every working order and open position of a pair that was there before its end; whether anything was charged. */
export function chargeNight(world: World, pair: Pair, endMs = Number.POSITIVE_INFINITY): boolean {
  let charged = false;
  for (const number of world.workingOrders(pair)) {
    const order = world.order(number);
    if (order === undefined || createdMs(world, order.terms.rootNumber) >= endMs) continue;
    const entry = nightOf(world, order, openedMs(world, number) < endMs);
    if (entry === null) continue;
    world.commit(entry);
    charged = true;
  }
  return charged;
}

/** When the chain of an order began to work; a child goes on from its parent. */
function createdMs(world: World, rootNumber: number): number {
  const { entries, orders } = world.journal;
  return entries.columns.timeMs[orders.columns.entry[rootNumber - 1] ?? -1] ?? Number.NaN;
}

/** When a trade's position was opened: its first fill; after all time for an order without any. */
function openedMs({ journal }: World, number: number): number {
  const { eventsByOrder, events, entries } = journal;
  const first = eventsByOrder.rows(number).find((row) => (events.columns.fill[row] ?? 0) > 0);
  if (first === undefined) return Number.POSITIVE_INFINITY;
  return entries.columns.timeMs[events.columns.entry[first] ?? -1] ?? Number.NaN;
}

/** Ends every order whose time in force is over by now ([O7]). */
export function expireDue(world: World): void {
  for (const order of world.takeExpired()) {
    world.commit(endOrder(world, 'EXPIRE', order, 'expire', 'EXPIRED'));
  }
}

/** When the nights ended that the rules count after one bar's time up to and with another's; the first bar ends none. */
function* nightsBetween(world: World, pair: Pair, afterMs: number, toMs: number): Iterable<number> {
  if (!Number.isFinite(afterMs)) return;
  const { overnight } = world.rules(pair);
  const offset = overnight.timing === 'ON_FIXED_TIME' ? overnight.minuteOfDay * MINUTE_MS : 0;
  const first = Math.floor((afterMs - offset) / DAY_MS) + 1;
  const last = Math.floor((toMs - offset) / DAY_MS);
  // A change of period is one night however many days without trading lie between.
  const from = overnight.timing === 'ON_PERIOD_CHANGE' ? Math.max(first, last) : first;
  for (let day = from; day <= last; day += 1) yield day * DAY_MS + offset;
}
