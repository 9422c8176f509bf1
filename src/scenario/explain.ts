import type { FeeRule, FeeTiming } from '../domain/fees.ts';
import { orderNumber } from '../domain/orders/orderId.ts';
import type { Order } from '../domain/orders/order.ts';
import { priceToDecimal, type Pair } from '../domain/pair.ts';
import type { Transaction } from '../domain/transaction.ts';
import { readEntry } from '../journal/entryRepository.ts';
import type { OrderEvent } from '../journal/orderRepository.ts';
import { Decimal } from '../money/decimal.ts';
import { grouped, RATE_DECIMALS, toDecimal } from '../money/minorUnits.ts';
import type { Recording } from './recording.ts';

/** How a line's amount comes about, as one formula in words and numbers. */
export interface Explanation {
  readonly seq: number;
  readonly formula: string;
}

/** The arithmetic of every line of an entry, counted from 1; numbers in English with grouped thousands. */
export function explainEntry(recording: Recording, entry: number): readonly Explanation[] {
  const { firstSeq, lastSeq } = readEntry(recording.journal, entry);
  const explained: Explanation[] = [];
  for (let seq = firstSeq; seq <= lastSeq; seq += 1) {
    explained.push({ seq, formula: new Explainer(recording, recording.transactions.get(seq)).formula() });
  }
  return explained;
}

/** Writes the formula of one line from the order before and after its entry and from the rules. */
class Explainer {
  readonly #recording: Recording;
  readonly #line: Transaction;

  constructor(recording: Recording, line: Transaction) {
    this.#recording = recording;
    this.#line = line;
  }

  formula(): string {
    const { type, order: id } = this.#line;
    if (id === null) return `${this.#amount()} in or out of the account`;
    const after = this.#order(this.#line.entry);
    const before = this.#order(this.#line.entry - 1);
    if (after === null) return this.#amount();
    const happened = this.#event();
    switch (type) {
      case 'RESERVE_MARGIN':
        return before === null ? this.#reservation(after) : this.#topUp(before, after);
      case 'RETURN_MARGIN':
        return this.#release(before ?? after, after, happened);
      case 'FILL_BUY':
      case 'SPOT_EXCHANGE':
        return this.#execution(before ?? after, happened);
      case 'FILL_SELL':
        return `${this.#amount()} delivered, the volume of the fill`;
      case 'FEE_FILL':
        return this.#fillFee(before ?? after, happened);
      case 'FEE_CREATE':
        return this.#eventFee('ON_CREATE', after, after.volume);
      case 'FEE_CANCEL':
        return this.#eventFee('ON_CANCEL', after, (before ?? after).remaining);
      case 'FEE_OVERNIGHT':
        return this.#eventFee('ON_OVERNIGHT_PENDING', after, (before ?? after).remaining);
      case 'FEE_CLOSE':
      case 'CLOSE_PNL':
      case 'ADJUSTMENT':
        return this.#amount();
    }
  }

