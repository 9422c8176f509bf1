import { useMemo, useRef, useState, type ReactNode } from 'react';
import {
  ORDER_STATUSES,
  TRANSITIONS,
  type LifecycleEvent,
  type OrderStatus,
  type Transition,
} from '../../domain/orders/lifecycle.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';
import { formatBeside } from '../../ui/formatTime.ts';
import { PictureMenu } from '../../ui/PictureMenu.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { useElementSize } from '../../ui/useElementSize.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { rowKind, rowLabel, rowOf } from './diagram.ts';
import { ForecastBox } from './ForecastBox.tsx';
import { rowSentence, whyNot } from './legality.ts';
import { LifecycleDiagram, type Mark, type StatusMark } from './LifecycleDiagram.tsx';
import styles from './LifecycleView.module.css';
import { PathSteps } from './PathSteps.tsx';
import { PositionStrip } from './PositionStrip.tsx';
import { RowTip } from './RowTip.tsx';
import { countRun } from './runCounts.ts';
import { spanOf, statusNow, stepsOf, type Step } from './steps.ts';

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
  /** What a row would write if the person caused it now; `null` where that is shown elsewhere. */
  readonly forecast: ((row: Transition) => ReactNode) | null;
}

const SCOPES = [
  { value: 'order', title: 'This order' },
  { value: 'all', title: 'All orders' },
] as const;
type Scope = (typeof SCOPES)[number]['value'];

/** The state diagram of an order's life, drawn from the transition table ([O1]), or how often all orders went each way. */
export function LifecycleView(props: LifecycleViewProps) {
  const [scope, setScope] = useState<Scope>('order');
  const choice = (
    <SegmentedControl label="Life cycle of" isSmall options={SCOPES} value={scope} onChange={setScope} />
  );
  return props.orderId === null || scope === 'all' ? (
    <RunLifecycle {...props} choice={props.orderId === null ? null : choice} />
  ) : (
    <OrderLifecycle {...props} orderId={props.orderId} choice={choice} />
  );
}

function OrderLifecycle({
  journal,
  orders,
  moment,
  orderId,
  canCause,
  preview,
  onEvent,
  onPreview,
  onMoment,
  forecast,
  choice,
}: LifecycleViewProps & { readonly orderId: string; readonly choice: ReactNode }) {
  const [ref, { width }] = useElementSize<HTMLDivElement>();
  const drawn = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<Transition | null>(null);
  const end = journal.entries.length;
  const steps = useMemo(() => stepsOf(orders, orderId, moment, end), [orders, orderId, moment, end]);
  const status = statusNow(steps);
  const order = orders.at(orderId, { entries: moment });
  const takenBy = useMemo(() => {
    const taken = new Map<Transition, Step[]>();
    for (const step of steps) {
      const row = rowOf(step.from, step.event, step.to);
      if (row === undefined) continue;
      const own = taken.get(row);
      if (own === undefined) taken.set(row, [step]);
      else own.push(step);
    }
    return taken;
  }, [steps]);

  const arrowMark = (row: Transition, from: OrderStatus | null): Mark => {
    const taken = takenBy.get(row)?.filter((step) => step.from === from) ?? [];
    if (taken.some(({ isPast }) => isPast)) return 'taken';
    if (from === status && whyNot(row, status, order) === null) return 'open';
    return taken.length > 0 ? 'later' : 'shut';
  };
  const statusMark = (of: OrderStatus): StatusMark => {
    if (of === status) return 'now';
    const reached = steps.find(({ to }) => to === of);
    if (reached === undefined) return 'plain';
    return reached.isPast ? 'visited' : 'later';
  };
  const reachedAt = (of: OrderStatus): string => {
    // An order is new and accepted at one time: it is said once.
    const reached = of === 'NEW' ? undefined : steps.find(({ to }) => to === of);
    return reached === undefined ? '' : formatBeside(reached.timeMs, ...spanOf(steps));
  };
  const badge = (row: Transition): string => {
    const past = takenBy.get(row)?.filter(({ isPast }) => isPast) ?? [];
    const [first] = past;
    if (first === undefined) return '';
    return past.length === 1 ? String(first.number) : `×${past.length}`;
  };
  const describe = (row: Transition): string => whyNot(row, status, order) ?? rowSentence(row);
  const point = (row: Transition | null): void => {
    setPointed(row);
    onPreview(row !== null && whyNot(row, status, order) === null ? row.event : null);
  };
  const stands = status === null ? 'does not exist yet' : `is ${ORDER_STATUSES[status].title}`;
  const done = steps.filter(({ isPast }) => isPast).length;
  const sentence = `${orderId} ${stands}${done === 0 ? '' : `, ${done} ${done === 1 ? 'step' : 'steps'} taken`}`;
  const next = TRANSITIONS.filter((row) => whyNot(row, status, order) === null);
  // What is pointed at, or what a button elsewhere would do with all that is left.
  const aimed =
    pointed ?? next.find(({ event, guard }) => event === preview && guard !== 'fillsPart') ?? null;
  const foreseen =
    aimed === null || forecast === null || whyNot(aimed, status, order) !== null || !canCause(aimed.event)
      ? null
      : forecast(aimed);

  return (
    <div className={styles.view}>
      <div ref={ref} className={styles.picture}>
        <div ref={drawn}>
          {width > 0 && (
            <LifecycleDiagram
              width={width}
              label={`Life cycle: ${sentence}`}
              statusMark={statusMark}
              statusNote={reachedAt}
              arrowMark={arrowMark}
              badge={badge}
              isPreviewed={(row) => row === pointed || (pointed === null && row.event === preview)}
              canPress={(row) => whyNot(row, status, order) === null && canCause(row.event)}
              onPress={(row) => onEvent(row.event)}
              onPoint={point}
              describe={describe}
            />
          )}
        </div>
        {pointed !== null && foreseen === null && (
          <RowTip row={pointed} width={width} words={describe(pointed)} />
        )}
      </div>
      <div className={styles.words}>
        {/* Where a position stands takes the room of the sentence, which the head and the picture's name say too. */}
        {order !== null && order.position !== null ? (
          <PositionStrip position={order.position} />
        ) : (
          <p className={styles.caption}>{sentence}</p>
        )}
        {choice}
        <span className={styles.save}>
          <PictureMenu kind="lifecycle" picture={drawn} title={`Life cycle of ${orderId}`} note={sentence} />
        </span>
      </div>
      <PathSteps steps={steps} onMoment={onMoment} />
      {foreseen !== null && aimed !== null && (
        <ForecastBox isAtRight={isToTheLeft(aimed)}>
          {pointed !== null && <p className={styles.guard}>{describe(pointed)}</p>}
          {foreseen}
        </ForecastBox>
      )}
      <VisuallyHidden>
        <p>
          {next.length === 0
            ? `Nothing can happen to the entry of ${orderId} any more.`
            : `What can happen next to ${orderId}:`}
        </p>
        <ul>
          {next.map((row) => (
            <li key={rowLabel(row)}>{rowSentence(row)}</li>
          ))}
        </ul>
      </VisuallyHidden>
    </div>
  );
}

