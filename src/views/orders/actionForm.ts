import * as v from 'valibot';
import type { ActionDefinition } from '../../domain/actions/defineAction.ts';
import type { Field } from '../../domain/actions/fields.ts';
import { ActionSchema, type Action } from '../../domain/actions/registry.ts';
import { Decimal } from '../../money/decimal.ts';
import { parseNumber } from '../../ui/parseNumber.ts';

/** A row of a split as it is typed. */
export interface ChunkRow {
  readonly volume: string;
  readonly price: string;
}

/** What stands in a form's controls: texts by the name of the field, and the rows of a split. */
export interface FormValues {
  readonly texts: Readonly<Record<string, string>>;
  readonly chunks: readonly ChunkRow[];
  /** Fields that are to be emptied: what stands there now is removed. */
  readonly removed?: readonly string[];
}

/** What a form says: an action, or for each wrong field what is wrong with it. */
export interface FormReading {
  readonly action: Action | null;
  readonly errors: Readonly<Record<string, string>>;
}

/** The number above zero that stands in a field, `null` where there is none. */
export function numberIn({ texts }: Pick<FormValues, 'texts'>, name: string): Decimal | null {
  const plain = parseNumber(texts[name] ?? '');
  return plain === null || !/[1-9]/.test(plain) || plain.startsWith('-') ? null : new Decimal(plain);
}

/** Reads a form by the definition of its action; `fixed` are fields that the form does not ask for ([A1], [A2]). */
export function readForm(
  definition: ActionDefinition,
  values: FormValues,
  fixed: Readonly<Record<string, string>> = {},
): FormReading {
  const read: Record<string, unknown> = { ...fixed };
  const errors: Record<string, string> = {};
  for (const [name, field] of Object.entries(definition.fields)) {
    if (name in fixed) continue;
    const typed = values.texts[name] ?? '';
    const isChunks = field.control === 'chunks';
    if (values.removed?.includes(name) === true) {
      read[name] = null;
      continue;
    }
    if (typed === '' && !isChunks) {
      if (!field.optional) errors[name] = `Give a ${field.label.toLowerCase()}.`;
      continue;
    }
    const converted = isChunks ? values.chunks.map(chunkOf) : convert(field, typed);
    if (converted === null) {
      errors[name] = `“${typed}” is not a number.`;
      continue;
    }
    const result = v.safeParse(field.schema, converted);
    if (result.success) read[name] = result.output;
    else errors[name] = sentence(result.issues[0].message);
  }
  if (Object.keys(errors).length > 0) return { action: null, errors };
  const problem = definition.crossCheck(read);
  if (problem !== null) return { action: null, errors: { [problem.field]: sentence(problem.message) } };
  const result = v.safeParse(ActionSchema, { type: definition.type, ...read });
  if (result.success) return { action: result.output, errors };
  return { action: null, errors: { '': sentence(result.issues[0].message) } };
}

/** The same form with what stands in some fields left out of account. */
export function without(values: FormValues, names: ReadonlySet<string>): FormValues {
  if (names.size === 0) return values;
  const texts = Object.fromEntries(Object.entries(values.texts).filter(([name]) => !names.has(name)));
  return { ...values, texts, removed: (values.removed ?? []).filter((name) => !names.has(name)) };
}

/** A control's text as the file would hold it; `null` for a number that cannot be read. */
function convert(field: Field<unknown>, typed: string): string | null {
  switch (field.control) {
    case 'volume':
    case 'price':
    case 'amount':
    case 'leverage':
      return parseNumber(typed);
    case 'time':
      // The browser's control gives minutes without a zone; times here are UTC.
      return `${typed}Z`;
    case 'pair':
    case 'choice':
    case 'order':
    case 'chunks':
      return typed;
  }
}

function chunkOf({ volume, price }: ChunkRow): { volume: string; price?: string } {
  const chunk = { volume: parseNumber(volume) ?? volume };
  return price === '' ? chunk : { ...chunk, price: parseNumber(price) ?? price };
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return text.endsWith('.') ? text : `${text}.`;
}
