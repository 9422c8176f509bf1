import { decideAction, type Action } from '../../domain/actions/registry.ts';
import type { MarketView } from '../marketView.ts';
import type { World } from '../world.ts';

/** Someone who acts at each close: an account and what it decides. */
export interface Agent {
  readonly account: number;
  readonly view: MarketView;
  /** What it asks for; each action is carried out before the next is taken. */
  readonly decide: (view: MarketView) => Iterable<Action>;
}

/**
 * Phase 6: each agent sees data up to this bar, and its actions are validated and reserved, to be matched from the next bar on ([X1]).
 * One that is alone and asks for nothing goes on to the next close at once while bars below the index `end` change nothing but prices:
 * those are passed together when it asks for something.
 */
export function decidePhase(world: World, agents: readonly Agent[], end: number): void {
  world.phase = 'DECIDE';
  for (const { account, view, decide } of agents) {
    view.look();
    let actions: Iterable<Action>;
    try {
      do actions = decide(view);
      while (isNothing(actions) && agents.length === 1 && view.lookOn(end));
    } finally {
      view.catchUp();
    }
    if (isNothing(actions)) continue;
    for (const action of actions) world.commit(decideAction(world, account, action));
  }
}

/** Most bars ask for nothing, and going through nothing costs more than all else that they do. */
function isNothing(actions: Iterable<Action>): boolean {
  return Array.isArray(actions) && actions.length === 0;
}