/** Whether a row's label stands in the left half of the picture, so that what it would do is shown on the right. */
function isToTheLeft(row: Transition): boolean {
  return rowKind(row) !== 'leave';
}

function RunLifecycle({
  journal,
  version,
  moment,
  choice,
}: LifecycleViewProps & { readonly choice: ReactNode }) {
  const [ref, { width }] = useElementSize<HTMLDivElement>();
  const drawn = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<Transition | null>(null);
  const counts = useMemo(
    // The version says that the journal has grown.
    () => countRun(journal, version < 0 ? 0 : moment),
    [journal, version, moment],
  );
  const timesOf = (row: Transition, from?: OrderStatus | null): number =>
    counts.steps
      .filter((step) => step.row === row && (from === undefined || step.from === from))
      .reduce((sum, { times }) => sum + times, 0);
  const describe = (row: Transition): string => {
    const ways = counts.steps.filter((step) => step.row === row);
    const froms = ways.map(
      ({ from, times }) =>
        `${from === null ? 'nothing' : ORDER_STATUSES[from].title} ${times} ${times === 1 ? 'time' : 'times'}`,
    );
    return `${rowSentence(row)}. Taken ${froms.length === 0 ? 'never' : `from ${froms.join(', ')}`}.`;
  };
  const total = [...counts.statuses.values()].reduce((sum, count) => sum + count, 0);
  const sentence = total === 1 ? 'One order at this moment' : `${total} orders at this moment`;
  return (
    <div className={styles.view}>
      <div ref={ref} className={styles.picture}>
        <div ref={drawn}>
          {width > 0 && (
            <LifecycleDiagram
              width={width}
              label={`Life cycle of all orders: ${sentence}`}
              statusMark={(status) => (counts.statuses.has(status) ? 'visited' : 'plain')}
              statusNote={(status) => counts.statuses.get(status)?.toString() ?? ''}
              arrowMark={(row, from) => (timesOf(row, from) > 0 ? 'taken' : 'shut')}
              badge={(row) => String(timesOf(row) || '')}
              isPreviewed={(row) => row === pointed}
              canPress={() => false}
              onPress={() => undefined}
              onPoint={setPointed}
              describe={describe}
            />
          )}
        </div>
        {pointed !== null && <RowTip row={pointed} width={width} words={describe(pointed)} />}
      </div>
      <div className={styles.words}>
        <p className={styles.caption}>{sentence}</p>
        {choice}
        <span className={styles.save}>
          <PictureMenu kind="lifecycle" picture={drawn} title="Life cycle of all orders" note={sentence} />
        </span>
      </div>
      <VisuallyHidden>
        <ul>
          {[...counts.statuses].map(([status, count]) => (
            <li key={status}>
              {ORDER_STATUSES[status].title}: {count}
            </li>
          ))}
        </ul>
      </VisuallyHidden>
    </div>
  );
}
