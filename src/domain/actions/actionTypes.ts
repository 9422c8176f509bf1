/** The eleven action types, in the order of their codes in the journal. */
export const ACTION_TYPES = [
  'CREATE_SPOT_LIMIT',
  'CREATE_SPOT_MARKET',
  'CREATE_TRADE_LIMIT',
  'CREATE_TRADE_MARKET',
  'MODIFY_SPOT_LIMIT',
  'MODIFY_TRADE_LIMIT',
  'SPLIT_SPOT_LIMIT',
  'SPLIT_TRADE_LIMIT',
  'CANCEL_SPOT_LIMIT',
  'CANCEL_TRADE_LIMIT',
  'CLOSE_TRADE',
] as const;

/** One of the eleven action types. */
export type ActionType = (typeof ACTION_TYPES)[number];
