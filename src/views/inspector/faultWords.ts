import type { FaultName } from '../../scenario/faultNames.ts';

/** What each fault is, in words: what is done wrong, what that would mean, and why it may change nothing. */
export const FAULTS: Readonly<
  Record<
    FaultName,
    { readonly title: string; readonly wrong: string; readonly means: string; readonly harmless: string }
  >
> = {
  dropRelease: {
    title: 'Drop a release',
    wrong: 'One return of what an order no longer needs is not written.',
    means:
      'The money is neither spent nor free. It stays unavailable for ever although nothing needs it: the account can do less than it owns, and no single line looks wrong. Only adding up what orders and positions hold tells.',
    harmless: 'Nothing has been released yet, so there is nothing to drop.',
  },
  roundEachFill: {
    title: 'Round each fill by itself',
    wrong: 'Cost and fee of each fill are rounded alone instead of together with the fills before.',
    means:
      'Each fill may take up to one unit too much. One order hardly shows it; but what was set aside was reckoned for the whole order, so with enough fills it is overspent, and what is unavailable ends below zero.',
    harmless: 'No order here fills several times at amounts that have to be rounded, so nothing changes.',
  },
  excludeTime: {
    title: 'Leave out the very time',
    wrong: 'A balance read at a time leaves out what happened at that very time: < where ≤ is meant.',
    means:
      'A statement at the time of a fill misses the fill: the close of a bar shows what there was a bar before, equity and drawdown lag, and whoever checks funds at that time spends the same money twice.',
    harmless: 'Nothing has happened yet, so there is no time to read wrongly.',
  },
};
