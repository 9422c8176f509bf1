import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';

/** What the tree of an order's chain is drawn from. `moment` counts entries; `version` changes when the journal grows. */
export interface LineageViewProps {
  readonly journal: Journal;
  readonly version: number;
  readonly orders: OrderRepository;
  readonly moment: number;
  readonly orderId: string | null;
  readonly hovered: string | null;
  readonly onSelect: (orderId: string) => void;
  readonly onHover: (orderId: string | null) => void;
}

/** The chain of an order, from its root to its children, with what each step reserved and released ([O3]). */
export function LineageView({ orderId }: LineageViewProps) {
  return <div>{orderId}</div>;
}
