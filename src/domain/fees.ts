import { pow10, RATE_DECIMALS, type Minor, type Price, type Rate } from '../money/minorUnits.ts';
import { ceilDiv } from '../money/rounding.ts';
import type { MarginForm } from './margin.ts';
import type { Pair } from './pair.ts';

/** How a fee is measured: `amount` is in the quote asset for the FLAT kinds and a fraction for the PERCENT kinds. */
export const FEE_TYPES = [
  'NO_FEE',
  'FLAT_PER_TRADE',
  'FLAT_PER_VOLUME',
  'PERCENT_OF_NOTIONAL',
  'PERCENT_OF_MARGIN',
] as const;
type FeeType = (typeof FEE_TYPES)[number];

/** When a fee is due. */
export const FEE_TIMINGS = [
  'ON_CREATE',
  'ON_FILL',
  'ON_CLOSE',
  'ON_CANCEL',
  'ON_OVERNIGHT_PENDING',
  'ON_OVERNIGHT_FILLED',
] as const;
export type FeeTiming = (typeof FEE_TIMINGS)[number];

/** Whether a fill met the market resting (maker) or on arrival (taker). */
export const LIQUIDITIES = ['maker', 'taker'] as const;
export type Liquidity = (typeof LIQUIDITIES)[number];

/** One fee of a pair's rules; without `liquidity` it holds for makers and takers. */
export interface FeeRule {
  readonly type: FeeType;
  readonly timing: FeeTiming;
  readonly amount: Rate;
  readonly liquidity: Liquidity | null;
}

/**
 * All fees of one timing as one exact linear form over a common denominator, so that they are added first and rounded once
 * ([M4]): fee in minor units of the quote = numerator / denominator.
 */
export interface FeeSchedule {
  readonly flat: bigint;
  readonly flatMaker: bigint;
  readonly flatTaker: bigint;
  readonly maker: FeeRates;
  readonly taker: FeeRates;
  readonly denominator: bigint;
}

/** Numerators for each minor unit of volume and for each price unit × minor unit of volume. */
interface FeeRates {
  readonly perVolume: bigint;
  readonly perNotional: bigint;
}

/** What has filled so far, as far as fees depend on it: volumes in minor units, notionals as Σ price × volume. */
export interface FeeBasis {
  readonly makerVolume: Minor;
  readonly makerNotional: bigint;
  readonly takerVolume: Minor;
  readonly takerNotional: bigint;
}

/** The fees of one timing compiled for a pair and a way to measure margin. */
export function compileFees(
  rules: readonly FeeRule[],
  timing: FeeTiming,
  pair: Pair,
  margin: MarginForm,
): FeeSchedule {
  const { notionalNumerator, notionalDenominator, base, quote } = pair;
  const form = { flat: 0n, flatMaker: 0n, flatTaker: 0n };
  const rates = { maker: { perVolume: 0n, perNotional: 0n }, taker: { perVolume: 0n, perNotional: 0n } };
  for (const rule of rules) {
    if (rule.timing !== timing) continue;
    const sides = rule.liquidity === null ? LIQUIDITIES : [rule.liquidity];
    switch (rule.type) {
      case 'NO_FEE':
        break;
      case 'FLAT_PER_TRADE': {
        const key = rule.liquidity === null ? 'flat' : rule.liquidity === 'maker' ? 'flatMaker' : 'flatTaker';
        form[key] +=
          rule.amount *
          pow10(quote.decimals) *
          notionalDenominator *
          pow10(base.decimals) *
          margin.denominator;
        break;
      }
      case 'FLAT_PER_VOLUME':
        for (const side of sides) {
          rates[side].perVolume +=
            rule.amount * pow10(quote.decimals) * notionalDenominator * margin.denominator;
        }
        break;
      case 'PERCENT_OF_NOTIONAL':
        for (const side of sides) {
          rates[side].perNotional +=
            rule.amount * notionalNumerator * pow10(base.decimals) * margin.denominator;
        }
        break;
      case 'PERCENT_OF_MARGIN': {
        const share = rule.amount * pow10(base.decimals) * notionalDenominator;
        for (const side of sides) {
          rates[side].perNotional += share * margin.perNotional;
          rates[side].perVolume += share * margin.perVolume;
        }
        break;
      }
    }
  }
  const denominator = notionalDenominator * pow10(RATE_DECIMALS) * pow10(base.decimals) * margin.denominator;
  const divisor = [
    form.flat,
    form.flatMaker,
    form.flatTaker,
    rates.maker.perVolume,
    rates.maker.perNotional,
    rates.taker.perVolume,
    rates.taker.perNotional,
  ].reduce(greatestCommonDivisor, denominator);
  const reduce = (side: FeeRates): FeeRates => ({
    perVolume: side.perVolume / divisor,
    perNotional: side.perNotional / divisor,
  });
  return {
    flat: form.flat / divisor,
    flatMaker: form.flatMaker / divisor,
    flatTaker: form.flatTaker / divisor,
    maker: reduce(rates.maker),
    taker: reduce(rates.taker),
    denominator: denominator / divisor,
  };
}

