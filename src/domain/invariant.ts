/** A broken rule of the domain: a bug, never a user's mistake. Carries the rule's number. */
export class InvariantError extends Error {
  readonly rule: string;

  constructor(rule: string, message: string) {
    super(`[${rule}] ${message}`);
    this.name = 'InvariantError';
    this.rule = rule;
  }
}

/** Throws an {@link InvariantError} naming the rule unless the condition holds; `message` is made only when it fails. */
export function invariant(condition: boolean, rule: string, message: () => string): asserts condition {
  if (!condition) throw new InvariantError(rule, message());
}
