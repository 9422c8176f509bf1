import { codesOf } from './codes.ts';
import type { Decimal } from '../money/decimal.ts';

/** How a change may look: the signs of (Δavailable, Δunavailable); `opposite` means equal size and opposite sign. */
interface Shape {
  readonly available: '+' | '-' | '0' | '±';
  readonly unavailable: '+' | '-' | '0' | 'opposite';
}

/** Families that the ledger groups its types by. */
export type TransactionFamily = 'reservation' | 'fill' | 'fee' | 'pnl' | 'adjustment';

/** The twelve transaction types and every shape each may have ([L3]); a table, in the order of their codes in the journal. */
export const TRANSACTION_TYPES = {
  RESERVE_MARGIN: { family: 'reservation', shapes: [{ available: '-', unavailable: 'opposite' }] },
  RETURN_MARGIN: { family: 'reservation', shapes: [{ available: '+', unavailable: 'opposite' }] },
  FILL_BUY: { family: 'fill', shapes: [{ available: '0', unavailable: '-' }] },
  FILL_SELL: { family: 'fill', shapes: [{ available: '0', unavailable: '-' }] },
  SPOT_EXCHANGE: { family: 'fill', shapes: [{ available: '+', unavailable: '0' }] },
  FEE_CREATE: { family: 'fee', shapes: [{ available: '-', unavailable: '0' }] },
  FEE_FILL: {
    family: 'fee',
    shapes: [
      { available: '0', unavailable: '-' },
      { available: '-', unavailable: '0' },
    ],
  },
  FEE_CLOSE: { family: 'fee', shapes: [{ available: '-', unavailable: '0' }] },
  FEE_CANCEL: {
    family: 'fee',
    shapes: [
      { available: '0', unavailable: '-' },
      { available: '-', unavailable: '0' },
    ],
  },
  FEE_OVERNIGHT: {
    family: 'fee',
    shapes: [
      { available: '-', unavailable: '0' },
      { available: '0', unavailable: '-' },
    ],
  },
  CLOSE_PNL: { family: 'pnl', shapes: [{ available: '±', unavailable: '0' }] },
  ADJUSTMENT: { family: 'adjustment', shapes: [{ available: '±', unavailable: '0' }] },
} as const satisfies Record<string, { family: TransactionFamily; shapes: readonly Shape[] }>;

/** One of the twelve transaction types. */
export type TransactionType = keyof typeof TRANSACTION_TYPES;

/** The types in the order of their codes. */
export const TRANSACTION_TYPE_NAMES = Object.keys(TRANSACTION_TYPES) as readonly TransactionType[];

/** The journal's small integer for a type. */
export const transactionTypeCode = codesOf(TRANSACTION_TYPE_NAMES);

/** For each code, by the signs of the two changes (see {@link signsOf}), whether they may be so, and whether of equal size only. */
const NOT_SO = 0;
const SO = 1;
const SO_IF_EQUAL = 2;
const ALLOWED_SIGNS: readonly Uint8Array[] = TRANSACTION_TYPE_NAMES.map((type) => {
  const shapes: readonly Shape[] = TRANSACTION_TYPES[type].shapes;
  const allowed = new Uint8Array(9);
  for (const available of [-1n, 0n, 1n]) {
    for (const unavailable of [-1n, 0n, 1n]) {
      for (const shape of shapes) {
        if (!signAllowed(shape.available, available)) continue;
        const signs = signsOf(available, unavailable);
        if (shape.unavailable === 'opposite') {
          if (unavailable === -available) allowed[signs] = SO_IF_EQUAL;
        } else if (signAllowed(shape.unavailable, unavailable)) allowed[signs] = SO;
      }
    }
  }
  return allowed;
});

/** Whether a change has a shape that the type of a code allows ([L3]); both changes in minor units. */
export function hasAllowedShape(typeCode: number, available: bigint, unavailable: bigint): boolean {
  const allowed = ALLOWED_SIGNS[typeCode]?.[signsOf(available, unavailable)] ?? NOT_SO;
  return allowed === SO || (allowed === SO_IF_EQUAL && available + unavailable === 0n);
}

function signsOf(available: bigint, unavailable: bigint): number {
  return (
    3 * (available < 0n ? 0 : available > 0n ? 2 : 1) + (unavailable < 0n ? 0 : unavailable > 0n ? 2 : 1)
  );
}

function signAllowed(sign: '+' | '-' | '0' | '±', change: bigint): boolean {
  switch (sign) {
    case '+':
      return change > 0n;
    case '-':
      return change < 0n;
    case '0':
      return change === 0n;
    case '±':
      return change !== 0n;
  }
}

/** A line that an entry is about to write: changes in minor units of the asset; `order` and `fill` are numbers, 0 for none. */
export interface Line {
  readonly type: TransactionType;
  readonly account: number;
  readonly asset: number;
  readonly available: bigint;
  readonly unavailable: bigint;
  readonly order: number;
  readonly fill: number;
}

/** A recorded, immutable movement of one asset of one account, with the balances after it ([L2]). */
export interface Transaction {
  readonly seq: number;
  readonly entry: number;
  readonly timeMs: number;
  readonly bar: number | null;
  readonly phase: Phase | null;
  readonly account: string;
  readonly agent: string;
  readonly asset: string;
  readonly type: TransactionType;
  readonly available: Decimal;
  readonly unavailable: Decimal;
  readonly availableAfter: Decimal;
  readonly unavailableAfter: Decimal;
  readonly order: string | null;
  readonly fill: string | null;
  readonly description: string;
}

/** The six phases of a bar, in their order ([X1]). */
export const PHASES = ['INGEST', 'ACCRUE', 'OPEN', 'PATH', 'SETTLE', 'DECIDE'] as const;
export type Phase = (typeof PHASES)[number];
