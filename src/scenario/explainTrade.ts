import { isTerminal } from '../domain/orders/lifecycle.ts';
import { priceToDecimal } from '../domain/pair.ts';
import { referencePrice } from '../journal/lastPrices.ts';
import { Decimal } from '../money/decimal.ts';
import { RATE_DECIMALS, toDecimal, type Rate } from '../money/minorUnits.ts';
import { eventFee, fillFee } from './explainSpot.ts';
import { number, type ExplainedLine } from './explainedLine.ts';

/** The formula of a line of a leveraged trade. */
export function explainTradeLine(of: ExplainedLine): string {
  switch (of.line.type) {
    case 'RESERVE_MARGIN':
      return of.isNew ? reservation(of) : topUp(of);
    case 'RETURN_MARGIN':
      return release(of);
    case 'FEE_FILL':
      return fillFee(of);
    case 'FEE_CREATE':
      return eventFee(of, 'ON_CREATE', of.after.volume);
    case 'FEE_CANCEL':
      return eventFee(of, 'ON_CANCEL', of.before.remaining);
    case 'FEE_OVERNIGHT':
      return nightFee(of);
    case 'FEE_CLOSE':
      return closeFee(of);
    case 'CLOSE_PNL':
      return pnl(of);
    case 'ADJUSTMENT':
      return `${of.amount()}: what the close took beyond what was available, which the venue bears`;
    case 'FILL_BUY':
    case 'FILL_SELL':
    case 'SPOT_EXCHANGE':
      return of.amount();
  }
}

/** What a new entry sets aside: its margin and the largest fee to come. */
function reservation(of: ExplainedLine): string {
  const { volume, limitPrice, held } = of.after;
  const price = of.reservePrice;
  const margin = of.roundUp(of.margin(volume, price));
  const buffered = limitPrice === null ? ', the reference price with its buffer' : '';
  const term = of.marginTerm(volume, price);
  const fee = held.minus(margin);
  if (fee.isZero()) return `${term} margin${buffered} = ${of.quote(held)}`;
  return `${term} (${of.quote(margin)} margin${buffered}) + ${of.quote(fee)} for the largest fill fee (${of.largestFillFee(volume, price)}) = ${of.quote(held)}`;
}

/** What a fill needs: margin that becomes the position's, its fee, and what the rest still needs. */
function needs(of: ExplainedLine): readonly string[] {
  const { before, after, happened } = of;
  const margin = marginOf(after).minus(marginOf(before));
  const parts = [`${of.quote(margin)} margin of the fill`];
  if (happened !== null && !happened.fee.isZero()) parts.push(`${of.quote(happened.fee)} fee`);
  if (!after.held.isZero()) parts.push(`${of.quote(after.held)} that the rest still needs`);
  return parts;
}

function topUp(of: ExplainedLine): string {
  return `${needs(of).join(' + ')} − ${of.quote(of.before.held)} held = ${of.amount()} more than was reserved`;
}

function release(of: ExplainedLine): string {
  const { before, after, happened } = of;
  if (happened?.event === 'fill') {
    return `${[`${of.quote(before.held)} held`, ...needs(of)].join(' − ')} = ${of.amount()}`;
  }
  if (happened?.event !== 'close' || isRestOfEntry(of)) {
    return `${of.quote(before.held)}: all that the entry of ${after.id} still held`;
  }
  const { fill } = happened;
  const open = before.position?.open ?? new Decimal(0);
  const margin = marginOf(before);
  if (fill === null || fill.volume.equals(open)) return `${of.quote(margin)}: all the margin that is left`;
  const text = `${of.quote(margin)} margin × ${number(fill.volume)} closed / ${number(open)} open`;
  const exact = margin.times(fill.volume).div(open);
  return exact.equals(of.moved)
    ? `${text} = ${of.quote(of.moved)}`
    : `${text} = ${number(exact)}, rounded down to ${of.quote(of.moved)}`;
}

/** A close that also ends the entry returns twice: first what the entry holds, then the margin. */
function isRestOfEntry({ before, after, line, recording }: ExplainedLine): boolean {
  if (isTerminal(before.status) || !isTerminal(after.status) || before.held.isZero()) return false;
  const { columns } = recording.journal.transactions;
  const isFirst = columns.entry[line.seq - 2] !== line.entry - 1;
  return isFirst && line.available.equals(before.held);
}

/** Fees of a close: all closes of the trade are added up and rounded once. */
function closeFee(of: ExplainedLine): string {
  const { before, happened } = of;
  const fill = happened?.fill;
  if (fill === null || fill === undefined) return of.amount();
  const charged = before.position !== null && !before.position.closed.isZero();
  const rules = of.fees('ON_CLOSE');
  const text = of.feeTerms(rules, fill.volume, fill.price, charged);
  const exact = of.feeWorth(rules, fill.volume, fill.price, charged);
  if (exact.equals(of.moved)) return `${text} = ${of.quote(of.moved)}`;
  if (!charged) return `${text} = ${number(exact)}, rounded up to ${of.quote(of.moved)}`;
  return `${text} = ${number(exact)}; fees of all closes together, rounded up, less what is charged already = ${of.quote(of.moved)}`;
}

