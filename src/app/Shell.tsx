import { useEffect, useRef, type ReactNode } from 'react';
import { late } from '../store/late.tsx';
import { nextFeedOf } from '../store/selectors.ts';
import { TABS, type Tab } from '../store/state.ts';
import { useApp } from '../store/useApp.ts';
import { classNames } from '../ui/classNames.ts';
import { CommandButton } from '../ui/commands.tsx';
import { IconButton } from '../ui/Button.tsx';
import { isDialogOpen } from '../ui/isDialogOpen.ts';
import { Pane } from '../ui/Pane.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { MarketBar } from '../views/orders/MarketBar.tsx';
import { OrderHeader } from '../views/orders/OrderHeader.tsx';
import { OrderList } from '../views/orders/OrderList.tsx';
import {
  BoundBalances,
  BoundLedger,
  BoundLifecycle,
  BoundLineage,
  BoundPrice,
  BoundTimeline,
  LateInspector,
  LateTicketPanel,
  loadViews,
} from './boundViews.tsx';
import { CandleMenu } from './CandleMenu.tsx';
import { InTurn } from './InTurn.tsx';
import styles from './Shell.module.css';
import { Slot } from './Slot.tsx';

/** Only runs have one; it is as high as what it stands in place of. */
const LateRunBar = late(
  async () => (await import('./RunBar.tsx')).RunBar,
  <div className={styles.barToCome} />,
);

const TAB_TITLES: Readonly<Record<Tab, string>> = {
  charts: 'Charts',
  ledger: 'Ledger',
  inspector: 'Inspector',
};

/** The panes, laid out for the width there is: three columns, one with drawers, or one with tabs. */
export function Shell() {
  const isWide = useMediaQuery('(width >= 1280px)');
  const isPhone = useMediaQuery('(width <= 767px)');
  useEffect(loadViews, []);
  if (isPhone) return <PhoneShell />;
  return isWide ? <WideShell /> : <TabletShell />;
}

function WideShell() {
  return (
    <main className={styles.main}>
      <div className={styles.left}>
        <OrdersPanes />
      </div>
      <Middle />
      <div className={styles.right}>
        <InspectorPane />
      </div>
    </main>
  );
}

function TabletShell() {
  return (
    <main className={classNames(styles.main, styles.tablet)}>
      <Middle />
      <Drawers hasInspector />
    </main>
  );
}

function PhoneShell() {
  const tab = useApp((state) => state.tab);
  const showTab = useApp((state) => state.showTab);
  return (
    <main className={classNames(styles.main, styles.phone)}>
      <div className={styles.phoneColumn} data-printed>
        <InTurn>
          <OrderHeader />
        </InTurn>
        <Life />
        <Tabs
          label="Views"
          tabs={TABS.map((value) => ({ value, title: TAB_TITLES[value], panelId: `panel-${value}` }))}
          value={tab}
          onChange={showTab}
        />
        <div
          id={`panel-${tab}`}
          role="tabpanel"
          aria-labelledby={`panel-${tab}-tab`}
          className={classNames(styles.tabPanel, tab === 'charts' && styles.chartsPanel)}
        >
          {tab === 'charts' && (
            <>
              <InTurn>
                <Market />
              </InTurn>
              <Charts />
            </>
          )}
          {tab === 'ledger' && (
            <Slot id="ledger" title="Ledger">
              <BoundLedger />
            </Slot>
          )}
          {tab === 'inspector' && <InspectorPane />}
        </div>
      </div>
      <Drawers hasInspector={false} />
    </main>
  );
}

function Middle() {
  return (
    <div className={styles.middle} data-printed>
      <InTurn>
        <OrderHeader />
      </InTurn>
      <Life />
      <InTurn>
        <Market />
      </InTurn>
      <Charts />
      <Slot id="ledger" title="Ledger">
        <BoundLedger />
      </Slot>
    </div>
  );
}

function Life() {
  return (
    <div className={styles.life}>
      <Slot id="lifecycle" title="Life cycle" className={styles.scrolled}>
        <BoundLifecycle />
      </Slot>
      <Slot id="lineage" title="Lineage" className={styles.scrolled}>
        <BoundLineage />
      </Slot>
    </div>
  );
}

function Market() {
  const hasCandles = useApp((state) => nextFeedOf(state) !== null);
  const isRun = useApp((state) => state.shownRun !== null);
  if (isRun) return <LateRunBar />;
  if (!hasCandles) {
    return (
      <MarketBar>
        <CandleMenu />
      </MarketBar>
    );
  }
  return (
    <MarketBar>
      <CommandButton id="nextBar" look="normal">
        Next bar
      </CommandButton>
      <CommandButton id="untilSomething" look="normal">
        Until something
      </CommandButton>
    </MarketBar>
  );
}

export function Charts() {
  const chart = useApp((state) => state.chart);
  return (
    <div className={styles.charts}>
      <Slot id="charts" title={chart === 'price' ? 'Price' : 'Timeline'}>
        {chart === 'price' ? <BoundPrice /> : <BoundTimeline />}
      </Slot>
      <Slot id="balances" title="Balances">
        <BoundBalances />
      </Slot>
    </div>
  );
}

function OrdersPanes() {
  return (
    <>
      <Pane title="Orders" id="orders" toolbar={<CommandButton id="adjust">Funds…</CommandButton>}>
        <InTurn isLate>
          <OrderList />
        </InTurn>
      </Pane>
      <div className={styles.ticket}>
        <InTurn>
          <LateTicketPanel />
        </InTurn>
      </div>
    </>
  );
}

export function InspectorPane() {
  const isWhole = useApp((state) => state.layout === 'whole');
  return (
    <Pane title="Inspector" id="inspector" toolbar={isWhole && <CommandButton id="copyMoment" />}>
      <InTurn>
        <LateInspector />
      </InTurn>
    </Pane>
  );
}

function Drawers({ hasInspector }: { readonly hasInspector: boolean }) {
  const drawer = useApp((state) => state.drawer);
  if (drawer === 'orders') {
    return (
      <Drawer side="left" title="Orders">
        <div className={styles.left}>
          <OrdersPanes />
        </div>
      </Drawer>
    );
  }
  if (drawer === 'inspector' && hasInspector) {
    return (
      <Drawer side="right" title="Inspector">
        <InspectorPane />
      </Drawer>
    );
  }
  return null;
}

interface DrawerProps {
  readonly side: 'left' | 'right';
  readonly title: string;
  readonly children: ReactNode;
}

function Drawer({ side, title, children }: DrawerProps) {
  const openDrawer = useApp((state) => state.openDrawer);
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    ref.current?.focus();
    return () => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  useEffect(() => {
    const closeByEscape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isDialogOpen()) return;
      event.preventDefault();
      openDrawer(null);
    };
    document.addEventListener('keydown', closeByEscape);
    return () => document.removeEventListener('keydown', closeByEscape);
  }, [openDrawer]);
  return (
    <div className={classNames(styles.drawer, side === 'left' ? styles.drawerLeft : styles.drawerRight)}>
      {children}
      <IconButton
        icon="close"
        label={`Close ${title.toLowerCase()}`}
        className={styles.drawerClose}
        onClick={() => openDrawer(null)}
      />
    </div>
  );
}
