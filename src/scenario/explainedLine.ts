import type { FeeRule, FeeTiming } from '../domain/fees.ts';
import { orderNumber } from '../domain/orders/orderId.ts';
import type { Order } from '../domain/orders/order.ts';
import { priceToDecimal, type Pair } from '../domain/pair.ts';
import type { TradingRules } from '../domain/tradingRules.ts';
import type { Transaction } from '../domain/transaction.ts';
import type { OrderEvent } from '../journal/orderRepository.ts';
import { Decimal } from '../money/decimal.ts';
import { grouped, RATE_DECIMALS, toDecimal } from '../money/minorUnits.ts';
import type { Recording } from './recording.ts';

/** Decimals that an exact amount is shown with when it has more of them. */
const SHOWN_DECIMALS = 12;

/** A line of an order with what its formula is made of: the order before and after its entry, what happened to it, the rules. */
export class ExplainedLine {
  readonly recording: Recording;
  readonly line: Transaction;
  readonly pair: Pair;
  readonly rules: TradingRules;
  /** The order before the line's entry (as it was made, if it was made by it) and after it. */
  readonly before: Order;
  readonly after: Order;
  /** Whether the entry made the order. */
  readonly isNew: boolean;
  /** The fill or close of the entry, or else what happened last to the order in it. */
  readonly happened: OrderEvent | null;

  /** Throws a RangeError for a line without an order. */
  constructor(recording: Recording, line: Transaction) {
    const { entry, order: id } = line;
    const { orders, journal } = recording;
    const after = orders.at(id ?? '', { entries: entry });
    const pair = journal.header.pairs.find(({ code }) => code === after?.pair);
    if (after === null || pair === undefined) throw new RangeError(`line ${line.seq} has no order`);
    const before = orders.at(after.id, { entries: entry - 1 });
    const events = orders.eventsIn(entry).filter(({ order }) => order === id);
    this.recording = recording;
    this.line = line;
    this.pair = pair;
    this.rules = recording.rules(pair);
    this.after = after;
    this.before = before ?? after;
    this.isNew = before === null;
    this.happened = events.findLast(({ fill }) => fill !== null) ?? events.at(-1) ?? null;
  }

  /** The rules' fees of one timing, for fills of one liquidity only if it is given. */
  fees(timing: FeeTiming, liquidity?: 'maker' | 'taker'): readonly FeeRule[] {
    return this.rules.fees.filter(
      (rule) =>
        rule.timing === timing &&
        (liquidity === undefined || rule.liquidity === null || rule.liquidity === liquidity),
    );
  }

