import { useMemo, useState } from 'react';
import { ChartFrame } from '../../ui/ChartFrame.tsx';
import {
  EQUITY,
  panelsOf,
  quoteOf,
  subjectsOf,
  valueAt,
  WHOLE,
  writtenIn,
  type CurvePanel,
} from './curveData.ts';
import { CurvePicture } from './CurvePicture.tsx';
import { CurvesTable } from './CurvesTable.tsx';
import type { Comparison } from './useComparison.ts';

/** Equity and balances of both through their moments, over each other. */
export function CurvesPane({ comparison }: { readonly comparison: Comparison }) {
  const [wanted, setWanted] = useState(EQUITY);
  const subjects = subjectsOf(comparison);
  const title = subjects.find(({ value }) => value === wanted)?.title ?? 'Equity';
  const subject = title === 'Equity' ? EQUITY : wanted;
  const panels = useMemo(() => panelsOf(comparison, subject), [comparison, subject]);
  const unit = subject === EQUITY || subject === WHOLE ? quoteOf(comparison.left) : subject;
  const drawTable = () => <CurvesTable title={title} panels={panels} />;
  return (
    <ChartFrame
      title={title}
      summary={summaryOf(panels, unit)}
      picture="compared"
      table={drawTable}
      toolbar={
        <select aria-label="What is drawn" value={subject} onChange={({ target }) => setWanted(target.value)}>
          {subjects.map((each) => (
            <option key={each.value} value={each.value}>
              {each.title}
            </option>
          ))}
        </select>
      }
    >
      {({ width, height }) => (
        <CurvePicture panels={panels} parting={comparison.parting.entries} width={width} height={height} />
      )}
    </ChartFrame>
  );
}

/** Where both end. */
function summaryOf(panels: readonly CurvePanel[], unit: string): string {
  return panels
    .map((panel) => {
      const ends = panel.curves.map(
        (curve) => `${curve.letter} ${writtenIn(panel, valueAt(curve, curve.end))}`,
      );
      return `${panel.title} at the end: ${ends.join(', ')} ${unit}`;
    })
    .join('; ');
}
