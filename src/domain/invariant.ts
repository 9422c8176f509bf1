/** A broken rule of the domain: a bug, never a user's mistake. Carries the rule's number. */
export class InvariantError extends Error {
  readonly rule: string;

  constructor(rule: string, message: string) {
    super(`[${rule}] ${message}`);
    this.name = 'InvariantError';
    this.rule = rule;
  }
}
