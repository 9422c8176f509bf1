import * as v from 'valibot';
import { isPlainDecimal, type Minor, type Price } from '../../money/minorUnits.ts';
import { orderNumber } from '../orders/orderId.ts';
import { SPOT_DIRECTIONS, TIMES_IN_FORCE, TRADE_DIRECTIONS } from '../orders/order.ts';

/** What a field is, so that a form can draw it and cross-checks can find it. */
type FieldControl =
  | 'pair'
  | 'choice'
  | 'volume'
  | 'price'
  | 'amount'
  | 'leverage'
  | 'time'
  | 'order'
  | 'chunks';

/** One field of an action: its schema for files and its words and control for forms. */
export interface Field<Output, Optional extends boolean = boolean> {
  readonly label: string;
  readonly help: string;
  readonly control: FieldControl;
  readonly choices: readonly string[];
  readonly optional: Optional;
  readonly schema: v.GenericSchema<unknown, Output>;
}

/** Fields by name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The values that fields describe: required ones present, optional ones maybe absent. */
export type FieldValues<F extends Fields> = {
  readonly [K in keyof F as F[K] extends Field<unknown, true> ? never : K]: OutputOf<F[K]>;
} & { readonly [K in keyof F as F[K] extends Field<unknown, true> ? K : never]?: OutputOf<F[K]> };
type OutputOf<F> = F extends Field<infer Output> ? Output : never;

/** What fields of money are in whole units. */
interface Units {
  readonly volume: Minor;
  readonly spend: Minor;
  readonly price: Price;
  readonly triggerPrice: Price;
  readonly stopLoss: Price;
  readonly takeProfit: Price;
}

/** Values whose money may be whole units instead of text: a strategy reckons in units, and nobody reads what it asks for. */
export type InUnits<V> = V extends readonly (infer E)[]
  ? readonly InUnits<E>[]
  : V extends object
    ? { readonly [K in keyof V]: K extends keyof Units ? V[K] | Units[K] : InUnits<V[K]> }
    : V;

const decimalText = v.pipe(
  v.string(
    (issue) => `expected a decimal number as a string such as "48000" or "0.5", found ${issue.received}`,
  ),
  v.check(
    isPlainDecimal,
    'expected a plain decimal number such as "48000" or "0.5" (digits, at most one point)',
  ),
  v.maxLength(60, 'expected at most 60 digits'),
);

/** A decimal number as text, above zero. */
export const positiveDecimal = v.pipe(
  decimalText,
  v.check((text) => !/^[-0.]+$/.test(text) && !text.startsWith('-'), 'expected a number above zero'),
);

/** A decimal number as text, zero or above. */
export const nonNegativeDecimal = v.pipe(
  decimalText,
  v.check((text) => !text.startsWith('-'), 'expected zero or a number above it'),
);

/** A decimal number as text, not zero. */
export const nonZeroDecimal = v.pipe(
  decimalText,
  v.check((text) => !/^[-0.]+$/.test(text), 'expected a number other than zero'),
);

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z$/;

/** A moment as ISO 8601 in UTC, `2024-01-02T09:00:00Z`, to the millisecond. */
export const utcTime = v.pipe(
  v.string(
    (issue) => `expected a UTC time as a string such as "2024-01-02T09:00:00Z", found ${issue.received}`,
  ),
  v.check(isUtcTime, 'expected a UTC time such as "2024-01-02T09:00:00Z"'),
);

function isUtcTime(text: string): boolean {
  if (!ISO_TIME.test(text)) return false;
  const timeMs = Date.parse(text);
  // Date.parse takes 30 February for 1 March: a day that exists prints as it was written.
  return Number.isFinite(timeMs) && new Date(timeMs).toISOString().slice(0, 10) === text.slice(0, 10);
}

const orderIdText = v.pipe(
  v.string((issue) => `expected an order's id such as "O-1", found ${issue.received}`),
  v.check((text) => orderNumber(text) !== null, 'expected an order\'s id such as "O-1"'),
);

const codeText = v.pipe(
  v.string((issue) => `expected a pair's code such as "BTCUSD", found ${issue.received}`),
  v.nonEmpty("expected a pair's code"),
);

