import type { BalanceRepository } from '../../journal/balanceRepository.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';

/** What the balances are drawn from. `moment` counts entries; `version` changes when the journal grows. */
export interface BalancesViewProps {
  readonly journal: Journal;
  readonly version: number;
  readonly balances: BalanceRepository;
  readonly orders: OrderRepository;
  readonly account: string;
  readonly moment: number;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly onSelect: (orderId: string | null) => void;
  readonly onHover: (orderId: string | null) => void;
  readonly onMoment: (moment: number) => void;
}

/** Available over unavailable through every moment, and who holds what is unavailable ([L5], [L10]). */
export function BalancesView({ account }: BalancesViewProps) {
  return <div>{account}</div>;
}
