import type { ActionDefinition } from '../../domain/actions/defineAction.ts';
import type { DenialCode } from '../../domain/denial.ts';
import { kindOf, type Direction } from '../../domain/orders/order.ts';
import type { Pair } from '../../domain/pair.ts';
import { formatShortest } from '../../money/minorUnits.ts';
import type { Player } from '../../scenario/play.ts';
import type { Scene } from '../../store/scene.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { readForm, without, type FormValues } from './actionForm.ts';

/** Refusals of a volume that is too small, not too large. */
const TOO_LITTLE: ReadonlySet<DenialCode> = new Set([
  'BELOW_MIN_VOLUME',
  'BELOW_MIN_NOTIONAL',
  'BELOW_MIN_MARGIN',
]);
/** What does not change the funds an order needs, but may be refused before they are looked at. */
const BESIDE_THE_FUNDS: ReadonlySet<string> = new Set([
  'spend',
  'stopLoss',
  'takeProfit',
  'timeInForce',
  'expiresAt',
]);

/** How many lots the rest of a new order's form could pay for, fees included. */
export function mostLots(
  { player, stepOf }: Scene,
  pair: Pair,
  definition: ActionDefinition,
  values: FormValues,
  direction: Direction,
): bigint {
  const { journal } = player;
  const { texts } = without(values, BESIDE_THE_FUNDS);
  const isAffordable = (lots: bigint): boolean => {
    const volume = formatNumber(formatShortest(lots * pair.lot, pair.base.decimals));
    const { action } = readForm(definition, { texts: { ...texts, volume }, chunks: [] });
    if (action === null) return false;
    const refused = player.preview(stepOf({ action })).denial;
    return refused === null || TOO_LITTLE.has(refused.code);
  };
  const book = (asset: number): bigint => journal.available(journal.book(0, asset));
  if (direction === 'sell') return largestAffordable(book(pair.base.index) / pair.lot, isAffordable);
  return largestAffordable(
    mostAtOneUnit(player, pair, direction, book(pair.quote.index)) / pair.lot,
    isAffordable,
  );
}

/** What the funds could pay for at a price of one unit, the least that there is, with all the leverage there is. */
function mostAtOneUnit(player: Player, pair: Pair, direction: Direction, available: bigint): bigint {
  const { perNotional, perVolume, denominator } = player
    .rules(pair)
    .measuresOf({ direction, leverage: null }).margin;
  return kindOf(direction) === 'spot'
    ? (available * pair.notionalDenominator) / pair.notionalNumerator
    : (available * denominator) / (perNotional + perVolume);
}

/**
 * The largest number of lots from 0 to `most` that can be afforded, given that whatever is below an affordable number is affordable too;
 * found by halving, so that fees of any kind are right without knowing them.
 */
export function largestAffordable(most: bigint, isAffordable: (lots: bigint) => boolean): bigint {
  let low = 0n;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (isAffordable(middle)) low = middle;
    else high = middle - 1n;
  }
  return low;
}
