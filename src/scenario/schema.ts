import * as v from 'valibot';
import {
  exactObject,
  nonNegativeDecimal,
  nonZeroDecimal,
  positiveDecimal,
  utcTime,
} from '../domain/actions/fields.ts';
import { ActionSchema, type Action } from '../domain/actions/registry.ts';
import { FEE_TIMINGS, FEE_TYPES, LIQUIDITIES } from '../domain/fees.ts';
import { orderNumber } from '../domain/orders/orderId.ts';
import { LEVERAGE_TYPES } from '../domain/margin.ts';
import { LIMIT_POLICIES, LIQUIDATION_MODES } from '../engine/settings.ts';
import { PATH_POLICIES } from '../market/barPath.ts';
import { decimalsOf, MAX_DECIMALS, RATE_DECIMALS } from '../money/minorUnits.ts';

/** The most steps a scenario may have. */
export const MAX_STEPS = 100_000;
/** The most assets, pairs, rules and accounts it may have, each. */
const MAX_LISTED = 256;

const text = v.string((issue) => `expected a text in quotes, found ${issue.received}`);
const code = v.pipe(
  text,
  v.regex(
    /^[A-Za-z0-9][A-Za-z0-9._/-]{0,31}$/,
    'expected a code of 1 to 32 letters, digits, ".", "_", "/" or "-"',
  ),
  // Amounts are listed by code, and a record with one of these keys would lose it.
  v.check((name) => name !== 'constructor' && name !== 'prototype', 'expected another code'),
);
const note = v.pipe(text, v.maxLength(2000, 'expected at most 2000 characters'));
const flag = v.boolean((issue) => `expected true or false, found ${issue.received}`);
const oneOf = <const C extends readonly [string, ...string[]]>(
  choices: C,
): v.PicklistSchema<C, v.ErrorMessage<v.PicklistIssue>> =>
  v.picklist(choices, (issue) => `expected one of ${choices.join(', ')}, found ${issue.received}`);
const listOf = <S extends v.GenericSchema>(item: S): v.ArraySchema<S, v.ErrorMessage<v.ArrayIssue>> =>
  v.array(item, (issue) => `expected a list, found ${issue.received}`);

const shortListOf = <S extends v.GenericSchema>(item: S) =>
  v.pipe(listOf(item), v.maxLength(MAX_LISTED, `expected at most ${MAX_LISTED}`));
const recordOf = <K extends v.GenericSchema<string, string>, S extends v.GenericSchema>(
  key: K,
  value: S,
  what: string,
) =>
  v.pipe(
    v.unknown(),
    v.check((given) => !Array.isArray(given), `expected ${what}, found a list`),
    v.record(key, value, (issue) => `expected ${what}, found ${issue.received}`),
  );

const rate = v.pipe(
  nonNegativeDecimal,
  v.check((value) => decimalsOf(value) <= RATE_DECIMALS, `expected at most ${RATE_DECIMALS} decimals`),
);
const size = v.pipe(
  positiveDecimal,
  v.check((value) => decimalsOf(value) <= MAX_DECIMALS, `expected at most ${MAX_DECIMALS} decimals`),
);
const share = v.pipe(
  rate,
  v.check((value) => Number(value) <= 1, 'expected a share between 0 and 1'),
);

const assetSchema = exactObject({
  code,
  decimals: v.pipe(
    v.number((issue) => `expected a whole number from 0 to ${MAX_DECIMALS}, found ${issue.received}`),
    v.integer('expected a whole number'),
    v.minValue(0, 'expected 0 or more decimals'),
    v.maxValue(MAX_DECIMALS, `expected at most ${MAX_DECIMALS} decimals`),
  ),
});

const pairSchema = exactObject({
  code,
  base: code,
  quote: code,
  tickSize: size,
  lotSize: size,
  contractSize: v.optional(size, '1'),
});

const leverageSchema = v.pipe(
  exactObject({ type: oneOf(LEVERAGE_TYPES), value: v.exactOptional(size) }),
  v.check(
    ({ type, value }) => (type === 'NO_LEVERAGE') === (value === undefined),
    'expected a value with MARGIN_MULTIPLIER and FLAT_MARGIN_PER_VOLUME, and none with NO_LEVERAGE',
  ),
);

const feeSchema = v.pipe(
  exactObject({
    type: oneOf(FEE_TYPES),
    timing: oneOf(FEE_TIMINGS),
    amount: v.optional(rate, '0'),
    liquidity: v.exactOptional(oneOf(LIQUIDITIES)),
  }),
  v.check(
    ({ timing, liquidity }) => liquidity === undefined || timing === 'ON_FILL',
    'expected liquidity only with ON_FILL: no other fee meets the market as maker or taker',
  ),
);

