import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import {
  isTerminal,
  ORDER_STATUSES,
  type OrderStatus,
  type Transition,
} from '../../domain/orders/lifecycle.ts';
import { classNames } from '../../ui/classNames.ts';
import { rowLabel } from './diagram.ts';
import { layOut, NODE_HEIGHT, type Box } from './diagramLayout.ts';
import styles from './LifecycleDiagram.module.css';

/** How an arrow or its label looks: what lies behind the order, what can come, what came later, what cannot come. */
export type Mark = 'taken' | 'open' | 'later' | 'shut';

/** How a status looks. */
export type StatusMark = 'now' | 'visited' | 'later' | 'plain';

interface LifecycleDiagramProps {
  readonly width: number;
  /** The diagram in one sentence, for those who listen. */
  readonly label: string;
  readonly statusMark: (status: OrderStatus) => StatusMark;
  /** Small words under a status: when it was reached, or how many stand there. */
  readonly statusNote: (status: OrderStatus) => string;
  readonly arrowMark: (row: Transition, from: OrderStatus | null) => Mark;
  /** A number in the corner of an arrow's label: which step, or how often. */
  readonly badge: (row: Transition) => string;
  readonly isPreviewed: (row: Transition) => boolean;
  /** Whether pressing the row's label makes it happen. */
  readonly canPress: (row: Transition) => boolean;
  readonly onPress: (row: Transition) => void;
  readonly onPoint: (row: Transition | null) => void;
  /** What a row's label says when it is pointed at. */
  readonly describe: (row: Transition) => string;
}

/** An end that is narrower has smaller words, so that they keep clear of its edges. */
const TIGHT = 72;
const STRENGTH: Readonly<Record<Mark, number>> = { shut: 0, later: 1, open: 2, taken: 3 };

