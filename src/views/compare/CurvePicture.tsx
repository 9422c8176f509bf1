import { useState, type PointerEvent } from 'react';
import { curveScale, writeTick, type CurveScale } from '../../ui/curveScale.ts';
import { valueAt, writtenIn, type Curve, type CurvePanel } from './curveData.ts';
import styles from './CurvePicture.module.css';

const LEFT = 56;
const RIGHT = 22;
const AXIS = 20;
const PAD = 8;
const PIXELS_PER_TICK = 34;

interface CurvePictureProps {
  readonly panels: readonly CurvePanel[];
  /** The last moment that is the same. */
  readonly parting: number;
  readonly width: number;
  readonly height: number;
}

/** The panels over each other along the moments, with a line where the two part. */
export function CurvePicture({ panels, parting, width, height }: CurvePictureProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const end = Math.max(1, ...panels.flatMap(({ curves }) => curves.map((curve) => curve.end)));
  const plotWidth = Math.max(40, width - LEFT - RIGHT);
  const xOf = (moment: number): number => LEFT + (moment / end) * plotWidth;
  const panelHeight = Math.max(40, (height - AXIS) / panels.length);
  const point = (event: PointerEvent<SVGSVGElement>): void => {
    const { left } = event.currentTarget.getBoundingClientRect();
    const moment = Math.round(((event.clientX - left - LEFT) / plotWidth) * end);
    setPointed(Math.max(0, Math.min(end, moment)));
  };
  return (
    <div className={styles.picture}>
      <svg
        width={width}
        height={height}
        aria-hidden="true"
        onPointerMove={point}
        onPointerLeave={() => setPointed(null)}
      >
        {panels.map((panel, index) => (
          <g key={panel.title} transform={`translate(0 ${index * panelHeight})`}>
            <Panel panel={panel} width={width} height={panelHeight} xOf={xOf} />
          </g>
        ))}
        {parting > 0 && parting < end && (
          <g className={styles.parting}>
            <path d={`M${xOf(parting)} 0V${height - AXIS}`} />
            <text
              x={xOf(parting) + (parting > end / 2 ? -5 : 5)}
              y={12}
              textAnchor={parting > end / 2 ? 'end' : 'start'}
            >
              they part
            </text>
          </g>
        )}
        {[0, parting, end]
          .filter((moment, index, all) => all.indexOf(moment) === index && moment <= end)
          .map((moment) => (
            <text
              key={moment}
              className={styles.tick}
              x={xOf(moment)}
              y={height - 5}
              textAnchor={moment === 0 ? 'start' : moment === end ? 'end' : 'middle'}
            >
              {moment}
            </text>
          ))}
        {pointed !== null && <path className={styles.pointer} d={`M${xOf(pointed)} 0V${height - AXIS}`} />}
      </svg>
      {pointed !== null && (
        <div className={xOf(pointed) > width / 2 ? styles.readout : styles.readoutRight} aria-hidden="true">
          <div className={styles.when}>moment {pointed}</div>
          {panels.map((panel) => (
            <div key={panel.title}>
              {panel.title}:{' '}
              {panel.curves
                .map((curve) => `${curve.letter} ${writtenIn(panel, valueAt(curve, pointed))}`)
                .join(', ')}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

interface PanelProps {
  readonly panel: CurvePanel;
  readonly width: number;
  readonly height: number;
  readonly xOf: (moment: number) => number;
}

function Panel({ panel: { title, curves }, width, height, xOf }: PanelProps) {
  const values = curves.flatMap((curve) => curve.values);
  const scale: CurveScale = curveScale(
    Math.min(...values),
    Math.max(...values),
    Math.max(2, Math.floor(height / PIXELS_PER_TICK)),
  );
  const yOf = (value: number): number =>
    PAD + (1 - (value - scale.low) / (scale.high - scale.low || 1)) * (height - 2 * PAD);
  return (
    <>
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path className={styles.grid} d={`M${LEFT} ${yOf(tick)}H${width - RIGHT}`} />
          <text className={styles.tick} x={LEFT - 6} y={yOf(tick) + 4} textAnchor="end">
            {writeTick(tick)}
          </text>
        </g>
      ))}
      {curves.toReversed().map((curve) => (
        <path
          key={curve.letter}
          className={curve.letter === 'A' ? styles.left : styles.right}
          d={stepsOf(curve, xOf, yOf)}
        />
      ))}
      <Ends curves={curves} xOf={xOf} yOf={yOf} />
      <text className={styles.name} x={LEFT + 4} y={height - PAD - 2}>
        {title}
      </text>
    </>
  );
}

const LABEL_HEIGHT = 12;

/** The letters at the ends of the curves, apart from each other. */
function Ends({
  curves,
  xOf,
  yOf,
}: { readonly curves: readonly Curve[] } & Pick<PanelProps, 'xOf'> & {
    readonly yOf: (value: number) => number;
  }) {
  const ends = curves.map((curve) => ({
    letter: curve.letter,
    x: xOf(curve.end) + 4,
    y: yOf(curve.values.at(-1) ?? 0) + 4,
  }));
  const [one, other] = ends;
  const areClose =
    one !== undefined &&
    other !== undefined &&
    Math.abs(one.x - other.x) < LABEL_HEIGHT &&
    Math.abs(one.y - other.y) < LABEL_HEIGHT;
  return ends.map(({ letter, x, y }, index) => (
    <text
      key={letter}
      className={letter === 'A' ? styles.leftName : styles.rightName}
      x={x}
      y={areClose ? y + (index === 0 ? -LABEL_HEIGHT / 2 : LABEL_HEIGHT / 2) : y}
    >
      {letter}
    </text>
  ));
}

function stepsOf(
  { moments, values, end }: Curve,
  xOf: (moment: number) => number,
  yOf: (value: number) => number,
): string {
  const steps = moments.map(
    (moment, index) => `H${xOf(moment).toFixed(1)}V${yOf(values[index] ?? 0).toFixed(1)}`,
  );
  const first = moments[0];
  if (first === undefined) return '';
  return `M${xOf(first).toFixed(1)} ${yOf(values[0] ?? 0).toFixed(1)}${steps.slice(1).join('')}H${xOf(end).toFixed(1)}`;
}