  /** What a new order sets aside: cost, the largest fee to come, the cancel fee. */
  #reservation(order: Order): string {
    if (order.direction === 'sell')
      return `${this.#amount()}: the volume to be sold, fees come out of the proceeds`;
    if (order.spend !== null) return `${this.#amount()}: all that the order may spend, fees included`;
    const price = this.#reservePrice(order);
    const cost = this.#roundUp(this.#notional(order.volume, price));
    const rest = order.held.minus(cost);
    const product = `${number(order.volume)} × ${this.#price(price)}`;
    const buffered = order.limitPrice === null ? ', the reference price with its buffer' : '';
    if (rest.isZero()) return `${product}${buffered} = ${this.#quote(cost)}`;
    const cancel = this.#feesDue('ON_CANCEL', order.volume, price);
    const fill = rest.minus(cancel);
    const parts = [`${product} (${this.#quote(cost)}${buffered})`];
    if (!fill.isZero())
      parts.push(`${this.#quote(fill)} for the largest fill fee (${this.#rates('ON_FILL')})`);
    if (!cancel.isZero()) parts.push(`${this.#quote(cancel)} for a cancel fee`);
    return `${parts.join(' + ')} = ${this.#quote(order.held)}`;
  }

  #topUp(before: Order, after: Order): string {
    const spent = after.cost.minus(before.cost);
    const fee = after.fees.minus(before.fees);
    const parts = [`${this.#quote(spent)} cost`];
    if (!fee.isZero()) parts.push(`${this.#quote(fee)} fee`);
    if (!after.held.isZero()) parts.push(`${this.#quote(after.held)} for the rest`);
    return `${parts.join(' + ')} − ${this.#quote(before.held)} held = ${this.#amount()} more than was reserved`;
  }

  #release(before: Order, after: Order, happened: OrderEvent | null): string {
    if (happened?.fill === null || happened === null || after.direction === 'sell') {
      const fee = happened?.fee ?? new Decimal(0);
      const charged = after.direction === 'buy' && !fee.isZero();
      const held = this.#held(before.held, after);
      if (!charged) return `${held}: all that ${after.id} still held`;
      return `${held} held − ${this.#quote(fee)} fee = ${this.#amount()}`;
    }
    const parts = [`${this.#quote(before.held)} held`, `${this.#quote(happened.fill.cost)} spent`];
    if (!happened.fee.isZero()) parts.push(`${this.#quote(happened.fee)} fee`);
    if (!after.held.isZero()) parts.push(`${this.#quote(after.held)} that the rest still needs`);
    return `${parts.join(' − ')} = ${this.#amount()}`;
  }

  #execution(before: Order, happened: OrderEvent | null): string {
    const fill = happened?.fill;
    if (fill === null || fill === undefined) return this.#amount();
    if (this.#line.type === 'SPOT_EXCHANGE' && before.direction === 'buy') {
      return `${this.#amount()} received, the volume of the fill`;
    }
    const exact = this.#notional(fill.volume, fill.price);
    const product = `${number(fill.volume)} × ${this.#price(fill.price)}`;
    if (exact.equals(fill.cost)) return `${product} = ${this.#quote(fill.cost)}`;
    const way = before.direction === 'buy' ? 'up' : 'down';
    if (before.filled.isZero()) {
      return `${product} = ${number(exact)}, rounded ${way} to ${this.#quote(fill.cost)}`;
    }
    const total = before.cost.plus(fill.cost);
    return `${product} = ${number(exact)}; all fills together, rounded ${way}, ${this.#quote(total)} − ${this.#quote(before.cost)} already posted = ${this.#quote(fill.cost)}`;
  }

  #fillFee(before: Order, happened: OrderEvent | null): string {
    const fill = happened?.fill;
    if (fill === null || fill === undefined) return this.#amount();
    const due = this.#rules('ON_FILL').filter(
      ({ liquidity }) => liquidity === null || liquidity === fill.liquidity,
    );
    const terms = due.map((rule) => this.#term(rule, fill.volume, fill.price, !before.filled.isZero()));
    const exact = due.reduce(
      (sum, rule) => sum.plus(this.#worth(rule, fill.volume, fill.price, !before.filled.isZero())),
      new Decimal(0),
    );
    const charged = happened?.fee ?? new Decimal(0);
    const text = terms.filter((term) => term !== '').join(' + ');
    if (exact.equals(charged)) return `${text} = ${this.#quote(charged)}`;
    if (before.filled.isZero()) return `${text} = ${number(exact)}, rounded up to ${this.#quote(charged)}`;
    return `${text} = ${number(exact)}; fees of all fills together, rounded up, less what is charged already = ${this.#quote(charged)}`;
  }

  #eventFee(timing: FeeTiming, order: Order, volume: Decimal): string {
    const price = this.#reservePrice(order);
    const terms = this.#rules(timing).map((rule) => this.#term(rule, volume, price, false));
    const due = this.#feesDue(timing, volume, price);
    const charged = this.#line.available.plus(this.#line.unavailable).abs();
    const text = `${terms.filter((term) => term !== '').join(' + ')} = ${this.#quote(due)}`;
    return charged.equals(due) ? text : `${text}, of which ${this.#quote(charged)} could be charged`;
  }

  /** One fee of the rules as a product; a flat fee that is charged already adds nothing. */
  #term(rule: FeeRule, volume: Decimal, price: Decimal, charged: boolean): string {
    const rate = toDecimal(rule.amount, RATE_DECIMALS);
    switch (rule.type) {
      case 'NO_FEE':
        return '';
      case 'FLAT_PER_TRADE':
        return charged ? '' : `${number(rate)} flat`;
      case 'FLAT_PER_VOLUME':
        return `${number(volume)} × ${number(rate)}`;
      case 'PERCENT_OF_NOTIONAL':
      case 'PERCENT_OF_MARGIN':
        return `${number(volume)} × ${this.#price(price)} × ${number(rate.times(100))} %`;
    }
  }

  #worth(rule: FeeRule, volume: Decimal, price: Decimal, charged: boolean): Decimal {
    const rate = toDecimal(rule.amount, RATE_DECIMALS);
    switch (rule.type) {
      case 'NO_FEE':
        return new Decimal(0);
      case 'FLAT_PER_TRADE':
        return charged ? new Decimal(0) : rate;
      case 'FLAT_PER_VOLUME':
        return rate.times(volume);
      case 'PERCENT_OF_NOTIONAL':
      case 'PERCENT_OF_MARGIN':
        return rate.times(this.#notional(volume, price));
    }
  }

  #feesDue(timing: FeeTiming, volume: Decimal, price: Decimal): Decimal {
    const exact = this.#rules(timing).reduce(
      (sum, rule) => sum.plus(this.#worth(rule, volume, price, false)),
      new Decimal(0),
    );
    return this.#roundUp(exact);
  }

  #rates(timing: FeeTiming): string {
    return this.#rules(timing)
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
          case 'PERCENT_OF_MARGIN':
            return `${number(rate.times(100))} %`;
        }
      })
      .join(' + ');
  }

  #rules(timing: FeeTiming): readonly FeeRule[] {
    return this.#recording.rules(this.#pair()).fees.filter((rule) => rule.timing === timing);
  }

  #event(): OrderEvent | null {
    const { entry, order } = this.#line;
    const events = this.#recording.orders.eventsIn(entry).filter((event) => event.order === order);
    return events.findLast(({ fill }) => fill !== null) ?? events.at(-1) ?? null;
  }

  #order(entries: number): Order | null {
    return this.#line.order === null ? null : this.#recording.orders.at(this.#line.order, { entries });
  }

  #pair(): Pair {
    const { header, orders } = this.#recording.journal;
    const row = (orderNumber(this.#line.order ?? '') ?? 0) - 1;
    const pair = header.pairs[orders.columns.pair[row] ?? 0];
    if (pair === undefined) throw new RangeError(`no order ${this.#line.order ?? ''}`);
    return pair;
  }

  /** The price that the order's reservation and percentage fees were reckoned at. */
  #reservePrice(order: Order): Decimal {
    const units =
      this.#recording.journal.orders.columns.reservePrice[(orderNumber(order.id) ?? 0) - 1] ?? Number.NaN;
    return Number.isNaN(units) ? new Decimal(0) : priceToDecimal(this.#pair(), units);
  }

  #notional(volume: Decimal, price: Decimal): Decimal {
    return volume.times(price).times(this.#pair().contractSize);
  }

  #roundUp(amount: Decimal): Decimal {
    return amount.toDecimalPlaces(this.#pair().quote.decimals, Decimal.ROUND_CEIL);
  }

  #amount(): string {
    const { available, unavailable, asset } = this.#line;
    const decimals = this.#recording.journal.header.assets.find(({ code }) => code === asset)?.decimals ?? 0;
    const moved = available.isZero() ? unavailable : available;
    return `${fixed(moved.abs(), decimals)} ${asset}`;
  }

  #held(amount: Decimal, order: Order): string {
    const pair = this.#pair();
    return fixed(amount, (order.direction === 'buy' ? pair.quote : pair.base).decimals);
  }

  #quote(amount: Decimal): string {
    return fixed(amount, this.#pair().quote.decimals);
  }

  #price(price: Decimal): string {
    return fixed(price, this.#pair().priceDecimals);
  }
}

function fixed(value: Decimal, decimals: number): string {
  return grouped(value.toFixed(decimals));
}

function number(value: Decimal): string {
  return grouped(value.toFixed());
}
