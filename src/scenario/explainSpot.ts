import type { FeeTiming } from '../domain/fees.ts';
import type { Decimal } from '../money/decimal.ts';
import { number, type ExplainedLine } from './explainedLine.ts';

/** The formula of a line of a spot order. */
export function explainSpotLine(of: ExplainedLine): string {
  switch (of.line.type) {
    case 'RESERVE_MARGIN':
      return of.isNew ? reservation(of) : topUp(of);
    case 'RETURN_MARGIN':
      return release(of);
    case 'FILL_BUY':
    case 'SPOT_EXCHANGE':
      return execution(of);
    case 'FILL_SELL':
      return `${of.amount()} delivered, the volume of the fill`;
    case 'FEE_FILL':
      return fillFee(of);
    case 'FEE_CREATE':
      return eventFee(of, 'ON_CREATE', of.after.volume);
    case 'FEE_CANCEL':
      return eventFee(of, 'ON_CANCEL', of.before.remaining);
    case 'FEE_OVERNIGHT':
      return eventFee(of, 'ON_OVERNIGHT_PENDING', of.before.remaining);
    case 'FEE_CLOSE':
    case 'CLOSE_PNL':
    case 'ADJUSTMENT':
      return of.amount();
  }
}

/** What a new order sets aside: cost, the largest fee to come, the cancel fee. */
function reservation(of: ExplainedLine): string {
  const order = of.after;
  if (order.direction === 'sell') {
    return `${of.amount()}: the volume to be sold, fees come out of the proceeds`;
  }
  if (order.spend !== null) return `${of.amount()}: all that the order may spend, fees included`;
  const price = of.reservePrice;
  const cost = of.roundUp(of.notional(order.volume, price));
  const rest = order.held.minus(cost);
  const product = of.product(order.volume, price);
  const buffer = order.limitPrice === null ? ['the reference price with its buffer'] : [];
  if (rest.isZero()) return `${[product, ...buffer].join(', ')} = ${of.quote(cost)}`;
  const cancel = of.roundUp(of.feeWorth(of.fees('ON_CANCEL'), order.volume, price));
  const fill = rest.minus(cancel);
  // One unit costs its price, which stands there already.
  const said = [...(cost.equals(price) ? [] : [of.quote(cost)]), ...buffer].join(', ');
  const parts = [said === '' ? product : `${product} (${said})`];
  if (!fill.isZero())
    parts.push(`${of.quote(fill)} for the largest fill fee (${of.largestFillFee(order.volume, price)})`);
  if (!cancel.isZero()) parts.push(`${of.quote(cancel)} for a cancel fee`);
  return `${parts.join(' + ')} = ${of.quote(order.held)}`;
}

function topUp(of: ExplainedLine): string {
  const { before, after } = of;
  const spent = after.cost.minus(before.cost);
  const fee = after.fees.minus(before.fees);
  const parts = [`${of.quote(spent)} cost`];
  if (!fee.isZero()) parts.push(`${of.quote(fee)} fee`);
  if (!after.held.isZero()) parts.push(`${of.quote(after.held)} for the rest`);
  return `${parts.join(' + ')} − ${of.quote(before.held)} held = ${of.amount()} more than was reserved`;
}

function release(of: ExplainedLine): string {
  const { before, after, happened } = of;
  if (happened === null || happened.fill === null || after.direction === 'sell') {
    const held = of.held(before.held);
    const isCharged = after.direction === 'buy' && happened !== null && !happened.fee.isZero();
    if (!isCharged) return `${held}: all that ${after.id} still held`;
    return `${held} held − ${of.quote(happened.fee)} fee = ${of.amount()}`;
  }
  const parts = [`${of.quote(before.held)} held`, `${of.quote(happened.fill.cost)} spent`];
  if (!happened.fee.isZero()) parts.push(`${of.quote(happened.fee)} fee`);
  if (!after.held.isZero()) {
    parts.push(`${of.quote(after.held)} that the rest still needs${after.spend === null ? restSum(of) : ''}`);
  }
  return `${parts.join(' − ')} = ${of.amount()}`;
}

/** What the rest of a purchase needs: ` (0.8 × 48,000.00 and fees)`. */
function restSum(of: ExplainedLine): string {
  const { remaining, held } = of.after;
  const hasFees = held.greaterThan(of.notional(remaining, of.reservePrice));
  return ` (${of.product(remaining, of.reservePrice)}${hasFees ? ' and fees' : ''})`;
}

function execution(of: ExplainedLine): string {
  const { before, happened } = of;
  const fill = happened?.fill;
  if (fill === null || fill === undefined) return of.amount();
  if (of.line.type === 'SPOT_EXCHANGE' && before.direction === 'buy') {
    return `${of.amount()} received, the volume of the fill`;
  }
  const exact = of.notional(fill.volume, fill.price);
  const product = of.product(fill.volume, fill.price);
  if (exact.equals(fill.cost)) return `${product} = ${of.quote(fill.cost)}`;
  const way = before.direction === 'buy' ? 'up' : 'down';
  if (before.filled.isZero()) {
    return `${product} = ${number(exact)}, rounded ${way} to ${of.quote(fill.cost)}`;
  }
  const total = before.cost.plus(fill.cost);
  return `${product} = ${number(exact)}; all fills together, rounded ${way}, ${of.quote(total)} − ${of.quote(before.cost)} already posted = ${of.quote(fill.cost)}`;
}

/** The fee of a fill, of a spot order or of a trade's entry. */
export function fillFee(of: ExplainedLine): string {
  const { before, happened } = of;
  const fill = happened?.fill;
  if (fill === null || fill === undefined) return of.amount();
  const charged = !before.filled.isZero();
  const due = of.fees('ON_FILL', fill.liquidity);
  const text = of.feeTerms(due, fill.volume, fill.price, charged);
  const exact = of.feeWorth(due, fill.volume, fill.price, charged);
  const { fee } = happened ?? { fee: exact };
  if (exact.equals(fee)) return `${text} = ${of.quote(fee)}`;
  if (!charged) return `${text} = ${number(exact)}, rounded up to ${of.quote(fee)}`;
  return `${text} = ${number(exact)}; fees of all fills together, rounded up, less what is charged already = ${of.quote(fee)}`;
}

/** The fee of something that happens to the order as a whole, of which not all may have been there to charge. */
export function eventFee(of: ExplainedLine, timing: FeeTiming, volume: Decimal): string {
  const rules = of.fees(timing);
  const price = of.reservePrice;
  const due = of.roundUp(of.feeWorth(rules, volume, price));
  const text = `${of.feeTerms(rules, volume, price)} = ${of.quote(due)}`;
  return of.moved.equals(due) ? text : `${text}, of which ${of.quote(of.moved)} could be charged`;
}
