import type { Pair } from '../domain/pair.ts';
import type { TradingRules } from '../domain/tradingRules.ts';
import { BalanceRepository } from '../journal/balanceRepository.ts';
import type { Journal } from '../journal/journal.ts';
import { OrderRepository } from '../journal/orderRepository.ts';
import { TransactionRepository } from '../journal/transactionRepository.ts';
import type { Candles } from '../market/candles.ts';
import type { Scenario } from './format.ts';
import { createWorld } from './worldOf.ts';

/** What was written down of a scenario, to be read at any moment. A player is one that still grows. */
export interface Recording {
  readonly scenario: Scenario;
  readonly journal: Journal;
  readonly orders: OrderRepository;
  readonly transactions: TransactionRepository;
  readonly balances: BalanceRepository;
  /** The rules that a pair is traded under. */
  readonly rules: (pair: Pair) => TradingRules;
  /** The bars that a pair's market showed, maybe with more after them; `null` without any. */
  readonly candlesOf: (pairCode: string) => Candles | null;
}

/** A recording around a journal that is complete; the journal and the candles are taken over, not copied. */
export function recordingOf(
  scenario: Scenario,
  journal: Journal,
  candles: ReadonlyMap<string, Candles>,
): Recording {
  // Its rules are all that is asked of the world: nothing happens in it.
  const world = createWorld(scenario);
  const candlesOf = (pairCode: string): Candles | null => candles.get(pairCode) ?? null;
  return {
    scenario,
    journal,
    orders: new OrderRepository(journal),
    transactions: new TransactionRepository(journal),
    balances: new BalanceRepository(journal, candlesOf),
    rules: (pair) => world.rules(pair),
    candlesOf,
  };
}
