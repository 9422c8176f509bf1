import { useApp } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Pane } from '../../ui/Pane.tsx';
import { CompareHead } from './CompareHead.tsx';
import styles from './CompareView.module.css';
import { CurvesPane } from './CurvesPane.tsx';
import { LedgerPair } from './LedgerPair.tsx';
import { OrdersTable } from './OrdersTable.tsx';
import { OutcomeTable } from './OutcomeTable.tsx';
import { useComparison } from './useComparison.ts';

/** Two branches, or any two open scenarios, side by side: what they came to, and where they part. */
export function CompareView() {
  const isAlone = useApp((state) => state.open.length < 2);
  const runs = useApp((state) => state.runs.length);
  const showView = useApp((state) => state.showView);
  const openDialog = useApp((state) => state.openDialog);
  if (isAlone) {
    return (
      <EmptyState
        action={
          <>
            <Button icon="branch" onClick={() => openDialog({ kind: 'branches' })}>
              Branches…
            </Button>
            <Button icon="chart" onClick={() => showView('backtest')}>
              {runs < 2 ? 'To the backtests' : `Compare the ${runs} runs`}
            </Button>
          </>
        }
      >
        Here stand two scenarios beside each other, such as two branches of one: what they came to, and where
        they part. Only one is open: branch from a moment of it and do something else there. Runs of backtests
        are compared among their results: tick <em>Compare</em> in the list of runs.
      </EmptyState>
    );
  }
  return <Comparing />;
}

function Comparing() {
  const comparison = useComparison();
  return (
    <div className={styles.view}>
      <CompareHead comparison={comparison} />
      <Pane title="What they come to" id="outcome" className={styles.outcome}>
        <OutcomeTable comparison={comparison} />
      </Pane>
      <section className={styles.curves} aria-label="Through time">
        <CurvesPane comparison={comparison} />
      </section>
      <Pane title="Orders" id="compared-orders" className={styles.orders}>
        <OrdersTable comparison={comparison} />
      </Pane>
      <Pane title="Ledger" id="compared-ledger" isStill className={styles.ledger}>
        <LedgerPair comparison={comparison} />
      </Pane>
    </div>
  );
}
