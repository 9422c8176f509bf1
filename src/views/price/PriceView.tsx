import { useMemo, type ReactNode } from 'react';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';
import { late } from '../../store/late.tsx';
import { useTurn } from '../../store/useTurn.ts';
import { ChartFrame } from '../../ui/ChartFrame.tsx';
import { CommandButton } from '../../ui/commands.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { barSoFar } from './barSoFar.ts';
import type { BarSource } from './barSource.ts';
import { fillMarks, type FillMark } from './fillMarks.ts';
import { barAt, priceBars, withPlaces, type PriceBars } from './priceBars.ts';
import { PriceTable } from './PriceTable.tsx';
import styles from './PriceView.module.css';
import { isOpen, isWorking, liveOrders, orderSpans } from './liveOrders.ts';
import { tradeSegments } from './tradeSegments.ts';

/** What the prices are drawn from. `moment` counts entries; `version` changes when the journal grows. */
export interface PriceViewProps {
  readonly journal: Journal;
  readonly version: number;
  readonly orders: OrderRepository;
  /** The candles of a pair by its code, `null` when there are none. */
  readonly candlesOf: (pair: string) => BarSource | null;
  readonly account: string;
  /** The code of the pair that is shown. */
  readonly pair: string;
  readonly moment: number;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly onSelect: (orderId: string | null) => void;
  readonly onHover: (orderId: string | null) => void;
  readonly onMoment: (moment: number) => void;
  readonly onPair: (code: string) => void;
  /** What stands before the title: the switch to what else is drawn in this place. */
  readonly lead?: ReactNode;
}

/** What to say of a price that is not a close. */
const REACHED = {
  before: ' before its bar opens',
  open: ' as its bar opens',
  path: ' inside its bar',
  close: '',
} as const;

const PriceChart = late(async () => (await import('./PriceChart.tsx')).PriceChart);

/** A journal of so many events is read for the prices in a frame, and for the orders in the next. */
const MANY_EVENTS = 50_000;

/** The prices the market has shown, with the working orders as lines and the fills as marks ([X10]). */
export function PriceView(props: PriceViewProps) {
  const { journal, candlesOf, account } = props;
  const { pairs } = journal.header;
  const pair = pairs.find((each) => each.code === props.pair) ?? pairs[0];
  const code = pair?.code ?? '';
  const end = journal.entries.length;
  // The journal grows in place: what is read of it is named, so that it is read again when there is more.
  const shown = journal.barsByPair.count(pair?.index ?? -1);
  const data = useMemo(
    () => priceBars(journal, code, candlesOf(code), shown, end),
    [journal, code, candlesOf, shown, end],
  );
  const fills = useMemo(() => fillMarks(journal, account, code, end), [journal, account, code, end]);
  const isTurn = useTurn(journal.events.length < MANY_EVENTS);
  return isTurn ? <Prices {...props} data={data} fills={fills} /> : null;
}

interface PricesProps extends PriceViewProps {
  readonly data: PriceBars;
  readonly fills: readonly FillMark[];
}

function Prices(props: PricesProps) {
  const { journal, orders, candlesOf, account, moment, data, fills } = props;
  const { selected, hovered, onSelect, onHover, onMoment, onPair, lead } = props;
  const { pairs } = journal.header;
  const pair = pairs.find((each) => each.code === props.pair) ?? pairs[0];
  const code = pair?.code ?? '';
  const decimals = pair?.priceDecimals ?? 0;
  const end = journal.entries.length;
  const segments = useMemo(() => tradeSegments(journal, account, code, end), [journal, account, code, end]);
  const drawn = useMemo(() => withPlaces(data, fills, end), [data, fills, end]);
  const soFar = useMemo(
    () => barSoFar(journal, code, candlesOf(code), data, fills, moment, end),
    [journal, code, candlesOf, data, fills, moment, end],
  );
  const spans = useMemo(() => orderSpans(journal, account, code, end), [journal, account, code, end]);
  const live = useMemo(() => liveOrders(spans, orders, moment), [spans, orders, moment]);
  const picker = pairs.length > 1 && (
    <select
      className={styles.choice}
      aria-label="Pair"
      value={code}
      onChange={(event) => onPair(event.target.value)}
    >
      {pairs.map((each) => (
        <option key={each.code}>{each.code}</option>
      ))}
    </select>
  );

  if (data.bars.length === 0) {
    const at = live.flatMap(({ id, direction, limitPrice }) =>
      limitPrice === null ? [] : `${id} would ${direction} at ${formatNumber(limitPrice)}`,
    );
    return (
      <EmptyState
        lead={
          <>
            {lead}
            {picker}
          </>
        }
      >
        {code} has no price yet: move it by hand, or import candles.{at.length > 0 && ` ${at.join(', ')}.`}
      </EmptyState>
    );
  }

  const now = barAt(data.bars, moment, end);
  const last = soFar ?? data.bars[now];
  const price =
    last === undefined
      ? 'no price yet'
      : formatNumber(last.close.toFixed(decimals), decimals) + REACHED[soFar?.reached ?? 'close'];
  const working = live.filter(isWorking).length;
  const open = live.filter(isOpen).length;
  const summary =
    `${price}, ${working} working ${working === 1 ? 'order' : 'orders'}` +
    (open === 0 ? '' : `, ${open} open ${open === 1 ? 'position' : 'positions'}`) +
    (data.stride > 1 ? `; each candle stands for ${data.stride} bars` : '');
  const drawTable = () => {
    const bars = data.bars.map((bar, index) => (index === now ? { ...bar, ...soFar } : bar));
    return <PriceTable data={{ ...data, bars }} decimals={decimals} moment={moment} end={end} />;
  };

  return (
    <div className={styles.view}>
      <ChartFrame
        picture="price"
        title={code}
        lead={
          <>
            {lead}
            {picker}
          </>
        }
        isTitleLed={pairs.length > 1}
        summary={summary}
        toolbar={<CommandButton id="pathLens" />}
        table={drawTable}
      >
        {({ width, height }) => (
          <PriceChart
            key={code}
            journal={journal}
            width={width}
            height={height}
            data={drawn}
            soFar={soFar}
            priceDecimals={decimals}
            fills={fills}
            segments={segments}
            live={live}
            moment={moment}
            end={end}
            selected={selected}
            hovered={hovered}
            label={`Prices of ${code}: ${summary}`}
            onMoment={onMoment}
            onSelect={onSelect}
            onHover={onHover}
          />
        )}
      </ChartFrame>
    </div>
  );
}
