import type { Minor, Price, Rate } from '../../money/minorUnits.ts';
import type { Desk } from '../desk.ts';
import { draft, type EntryDraft, type EntryKind } from '../entry.ts';
import { event, evolve, type OrderState, type OrderTerms, type Protection } from '../orders/order.ts';
import { ending } from '../postings/endOrder.ts';
import { shortage } from '../postings/fillOrder.ts';
import { LineWriter } from '../postings/lines.ts';
import { heldAssetOf, reservationOf } from '../postings/reservation.ts';
import { entryPriceOf, refuseAmount, refuseProtection, refuseTerms } from './orderRules.ts';

/** What one child of a modify or split takes over. */
export interface ChildRequest {
  readonly volume: Minor;
  readonly limitPrice: Price | null;
  readonly leverage: Rate | null;
  readonly protection: Protection;
}

/**
 * The parent ends and its children take over, in one entry: the parent's holding returns and each child reserves its own; no create
 * or cancel fee ([O3]). If a child breaks a rule or cannot be paid, nothing happens to the parent. A parent's position stays its own.
 */
export function replaceOrder(
  desk: Desk,
  kind: EntryKind,
  parent: OrderState,
  by: 'modify' | 'split',
  requests: readonly ChildRequest[],
): EntryDraft {
  const { account, pair: pairIndex, number, direction } = parent.terms;
  const pair = desk.pair(pairIndex);
  const rules = desk.rules(pair);
  const asset = heldAssetOf(pair, parent.terms);
  const writer = new LineWriter(account, number);
  writer.release(asset, parent.held);
  const lines = [...writer.lines];
  const events = [ending(parent, by, by === 'modify' ? 'REPLACED' : 'SPLIT', 0n)];
  let needed = 0n;
  for (const [offset, { volume, limitPrice, leverage, protection }] of requests.entries()) {
    const terms: OrderTerms = {
      ...parent.terms,
      number: desk.nextOrder + offset,
      parentNumber: number,
      volume,
      limitPrice,
      leverage,
      reservePrice: limitPrice,
      // The parent's trigger has been reached, so the child does not wait for it again.
      triggerPrice: parent.status === 'PENDING' ? parent.terms.triggerPrice : null,
    };
    const broken =
      refuseTerms(terms, pair, rules) ??
      refuseProtection(pair, direction, entryPriceOf(desk, pair, terms), protection);
    if (broken !== null) return draft(kind, account, { denial: broken });
    const create = event(terms.number, 'create', 'NEW', { terms, protection });
    const reserved = reservationOf(evolve(null, create), pair, rules);
    const child = new LineWriter(account, terms.number);
    child.reserve(asset, reserved);
    lines.push(...child.lines);
    events.push(create, event(terms.number, 'accept', 'PENDING', { held: reserved }));
    needed += reserved;
  }
  const free = desk.available(account, asset.index) + parent.held;
  const unpaid =
    refuseAmount('reservation', needed, asset.decimals) ??
    (needed > free ? shortage('INSUFFICIENT_AVAILABLE', pair, needed, free, asset) : null);
  if (unpaid !== null) return draft(kind, account, { denial: unpaid });
  return draft(kind, account, { lines, events });
}
