/** What could be wrong with a ledger, to see which rule would tell. */
export const FAULT_NAMES = ['dropRelease', 'roundEachFill', 'excludeTime'] as const;
export type FaultName = (typeof FAULT_NAMES)[number];
