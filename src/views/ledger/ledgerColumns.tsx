import type { ReactNode } from 'react';
import { KIND_TITLES, type EntryKind } from '../../domain/entry.ts';
import { TRANSACTION_TYPES, type Transaction } from '../../domain/transaction.ts';
import { Money } from '../../ui/Money.tsx';
import { Time } from '../../ui/Time.tsx';
import { TransactionTypeBadge } from '../../ui/TransactionTypeBadge.tsx';
import styles from './LedgerGrid.module.css';

/** What cells of a line are made of beside the line itself. */
export interface CellContext {
  /** Decimals of the line's asset. */
  readonly decimals: number;
  /** The times the line stands among, where they say how much of its own has to be told. */
  readonly timesAmong: readonly [firstMs: number, lastMs: number] | undefined;
  /** The entry that the line goes back to, and its kind. */
  readonly origin: { readonly entry: number; readonly kind: EntryKind };
  readonly onOrigin: () => void;
}

/** How wide things are in a ledger, in characters. */
export interface Widths {
  readonly number: number;
  readonly time: number;
  readonly amount: number;
  readonly account: number;
  readonly order: number;
  readonly asset: number;
}

interface LedgerColumn {
  readonly key: string;
  /** Words above it. */
  readonly title: string;
  /** Its name in the menu, where that is not the title. */
  readonly name?: string;
  readonly align?: 'end';
  readonly look?: 'held' | 'quiet';
  /** How wide it is, in CSS pixels. */
  readonly width: (widths: Widths) => number;
  /** When it goes where there is no room: the largest first; without, never by itself. */
  readonly missedLeast: number;
  /** Takes what is left over. */
  readonly grows?: boolean;
  readonly cell: (line: Transaction, context: CellContext) => ReactNode;
}

/** A figure of the table's size, a little generously. */
const CHARACTER = 7.1;
/** A capital letter. */
const LETTER = 9.5;
const chars =
  (of: (widths: Widths) => number) =>
  (widths: Widths): number =>
    Math.ceil(of(widths) * CHARACTER);
const amountWidth = (widths: Widths): number => Math.max(82, chars(({ amount }) => amount)(widths));

/** Every column of the ledger, in their order. */
export const LEDGER_COLUMNS = [
  {
    key: 'seq',
    title: '#',
    name: 'Number',
    align: 'end',
    look: 'quiet',
    width: chars(({ number }) => number + 1),
    missedLeast: 0,
    cell: ({ seq }) => seq,
  },
  {
    key: 'time',
    title: 'Time',
    width: chars(({ time }) => time),
    missedLeast: 2,
    cell: ({ timeMs }, { timesAmong }) => <Time timeMs={timeMs} among={timesAmong} />,
  },
  {
    key: 'type',
    title: 'Type',
    width: () => 104,
    missedLeast: 0,
    cell: ({ type }) => <TransactionTypeBadge type={type} family={TRANSACTION_TYPES[type].family} />,
  },
  {
    key: 'order',
    title: 'Order',
    width: chars(({ order }) => order),
    missedLeast: 1,
    cell: ({ order }) => order ?? '',
  },
  {
    key: 'fill',
    title: 'Fill',
    width: chars(({ order }) => order),
    missedLeast: 9,
    cell: ({ fill }) => fill ?? '',
  },
  {
    key: 'account',
    title: 'Account',
    width: chars(({ account }) => account),
    missedLeast: 4,
    cell: ({ account }) => account,
  },
  {
    key: 'asset',
    title: 'Asset',
    width: ({ asset }) => Math.max(36, asset * LETTER),
    missedLeast: 0,
    cell: ({ asset }) => asset,
  },
  {
    key: 'available',
    title: 'Δ available',
    align: 'end',
    width: amountWidth,
    missedLeast: 0,
    cell: ({ available }, { decimals }) => <Money value={available} decimals={decimals} as="change" />,
  },
  {
    key: 'unavailable',
    title: 'Δ unavailable',
    align: 'end',
    look: 'held',
    width: amountWidth,
    missedLeast: 0,
    cell: ({ unavailable }, { decimals }) => <Money value={unavailable} decimals={decimals} as="change" />,
  },
  {
    key: 'availableAfter',
    title: 'Available',
    name: 'Available after it',
    align: 'end',
    width: amountWidth,
    missedLeast: 3,
    cell: ({ availableAfter }, { decimals }) => <Money value={availableAfter} decimals={decimals} />,
  },
  {
    key: 'unavailableAfter',
    title: 'Unavailable',
    name: 'Unavailable after it',
    align: 'end',
    look: 'held',
    width: amountWidth,
    missedLeast: 3,
    cell: ({ unavailableAfter }, { decimals }) => <Money value={unavailableAfter} decimals={decimals} />,
  },
  {
    key: 'origin',
    title: 'Origin',
    width: () => 82,
    missedLeast: 5,
    cell: ({ entry }, { origin, onOrigin }) =>
      origin.entry === entry ? (
        <span className={styles.quiet}>{KIND_TITLES[origin.kind]}</span>
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={styles.origin}
          title={`${KIND_TITLES[origin.kind]}: look at moment ${origin.entry}`}
          onClick={(event) => {
            event.stopPropagation();
            onOrigin();
          }}
        >
          {KIND_TITLES[origin.kind]}
        </button>
      ),
  },
  {
    key: 'bar',
    title: 'Bar',
    align: 'end',
    width: () => 52,
    missedLeast: 9,
    cell: ({ bar }) => bar ?? '',
  },
  {
    key: 'phase',
    title: 'Phase',
    width: () => 64,
    missedLeast: 9,
    cell: ({ phase }) => phase?.toLowerCase() ?? '',
  },
  {
    key: 'description',
    title: 'What happened',
    look: 'quiet',
    width: () => 96,
    grows: true,
    missedLeast: 6,
    cell: ({ description }) => description,
  },
] as const satisfies readonly LedgerColumn[];

