import { decideAction, type StrategyAction } from '../../domain/actions/registry.ts';
import type { MarketView } from '../marketView.ts';
import type { World } from '../world.ts';

/** Someone who acts at each close: an account and what it decides. */
export interface Agent {
  readonly account: number;
  readonly view: MarketView;
  /** What it asks for; each action is carried out before the next is taken. */
  readonly decide: (view: MarketView) => Iterable<StrategyAction>;
}

/** Phase 6: each agent sees data up to this bar, and its actions are validated and reserved, to be matched from the next bar on ([X1]). */
export function decidePhase(world: World, agents: readonly Agent[], end: number): void {
  world.phase = 'DECIDE';
  const isAlone = agents.length === 1;
  for (const agent of agents) {
    agent.view.look();
    const actions = askedBy(agent, isAlone ? end : 0);
    if (isNothing(actions)) continue;
    for (const action of actions) world.commit(decideAction(world, agent.account, action));
  }
}

/**
 * What an agent asks for. One that asks for nothing goes on to the next close at once while bars below the index `end` change nothing but
 * prices: they are passed together when it asks for something.
 */
function askedBy({ view, decide }: Agent, end: number): Iterable<StrategyAction> {
  try {
    for (;;) {
      const actions = decide(view);
      if (!isNothing(actions) || !view.lookOn(end)) return actions;
    }
  } finally {
    view.catchUp();
  }
}

/** Most bars ask for nothing, and going through nothing costs more than all else that they do. */
function isNothing(actions: Iterable<StrategyAction>): boolean {
  return Array.isArray(actions) && actions.length === 0;
}
