import { isTerminal } from '../domain/orders/lifecycle.ts';
import { isBuying, openVolumeOf, type OrderState } from '../domain/orders/order.ts';
import type { Pair } from '../domain/pair.ts';
import { closeTrade } from '../domain/postings/closeTrade.ts';
import { endOrder } from '../domain/postings/endOrder.ts';
import { MAX_PRICE, pow10, RATE_DECIMALS, type Minor, type Price } from '../money/minorUnits.ts';
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
export function liquidatePosition(
  bar: BarInProgress,
  order: OrderState,
  price: Price,
  ambiguous: boolean,
): void {
  releaseOrders(bar.world, order.terms.account);
  const now = bar.holding(order.terms.number);
  if (now === null) return;
  bar.close(now, bar.slipped(!isBuying(now.terms.direction), price), 'LIQUIDATION', ambiguous);
}

/**
 * Liquidates an account as a whole at a price of the bar's pair: its working orders are released, then its positions close, the largest
 * loss first, until its equity is above the maintenance of what is left; a loss that available cannot pay waits for positions whose
 * close frees money. Other pairs close at their last price. Whether the account is saved: not, when the ledger cannot hold a close.
 */
export function liquidateAccount(bar: BarInProgress, account: number, price: Price): boolean {
  const { world, pair } = bar;
  releaseOrders(world, account);
  // The first close is due in any case: the price was reckoned without the rounding of equity and maintenance.
  let state = stateOf(world, account, pair, price);
  do {
    const worst = nextToClose(bar, state.positions);
    if (worst === undefined) return true;
    const own = worst.order.terms.pair === pair.index;
    const ambiguous = own && world.phase === 'PATH' && isAmbiguous(bar, worst.order, false);
    if (!bar.close(worst.order, exitOf(bar, worst), 'LIQUIDATION', ambiguous)) return false;
    state = stateOf(world, account, pair, price);
  } while (state.equity <= state.maintenance);
  return true;
}

/** The largest loss of those that can be paid, else the largest of all. */
function nextToClose(bar: BarInProgress, positions: readonly HeldPosition[]): HeldPosition | undefined {
  const losersFirst = positions.toSorted((a, b) => (a.gain < b.gain ? -1 : a.gain > b.gain ? 1 : 0));
  const isPaid = (held: HeldPosition): boolean => {
    const whole = { volume: openVolumeOf(held.order), price: exitOf(bar, held), ambiguous: false };
    return (
      closeTrade(bar.world, 'LIQUIDATION', held.order, { ...whole, reason: 'LIQUIDATION' }).reason === null
    );
  };
  return losersFirst.length === 1 ? losersFirst[0] : (losersFirst.find(isPaid) ?? losersFirst[0]);
}

/** What a position is closed at: of the bar's pair with slippage, of another at its last price. */
function exitOf(bar: BarInProgress, { order, price }: HeldPosition): Price {
  const own = order.terms.pair === bar.pair.index;
  return own ? bar.slipped(!isBuying(order.terms.direction), price) : price;
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
  const fixed = (zero.equity - zero.maintenance) * notionalDenominator * one;
  // Hedged, the account stands or falls at any price.
  if (slope === 0n) return fixed > 0n ? null : { side: 'fall', price: MAX_PRICE, account };
  const falls = slope > 0n;
  const units = falls
    ? ceilDiv(-fixed, slope * notionalNumerator)
    : floorDiv(fixed, -slope * notionalNumerator);
  const highest = BigInt(MAX_PRICE);
  // A level that no price is beyond has been reached, one that no price comes to never will be.
  if (falls)
    return units <= 0n ? null : { side: 'fall', price: Number(units < highest ? units : highest), account };
  return units > highest ? null : { side: 'rise', price: Number(units > 1n ? units : 1n), account };
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
