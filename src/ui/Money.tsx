import { Arrow } from './Arrow.tsx';
import { classNames } from './classNames.ts';
import { formatNumber, type ExactNumber } from './formatNumber.ts';
import styles from './Money.module.css';

interface MoneyProps {
  readonly value: ExactNumber;
  /** Decimals to write; without it as many as the number has. */
  readonly decimals?: number | undefined;
  /** The asset's code, written behind it. */
  readonly asset?: string | undefined;
  /** `balance` writes a minus only, `change` a sign either way and zero as a dot, `pnl` also ▲ or ▼ and its colour. */
  readonly as?: 'balance' | 'change' | 'pnl';
  readonly className?: string | undefined;
}

/** A number of money, price or volume: exact, in the reader's writing, in figures of one width. */
export function Money({ value, decimals, asset, as = 'balance', className }: MoneyProps) {
  const text = formatNumber(value, decimals, as === 'balance' ? 'minus' : 'always');
  const isZero = !/[1-9]/.test(typeof value === 'string' ? value : value.toFixed());
  const isLoss = text.startsWith('−');
  const tone = as === 'pnl' && !isZero && (isLoss ? styles.loss : styles.gain);
  return (
    <span className={classNames(styles.money, isZero && as !== 'balance' && styles.zero, tone, className)}>
      {as === 'pnl' && !isZero && <Arrow isUp={!isLoss} />}
      {isZero && as === 'change' ? '·' : text}
      {asset !== undefined && <span className={styles.unit}> {asset}</span>}
    </span>
  );
}
