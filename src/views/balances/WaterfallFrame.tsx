import { useMemo, useState, type ReactNode } from 'react';
import { orderNumber } from '../../domain/orders/orderId.ts';
import { DIRECTIONS } from '../../domain/orders/order.ts';
import type { Journal } from '../../journal/journal.ts';
import { formatUnits } from '../../money/minorUnits.ts';
import { ChartFrame } from '../../ui/ChartFrame.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import styles from './BalancesView.module.css';
import { movedAssets, waterfallOf } from './waterfall.ts';
import { WaterfallPicture } from './WaterfallPicture.tsx';
import { WaterfallTable } from './WaterfallTable.tsx';

interface WaterfallFrameProps {
  readonly journal: Journal;
  readonly end: number;
  readonly moment: number;
  readonly orderId: string;
  /** The way back to the balances. */
  readonly toggle: ReactNode;
  readonly onMoment: (moment: number) => void;
}

/** What an order moved, from the balance before it to the balance after it ([L8]). */
export function WaterfallFrame({ journal, end, moment, orderId, toggle, onMoment }: WaterfallFrameProps) {
  const [chosen, setChosen] = useState('');
  const assets = useMemo(() => assetsOf(journal, orderId, end), [journal, orderId, end]);
  const asset = assets.find((each) => each === chosen) ?? assets[0];
  const steps = useMemo(
    () => (asset === undefined ? [] : stepsUpTo(journal, orderId, asset, end)),
    [journal, orderId, asset, end],
  );
  const [first, last] = [steps[0], steps.at(-1)];
  if (asset === undefined || first === undefined || last === undefined)
    return (
      <EmptyState action={toggle}>{orderId} has moved nothing: it has no line in the ledger.</EmptyState>
    );

  const decimals = journal.header.assets.find(({ code }) => code === asset)?.decimals ?? 0;
  const write = (units: bigint): string => formatNumber(formatUnits(units, decimals), decimals);
  const summary =
    `available ${write(first.availableAfter)} → ${write(last.availableAfter)}, ` +
    `unavailable ${write(first.unavailableAfter)} → ${write(last.unavailableAfter)}`;
  const drawTable = () => <WaterfallTable steps={steps} decimals={decimals} onMoment={onMoment} />;
  return (
    <ChartFrame
      picture="waterfall"
      title={`${orderId} in ${asset}`}
      summary={summary}
      table={drawTable}
      toolbar={
        <>
          {assets.length > 1 && (
            <select
              className={styles.choice}
              aria-label="Asset that the order moved"
              value={asset}
              onChange={(event) => setChosen(event.target.value)}
            >
              {assets.map((code) => (
                <option key={code}>{code}</option>
              ))}
            </select>
          )}
          {toggle}
        </>
      }
    >
      {() => (
        <WaterfallPicture
          steps={steps}
          decimals={decimals}
          orderId={orderId}
          asset={asset}
          moment={moment}
          onMoment={onMoment}
        />
      )}
    </ChartFrame>
  );
}

/** The assets it moved, the one it holds first. */
function assetsOf(journal: Journal, id: string, end: number): readonly string[] {
  if (end === 0) return [];
  const { pair, direction } = journal.orders.columns;
  const row = (orderNumber(id) ?? 0) - 1;
  const { base, quote } = journal.header.pairs[pair[row] ?? -1] ?? {};
  const held = DIRECTIONS[direction[row] ?? 0] === 'sell' ? base : quote;
  const moved = movedAssets(journal, id);
  return moved.toSorted((a, b) => Number(b === held?.code) - Number(a === held?.code));
}

/** The journal grows in place, so its length says when there is more to read. */
function stepsUpTo(journal: Journal, id: string, asset: string, end: number) {
  return end === 0 ? [] : waterfallOf(journal, id, asset);
}
