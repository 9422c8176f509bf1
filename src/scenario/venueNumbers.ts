import type { FeeRule, FeeTiming } from '../domain/fees.ts';
import { Decimal } from '../money/decimal.ts';
import type { Scenario } from './format.ts';
import type { VenuePreset } from './presets.ts';

type Rules = Omit<Scenario['rules'][number], 'pair'>;
type Fee = Rules['fees'][number];

/** The main numbers of a venue's rules as plain decimal texts; shares in percent. */
export interface VenueNumbers {
  /** Of the value of a fill, by whether the order rested. */
  readonly makerPercent: string;
  readonly takerPercent: string;
  /** For each order that fills and each close, in the quote. */
  readonly perOrder: string;
  /** Of the value of a close, and of an open position for each night. */
  readonly closePercent: string;
  readonly nightPercent: string;
  /** How many times the margin may be traded; 1 for none. */
  readonly leverage: string;
  readonly slippagePercent: string;
  /** Of a bar's volume, empty for no bound. */
  readonly participationPercent: string;
}

/** The numbers of a venue. Rules that these numbers do not speak of stay as they are in {@link venueWith}. */
export function numbersOf({ rules, settings }: Pick<VenuePreset, 'rules' | 'settings'>): VenueNumbers {
  const { fees, leverage } = rules;
  return {
    makerPercent: toPercent(amountOf(fees, 'PERCENT_OF_NOTIONAL', 'ON_FILL', 'maker')),
    takerPercent: toPercent(amountOf(fees, 'PERCENT_OF_NOTIONAL', 'ON_FILL', 'taker')),
    perOrder: amountOf(fees, 'FLAT_PER_TRADE', 'ON_FILL', 'taker'),
    closePercent: toPercent(amountOf(fees, 'PERCENT_OF_NOTIONAL', 'ON_CLOSE')),
    nightPercent: toPercent(amountOf(fees, 'PERCENT_OF_NOTIONAL', 'ON_OVERNIGHT_FILLED')),
    leverage: leverage.type === 'MARGIN_MULTIPLIER' ? (leverage.value ?? '1') : '1',
    slippagePercent: toPercent(settings.slippage),
    participationPercent: settings.participation === null ? '' : toPercent(settings.participation),
  };
}

/** A venue's rules and settings with other numbers. */
export function venueWith(
  { rules, settings }: Pick<VenuePreset, 'rules' | 'settings'>,
  numbers: VenueNumbers,
): { readonly rules: Rules; readonly settings: Scenario['settings'] } {
  const { makerPercent, takerPercent, perOrder, closePercent, nightPercent, participationPercent } = numbers;
  const percent = (timing: FeeTiming, amount: string): Fee => ({
    type: 'PERCENT_OF_NOTIONAL',
    timing,
    amount: toShare(amount),
  });
  const flat = (timing: FeeTiming): Fee => ({ type: 'FLAT_PER_TRADE', timing, amount: perOrder });
  const fills: readonly Fee[] = new Decimal(makerPercent).equals(takerPercent)
    ? [percent('ON_FILL', takerPercent)]
    : [
        { ...percent('ON_FILL', makerPercent), liquidity: 'maker' },
        { ...percent('ON_FILL', takerPercent), liquidity: 'taker' },
      ];
  const fees = [
    ...fills,
    flat('ON_FILL'),
    flat('ON_CLOSE'),
    percent('ON_CLOSE', closePercent),
    percent('ON_OVERNIGHT_FILLED', nightPercent),
  ];
  const leverage = new Decimal(numbers.leverage);
  return {
    rules: {
      ...rules,
      fees: fees.filter(({ amount }) => !new Decimal(amount).isZero()),
      leverage: leverage.equals(1)
        ? { type: 'NO_LEVERAGE' }
        : { type: 'MARGIN_MULTIPLIER', value: leverage.toFixed() },
    },
    settings: {
      ...settings,
      slippage: toShare(numbers.slippagePercent),
      participation: participationPercent === '' ? null : toShare(participationPercent),
    },
  };
}

/** The amount of the fee of a kind, for makers or takers where it tells them apart; 0 without one. */
function amountOf(
  fees: readonly Fee[],
  type: FeeRule['type'],
  timing: FeeTiming,
  liquidity?: FeeRule['liquidity'],
): string {
  const fee = fees.find(
    (each) =>
      each.type === type &&
      each.timing === timing &&
      (each.liquidity === undefined || each.liquidity === liquidity),
  );
  return fee?.amount ?? '0';
}

function toPercent(share: string): string {
  return new Decimal(share).times(100).toFixed();
}

function toShare(percent: string): string {
  return new Decimal(percent).div(100).toFixed();
}
