import type { ChangeEvent } from 'react';
import { TRANSACTION_TYPE_NAMES } from '../../domain/transaction.ts';
import type { Journal } from '../../journal/journal.ts';
import { Button } from '../../ui/Button.tsx';
import { titleOfType } from '../../ui/TransactionTypeBadge.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { FAMILIES, NO_FILTER, typesOf, type LedgerFilter } from './ledgerFilter.ts';
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
}

/** What the ledger is narrowed to: words, the selected order, asset, type, and account where there are several. */
export function LedgerFilters({ journal, filter, onFilter, selected, count }: LedgerFiltersProps) {
  const { accounts, assets } = journal.header;
  const set =
    (key: 'account' | 'asset' | 'text') => (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
      onFilter({ ...filter, [key]: event.target.value });
  const isNarrowed = Object.values(filter).some((each) => each !== '');
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
                {titleOfType(type)}
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
      {accounts.length > 1 && (
        <select
          className={styles.choice}
          aria-label="Account"
          value={filter.account}
          onChange={set('account')}
        >
          <option value="">All accounts</option>
          {accounts.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      )}
      {(selected !== null || filter.order !== '') && (
        <Toggle
          label={`Only ${filter.order === '' ? selected : filter.order}`}
          checked={filter.order !== ''}
          onChange={(checked) => onFilter({ ...filter, order: checked ? (selected ?? '') : '' })}
        />
      )}
      <output className={styles.count}>{count}</output>
      {isNarrowed && (
        <Button look="plain" icon="close" onClick={() => onFilter(NO_FILTER)} title="Show every line again">
          Clear
        </Button>
      )}
    </fieldset>
  );
}
