import { useId, useState, type ChangeEvent, type ReactNode } from 'react';
import { KIND_TITLES } from '../../domain/entry.ts';
import { TRANSACTION_TYPE_NAMES } from '../../domain/transaction.ts';
import type { Journal } from '../../journal/journal.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { titleOfType } from '../../ui/TransactionTypeBadge.tsx';
import {
  FAMILIES,
  isNarrowed,
  NO_FILTER,
  orderMeant,
  originsIn,
  typesOf,
  type LedgerFilter,
} from './ledgerFilter.ts';
import styles from './LedgerFilters.module.css';

const FAMILY_TITLES = {
  reservation: 'Reserve and return',
  fill: 'Fills',
  fee: 'Fees',
  pnl: 'Profit and loss',
  adjustment: 'Adjustments',
} as const;

interface LedgerFiltersProps {
  readonly journal: Journal;
  readonly filter: LedgerFilter;
  readonly onFilter: (filter: LedgerFilter) => void;
  readonly selected: string | null;
  /** How many rows are shown, in words. */
  readonly count: string;
  /** How many of them there are at the moment, `null` for all. */
  readonly soFar: string | null;
  /** What can be done with the lines that are shown. */
  readonly menus: ReactNode;
}

/** What the ledger is narrowed to: words, type, asset and the selected order; behind a button order, origin, times, and account where there are several. */
export function LedgerFilters(props: LedgerFiltersProps) {
  const { journal, filter, onFilter, selected, count, soFar, menus } = props;
  const { accounts, assets } = journal.header;
  const [showsMore, setShowsMore] = useState(false);
  const moreId = useId();
  const set =
    (key: 'account' | 'asset' | 'from' | 'order' | 'text' | 'to') =>
    (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
      onFilter({ ...filter, [key]: event.target.value });
  const number = /^O-(\d+)$/.exec(orderMeant(filter.order))?.[1];
  const isUnknown = filter.order.trim() !== '' && !(Number(number) <= journal.orders.length);
  const isBackwards = filter.from !== '' && filter.to !== '' && filter.from > filter.to;
  return (
    <fieldset className={styles.filters} aria-label="Filters of the ledger">
      <input
        type="search"
        className={styles.words}
        value={filter.text}
        onChange={set('text')}
        placeholder="Filter  ( / )"
        aria-label="Filter lines by words"
        aria-keyshortcuts="/"
      />
      <select
        className={styles.choice}
        aria-label="Type of line"
        value={filter.kind}
        onChange={(event) => onFilter({ ...filter, kind: event.target.value as LedgerFilter['kind'] })}
      >
        <option value="">All types</option>
        {FAMILIES.map((family) => (
          <optgroup key={family} label={FAMILY_TITLES[family]}>
            {typesOf(family).length > 1 && <option value={family}>{FAMILY_TITLES[family]}</option>}
            {TRANSACTION_TYPE_NAMES.filter((type) => typesOf(family).includes(type)).map((type) => (
              <option key={type} value={type}>
                {titleOfType(type)} ({type})
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <select className={styles.choice} aria-label="Asset" value={filter.asset} onChange={set('asset')}>
        <option value="">All assets</option>
        {assets.map(({ code }) => (
          <option key={code}>{code}</option>
        ))}
      </select>
      {(selected !== null || filter.followsSelection) && (
        <Toggle
          label={`Only ${selected ?? 'the selected order'}`}
          checked={filter.followsSelection}
          onChange={(followsSelection) => onFilter({ ...filter, followsSelection })}
        />
      )}
      <IconButton
        icon="filter"
        label="More filters: order, origin, time"
        aria-expanded={showsMore}
        aria-controls={showsMore ? moreId : undefined}
        onClick={() => setShowsMore(!showsMore)}
      />
      <span className={styles.count}>
        <output>{count}</output>
        {/* Not told by itself: it changes with every moment that is looked at. */}
        {soFar !== null && `, ${soFar} so far`}
      </span>
      {isNarrowed(filter) && (
        <Button look="plain" icon="close" onClick={() => onFilter(NO_FILTER)} title="Show every line again">
          Clear
        </Button>
      )}
      <span className={styles.menus}>{menus}</span>
      {showsMore && (
        <div id={moreId} className={styles.more}>
          <label className={styles.field}>
            Order
            <input
              className={styles.order}
              value={filter.order}
              onChange={set('order')}
              placeholder="O-1"
              aria-invalid={isUnknown}
            />
          </label>
          <label className={styles.field}>
            Origin
            <select
              className={styles.choice}
              value={filter.origin}
              onChange={(event) =>
                onFilter({ ...filter, origin: event.target.value as LedgerFilter['origin'] })
              }
            >
              <option value="">All origins</option>
              {originsIn(journal).map((kind) => (
                <option key={kind} value={kind}>
                  {KIND_TITLES[kind]}
                </option>
              ))}
            </select>
          </label>
          {accounts.length > 1 && (
            <label className={styles.field}>
              Account
              <select className={styles.choice} value={filter.account} onChange={set('account')}>
                <option value="">All accounts</option>
                {accounts.map(({ id }) => (
                  <option key={id}>{id}</option>
                ))}
              </select>
            </label>
          )}
          <label className={styles.field}>
            From
            <input type="datetime-local" value={filter.from} onChange={set('from')} />
          </label>
          <label className={styles.field}>
            To
            <input type="datetime-local" value={filter.to} onChange={set('to')} aria-invalid={isBackwards} />
          </label>
          <span className={styles.hint}>
            {isUnknown
              ? `There is no order ${orderMeant(filter.order)}.`
              : isBackwards
                ? 'It ends before it begins.'
                : 'in UTC'}
          </span>
        </div>
      )}
    </fieldset>
  );
}