/** A column by its name in the code. */
export type ColumnKey = (typeof LEDGER_COLUMNS)[number]['key'];
/** A column as it is drawn. */
export type Column = LedgerColumn & { readonly key: ColumnKey };

const COLUMNS: readonly Column[] = LEDGER_COLUMNS;
/** Columns that are not shown unless somebody asks for them. */
const ON_REQUEST = 9;
const GAP = 8;
const EDGES = 20;
/** As narrow as most types and the gaps may get before a column more has to go; with no column left to go, the icons alone remain. */
const MOST_TYPES = 64;
const ICON_ONLY = 18;
const WIDE_WORDS = 220;

/** What people call a column. */
export function nameOfColumn({ title, name }: Column): string {
  return name ?? title;
}

/** The columns of a choice, whatever else it holds; of no choice those that there is room for. */
export function shownColumns(
  choice: readonly string[] | null,
  widths: Widths,
  room: number,
  severalAccounts: boolean,
): readonly Column[] {
  if (choice !== null) return COLUMNS.filter(({ key }) => key === 'seq' || choice.includes(key));
  let shown = COLUMNS.filter(
    ({ key, missedLeast }) => missedLeast < ON_REQUEST && (key !== 'account' || severalAccounts),
  );
  while (widthOf(shown, widths) > room) {
    const worst = Math.max(...shown.map(({ missedLeast }) => missedLeast));
    if (worst === 0) break;
    shown = shown.filter(({ missedLeast }) => missedLeast < worst);
  }
  return shown;
}

function widthOf(columns: readonly Column[], widths: Widths): number {
  const content = columns.reduce(
    (sum, { key, width }) => sum + (isTight(columns) && key === 'type' ? MOST_TYPES : width(widths)),
    0,
  );
  return content + GAP * (columns.length - 1) + EDGES;
}

/** Whether no column is left that could give way to the types. */
function isTight(columns: readonly Column[]): boolean {
  return !columns.some(({ missedLeast }) => missedLeast >= 3);
}

/** The column that takes what is left over. */
function growingOf(columns: readonly Column[]): string | undefined {
  return ['description', 'origin', 'type'].find((name) => columns.some(({ key }) => key === name));
}

/** How wide the column of types is, in CSS pixels. */
export function typeWidthOf(
  columns: readonly Column[],
  widths: Widths,
  isChoice: boolean,
  room: number,
): number {
  const types = columns.find(({ key }) => key === 'type');
  const own = types?.width(widths) ?? 0;
  if (growingOf(columns) !== 'type') return own;
  const left = room - widthOf(columns, widths) + (isTight(columns) ? MOST_TYPES : own);
  return Math.max(isChoice ? own : ICON_ONLY, left);
}

/** The columns as CSS: of a choice each as wide as it is, else together as wide as the room. */
export function templateOf(columns: readonly Column[], widths: Widths, isChoice: boolean): string {
  const growing = growingOf(columns);
  return columns
    .map(({ key, width, grows }) => {
      const own = width(widths);
      if (key !== growing) return `${own}px`;
      const least =
        grows === true ? (isChoice ? WIDE_WORDS : 0) : key === 'type' && !isChoice ? ICON_ONLY : own;
      return `minmax(${least}px, 1fr)`;
    })
    .join(' ');
}
