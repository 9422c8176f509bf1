import { lazy, Suspense, useCallback, useEffect, useRef } from 'react';
import { late } from '../store/late.tsx';
import { focusedOrderOf, pairInFocusOf } from '../store/selectors.ts';
import { CHARTS, type Chart } from '../store/state.ts';
import { useApp, useWorld } from '../store/useApp.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { LifecycleView, type LifecycleViewProps } from '../views/lifecycle/LifecycleView.tsx';
import styles from './Slot.module.css';

function waitingFor(title: string) {
  return <p className={styles.waiting}>{title} …</p>;
}

const LateLineage = late(
  async () => (await import('../views/lifecycle/LineageView.tsx')).LineageView,
  waitingFor('Lineage'),
);
const LateBalances = late(
  async () => (await import('../views/balances/BalancesView.tsx')).BalancesView,
  waitingFor('Balances'),
);
const LazyForecast = lazy(async () => ({
  default: (await import('../views/orders/Forecast.tsx')).Forecast,
}));
const LateLedger = late(
  async () => (await import('../views/ledger/LedgerView.tsx')).LedgerView,
  waitingFor('Ledger'),
  true,
);
/** They need no more than the store, and share the words for what happened. */
export const LateInspector = late(
  async () => (await import('../views/inspector/Inspector.tsx')).Inspector,
  waitingFor('Inspector'),
);
export const LateMomentAnnouncer = late(
  async () => (await import('../views/inspector/MomentAnnouncer.tsx')).MomentAnnouncer,
  null,
);
/** Its place is kept for it. */
export const LateTicketPanel = late(
  async () => (await import('../views/orders/TicketPanel.tsx')).TicketPanel,
  null,
  true,
);
const LatePrice = late(
  async () => (await import('../views/price/PriceView.tsx')).PriceView,
  waitingFor('Price'),
);
const LateTimeline = late(
  async () => (await import('../views/timeline/TimelineView.tsx')).TimelineView,
  waitingFor('Timeline'),
);

/** Fetches what is soon to be shown. */
export function loadViews(): void {
  for (const { load } of [LateTicketPanel, LateLineage, LatePrice, LateBalances, LateLedger, LateInspector]) {
    // What cannot be fetched is told where it is missed.
    load().catch(() => {});
  }
}

type Cause = Parameters<LifecycleViewProps['canCause']>[0];
type ForecastRow = Parameters<NonNullable<LifecycleViewProps['forecast']>>[0];

const FORM_OF = {
  fill: 'fill',
  modify: 'modify',
  split: 'split',
  cancel: 'cancel',
} as const satisfies Partial<Record<Cause, string>>;

function formOf(event: Cause): (typeof FORM_OF)[keyof typeof FORM_OF] | null {
  return event in FORM_OF ? FORM_OF[event as keyof typeof FORM_OF] : null;
}

/** What most views are told: the journal, the moment, and what is lit up. */
function useSeen() {
  const { recording, version, cursor } = useWorld();
  const selected = useApp(focusedOrderOf);
  const hovered = useApp((state) => state.hoveredOrder);
  const onSelect = useApp((state) => state.chooseOrder);
  const onHover = useApp((state) => state.hoverOrder);
  const onMoment = useApp((state) => state.lookAt);
  return {
    recording,
    journal: recording.journal,
    version,
    moment: cursor,
    selected,
    hovered,
    onSelect,
    onHover,
    onMoment,
  };
}

/** The account that charts are about: the first one. */
function accountOf({ header }: ReturnType<typeof useSeen>['journal']): string {
  return header.accounts[0]?.id ?? '';
}

export function BoundLifecycle() {
  const { recording, journal, version, moment, selected, onMoment } = useSeen();
  const hoveredEvent = useApp((state) => state.hoveredEvent);
  const form = useApp((state) => state.form);
  const openForm = useApp((state) => state.openForm);
  const hoverEvent = useApp((state) => state.hoverEvent);
  const canAct = useApp((state) => state.shownRun === null && state.layout === 'whole');
  const canCause = useCallback((event: Cause) => canAct && formOf(event) !== null, [canAct]);
  const onEvent = useCallback((event: Cause) => openForm(formOf(event)), [openForm]);
  // A form that is open shows what it would write itself.
  const forecast =
    form !== null || selected === null
      ? null
      : ({ event, guard }: ForecastRow) => (
          <Suspense fallback={null}>
            <LazyForecast
              orderId={selected}
              event={event}
              isPart={guard === 'fillsPart' || guard === 'totalIsFilled'}
            />
          </Suspense>
        );
  return (
    <LifecycleView
      journal={journal}
      version={version}
      orders={recording.orders}
      moment={moment}
      orderId={selected}
      canCause={canCause}
      preview={hoveredEvent ?? (form === 'adjust' || form === 'close' ? null : form)}
      onEvent={onEvent}
      onPreview={hoverEvent}
      onMoment={onMoment}
      forecast={forecast}
    />
  );
}

export function BoundLineage() {
  const { recording, journal, version, moment, selected, hovered, onSelect, onHover, onMoment } = useSeen();
  return (
    <LateLineage
      journal={journal}
      version={version}
      orders={recording.orders}
      moment={moment}
      orderId={selected}
      hovered={hovered}
      onSelect={onSelect}
      onHover={onHover}
      onMoment={onMoment}
    />
  );
}

export function BoundPrice() {
  const { recording, journal, ...seen } = useSeen();
  const pair = useApp(pairInFocusOf);
  const onPair = useApp((state) => state.choosePair);
  const candlesOf = useCallback((code: string) => recording.candlesOf(code), [recording]);
  return (
    <LatePrice
      {...seen}
      journal={journal}
      orders={recording.orders}
      candlesOf={candlesOf}
      account={accountOf(journal)}
      pair={pair}
      onPair={onPair}
      lead={<ChartChoice />}
    />
  );
}

export function BoundTimeline() {
  const { recording, ...seen } = useSeen();
  return <LateTimeline {...seen} orders={recording.orders} lead={<ChartChoice />} />;
}

const CHART_TITLES: Readonly<Record<Chart, string>> = { price: 'Price', timeline: 'Timeline' };

/** Whether the chart was just chosen: the choice goes with it, and so does the focus. */
let isJustChosen = false;

/** Which of the two stands in the place of the chart. */
function ChartChoice() {
  const chart = useApp((state) => state.chart);
  const showChart = useApp((state) => state.showChart);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isJustChosen) box.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
    isJustChosen = false;
  }, []);
  return (
    <div ref={box}>
      <SegmentedControl
        label="Chart"
        isSmall
        options={CHARTS.map((value) => ({ value, title: CHART_TITLES[value] }))}
        value={chart}
        onChange={(chosen) => {
          isJustChosen = true;
          showChart(chosen);
        }}
      />
    </div>
  );
}

export function BoundBalances() {
  const { recording, journal, ...seen } = useSeen();
  const scenario = useApp((state) => state.shownRun ?? state.currentId);
  const showsWaterfall = useApp((state) => state.showsWaterfall);
  const onWaterfall = useApp((state) => state.showWaterfall);
  return (
    <LateBalances
      {...seen}
      journal={journal}
      balances={recording.balances}
      orders={recording.orders}
      account={accountOf(journal)}
      scenario={scenario}
      showsWaterfall={showsWaterfall}
      onWaterfall={onWaterfall}
    />
  );
}

export function BoundLedger() {
  const { recording, ...seen } = useSeen();
  return <LateLedger {...seen} name={recording.scenario.name} transactions={recording.transactions} />;
}
