import type { BarOutcome } from '../../scenario/pathLens.ts';
import { classNames } from '../../ui/classNames.ts';
import styles from './PathLens.module.css';
import { walkLayout } from './walkLayout.ts';

const WIDTH = 220;
const HEIGHT = 190;
const TOP = 18;
const BOTTOM = 172;
const LEFT = 14;
/** What is right of it is left to the names of the levels. */
const RIGHT = 158;
const MARK = 5;
/** Marks of one place stand beside each other. */
const ASIDE = 11;

/** One walk through a bar: the four prices in its order, the levels that waited, and what was met where. */
export function WalkPicture({ outcome }: { readonly outcome: BarOutcome }) {
  const { walk, fills } = outcome;
  const { yOf, levels } = walkLayout(outcome, TOP, BOTTOM);
  const xOf = (at: number): number => LEFT + (at / (walk.length - 1)) * (RIGHT - LEFT);
  const names = walk[1] >= walk[2] ? ['O', 'H', 'L', 'C'] : ['O', 'L', 'H', 'C'];
  return (
    <svg className={styles.picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {levels.map(({ price, y, labelY, label }) => (
        <g key={price}>
          <path className={styles.level} d={`M0 ${y}H${WIDTH}`} />
          <text className={styles.levelName} x={WIDTH - 2} y={labelY}>
            {label}
          </text>
        </g>
      ))}
      <path
        className={styles.walk}
        d={`M${walk.map((price, at) => `${xOf(at).toFixed(1)} ${yOf(price).toFixed(1)}`).join('L')}`}
      />
      {walk.map((price, at) => (
        // The four places are told apart by nothing else.
        // oxlint-disable-next-line react/no-array-index-key
        <g key={at}>
          <circle className={styles.point} cx={xOf(at)} cy={yOf(price)} r={2.5} />
          <text className={styles.pointName} x={xOf(at)} y={yOf(price) + (names[at] === 'L' ? 14 : -6)}>
            {names[at]}
          </text>
        </g>
      ))}
      {fills.map(({ buys, price, at, ambiguous, order }, index) => {
        const before = fills
          .slice(0, index)
          .filter((other) => other.at === at && other.price === price).length;
        const x = xOf(at) + before * ASIDE;
        const y = yOf(price);
        return (
          <g
            // The same may be met twice.
            // oxlint-disable-next-line react/no-array-index-key
            key={`${index} ${order}`}
            className={classNames(styles.mark, buys ? styles.buys : styles.sells)}
            transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
          >
            <path
              d={buys ? `M0 ${-MARK}L${MARK} ${MARK}H${-MARK}Z` : `M0 ${MARK}L${MARK} ${-MARK}H${-MARK}Z`}
            />
            <text y={buys ? MARK + 11 : -MARK - 4}>
              {index + 1}
              {ambiguous ? '?' : ''}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