/** What a lot costs who takes it, with its fees but flat ones, exactly: (perPrice × price + fixed) / denominator minor units of the quote. */
export interface LotBill {
  readonly perPrice: bigint;
  readonly fixed: bigint;
  readonly denominator: bigint;
}

/** The bill of a lot under the fees on fills. */
export function compileLotBill({ taker, denominator }: FeeSchedule, pair: Pair): LotBill {
  const { notionalNumerator, notionalDenominator, lot } = pair;
  const perPrice = (notionalNumerator * denominator + taker.perNotional * notionalDenominator) * lot;
  const fixed = taker.perVolume * notionalDenominator * lot;
  const all = notionalDenominator * denominator;
  const divisor = [perPrice, fixed].reduce(greatestCommonDivisor, all);
  return { perPrice: perPrice / divisor, fixed: fixed / divisor, denominator: all / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

/** The exact fee on everything filled so far, as a numerator; a flat fee counts once per order. */
export function exactFee(schedule: FeeSchedule, basis: FeeBasis): bigint {
  const { makerVolume, makerNotional, takerVolume, takerNotional } = basis;
  if (makerVolume === 0n && takerVolume === 0n) return 0n;
  const { flat, flatMaker, flatTaker, maker, taker } = schedule;
  return (
    flat +
    sideFee(flatMaker, maker, makerVolume, makerNotional) +
    sideFee(flatTaker, taker, takerVolume, takerNotional)
  );
}

function sideFee(
  flat: bigint,
  { perVolume, perNotional }: FeeRates,
  volume: Minor,
  notional: bigint,
): bigint {
  return volume === 0n ? 0n : flat + perVolume * volume + perNotional * notional;
}

/** The largest exact fee that filling `volume` more at no more than `price` can add, whether as maker or taker. */
export function maximalFurtherFee(
  schedule: FeeSchedule,
  basis: FeeBasis,
  price: Price,
  volume: Minor,
): bigint {
  if (volume === 0n) return 0n;
  const notional = BigInt(price) * volume;
  const { maker, taker } = schedule;
  const asMaker = maker.perVolume * volume + maker.perNotional * notional;
  const asTaker = taker.perVolume * volume + taker.perNotional * notional;
  let fee = asMaker > asTaker ? asMaker : asTaker;
  if (basis.makerVolume === 0n && basis.takerVolume === 0n) fee += schedule.flat;
  if (basis.makerVolume === 0n) fee += schedule.flatMaker;
  if (basis.takerVolume === 0n) fee += schedule.flatTaker;
  return fee;
}

/** An exact fee in minor units of the quote, rounded up ([M3]). */
export function roundFee(schedule: FeeSchedule, numerator: bigint): Minor {
  return ceilDiv(numerator, schedule.denominator);
}

/**
 * The fee of an event that happens to an order as a whole (create, cancel, overnight), in minor units of the quote, rounded up;
 * only fill fees may differ for makers and takers, so either side's rates serve.
 */
export function eventFee(schedule: FeeSchedule, notional: bigint, volume: Minor): Minor {
  const { perVolume, perNotional } = schedule.maker;
  if (schedule.flat === 0n && perVolume === 0n && perNotional === 0n) return 0n;
  return roundFee(schedule, schedule.flat + perVolume * volume + perNotional * notional);
}
