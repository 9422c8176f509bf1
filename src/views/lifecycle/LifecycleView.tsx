import type { LifecycleEvent } from '../../domain/orders/lifecycle.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';

/** What the life cycle of one order, or of all of them, is drawn from. `moment` counts entries; `version` changes when the journal grows. */
export interface LifecycleViewProps {
  readonly journal: Journal;
  readonly version: number;
  readonly orders: OrderRepository;
  readonly moment: number;
  /** The order whose life is shown; `null` shows how many orders stand where. */
  readonly orderId: string | null;
  /** Whether the person can make the event happen now, at this moment: such edges are buttons. */
  readonly canCause: (event: LifecycleEvent) => boolean;
  /** The event whose button is hovered elsewhere: its edges light up. */
  readonly preview: LifecycleEvent | null;
  readonly onEvent: (event: LifecycleEvent) => void;
  readonly onPreview: (event: LifecycleEvent | null) => void;
  /** A step of the path was picked: look at the moment of it. */
  readonly onMoment: (moment: number) => void;
}

/** The state diagram of an order's life, drawn from the transition table ([O1]). */
export function LifecycleView({ orderId }: LifecycleViewProps) {
  return <div>{orderId}</div>;
}