/** An object with exactly these keys: every missing, wrong and unknown one is reported, not only the first. */
export function exactObject<const E extends v.ObjectEntries>(
  entries: E,
): v.GenericSchema<unknown, v.InferOutput<v.StrictObjectSchema<E, undefined>>> {
  const known = Object.keys(entries);
  // The loose object keeps unknown keys in its type; they are all refused here, so the exact type is true of what passes.
  return v.pipe(
    v.unknown(),
    v.check((value) => !Array.isArray(value), 'expected an object, found a list'),
    // Copying an object loses this key, so it would not be seen among the unknown ones.
    v.check((value) => !Object.keys(value ?? {}).includes('__proto__'), 'unknown key "__proto__"'),
    v.looseObject(entries),
    v.rawCheck(({ dataset, addIssue }) => {
      const value: unknown = dataset.value;
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
      for (const key of Object.keys(value)) {
        if (known.includes(key)) continue;
        addIssue({
          message: `unknown key; expected ${known.map((name) => `"${name}"`).join(', ')}`,
          path: [
            { type: 'object', origin: 'key', input: value as Record<string, unknown>, key, value: null },
          ],
        });
      }
    }),
  );
}

function field<Output>(
  control: FieldControl,
  label: string,
  help: string,
  schema: v.GenericSchema<unknown, Output>,
  choices: readonly string[] = [],
): Field<Output, false> {
  return { control, label, help, schema, choices, optional: false };
}

/** The same field, but one that may be left out. */
export function optional<Output>(required: Field<Output>): Field<Output, true> {
  return { ...required, optional: true };
}

/** The same field, but one that `null` empties. */
export function nullable<Output>(required: Field<Output>): Field<Output | null, false> {
  return { ...required, optional: false, schema: v.nullable(required.schema) };
}

function choice<const C extends readonly [string, ...string[]]>(
  label: string,
  help: string,
  choices: C,
): Field<C[number], false> {
  const listed = choices.map((name) => `"${name}"`).join(', ');
  return field('choice', label, help, v.picklist(choices, `expected one of ${listed}`), choices);
}

export const pair = field('pair', 'Pair', 'What is traded against what.', codeText);
export const order = field('order', 'Order', 'The order this is about.', orderIdText);
export const spotDirection = choice('Direction', 'Buy or sell the base asset.', SPOT_DIRECTIONS);
export const tradeDirection = choice(
  'Direction',
  'Long gains when the price rises, short when it falls.',
  TRADE_DIRECTIONS,
);
export const volume = field('volume', 'Volume', 'How much of the base asset.', positiveDecimal);
export const price = field('price', 'Limit price', 'The worst price it may fill at.', positiveDecimal);
export const closePrice = field('price', 'Price', 'The price to close at by hand.', positiveDecimal);
export const spend = field(
  'amount',
  'Spend',
  'How much of the quote asset in all, fees included.',
  positiveDecimal,
);
export const triggerPrice = field(
  'price',
  'Trigger price',
  'The order sleeps until the market reaches this price.',
  positiveDecimal,
);
export const timeInForce = choice(
  'Time in force',
  'GTC until cancelled, GTD until a time, DAY until midnight UTC, IOC what fills at once, FOK all at once or nothing.',
  TIMES_IN_FORCE,
);
export const expiresAt = field('time', 'Expires at', 'When a GTD order ends (UTC).', utcTime);
export const leverage = field('leverage', 'Leverage', 'Notional divided by margin.', positiveDecimal);
export const stopLoss = field('price', 'Stop loss', 'Closes the position at a loss.', positiveDecimal);
export const takeProfit = field('price', 'Take profit', 'Closes the position at a gain.', positiveDecimal);
export const chunks = field(
  'chunks',
  'Children',
  'The orders that take over the remaining volume, each with a price of its own if you like.',
  v.array(
    exactObject({ volume: positiveDecimal, price: v.exactOptional(positiveDecimal) }),
    (issue) => `expected a list of children, found ${issue.received}`,
  ),
);