  /** Fees as a sum of products; a flat fee that is charged already adds nothing. */
  feeTerms(rules: readonly FeeRule[], volume: Decimal, price: Decimal, charged = false): string {
    return rules
      .map((rule) => this.#feeTerm(rule, volume, price, charged))
      .filter((term) => term !== '')
      .join(' + ');
  }

  /** Fees as an exact amount of the quote. */
  feeWorth(rules: readonly FeeRule[], volume: Decimal, price: Decimal, charged = false): Decimal {
    return rules.reduce(
      (sum, rule) => sum.plus(this.#feeWorth(rule, volume, price, charged)),
      new Decimal(0),
    );
  }

  /**
   * The fill fees that a reservation holds, such as `0.1 %`: all flat ones, and where the others differ for makers and takers the dearer
   * of the two, which it names ([P1]).
   */
  largestFillFee(volume: Decimal, price: Decimal): string {
    const flat = this.fees('ON_FILL').filter(({ type }) => type === 'FLAT_PER_TRADE');
    const sideOf = (liquidity: 'maker' | 'taker') => {
      const rules = this.fees('ON_FILL', liquidity).filter(({ type }) => type !== 'FLAT_PER_TRADE');
      return { liquidity, rates: this.#rates(rules), worth: this.feeWorth(rules, volume, price) };
    };
    const [maker, taker] = [sideOf('maker'), sideOf('taker')];
    const [dearer, cheaper] = maker.worth.gt(taker.worth) ? [maker, taker] : [taker, maker];
    const rates = [this.#rates(flat), dearer.rates].filter((text) => text !== '').join(' + ');
    if (maker.worth.equals(taker.worth)) return rates;
    return `${rates} as a ${dearer.liquidity}, dearer than ${cheaper.rates || 'none'} as a ${cheaper.liquidity}`;
  }

  #rates(rules: readonly FeeRule[]): string {
    return rules
      .map((rule) => {
        const rate = toDecimal(rule.amount, RATE_DECIMALS);
        switch (rule.type) {
          case 'NO_FEE':
            return 'none';
          case 'FLAT_PER_TRADE':
            return `${number(rate)} flat`;
          case 'FLAT_PER_VOLUME':
            return `${number(rate)} a unit`;
          case 'PERCENT_OF_NOTIONAL':
            return `${number(rate.times(100))} %`;
          case 'PERCENT_OF_MARGIN':
            return this.after.kind === 'spot'
              ? `${number(rate.times(100))} %`
              : `${number(rate.times(100))} % of the margin`;
        }
      })
      .join(' + ');
  }

  /** The price that the order's reservation and percentage fees were reckoned at. */
  get reservePrice(): Decimal {
    const { columns } = this.recording.journal.orders;
    const units = columns.reservePrice[(orderNumber(this.after.id) ?? 0) - 1] ?? Number.NaN;
    return Number.isNaN(units) ? new Decimal(0) : priceToDecimal(this.pair, units);
  }

  notional(volume: Decimal, price: Decimal): Decimal {
    return volume.times(price).times(this.pair.contractSize);
  }

  /** A trade's margin for a volume at a price: by leverage, or a flat amount for each unit. */
  margin(volume: Decimal, price: Decimal): Decimal {
    const { type, value } = this.rules.leverage;
    if (this.after.kind === 'trade' && type === 'FLAT_MARGIN_PER_VOLUME') {
      return volume.times(toDecimal(value, RATE_DECIMALS));
    }
    return this.notional(volume, price).div(this.after.leverage ?? 1);
  }

  /** {@link margin} as a product. */
  marginTerm(volume: Decimal, price: Decimal): string {
    const { type, value } = this.rules.leverage;
    if (this.after.kind === 'trade' && type === 'FLAT_MARGIN_PER_VOLUME') {
      return `${number(volume)} × ${number(toDecimal(value, RATE_DECIMALS))} a unit`;
    }
    const { leverage } = this.after;
    const product = this.product(volume, price);
    return leverage === null ? product : `${product} / ${number(leverage)}`;
  }

  /** A volume times a price, times the contract size where that is not 1. */
  product(volume: Decimal, price: Decimal): string {
    const { contractSize } = this.pair;
    const size = contractSize === '1' ? '' : ` × ${grouped(contractSize)}`;
    return `${number(volume)} × ${this.price(price)}${size}`;
  }

  roundUp(amount: Decimal): Decimal {
    return amount.toDecimalPlaces(this.pair.quote.decimals, Decimal.ROUND_CEIL);
  }

  /** How much the line moves, without sign. */
  get moved(): Decimal {
    const { available, unavailable } = this.line;
    return (available.isZero() ? unavailable : available).abs();
  }

  /** {@link moved} with its asset. */
  amount(): string {
    return lineAmount(this.recording, this.line);
  }

  /** An amount of what the order holds. */
  held(amount: Decimal): string {
    const { base, quote } = this.pair;
    return fixed(amount, (this.after.direction === 'sell' ? base : quote).decimals);
  }

  quote(amount: Decimal): string {
    return fixed(amount, this.pair.quote.decimals);
  }

  /** A price at its decimals, an average with as many more as it needs, up to a bound. */
  price(price: Decimal): string {
    const { priceDecimals } = this.pair;
    return fixed(price, Math.max(priceDecimals, Math.min(price.decimalPlaces(), priceDecimals + 4)));
  }

  #feeTerm(rule: FeeRule, volume: Decimal, price: Decimal, charged: boolean): string {
    const rate = toDecimal(rule.amount, RATE_DECIMALS);
    switch (rule.type) {
      case 'NO_FEE':
        return '';
      case 'FLAT_PER_TRADE':
        return charged ? '' : `${number(rate)} flat`;
      case 'FLAT_PER_VOLUME':
        return `${number(volume)} × ${number(rate)}`;
      case 'PERCENT_OF_NOTIONAL':
        return `${this.product(volume, price)} × ${number(rate.times(100))} %`;
      case 'PERCENT_OF_MARGIN':
        return `${this.marginTerm(volume, price)} × ${number(rate.times(100))} %`;
    }
  }

  #feeWorth(rule: FeeRule, volume: Decimal, price: Decimal, charged: boolean): Decimal {
    const rate = toDecimal(rule.amount, RATE_DECIMALS);
    switch (rule.type) {
      case 'NO_FEE':
        return new Decimal(0);
      case 'FLAT_PER_TRADE':
        return charged ? new Decimal(0) : rate;
      case 'FLAT_PER_VOLUME':
        return rate.times(volume);
      case 'PERCENT_OF_NOTIONAL':
        return rate.times(this.notional(volume, price));
      case 'PERCENT_OF_MARGIN':
        return rate.times(this.margin(volume, price));
    }
  }
}

/** How much a line moves, with its asset. */
export function lineAmount(recording: Recording, { available, unavailable, asset }: Transaction): string {
  const decimals = recording.journal.header.assets.find(({ code }) => code === asset)?.decimals ?? 0;
  return `${fixed((available.isZero() ? unavailable : available).abs(), decimals)} ${asset}`;
}

/** A decimal with grouped thousands; a very long one is cut. */
export function number(value: Decimal): string {
  return grouped(value.toDecimalPlaces(SHOWN_DECIMALS).toFixed());
}

function fixed(value: Decimal, decimals: number): string {
  return grouped(value.toFixed(decimals));
}
