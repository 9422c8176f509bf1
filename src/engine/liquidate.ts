import { isTerminal } from '../domain/orders/lifecycle.ts';
import { isBuying, openVolumeOf, type OrderState } from '../domain/orders/order.ts';
import type { Pair } from '../domain/pair.ts';
import { endOrder } from '../domain/postings/endOrder.ts';
import { pow10, RATE_DECIMALS, type Minor, type Price } from '../money/minorUnits.ts';
import { ceilDiv, floorDiv } from '../money/rounding.ts';
import { isAmbiguous, type BarInProgress } from './matching.ts';
import type { World } from './world.ts';

/** Where an account is liquidated as a whole: on the market's way down or up. */
export interface CrossLevel {
  readonly side: 'fall' | 'rise';
  readonly price: Price;
  readonly account: number;
}

/** Liquidates one isolated position: the account's working orders are released first ([P]). */
export function liquidatePosition(bar: BarInProgress, order: OrderState, price: Price): void {
  releaseOrders(bar.world, order.terms.account);
  const now = bar.holding(order.terms.number);
  if (now === null) return;
  const closing = bar.slipped(!isBuying(now.terms.direction), price);
  bar.close(now, closing, 'LIQUIDATION', isAmbiguous(bar, now));
}

/**
 * Liquidates an account as a whole at a price of the bar's pair: its working orders are released, then its positions close, the largest
 * loss first, until its equity is above the maintenance of what is left. Other pairs close at their last price.
 */
export function liquidateAccount(bar: BarInProgress, account: number, price: Price): void {
  const { world, pair } = bar;
  releaseOrders(world, account);
  // The first close is due in any case: the price was reckoned without the rounding of equity and maintenance.
  let state = stateOf(world, account, pair, price);
  do {
    const [worst] = state.positions.toSorted((a, b) => (a.gain < b.gain ? -1 : a.gain > b.gain ? 1 : 0));
    if (worst === undefined) return;
    const own = worst.order.terms.pair === pair.index;
    const closing = own ? bar.slipped(!isBuying(worst.order.terms.direction), price) : worst.price;
    bar.close(worst.order, closing, 'LIQUIDATION', own && isAmbiguous(bar, worst.order));
    state = stateOf(world, account, pair, price);
  } while (state.equity <= state.maintenance);
}

/**
 * Where each account with positions in the pair would be liquidated as a whole, other prices staying as they are: equity ≤ the
 * maintenance of all positions. None where liquidation is isolated.
 */
export function crossLevels(world: World, pair: Pair): readonly CrossLevel[] {
  if (world.settings.liquidation !== 'cross') return [];
  const accounts = new Set(world.holdings(pair).map(({ terms }) => terms.account));
  return [...accounts].flatMap((account) => crossLevelOf(world, account, pair) ?? []);
}

function crossLevelOf(world: World, account: number, pair: Pair): CrossLevel | null {
  const one = pow10(RATE_DECIMALS);
  const { maintenanceRate } = world.rules(pair);
  const { notionalNumerator, notionalDenominator } = pair;
  // equity(p) - maintenance(p) = (fixed × notionalDenominator × 1e12 + slope × p × notionalNumerator) / (notionalDenominator × 1e12)
  const zero = stateOf(world, account, pair, 0);
  let slope = 0n;
  for (const { terms, ...order } of world.holdings(pair)) {
    if (terms.account !== account) continue;
    const volume = openVolumeOf({ terms, ...order });
    slope +=
      terms.direction === 'long' ? volume * (one - maintenanceRate) : -volume * (one + maintenanceRate);
  }
  if (slope === 0n) return null;
  const fixed = (zero.equity - zero.maintenance) * notionalDenominator * one;
  const side = slope > 0n ? 'fall' : 'rise';
  const units =
    slope > 0n ? ceilDiv(-fixed, slope * notionalNumerator) : floorDiv(fixed, -slope * notionalNumerator);
  if (units <= 0n || units > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return { side, price: Number(units), account };
}

interface HeldPosition {
  readonly order: OrderState;
  readonly price: Price;
  readonly gain: bigint;
}

/** Equity and maintenance of an account's positions that share the pair's quote, with the pair at a price; in minor units of the quote. */
function stateOf(
  world: World,
  account: number,
  pair: Pair,
  price: Price,
): { readonly equity: Minor; readonly maintenance: Minor; readonly positions: readonly HeldPosition[] } {
  const { journal } = world;
  const book = journal.book(account, pair.quote.index);
  let equity = journal.available(book) + journal.unavailable(book);
  let maintenance = 0n;
  const positions: HeldPosition[] = [];
  for (const other of journal.header.pairs) {
    if (other.quote.index !== pair.quote.index) continue;
    const at = other.index === pair.index ? price : world.referencePrice(other);
    if (at === null) continue;
    const { maintenanceRate } = world.rules(other);
    for (const order of world.holdings(other)) {
      if (order.terms.account !== account) continue;
      const worth = BigInt(at) * openVolumeOf(order);
      const { basis } = order.position;
      const gain = floorDiv(
        (order.terms.direction === 'long' ? worth - basis : basis - worth) * other.notionalNumerator,
        other.notionalDenominator,
      );
      equity += gain;
      maintenance += ceilDiv(
        worth * other.notionalNumerator * maintenanceRate,
        other.notionalDenominator * pow10(RATE_DECIMALS),
      );
      positions.push({ order, price: at, gain });
    }
  }
  // What the account's buys hold is its own money; what its sells hold is not counted here.
  return { equity, maintenance, positions };
}

function releaseOrders(world: World, account: number): void {
  for (const pair of world.journal.header.pairs) {
    for (const number of world.workingOrders(pair)) {
      const order = world.order(number);
      if (order === undefined || order.terms.account !== account || isTerminal(order.status)) continue;
      world.commit(endOrder(world, 'LIQUIDATION', order, 'cancel', 'CANCELLED', false));
    }
  }
}
