import { useId } from 'react';
import type { Pair } from '../../domain/pair.ts';
import { Decimal, ZERO } from '../../money/decimal.ts';
import { formatShortest, parseUnits } from '../../money/minorUnits.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { parseNumber } from '../../ui/parseNumber.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import type { ChunkRow } from './actionForm.ts';
import styles from './ChunksField.module.css';

const EQUAL_PARTS = [2, 3, 4] as const;

interface ChunksFieldProps {
  readonly rows: readonly ChunkRow[];
  readonly onChange: (rows: readonly ChunkRow[]) => void;
  readonly error: string | undefined;
  /** What has to be handed over in all, as a plain text. */
  readonly remaining: string;
  readonly pair: Pair;
  /** The limit price that a child takes over when it has none of its own. */
  readonly priceBefore: string | undefined;
}

/** The children of a split, with what is still to hand over counted as they are typed. */
export function ChunksField({ rows, onChange, error, remaining, pair, priceBefore }: ChunksFieldProps) {
  const sum = rows.reduce((total, { volume }) => total.plus(parseNumber(volume) ?? ZERO), ZERO);
  const left = new Decimal(remaining).minus(sum);
  const change = (index: number, part: Partial<ChunkRow>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <div className={styles.chunks}>
      <div className={styles.tools}>
        {EQUAL_PARTS.map((count) => (
          <Button key={count} onClick={() => onChange(equalParts(remaining, count, pair))}>
            {count} equal
          </Button>
        ))}
        <Button icon="plus" onClick={() => onChange([...rows, { volume: '', price: '' }])}>
          Child
        </Button>
      </div>
      <div className={styles.row} aria-hidden="true">
        <span className={styles.head}>Volume, {pair.base.code}</span>
        <span className={styles.head}>Price, {pair.quote.code}</span>
      </div>
      {rows.map((row, index) => (
        // Rows are told apart by their place alone.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.row}>
          <span className={styles.number}>{index + 1}</span>
          <Cell
            label={`Volume ${index + 1}`}
            value={row.volume}
            onChange={(volume) => change(index, { volume })}
          />
          <Cell
            label={`Price ${index + 1}`}
            value={row.price}
            onChange={(price) => change(index, { price })}
            placeholder={priceBefore === undefined ? undefined : 'same'}
          />
          <IconButton
            icon="close"
            label={`Remove child ${index + 1}`}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {priceBefore !== undefined && (
        <p className={classNames(styles.counter, styles.note)}>
          Without a price of its own a child has the same as before: {priceBefore}.
        </p>
      )}
      <p className={styles.counter} aria-live="polite">
        <span>
          {formatNumber(sum)} of {formatNumber(remaining)} {pair.base.code}
        </span>
        <strong className={classNames(left.isZero() ? styles.done : styles.open)}>
          {left.isZero()
            ? '✓ exactly'
            : `${formatNumber(left.abs())} ${left.isNegative() ? 'too much' : 'left'}`}
        </strong>
      </p>
      {error !== undefined && <p className={styles.error}>{error}</p>}
    </div>
  );
}

interface CellProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly placeholder?: string | undefined;
}

/** A number in its row and column, which say to those who see it what it is. */
function Cell({ label, ...input }: CellProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>
        <VisuallyHidden>{label}</VisuallyHidden>
      </label>
      <NumberInput control={{ id, 'aria-describedby': undefined, 'aria-invalid': undefined }} {...input} />
    </div>
  );
}

/** Equal parts on the pair's lots; what does not divide goes to the first. */
export function equalParts(remaining: string, count: number, pair: Pair): readonly ChunkRow[] {
  const units = parseUnits(remaining, pair.base.decimals) ?? 0n;
  const each = (units / BigInt(count) / pair.lot) * pair.lot;
  const first = units - each * BigInt(count - 1);
  const text = (part: bigint): string => formatShortest(part, pair.base.decimals);
  return Array.from({ length: count }, (_, index) => ({
    volume: text(index === 0 ? first : each),
    price: '',
  }));
}
