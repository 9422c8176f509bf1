import * as v from 'valibot';
import { crossProblems, type Problem } from './crossChecks.ts';
import { scenarioSchema, type Scenario } from './schema.ts';

export type { Problem } from './crossChecks.ts';
export { MAX_STEPS, type Scenario, type Step } from './schema.ts';

/** The largest scenario file that is read, in bytes. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** A scenario, or every problem of the text at once, in the order of the file. */
export type Parsed =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads the text of a scenario file; refuses what is too large, not JSON, or not exactly the format. */
export function parseScenario(source: string): Parsed {
  if (source.length > MAX_FILE_BYTES) return refuse([tooLarge(source.length)]);
  if (source.trim() === '')
    return refuse([{ path: '$', message: 'the file is empty; expected a scenario as JSON' }]);
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse([{ path: '$', message: `not JSON: ${why}` }]);
  }
  return checkScenario(value);
}

/** Checks a value that was JSON; every problem at once. */
export function checkScenario(value: unknown): Parsed {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const found = Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`;
    return refuse([{ path: '$', message: `expected a scenario object, found ${found}` }]);
  }
  const result = v.safeParse(scenarioSchema, value);
  if (!result.success) {
    return refuse(result.issues.map((issue) => ({ path: pathText(issue.path), message: messageOf(issue) })));
  }
  const problems = crossProblems(result.output);
  return problems.length > 0 ? refuse(problems) : { ok: true, scenario: result.output };
}

/** The text of a scenario's file. */
export function formatScenario(scenario: Scenario): string {
  return `${JSON.stringify(scenario, null, 2)}\n`;
}

/** The problem of a file larger than is read; `bytes` is its size. */
export function tooLarge(bytes: number): Problem {
  return {
    path: '$',
    message: `the file is ${megabytes(bytes)} MB; expected at most ${megabytes(MAX_FILE_BYTES)} MB`,
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

function refuse(problems: readonly Problem[]): Parsed {
  return { ok: false, problems };
}

function messageOf(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === 'schema' && issue.input === undefined) return 'missing; this key is required';
  // Messages of our own start lower-case; the library's are kept for what we did not foresee.
  return issue.message;
}

function pathText(path: readonly v.IssuePathItem[] | undefined): string {
  return (path ?? []).reduce((parent, { key }) => {
    if (typeof key === 'number') return `${parent}[${key}]`;
    return /^[A-Za-z_]\w*$/.test(String(key))
      ? `${parent}.${String(key)}`
      : `${parent}[${JSON.stringify(key)}]`;
  }, '$');
}
