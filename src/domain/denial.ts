import { grouped } from '../money/minorUnits.ts';

/** What a refusal's numbers are, by code; every value is a text, amounts at their asset's decimals ([A3]). */
export interface DenialNumbers {
  AMOUNT_OFF_UNIT: { readonly amount: string; readonly asset: string; readonly unit: string };
  AMOUNT_OUT_OF_RANGE: { readonly field: string; readonly value: string; readonly limit: string };
  BAR_NOT_AFTER_LAST: { readonly at: string; readonly last: string };
  BAR_UNSOUND: { readonly field: string; readonly value: string; readonly expected: string };
  BELOW_MIN_MARGIN: { readonly asset: string; readonly margin: string; readonly minMargin: string };
  BELOW_MIN_NOTIONAL: { readonly asset: string; readonly notional: string; readonly minNotional: string };
  BELOW_MIN_VOLUME: { readonly asset: string; readonly volume: string; readonly minVolume: string };
  CANDLES_MISSING: { readonly pair: string };
  CHUNKS_DO_NOT_ADD_UP: { readonly sum: string; readonly remaining: string; readonly difference: string };
  CLOSE_EXCEEDS_OPEN: { readonly order: string; readonly volume: string; readonly open: string };
  CONTRACT_SIZE_NOT_SPOT: { readonly pair: string; readonly contractSize: string };
  DIRECTION_NOT_ALLOWED: { readonly pair: string; readonly direction: string };
  EXPIRY_IN_THE_PAST: { readonly expiresAt: string; readonly now: string };
  FILL_EXCEEDS_REMAINING: { readonly order: string; readonly volume: string; readonly remaining: string };
  FOK_NEEDS_WHOLE: { readonly order: string; readonly volume: string; readonly remaining: string };
  INSUFFICIENT_AT_FILL: {
    readonly asset: string;
    readonly needed: string;
    readonly available: string;
    readonly short: string;
  };
  INSUFFICIENT_AVAILABLE: {
    readonly asset: string;
    readonly needed: string;
    readonly available: string;
    readonly short: string;
  };
  INVALID_TRANSITION: { readonly order: string; readonly from: string; readonly event: string };
  LEVERAGE_OUT_OF_RANGE: { readonly leverage: string; readonly maximum: string };
  NOTHING_CHANGES: { readonly order: string };
  NO_REFERENCE_PRICE: { readonly pair: string };
  ORDER_NOT_FOUND: { readonly order: string; readonly account: string };
  PARAMETER_OUT_OF_RANGE: {
    readonly strategy: string;
    readonly parameter: string;
    readonly value: string;
    readonly expected: string;
  };
  PRICE_BEYOND_LIMIT: { readonly order: string; readonly price: string; readonly limitPrice: string };
  PRICE_OFF_TICK: { readonly price: string; readonly tickSize: string };
  STEP_BEFORE_CLOCK: { readonly at: string; readonly now: string };
  STOP_LOSS_WRONG_SIDE: { readonly direction: string; readonly stopLoss: string; readonly entry: string };
  STOP_NOT_TRIGGERED: { readonly order: string; readonly triggerPrice: string };
  STRATEGY_UNKNOWN: { readonly strategy: string; readonly known: string };
  TAKE_PROFIT_WRONG_SIDE: { readonly direction: string; readonly takeProfit: string; readonly entry: string };
  TOO_FEW_CHUNKS: { readonly chunks: string; readonly minimum: string };
  VOLUME_BELOW_FILLED: { readonly order: string; readonly volume: string; readonly filled: string };
  VOLUME_OFF_LOT: { readonly volume: string; readonly lotSize: string };
  WRONG_ORDER_TYPE: { readonly order: string; readonly type: string; readonly expected: string };
}

/** Why something asked for cannot be done. */
export type DenialCode = keyof DenialNumbers;

/** A refusal as a value: a code and the numbers that would have been needed ([A2], [A3]). */
export type Denial = {
  readonly [C in DenialCode]: { readonly code: C; readonly numbers: DenialNumbers[C] };
}[DenialCode];

/** A refusal value. */
export function denial<C extends DenialCode>(code: C, numbers: DenialNumbers[C]): Denial {
  return { code, numbers } as Denial;
}

