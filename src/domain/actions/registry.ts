import * as v from 'valibot';
import type { Desk } from '../desk.ts';
import type { EntryDraft } from '../entry.ts';
import { ACTION_TYPES, type ActionType } from './actionTypes.ts';
import { cancelSpotLimit, cancelTradeLimit } from './cancelLimit.ts';
import { closeTrade } from './closeTrade.ts';
import { createSpotLimit, createSpotMarket } from './createSpot.ts';
import { createTradeLimit, createTradeMarket } from './createTrade.ts';
import { actionSchema, type ActionDefinition, type ActionOf } from './defineAction.ts';
import type { InUnits } from './fields.ts';
import { modifySpotLimit, modifyTradeLimit } from './modifyLimit.ts';
import { splitSpotLimit, splitTradeLimit } from './splitLimit.ts';

/** The definition of every action type. */
export const ACTIONS = {
  CREATE_SPOT_LIMIT: createSpotLimit,
  CREATE_SPOT_MARKET: createSpotMarket,
  CREATE_TRADE_LIMIT: createTradeLimit,
  CREATE_TRADE_MARKET: createTradeMarket,
  MODIFY_SPOT_LIMIT: modifySpotLimit,
  MODIFY_TRADE_LIMIT: modifyTradeLimit,
  SPLIT_SPOT_LIMIT: splitSpotLimit,
  SPLIT_TRADE_LIMIT: splitTradeLimit,
  CANCEL_SPOT_LIMIT: cancelSpotLimit,
  CANCEL_TRADE_LIMIT: cancelTradeLimit,
  CLOSE_TRADE: closeTrade,
} as const satisfies Record<ActionType, unknown>;

/** Anything a person or strategy can ask for, as files state it. */
export type Action = { [T in ActionType]: ActionOf<(typeof ACTIONS)[T]> }[ActionType];
/** The same as a strategy may state it. */
export type StrategyAction = InUnits<Action>;

const DEFINITIONS = new Map(Object.entries(ACTIONS)) as ReadonlyMap<string, unknown>;

/** The definition of an action's type, for code that handles every type alike. */
export function definitionOf(type: ActionType): ActionDefinition {
  return DEFINITIONS.get(type) as ActionDefinition;
}

const SCHEMAS = new Map<unknown, v.GenericSchema<unknown, unknown>>(
  ACTION_TYPES.map((type) => [type, actionSchema(definitionOf(type))]),
);
const UNKNOWN_TYPE = v.looseObject(
  {
    type: v.picklist(
      ACTION_TYPES,
      (issue) => `expected one of ${ACTION_TYPES.join(', ')}, found ${issue.received}`,
    ),
  },
  (issue) => `expected an action object, found ${issue.received}`,
);

/** Any action in shape: the type picks the fields ([A1], [A2]). */
export const ActionSchema = v.lazy(
  (input) => SCHEMAS.get((input as { type?: unknown } | null)?.type) ?? UNKNOWN_TYPE,
) as unknown as v.GenericSchema<unknown, Action>;

/** What an action would write, or why not; one from outside has passed {@link ActionSchema} and names pairs that exist. */
export function decideAction(desk: Desk, account: number, action: StrategyAction): EntryDraft {
  return definitionOf(action.type).decide(desk, account, action);
}
