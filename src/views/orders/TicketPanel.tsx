import { lazy, Suspense, useEffect } from 'react';
import { focusedOrderOf } from '../../store/selectors.ts';
import { RUN_IS_OVER } from '../../store/scenarioSlice.ts';
import { useApp, useWorld } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Pane } from '../../ui/Pane.tsx';
import { titleOfForm, whyBlocked } from './orderActions.ts';
import { Ticket } from './Ticket.tsx';

const loadOrderForm = () => import('./OrderForm.tsx');
const LazyOrderForm = lazy(async () => ({ default: (await loadOrderForm()).OrderForm }));
const LazyAdjustForm = lazy(async () => ({ default: (await import('./AdjustForm.tsx')).AdjustForm }));

/** The form of the moment: a new order, or what is being done to the order in focus or to the funds. */
export function TicketPanel() {
  const { recording, moment } = useWorld();
  const form = useApp((state) => state.form);
  const isRun = useApp((state) => state.shownRun !== null);
  const showRun = useApp((state) => state.showRun);
  const id = useApp(focusedOrderOf);
  const scenarioId = useApp((state) => state.currentId);
  const order = id === null ? null : recording.orders.at(id, moment);
  // Not needed to begin with, but soon.
  useEffect(() => void loadOrderForm(), []);
  if (isRun) {
    return (
      <Pane title="Read only" id="ticket">
        <EmptyState action={<Button onClick={() => showRun(null)}>Back to the scenario</Button>}>
          {RUN_IS_OVER}
        </EmptyState>
      </Pane>
    );
  }
  if (form === 'adjust') {
    return (
      <Pane title="Deposit or withdraw" id="ticket">
        <Suspense fallback={null}>
          <LazyAdjustForm />
        </Suspense>
      </Pane>
    );
  }
  if (form !== null && order !== null && whyBlocked(order, form) === null) {
    return (
      <Pane title={titleOfForm(order, form)} id="ticket">
        <Suspense fallback={null}>
          <LazyOrderForm key={`${form} ${order.id}`} order={order} form={form} />
        </Suspense>
      </Pane>
    );
  }
  return (
    <Pane title="New order" id="ticket">
      <Ticket key={scenarioId} />
    </Pane>
  );
}