const overnightSchema = v.pipe(
  exactObject({
    timing: oneOf(['ON_PERIOD_CHANGE', 'ON_FIXED_TIME']),
    time: v.exactOptional(
      v.pipe(text, v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day in UTC such as "21:00"')),
    ),
  }),
  v.check(
    ({ timing, time }) => (timing === 'ON_FIXED_TIME') === (time !== undefined),
    'expected a time with ON_FIXED_TIME, and none with ON_PERIOD_CHANGE',
  ),
);

const rulesSchema = exactObject({
  pair: code,
  leverage: v.optional(leverageSchema, { type: 'NO_LEVERAGE' }),
  fees: v.optional(listOf(feeSchema), []),
  overnight: v.optional(overnightSchema, { timing: 'ON_PERIOD_CHANGE' }),
  minVolume: v.optional(nonNegativeDecimal, '0'),
  minNotional: v.optional(nonNegativeDecimal, '0'),
  minMargin: v.optional(nonNegativeDecimal, '0'),
  allowsLong: v.optional(flag, true),
  allowsShort: v.optional(flag, true),
  maintenanceRate: v.optional(rate, '0'),
});

const accountSchema = exactObject({
  id: code,
  agent: v.optional(code, 'me'),
  deposits: v.optional(recordOf(code, nonNegativeDecimal, 'amounts by asset'), {}),
});

const settingsSchema = exactObject({
  pathPolicy: v.optional(oneOf(PATH_POLICIES), 'CONSERVATIVE'),
  limitPolicy: v.optional(oneOf(LIMIT_POLICIES), 'touch'),
  participation: v.optional(v.nullable(share), null),
  slippage: v.optional(share, '0'),
  marketBuffer: v.optional(rate, '0.05'),
  liquidation: v.optional(oneOf(LIQUIDATION_MODES), 'isolated'),
});

const orderId = v.pipe(
  text,
  v.check((value) => orderNumber(value) !== null, 'expected an order\'s id such as "O-1"'),
);

const fillSchema = exactObject({ order: orderId, volume: positiveDecimal, price: positiveDecimal });
const barSchema = exactObject({
  pair: code,
  open: positiveDecimal,
  high: positiveDecimal,
  low: positiveDecimal,
  close: positiveDecimal,
  volume: v.exactOptional(nonNegativeDecimal),
});
const priceSchema = exactObject({ pair: code, last: positiveDecimal });
const adjustSchema = exactObject({ asset: code, amount: nonZeroDecimal, reason: v.exactOptional(note) });
const overnightStepSchema = exactObject({});
const runSchema = exactObject({
  pair: code,
  strategy: v.exactOptional(code),
  params: v.exactOptional(
    recordOf(text, v.union([v.string(), v.number(), v.boolean()]), 'parameters by name'),
  ),
});

const STEP_SCHEMAS = {
  action: ActionSchema,
  fill: fillSchema,
  bar: barSchema,
  price: priceSchema,
  adjust: adjustSchema,
  overnight: overnightStepSchema,
  run: runSchema,
} as const;

/** What a step can be about: exactly one of these keys. */
const STEP_KINDS = Object.keys(STEP_SCHEMAS) as readonly (keyof typeof STEP_SCHEMAS)[];

interface StepCommon {
  readonly at: string;
  readonly account?: string;
  readonly note?: string;
}

/** One thing a person did, at a time. */
export type Step = StepCommon &
  (
    | { readonly action: Action }
    | { readonly fill: v.InferOutput<typeof fillSchema> }
    | { readonly bar: v.InferOutput<typeof barSchema> }
    | { readonly price: v.InferOutput<typeof priceSchema> }
    | { readonly adjust: v.InferOutput<typeof adjustSchema> }
    | { readonly overnight: Record<string, never> }
    | { readonly run: v.InferOutput<typeof runSchema> }
  );

const stepSchema = v.pipe(
  exactObject({
    at: utcTime,
    account: v.exactOptional(code),
    note: v.exactOptional(note),
    action: v.exactOptional(STEP_SCHEMAS.action),
    fill: v.exactOptional(STEP_SCHEMAS.fill),
    bar: v.exactOptional(STEP_SCHEMAS.bar),
    price: v.exactOptional(STEP_SCHEMAS.price),
    adjust: v.exactOptional(STEP_SCHEMAS.adjust),
    overnight: v.exactOptional(STEP_SCHEMAS.overnight),
    run: v.exactOptional(STEP_SCHEMAS.run),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const value: unknown = dataset.value;
    if (typeof value !== 'object' || value === null) return;
    const kinds = STEP_KINDS.filter((kind) => kind in value);
    if (kinds.length !== 1) {
      addIssue({ message: `expected exactly one of ${STEP_KINDS.join(', ')}, found ${kinds.length}` });
    }
  }),
) as unknown as v.GenericSchema<unknown, Step>;

/** The keys of a scenario file, each by itself; what they ask of each other is checked apart. */
export const scenarioSchema = exactObject({
  format: v.literal('orderscope-scenario', 'expected "orderscope-scenario"'),
  version: v.literal(1, (issue) => `expected 1, the version this program reads, found ${issue.received}`),
  name: v.optional(v.pipe(text, v.maxLength(200, 'expected at most 200 characters')), 'Untitled'),
  description: v.exactOptional(v.pipe(text, v.maxLength(500, 'expected at most 500 characters'))),
  seed: v.optional(
    v.pipe(
      v.number((issue) => `expected a whole number, found ${issue.received}`),
      v.safeInteger('expected a whole number'),
    ),
    1,
  ),
  assets: v.pipe(shortListOf(assetSchema), v.minLength(1, 'expected at least one asset')),
  pairs: v.pipe(shortListOf(pairSchema), v.minLength(1, 'expected at least one pair')),
  rules: v.optional(shortListOf(rulesSchema), []),
  accounts: v.pipe(shortListOf(accountSchema), v.minLength(1, 'expected at least one account')),
  settings: v.optional(settingsSchema, {}),
  steps: v.optional(
    v.pipe(listOf(stepSchema), v.maxLength(MAX_STEPS, `expected at most ${MAX_STEPS} steps`)),
    [],
  ),
});

/** What a person did, complete: everything else is recomputed from it. Every optional key of the file is filled in. */
export type Scenario = v.InferOutput<typeof scenarioSchema>;
