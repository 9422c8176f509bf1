import { useMemo } from 'react';
import { orderPairs, type OrderPair } from '../../scenario/orderPairs.ts';
import { outcomeOf, type Outcome } from '../../scenario/outcome.ts';
import { partingOf, type Parting } from '../../scenario/parting.ts';
import type { Player } from '../../scenario/play.ts';
import type { OpenScenario } from '../../store/openScenario.ts';
import { playerOf } from '../../store/scenarioSlice.ts';
import { comparedOf } from '../../store/selectors.ts';
import { useApp, useAppStore } from '../../store/useApp.ts';

/** One of two scenarios that are compared, played to its end. */
export interface Side {
  readonly letter: 'A' | 'B';
  readonly scenario: OpenScenario;
  readonly name: string;
  readonly player: Player;
  readonly outcome: Outcome;
}

/** Two scenarios side by side, and where they part. */
export interface Comparison {
  readonly left: Side;
  readonly right: Side;
  readonly parting: Parting;
  readonly orders: readonly OrderPair[];
}

/** What the comparison is of: played anew when one of the two changes. */
export function useComparison(): Comparison {
  const store = useAppStore();
  const left = useApp((state) => comparedOf(state)[0]);
  const right = useApp((state) => comparedOf(state)[1]);
  const version = useApp((state) => state.version);
  return useMemo(() => {
    const { currentId, player } = store.getState();
    const play = (scenario: OpenScenario): Player =>
      version >= 0 && scenario.id === currentId ? player : playerOf(scenario);
    const sides = [sideOf('A', left, play(left)), sideOf('B', right, play(right))] as const;
    const [one, other] = sides;
    return {
      left: one,
      right: other,
      parting: partingOf(one.player.journal, other.player.journal),
      orders: orderPairs(one.player, other.player),
    };
  }, [store, left, right, version]);
}

function sideOf(letter: Side['letter'], scenario: OpenScenario, player: Player): Side {
  return { letter, scenario, name: scenario.opened.name, player, outcome: outcomeOf(player.journal) };
}
