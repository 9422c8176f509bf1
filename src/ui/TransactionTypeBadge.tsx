import { classNames } from './classNames.ts';
import { Icon, type IconName } from './icons.tsx';
import styles from './TransactionTypeBadge.module.css';

/** The words of each type, and the icon of each family. */
const TITLES = {
  RESERVE_MARGIN: 'Reserve',
  RETURN_MARGIN: 'Return',
  FILL_BUY: 'Fill buy',
  FILL_SELL: 'Fill sell',
  SPOT_EXCHANGE: 'Exchange',
  FEE_CREATE: 'Fee, create',
  FEE_FILL: 'Fee, fill',
  FEE_CLOSE: 'Fee, close',
  FEE_CANCEL: 'Fee, cancel',
  FEE_OVERNIGHT: 'Fee, overnight',
  CLOSE_PNL: 'Profit or loss',
  ADJUSTMENT: 'Adjustment',
} as const;
const ICONS = {
  reservation: 'lock',
  fill: 'exchange',
  fee: 'fee',
  pnl: 'pnl',
  adjustment: 'adjust',
} as const satisfies Record<string, IconName>;

/** A type in words. */
export function titleOfType(type: keyof typeof TITLES): string {
  return TITLES[type];
}

interface TransactionTypeBadgeProps {
  readonly type: keyof typeof TITLES;
  readonly family: keyof typeof ICONS;
}

/** A transaction's type: the icon and tone of its family, and its own word. */
export function TransactionTypeBadge({ type, family }: TransactionTypeBadgeProps) {
  return (
    <span className={classNames(styles.badge, styles[family])} title={type}>
      <Icon name={ICONS[family]} size={14} />
      <span className={styles.text}>{TITLES[type]}</span>
    </span>
  );
}