const SENTENCES: { readonly [C in DenialCode]: (numbers: DenialNumbers[C]) => string } = {
  AMOUNT_OFF_UNIT: (n) =>
    `The amount ${n.amount} is not a multiple of ${n.unit} ${n.asset}, the smallest there is.`,
  AMOUNT_OUT_OF_RANGE: (n) =>
    `The ${n.field} ${n.value} is larger than the ledger can hold (at most ${n.limit}).`,
  BAR_NOT_AFTER_LAST: (n) => `The bar of ${n.at} does not come after the last one, ${n.last}.`,
  BAR_UNSOUND: (n) => `The ${n.field} ${n.value} is none that a bar can have: expected ${n.expected}.`,
  BELOW_MIN_MARGIN: (n) =>
    `The margin of ${n.margin} ${n.asset} is below the minimum of ${n.minMargin} ${n.asset}.`,
  BELOW_MIN_NOTIONAL: (n) =>
    `The notional of ${n.notional} ${n.asset} is below the minimum of ${n.minNotional} ${n.asset}.`,
  BELOW_MIN_VOLUME: (n) =>
    `The volume of ${n.volume} ${n.asset} is below the minimum of ${n.minVolume} ${n.asset}.`,
  CANDLES_MISSING: (n) =>
    `There are no candles for ${n.pair} to run through: give them with --candles or import a CSV.`,
  CHUNKS_DO_NOT_ADD_UP: (n) =>
    `The children add up to ${n.sum}, but exactly ${n.remaining} remains to be split (difference ${n.difference}).`,
  CLOSE_EXCEEDS_OPEN: (n) => `${n.order} has ${n.open} open: ${n.volume} cannot be closed.`,
  CONTRACT_SIZE_NOT_SPOT: (n) =>
    `${n.pair} has a contract size of ${n.contractSize}: spot orders deliver the base itself and need a contract size of 1.`,
  DIRECTION_NOT_ALLOWED: (n) => `The rules of ${n.pair} do not allow ${n.direction} trades.`,
  EXPIRY_IN_THE_PAST: (n) => `The order would expire at ${n.expiresAt}, which is not after now, ${n.now}.`,
  FILL_EXCEEDS_REMAINING: (n) =>
    `A fill of ${n.volume} is more than the ${n.remaining} that ${n.order} can still fill.`,
  FOK_NEEDS_WHOLE: (n) =>
    `${n.order} is fill-or-kill: it fills whole (${n.remaining}) or not at all, so ${n.volume} alone cannot fill.`,
  INSUFFICIENT_AT_FILL: (n) =>
    `The fill needs ${n.needed} ${n.asset}, but only ${n.available} ${n.asset} can pay for it: ${n.short} ${n.asset} short.`,
  INSUFFICIENT_AVAILABLE: (n) =>
    `This needs ${n.needed} ${n.asset}, but only ${n.available} ${n.asset} is available: ${n.short} ${n.asset} short.`,
  INVALID_TRANSITION: (n) => `${n.order} is ${n.from}: it cannot ${n.event} from there.`,
  LEVERAGE_OUT_OF_RANGE: (n) =>
    `A leverage of ${n.leverage} is not between 1 and ${n.maximum}, the most there is.`,
  NOTHING_CHANGES: (n) => `Nothing would change: ${n.order} has all of this already.`,
  NO_REFERENCE_PRICE: (n) =>
    `${n.pair} has no last price yet, so the funds for a market order by volume cannot be set aside.`,
  ORDER_NOT_FOUND: (n) => `Account ${n.account} has no order ${n.order}.`,
  PARAMETER_OUT_OF_RANGE: (n) =>
    `The parameter ${n.parameter} of ${n.strategy} is ${n.value || 'as given'}: expected ${n.expected}.`,
  PRICE_BEYOND_LIMIT: (n) =>
    `A fill at ${n.price} would be worse than ${n.order}'s limit of ${n.limitPrice}.`,
  PRICE_OFF_TICK: (n) => `The price ${n.price} is not a multiple of the tick size ${n.tickSize}.`,
  STEP_BEFORE_CLOCK: (n) => `The step's time ${n.at} lies before the clock, which stands at ${n.now}.`,
  STOP_LOSS_WRONG_SIDE: (n) =>
    `The stop loss ${n.stopLoss} of a ${n.direction} trade has to lie ${n.direction === 'long' ? 'below' : 'above'} ${n.entry}.`,
  STOP_NOT_TRIGGERED: (n) =>
    `${n.order} waits for its trigger price of ${n.triggerPrice} and cannot fill before.`,
  STRATEGY_UNKNOWN: (n) => `There is no strategy ${n.strategy}; there are ${n.known}.`,
  TAKE_PROFIT_WRONG_SIDE: (n) =>
    `The take profit ${n.takeProfit} of a ${n.direction} trade has to lie ${n.direction === 'long' ? 'above' : 'below'} ${n.entry}.`,
  TOO_FEW_CHUNKS: (n) => `A split needs at least ${n.minimum} children, not ${n.chunks}.`,
  VOLUME_BELOW_FILLED: (n) =>
    `${n.order} has already filled ${n.filled}: its total volume cannot become ${n.volume}, which is less.`,
  VOLUME_OFF_LOT: (n) => `The volume ${n.volume} is not a multiple of the lot size ${n.lotSize}.`,
  WRONG_ORDER_TYPE: (n) => `${n.order} is a ${n.type} order; this action is for ${n.expected} orders.`,
};

/** The refusal as one English sentence ([A2]). */
export function denialSentence({ code, numbers }: Denial): string {
  const readable = Object.fromEntries(Object.entries(numbers).map(([name, text]) => [name, grouped(text)]));
  // The table is keyed by code, so code and numbers belong together; the type system cannot follow that through a lookup.
  return (SENTENCES[code] as (numbers: Denial['numbers']) => string)(readable as Denial['numbers']);
}
