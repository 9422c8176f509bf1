import { useEffect, useRef } from 'react';
import { ORDER_STATUSES } from '../../domain/orders/lifecycle.ts';
import { classNames } from '../../ui/classNames.ts';
import { Time } from '../../ui/Time.tsx';
import styles from './PathSteps.module.css';
import { spanOf, type Step } from './steps.ts';

/** Steps shown on either side of the last one done; an order of a long run may have thousands. */
const NEARBY = 60;

interface PathStepsProps {
  readonly steps: readonly Step[];
  readonly onMoment: (moment: number) => void;
}

/** The path an order took, step by step; each leads to its moment. */
export function PathSteps({ steps, onMoment }: PathStepsProps) {
  const now = steps.findLastIndex(({ isPast }) => isPast);
  const from = Math.max(0, now - NEARBY);
  const shown = steps.slice(from, now + NEARBY + 1);
  const among = spanOf(steps);
  const current = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const item = current.current;
    const list = item?.parentElement;
    if (now < 0 || !item || !list) return undefined;
    // Is told once the page is laid out, before it is painted: to ask for a place earlier would have it laid out twice.
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      const end = item.offsetLeft + item.offsetWidth;
      if (item.offsetLeft < list.scrollLeft || end > list.scrollLeft + list.clientWidth) {
        list.scrollLeft = end - list.clientWidth + 60;
      }
    });
    observer.observe(item);
    return () => observer.disconnect();
  }, [now]);
  return (
    <ol className={styles.steps} aria-label="Steps of this order">
      {from > 0 && <li className={styles.more}>{from} earlier</li>}
      {shown.map((step, index) => {
        const isNow = from + index === now;
        return (
          <li key={step.number} ref={isNow ? current : null}>
            <button
              type="button"
              className={classNames(styles.step, !step.isPast && styles.later, isNow && styles.now)}
              aria-current={isNow ? 'step' : undefined}
              title={`${step.event} → ${ORDER_STATUSES[step.to].title}, moment ${step.moment}`}
              onClick={() => onMoment(step.moment)}
            >
              <span className={styles.number}>{step.number}</span>
              <span>
                {step.event}
                {step.detail !== '' && ` ${step.detail}`}
              </span>
              <span className={styles.time}>
                <Time timeMs={step.timeMs} among={among} />
              </span>
            </button>
          </li>
        );
      })}
      {steps.length > from + shown.length && (
        <li className={styles.more}>{steps.length - from - shown.length} later</li>
      )}
    </ol>
  );
}
