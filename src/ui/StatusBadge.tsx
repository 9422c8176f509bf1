import { classNames } from './classNames.ts';
import styles from './StatusBadge.module.css';

/** How each status of an order looks: a shape of its own, and one of four tones. */
const LOOKS = {
  NEW: { title: 'New', tone: 'working' },
  PENDING: { title: 'Pending', tone: 'working' },
  TRIGGERED: { title: 'Triggered', tone: 'working' },
  PARTIALLY_FILLED: { title: 'Partially filled', tone: 'working' },
  FILLED: { title: 'Filled', tone: 'done' },
  CANCELLED: { title: 'Cancelled', tone: 'over' },
  EXPIRED: { title: 'Expired', tone: 'over' },
  REPLACED: { title: 'Replaced', tone: 'over' },
  SPLIT: { title: 'Split', tone: 'over' },
  REJECTED: { title: 'Rejected', tone: 'refused' },
} as const;

/** The statuses that can be drawn. */
export type BadgeStatus = keyof typeof LOOKS;

/** A status in words. */
export function titleOfStatus(status: BadgeStatus): string {
  return LOOKS[status].title;
}

interface StatusShapeProps {
  readonly status: BadgeStatus;
  /** Share of the volume that is filled, 0 to 1: drawn as a ring around a working order. */
  readonly filledShare?: number;
  readonly size?: number;
}

/** A status as a shape that is told apart without its colour. */
export function StatusShape({ status, filledShare = 0, size = 14 }: StatusShapeProps) {
  return (
    <svg
      className={classNames(styles.shape, styles[LOOKS[status].tone])}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      aria-hidden="true"
      focusable="false"
    >
      {drawShape(status, filledShare)}
    </svg>
  );
}

function drawShape(status: BadgeStatus, filledShare: number) {
  switch (status) {
    case 'NEW':
      return <circle cx="7" cy="7" r="5.25" strokeDasharray="2 2.12" />;
    case 'PENDING':
      return <circle cx="7" cy="7" r="5.25" />;
    case 'TRIGGERED':
      return (
        <>
          <circle cx="7" cy="7" r="5.25" />
          <circle cx="7" cy="7" r="1.6" className={styles.solid} />
        </>
      );
    case 'PARTIALLY_FILLED':
      return (
        <>
          <circle cx="7" cy="7" r="5.25" />
          <path d={sectorPath(filledShare)} className={styles.solid} strokeWidth="0" />
        </>
      );
    case 'FILLED':
      return <circle cx="7" cy="7" r="5.25" className={styles.solid} />;
    case 'CANCELLED':
      return (
        <>
          <circle cx="7" cy="7" r="5.25" />
          <path d="M3.4 3.4l7.2 7.2" />
        </>
      );
    case 'EXPIRED':
      return (
        <>
          <circle cx="7" cy="7" r="5.25" />
          <path d="M7 4v3.2l2.1 1.4" />
        </>
      );
    case 'REPLACED':
      return (
        <>
          <rect x="1.75" y="1.75" width="7" height="7" rx="1" />
          <path d="M12.25 6v6.25H6" />
        </>
      );
    case 'SPLIT':
      return <path d="M7 13V8M7 8L2.5 2M7 8l4.5-6" />;
    case 'REJECTED':
      return <path d="M2.5 2.5l9 9M11.5 2.5l-9 9" />;
  }
}

/** A sector from twelve o'clock; at least a sliver, so that a partial fill never looks empty. */
function sectorPath(share: number): string {
  const shown = Math.min(0.96, Math.max(0.08, share));
  const angle = shown * 2 * Math.PI;
  const x = 7 + 5.25 * Math.sin(angle);
  const y = 7 - 5.25 * Math.cos(angle);
  return `M7 7V1.75A5.25 5.25 0 ${shown > 0.5 ? 1 : 0} 1 ${x.toFixed(3)} ${y.toFixed(3)}z`;
}

interface StatusBadgeProps extends StatusShapeProps {
  /** Text after the title, such as `60 %`. */
  readonly detail?: string | undefined;
}

/** An order's status: shape and word, never colour alone. */
export function StatusBadge({ status, filledShare = 0, detail }: StatusBadgeProps) {
  return (
    <span className={styles.badge}>
      <StatusShape status={status} filledShare={filledShare} />
      <span className={styles.text}>
        {LOOKS[status].title}
        {detail === undefined ? '' : ` ${detail}`}
      </span>
    </span>
  );
}
