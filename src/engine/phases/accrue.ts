import { chargeOvernight, endSpot } from '../../domain/postings/spotEnd.ts';
import type { Pair } from '../../domain/pair.ts';
import type { World } from '../world.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Phase 2: nights that have passed since the pair's last bar are charged, then orders whose time has come expire. */
export function accrue(world: World, pair: Pair): void {
  world.phase = 'ACCRUE';
  const { lastMs } = world.market(pair);
  const nights = nightsBetween(world, pair, lastMs, world.nowMs);
  for (let night = 0; night < nights; night += 1) chargeNight(world, pair);
  expireDue(world);
}

/** Charges one night for every working order of a pair; whether anything was charged. */
export function chargeNight(world: World, pair: Pair): boolean {
  let charged = false;
  for (const number of world.workingOrders(pair)) {
    const order = world.order(number);
    const entry = order === undefined ? null : chargeOvernight(world, order);
    if (entry === null) continue;
    world.commit(entry);
    charged = true;
  }
  return charged;
}

/** Ends every order whose time in force is over by now ([O7]). */
export function expireDue(world: World): void {
  for (const order of world.takeExpired()) {
    world.commit(endSpot(world, 'EXPIRE', order, 'expire', 'EXPIRED'));
  }
}

/** How many nights the rules count after one bar's time up to and with another's; the first bar ends none. */
function nightsBetween(world: World, pair: Pair, afterMs: number, toMs: number): number {
  if (!Number.isFinite(afterMs)) return 0;
  const { overnight } = world.rules(pair);
  switch (overnight.timing) {
    case 'ON_PERIOD_CHANGE':
      // One night however many days without trading lie between.
      return Math.floor(toMs / DAY_MS) > Math.floor(afterMs / DAY_MS) ? 1 : 0;
    case 'ON_FIXED_TIME': {
      const offset = overnight.minuteOfDay * MINUTE_MS;
      return Math.floor((toMs - offset) / DAY_MS) - Math.floor((afterMs - offset) / DAY_MS);
    }
  }
}
