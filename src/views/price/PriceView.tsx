import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';

/** One bar as a chart needs it: time in ms, prices in price units of the pair. */
export interface PriceBar {
  readonly timeMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Where bars can be read from by their row, such as a series of candles. */
export interface BarSource {
  readonly length: number;
  candleAt(row: number): PriceBar;
}

/** What the prices are drawn from. `moment` counts entries; `version` changes when the journal grows. */
export interface PriceViewProps {
  readonly journal: Journal;
  readonly version: number;
  readonly orders: OrderRepository;
  /** The candles of a pair by its code, `null` when there are none. */
  readonly candlesOf: (pair: string) => BarSource | null;
  readonly account: string;
  readonly moment: number;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly onSelect: (orderId: string | null) => void;
  readonly onHover: (orderId: string | null) => void;
  readonly onMoment: (moment: number) => void;
}

/** The prices the market has shown, with the working orders as lines and the fills as marks ([X10]). */
export function PriceView({ account }: PriceViewProps) {
  return <div>{account}</div>;
}
