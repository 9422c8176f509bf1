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

/** Phase 6: each agent sees data up to this bar, and its actions are validated and reserved, to be matched from the next bar on ([X1]). */
export function decidePhase(world: World, agents: readonly Agent[]): void {
  world.phase = 'DECIDE';
  for (const { account, view, decide } of agents) {
    view.advance();
    const actions = decide(view);
    // Most bars ask for nothing, and going through nothing costs more than all else that they do.
    if ('length' in actions && actions.length === 0) continue;
    for (const action of actions) world.commit(decideAction(world, account, action));
  }
}