/** Gain or loss: the way from the average entry to the exit, times the volume. */
function pnl(of: ExplainedLine): string {
  const { before, after, happened, line } = of;
  const fill = happened?.fill;
  const entry = before.position?.entryPrice ?? null;
  if (fill === null || fill === undefined || entry === null) return of.amount();
  const [from, to] = after.direction === 'long' ? [entry, fill.price] : [fill.price, entry];
  const size = of.pair.contractSize === '1' ? '' : ` × ${of.pair.contractSize}`;
  const text = `(${of.price(to)} − ${of.price(from)}) × ${number(fill.volume)}${size}`;
  const exact = of.notional(fill.volume, to.minus(from));
  const posted = line.available;
  const rest = before.position?.closed.isZero() === true ? '' : ', all closes together';
  const result = exact.equals(posted)
    ? `${text} = ${of.quote(posted)}`
    : `${text} = ${number(exact)}, rounded down${rest} to ${of.quote(posted)}`;
  return after.position?.closeReason === 'LIQUIDATION' ? `${result}; ${liquidation(of)}` : result;
}

/** Where the position was to be liquidated, and why there. */
function liquidation(of: ExplainedLine): string {
  const { before, after, rules, pair } = of;
  const { position } = before;
  if (of.recording.scenario.settings.liquidation === 'cross') {
    return "liquidated as the account's equity was no longer above the maintenance margin of its positions";
  }
  if (position === null || position.entryPrice === null || position.liquidationPrice === null) {
    return 'liquidated';
  }
  const long = after.direction === 'long';
  const sign = long ? '−' : '+';
  const size = pair.contractSize === '1' ? '' : ` / ${pair.contractSize}`;
  const margin = `${of.price(position.entryPrice)} ${sign} ${of.quote(position.margin)} margin / ${number(position.open)}${size}`;
  const closeRate = rules.fees
    .filter(({ timing, type }) => timing === 'ON_CLOSE' && type === 'PERCENT_OF_NOTIONAL')
    .reduce((sum, { amount }) => sum + amount, 0n);
  const kept = [
    ...(rules.maintenanceRate > 0n ? [`${share(rules.maintenanceRate)} maintenance`] : []),
    ...(closeRate > 0n ? [`${share(closeRate)} close fee`] : []),
  ];
  const divided = kept.length === 0 ? '' : ` / (1 ${sign} ${kept.join(` ${sign} `)})`;
  return `liquidation price (${margin})${divided} = ${of.price(position.liquidationPrice)}`;
}

/** A rate as a percentage. */
function share(rate: Rate): string {
  return `${number(toDecimal(rate, RATE_DECIMALS).times(100))} %`;
}

/** A night: the fee of the waiting rest, and that of the open position at the last price. */
function nightFee(of: ExplainedLine): string {
  const { before } = of;
  const pending = isTerminal(before.status) ? [] : of.fees('ON_OVERNIGHT_PENDING');
  const open = before.position?.open ?? new Decimal(0);
  const filled = open.isZero() ? [] : of.fees('ON_OVERNIGHT_FILLED');
  const price = lastPrice(of);
  const terms = [
    of.feeTerms(pending, before.remaining, of.reservePrice),
    of.feeTerms(filled, open, price),
  ].filter((term) => term !== '');
  const due = of
    .roundUp(of.feeWorth(pending, before.remaining, of.reservePrice))
    .plus(of.roundUp(of.feeWorth(filled, open, price)));
  const text = `${terms.join(' + ')} = ${of.quote(due)}${nightPart(of, due)}`;
  return filled.some(({ type }) => type.startsWith('PERCENT_')) ? `${text}; ${nightPrice(of)}` : text;
}

/** How much of a night's fee the line is, and where it comes from; nothing for all of it out of what is available. */
function nightPart(of: ExplainedLine, due: Decimal): string {
  const isFree = of.line.unavailable.isZero();
  if (of.moved.equals(due)) return isFree ? '' : ', all of it out of the margin';
  return `, of which ${of.quote(of.moved)} ${isFree ? 'was available' : 'comes out of the margin'}`;
}

/** Which price a night is reckoned at: that of its bar is still to come. */
function nightPrice({ recording: { journal }, line, pair }: ExplainedLine): string {
  if (referencePrice(journal, pair.index, line.entry) === null)
    return 'at its entry, as there is no price yet';
  return line.bar === null ? 'at the last price' : 'at the last price, the close of the bar before';
}

/** The last price when the entry was written; without any, the average entry price. */
function lastPrice({ recording, line, pair, before }: ExplainedLine): Decimal {
  const price = referencePrice(recording.journal, pair.index, line.entry);
  return price === null ? (before.position?.entryPrice ?? new Decimal(0)) : priceToDecimal(pair, price);
}

function marginOf(order: ExplainedLine['after']): Decimal {
  return order.position?.margin ?? new Decimal(0);
}
