import { useId } from 'react';
import { TRANSACTION_TYPES } from '../../domain/transaction.ts';
import { formatUnits } from '../../money/minorUnits.ts';
import { classNames } from '../../ui/classNames.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { TransactionTypeBadge } from '../../ui/TransactionTypeBadge.tsx';
import { CAUSE_WORDS, isOwn, type WaterfallStep } from './waterfall.ts';
import styles from './WaterfallPicture.module.css';

interface WaterfallPictureProps {
  readonly steps: readonly WaterfallStep[];
  readonly decimals: number;
  readonly orderId: string;
  readonly asset: string;
  readonly moment: number;
  readonly onMoment: (moment: number) => void;
}

/** What stands at a step: its change, and at the two ends the balance itself. */
function amountOf(step: WaterfallStep, part: 'available' | 'unavailable', decimals: number): string {
  const isEnd = step.cause === 'before' || step.cause === 'after';
  const units = isEnd ? step[`${part}After`] : step[part];
  if (!isEnd && units === 0n) return '·';
  return formatNumber(formatUnits(units, decimals), decimals, isEnd ? 'minus' : 'always');
}

/** The balance before an order, what each line of it moved, and the balance after it; each step leads to its moment. */
export function WaterfallPicture(props: WaterfallPictureProps) {
  const { steps, decimals, orderId, asset, moment, onMoment } = props;
  const hatch = useId();
  const top = steps.reduce((most, { availableAfter, unavailableAfter }) => {
    const more = availableAfter > unavailableAfter ? availableAfter : unavailableAfter;
    return more > most ? more : most;
  }, 1n);
  /** Only what is drawn is a double. */
  const share = (units: bigint): number => Number((units * 990_000n) / top) / 10_000;
  const now = steps.findLastIndex((step) => step.cause !== 'after' && step.moment <= moment);
  return (
    <ol className={styles.steps} aria-label={`What ${orderId} moved of ${asset}, step by step`}>
      {steps.map((step, index) => {
        const { cause } = step;
        const isLater = step.moment > moment;
        return (
          <li key={`${cause} ${step.seq} ${step.moment} ${step.availableAfter}`}>
            <button
              type="button"
              className={classNames(styles.step, isLater && styles.later)}
              aria-current={index === now ? 'step' : undefined}
              title={`Look at moment ${step.moment}`}
              onClick={() => onMoment(step.moment)}
            >
              <span className={styles.name}>
                {isOwn(cause) ? (
                  <TransactionTypeBadge type={cause} family={TRANSACTION_TYPES[cause].family} />
                ) : (
                  <span className={styles.end}>{CAUSE_WORDS[cause]}</span>
                )}
                {step.lines > 1 && ` × ${step.lines}`}
              </span>
              <svg className={styles.bars} viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true">
                <pattern
                  id={`${hatch}-${index}`}
                  width="5"
                  height="5"
                  patternUnits="userSpaceOnUse"
                  patternTransform="rotate(45)"
                >
                  <rect width="5" height="5" className={styles.softGround} />
                  <path d="M0 0V5" className={styles.hatch} />
                </pattern>
                <StepBar y={2} step={step} part="available" share={share} className={styles.available} />
                <StepBar
                  y={16}
                  step={step}
                  part="unavailable"
                  share={share}
                  className={styles.unavailable}
                  fill={`url(#${hatch}-${index})`}
                />
              </svg>
              <span className={styles.amounts}>
                <span className={styles.availableText}>{amountOf(step, 'available', decimals)}</span>
                <span className={styles.unavailableText}>{amountOf(step, 'unavailable', decimals)}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

interface StepBarProps {
  readonly y: number;
  readonly step: WaterfallStep;
  readonly part: 'available' | 'unavailable';
  readonly share: (units: bigint) => number;
  readonly className: string | undefined;
  readonly fill?: string;
}

/** From the balance before a step to that after it: filled where it grows, empty where it shrinks, a line where it stays. */
function StepBar({ y, step, part, share, className, fill }: StepBarProps) {
  const isEnd = step.cause === 'before' || step.cause === 'after';
  const after = share(step[`${part}After`]);
  const before = isEnd ? 0 : share(step[`${part}After`] - step[part]);
  const left = Math.min(before, after);
  const grows = isEnd || step[part] > 0n;
  return (
    <rect
      x={left}
      y={y}
      width={Math.max(0.4, Math.abs(after - before))}
      height="10"
      vectorEffect="non-scaling-stroke"
      className={classNames(className, !grows && styles.shrinks)}
      fill={grows ? fill : undefined}
    />
  );
}
