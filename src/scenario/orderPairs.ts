import { orderId } from '../domain/orders/orderId.ts';
import type { Order } from '../domain/orders/order.ts';
import type { Decimal } from '../money/decimal.ts';
import type { Recording } from './recording.ts';

/** The order of either side that has the same place: the nth order by itself, or the nth child of one that has the same place. */
export interface OrderPair {
  /** Counted from 1, such as `3` or, for the second child of the third, `3.2`. */
  readonly place: string;
  readonly left: Order | null;
  readonly right: Order | null;
  /** What is not the same; nothing where an order is missing. */
  readonly differences: readonly OrderFact[];
}

/** What two orders of one place can differ in. */
const ORDER_FACTS = {
  pair: ({ pair }) => pair,
  direction: ({ direction }) => direction,
  type: ({ type }) => type,
  volume: ({ volume }) => textOf(volume),
  limitPrice: ({ limitPrice }) => textOf(limitPrice),
  triggerPrice: ({ triggerPrice }) => textOf(triggerPrice),
  stopLoss: ({ stopLoss }) => textOf(stopLoss),
  takeProfit: ({ takeProfit }) => textOf(takeProfit),
  status: ({ status }) => status,
  filled: ({ filled }) => textOf(filled),
  averagePrice: ({ averagePrice }) => textOf(averagePrice),
  position: ({ position }) => position?.status ?? null,
  exitPrice: ({ position }) => textOf(position?.exitPrice ?? null),
  closeReason: ({ position }) => position?.closeReason ?? null,
  pnl: ({ position }) => textOf(position?.pnl ?? null),
  fees: ({ fees }) => textOf(fees),
  held: ({ held }) => textOf(held),
} as const satisfies Record<string, (order: Order) => string | null>;
export type OrderFact = keyof typeof ORDER_FACTS;

const FACTS = Object.keys(ORDER_FACTS) as readonly OrderFact[];

/** The orders of two recordings at their ends, side by side by their place in the chains. */
export function orderPairs(left: Recording, right: Recording): readonly OrderPair[] {
  const pairs: OrderPair[] = [];
  const walk = (place: string, lefts: readonly string[], rights: readonly string[]): void => {
    for (let index = 0; index < Math.max(lefts.length, rights.length); index += 1) {
      const here = `${place}${index + 1}`;
      const [one, other] = [orderAt(left, lefts[index]), orderAt(right, rights[index])];
      pairs.push({ place: here, left: one, right: other, differences: differencesOf(one, other) });
      walk(`${here}.`, childrenOf(left, one), childrenOf(right, other));
    }
  };
  walk('', rootsOf(left), rootsOf(right));
  return pairs;
}

function rootsOf({ journal }: Recording): readonly string[] {
  const roots: string[] = [];
  for (let row = 0; row < journal.orders.length; row += 1) {
    if (journal.orders.columns.parent[row] === 0) roots.push(orderId(row + 1));
  }
  return roots;
}

function childrenOf({ orders, journal }: Recording, order: Order | null): readonly string[] {
  return order === null ? [] : orders.childrenOf(order.id, { entries: journal.entries.length });
}

function orderAt({ orders, journal }: Recording, id: string | undefined): Order | null {
  return id === undefined ? null : orders.at(id, { entries: journal.entries.length });
}

function differencesOf(left: Order | null, right: Order | null): readonly OrderFact[] {
  if (left === null || right === null) return [];
  return FACTS.filter((fact) => ORDER_FACTS[fact](left) !== ORDER_FACTS[fact](right));
}

function textOf(value: Decimal | null): string | null {
  return value?.toFixed() ?? null;
}
