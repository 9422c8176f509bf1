import * as v from 'valibot';
import type { LifecycleEvent } from '../orders/lifecycle.ts';
import type { Desk } from '../desk.ts';
import type { EntryDraft } from '../entry.ts';
import { exactObject, type Fields, type FieldValues, type InUnits } from './fields.ts';

/** Everything about one action type: its fields, its validation in shape and in state, and what it does ([A1]). */
export interface ActionDefinition<T extends string = string, F extends Fields = Fields> {
  readonly type: T;
  readonly title: string;
  readonly summary: string;
  /** What it makes happen to the order it names, or `create`. */
  readonly event: LifecycleEvent | 'close';
  readonly fields: F;
  /** What holds between fields: a problem with the path of the field to blame, or `null`. */
  readonly crossCheck: (values: FieldValues<F>) => CrossProblem | null;
  /** What the action writes, or why not, given the world; changes nothing ([A2]). */
  readonly decide: (desk: Desk, account: number, values: InUnits<FieldValues<F>>) => EntryDraft;
}

/** A contradiction between fields. */
export interface CrossProblem {
  readonly field: string;
  readonly message: string;
}

/** An action as people and files state it: its type and exactly its own fields ([A1]). */
export type ActionOf<D> =
  D extends ActionDefinition<infer T, infer F> ? { readonly type: T } & FieldValues<F> : never;

/** Declares an action type; a cross-check is optional. */
export function defineAction<const T extends string, const F extends Fields>(
  definition: Omit<ActionDefinition<T, F>, 'crossCheck'> &
    Partial<Pick<ActionDefinition<T, F>, 'crossCheck'>>,
): ActionDefinition<T, F> {
  return { crossCheck: () => null, ...definition };
}

/** The schema of one action type: its literal type, its fields, nothing else, and its cross-check. */
export function actionSchema(definition: ActionDefinition): v.GenericSchema<unknown, unknown> {
  const entries: Record<string, v.GenericSchema> = { type: v.literal(definition.type) };
  for (const [name, { schema, optional }] of Object.entries(definition.fields)) {
    entries[name] = optional ? v.exactOptional(schema) : schema;
  }
  return v.pipe(
    exactObject(entries),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const value: Record<string, unknown> = dataset.value;
      const problem = definition.crossCheck(value);
      if (problem === null) return;
      const { field: key, message } = problem;
      addIssue({
        message,
        path: [{ type: 'object', origin: 'value', input: value, key, value: value[key] }],
      });
    }),
  );
}
