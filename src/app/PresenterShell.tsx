import { currentOf, shownRunOf } from '../store/selectors.ts';
import { useApp } from '../store/useApp.ts';
import { CommandButton } from '../ui/commands.tsx';
import { OrderHeader } from '../views/orders/OrderHeader.tsx';
import { Transport } from '../views/transport/Transport.tsx';
import { BoundLedger, BoundLifecycle } from './boundViews.tsx';
import styles from './PresenterShell.module.css';
import { InTurn } from './InTurn.tsx';
import { InspectorPane } from './Shell.tsx';
import { Slot } from './Slot.tsx';

/** What is shown to a room: the life of the order, its ledger and what happened, large, with nothing that changes them. */
export function PresenterShell() {
  const name = useApp(currentOf).opened.name;
  const run = useApp(shownRunOf);
  return (
    <div className={styles.presenter}>
      <header className={styles.head}>
        <h1 className={styles.name}>{run === null ? name : `Run #${run.number} · ${run.title}`}</h1>
        <CommandButton id="leavePresenting">Leave</CommandButton>
      </header>
      <main className={styles.main} data-printed>
        <div className={styles.order}>
          <InTurn>
            <OrderHeader />
          </InTurn>
          <Slot id="lifecycle" title="Life cycle" className={styles.lifecycle}>
            <BoundLifecycle />
          </Slot>
        </div>
        <div className={styles.inspector}>
          <InspectorPane />
        </div>
        <Slot id="ledger" title="Ledger" className={styles.ledger}>
          <BoundLedger />
        </Slot>
      </main>
      <Transport isSlim />
    </div>
  );
}