/** The picture of the transition table: statuses, arrows and their labels; knows nothing of orders. */
export function LifecycleDiagram(props: LifecycleDiagramProps) {
  const { width, label, statusMark, statusNote, arrowMark, badge, isPreviewed } = props;
  const layout = layOut(width);
  const id = useId();
  const picture = useRef<SVGSVGElement>(null);
  const [reached, setReached] = useState<Transition | null>(null);
  const rows = [...layout.labels.keys()];
  // One place for Tab among the labels; the arrow keys go from there.
  const entry = reached ?? rows.find((row) => props.canPress(row)) ?? rows[0];
  const reach = (event: KeyboardEvent, row: Transition): void => {
    const at = rows.indexOf(row);
    const to = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const labels = picture.current?.querySelectorAll<SVGGElement>('[data-row]');
    labels?.[Math.max(0, Math.min(to, rows.length - 1))]?.focus();
  };
  const arrows = layout.arrows
    .map((arrow) => ({ ...arrow, mark: arrowMark(arrow.row, arrow.from) }))
    .toSorted((a, b) => STRENGTH[a.mark] - STRENGTH[b.mark]);
  const markOf = (row: Transition): Mark => arrows.findLast((arrow) => arrow.row === row)?.mark ?? 'shut';
  const isAimed = (status: OrderStatus): boolean =>
    [...layout.labels.keys()].some((row) => row.to === status && isPreviewed(row) && markOf(row) !== 'shut');

  return (
    <svg
      ref={picture}
      width={width}
      height={(layout.height * width) / layout.width}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      className={styles.diagram}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="group"
      aria-label={label}
    >
      <defs>
        {(['taken', 'open', 'later', 'shut'] as const).map((mark) => (
          <marker
            key={mark}
            id={`${id}-${mark}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M1 1L7 4L1 7" className={classNames(styles.head, styles[mark])} />
          </marker>
        ))}
      </defs>
      <g aria-hidden="true">
        <rect {...corners(layout.group)} rx={8} className={styles.group} />
        <text
          x={layout.group.x - layout.group.width / 2 + 8}
          y={layout.group.y + layout.group.height / 2 - 7}
          className={styles.groupName}
        >
          working
        </text>
        {arrows.map(({ row, from, path, mark }) => (
          <path
            key={`${rowLabel(row)} ${from} ${row.to}`}
            d={path}
            className={classNames(
              styles.arrow,
              styles[mark],
              isPreviewed(row) && mark !== 'shut' && styles.previewed,
            )}
            markerEnd={`url(#${id}-${mark})`}
            data-arrow={`${from ?? 'nothing'} ${row.event} ${row.to ?? 'same'}`}
          />
        ))}
        {[...layout.statuses].map(([status, box]) =>
          status === null ? (
            <circle key="nothing" cx={box.x} cy={box.y} r={5} className={styles.start} />
          ) : (
            <StatusNode
              key={status}
              status={status}
              box={box}
              mark={statusMark(status)}
              note={statusNote(status)}
              isAimed={isAimed(status)}
            />
          ),
        )}
      </g>
      {[...layout.labels].map(([row, box]) => (
        <RowLabel
          key={`${rowLabel(row)} ${row.to} ${row.guard}`}
          row={row}
          box={box}
          mark={markOf(row)}
          badge={badge(row)}
          isEntry={row === entry}
          onReach={() => setReached(row)}
          onKey={(event) => reach(event, row)}
          diagram={props}
        />
      ))}
    </svg>
  );
}

interface StatusNodeProps {
  readonly status: OrderStatus;
  readonly box: Box;
  readonly mark: StatusMark;
  readonly note: string;
  readonly isAimed: boolean;
}

function StatusNode({ status, box, mark, note, isAimed }: StatusNodeProps) {
  const { title } = ORDER_STATUSES[status];
  const terminal = isTerminal(status);
  const isInside = box.height > NODE_HEIGHT;
  return (
    <g
      className={classNames(
        styles.status,
        styles[mark],
        isAimed && styles.aimed,
        isInside && box.width < TIGHT && styles.tight,
      )}
      data-status={status}
    >
      <rect {...corners(box)} rx={terminal ? 4 : 13} />
      {terminal && (
        <rect
          {...corners({ ...box, width: box.width - 5, height: box.height - 5 })}
          rx={2.5}
          className={styles.inner}
        />
      )}
      <text x={box.x} y={box.y + (isInside && note !== '' ? -2 : 4)}>
        {title}
      </text>
      {note !== '' && (
        <text
          x={box.x}
          y={isInside ? box.y + 10 : box.y + box.height / 2 + 11}
          className={classNames(styles.note, isInside && styles.inside)}
        >
          {note}
        </text>
      )}
    </g>
  );
}

interface RowLabelProps {
  readonly row: Transition;
  readonly box: Box;
  readonly mark: Mark;
  readonly badge: string;
  /** Whether Tab comes here. */
  readonly isEntry: boolean;
  readonly onReach: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly diagram: LifecycleDiagramProps;
}

/** The words on an arrow: a button where pressing them makes it happen; elsewhere it can be reached all the same and says why not. */
function RowLabel({ row, box, mark, badge, isEntry, onReach, onKey, diagram }: RowLabelProps) {
  const { canPress, onPress, onPoint, describe, isPreviewed } = diagram;
  const pressable = canPress(row);
  const words = describe(row);
  const badgeWidth = badge.length * 6 + 8;
  // A finger that is lifted has not gone away: what it pointed at stays until something else has the focus.
  const leave = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') onPoint(null);
  };
  const content = (
    <>
      <rect x={box.x - box.width / 2} y={box.y - 13} width={box.width} height={26} className={styles.hit} />
      <rect {...corners(box)} rx={box.height / 2} className={styles.plate} />
      <text x={box.x} y={box.y + 4}>
        {rowLabel(row)}
      </text>
      {badge !== '' && (
        <>
          <rect
            x={box.x + box.width / 2 - 3}
            y={box.y - 17}
            width={badgeWidth}
            height={14}
            rx={7}
            className={styles.badge}
          />
          <text x={box.x + box.width / 2 - 3 + badgeWidth / 2} y={box.y - 6.5} className={styles.badgeText}>
            {badge}
          </text>
        </>
      )}
    </>
  );
  const className = classNames(
    styles.label,
    styles[mark],
    pressable && styles.pressable,
    isPreviewed(row) && mark !== 'shut' && styles.previewed,
  );
  return (
    <g
      // An SVG cannot hold a <button>.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="button"
      tabIndex={isEntry ? 0 : -1}
      aria-disabled={!pressable || undefined}
      aria-label={words}
      className={className}
      data-row={`${row.event} ${row.to ?? 'same'}`}
      onClick={() => (pressable ? onPress(row) : onPoint(row))}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') {
          onKey(event);
          return;
        }
        event.preventDefault();
        event.stopPropagation();
        if (pressable) onPress(row);
      }}
      onFocus={onReach}
      // Nobody has pointed at it where the focus is only led back from a form.
      onKeyUp={({ key }) => isMove(key) && onPoint(row)}
      onBlur={() => onPoint(null)}
      onPointerEnter={({ pointerType }) => pointerType !== 'touch' && onPoint(row)}
      onPointerLeave={leave}
    >
      {content}
    </g>
  );
}

/** Whether a key leads from one arrow to another. */
function isMove(key: string): boolean {
  return key === 'Tab' || key === 'Home' || key === 'End' || key.startsWith('Arrow');
}

function corners({ x, y, width, height }: Box) {
  return { x: x - width / 2, y: y - height / 2, width, height };
}
