import { ACTION_TYPES, type ActionType } from './actions/actionTypes.ts';
import type { Denial } from './denial.ts';
import type { OrderEvent } from './orders/order.ts';
import type { Line } from './transaction.ts';

/** Causes of an entry that are not a person's action on an order. */
const EVENT_KINDS = [
  'DEPOSIT',
  'ADJUSTMENT',
  'PRICE',
  'BAR',
  'TRIGGER',
  'FILL',
  'EXPIRE',
  'OVERNIGHT',
  'CLOSE',
  'STOP_LOSS',
  'TAKE_PROFIT',
  'LIQUIDATION',
  'RUN',
] as const;

/** What an entry is about: an action's type, or one of the kinds below. */
export type EntryKind = ActionType | (typeof EVENT_KINDS)[number];

/** The kinds in the order of their codes in the journal. */
export const ENTRY_KINDS: readonly EntryKind[] = [...EVENT_KINDS, ...ACTION_TYPES];

/** A kind of entry in a few words. */
export const KIND_TITLES: Readonly<Record<EntryKind, string>> = {
  DEPOSIT: 'Deposit',
  ADJUSTMENT: 'Deposit or withdrawal',
  PRICE: 'Price moved',
  BAR: 'Bar',
  TRIGGER: 'Trigger',
  FILL: 'Fill',
  EXPIRE: 'Expiry',
  OVERNIGHT: 'Overnight',
  CLOSE: 'Close',
  STOP_LOSS: 'Stop loss',
  TAKE_PROFIT: 'Take profit',
  LIQUIDATION: 'Liquidation',
  RUN: 'Run',
  CREATE_SPOT_LIMIT: 'Limit order',
  CREATE_SPOT_MARKET: 'Market order',
  CREATE_TRADE_LIMIT: 'Trade, limit',
  CREATE_TRADE_MARKET: 'Trade, market',
  MODIFY_SPOT_LIMIT: 'Modify',
  MODIFY_TRADE_LIMIT: 'Modify trade',
  SPLIT_SPOT_LIMIT: 'Split',
  SPLIT_TRADE_LIMIT: 'Split trade',
  CANCEL_SPOT_LIMIT: 'Cancel',
  CANCEL_TRADE_LIMIT: 'Cancel trade',
  CLOSE_TRADE: 'Close trade',
};

/** Whether somebody asked for it, or the market showed it: it goes back to nothing else. */
export function isOrigin(kind: EntryKind): boolean {
  return !CONSEQUENCES.has(kind);
}

const CONSEQUENCES: ReadonlySet<EntryKind> = new Set([
  'TRIGGER',
  'FILL',
  'EXPIRE',
  'OVERNIGHT',
  'CLOSE',
  'STOP_LOSS',
  'TAKE_PROFIT',
  'LIQUIDATION',
]);

/** One fact and all it causes, decided but not yet written: the journal takes all of it or none ([L1]). */
export interface EntryDraft {
  readonly kind: EntryKind;
  readonly account: number;
  readonly lines: readonly Line[];
  readonly events: readonly OrderEvent[];
  /** Why nothing moved, when it was refused ([A2]). */
  readonly denial: Denial | null;
  /** Words given with it: the reason of an adjustment. */
  readonly reason: string | null;
  /** A close that waits for the next bar or price: an order's number and a volume in minor units. */
  readonly close: { readonly order: number; readonly volume: bigint } | null;
}

/** A draft from its parts; what is not given is empty. */
export function draft(
  kind: EntryKind,
  account: number,
  parts: Partial<Omit<EntryDraft, 'kind' | 'account'>> = {},
): EntryDraft {
  const { lines = [], events = [], denial = null, reason = null, close = null } = parts;
  return { kind, account, lines, events, denial, reason, close };
}
