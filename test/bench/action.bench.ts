/** Microseconds of two actions (a limit order and its cancel) in a world that has many lines already. */
import { createAndCancel, worldOf } from './ledgers.ts';
import { microsecondsOf, report, task } from './measure.ts';

const world = worldOf(task().size);
report(microsecondsOf(() => createAndCancel(world)));
