import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Candles, type Candle } from '../../src/market/candles.ts';
import { candlesId } from '../../src/store/candlesId.ts';

const bar = fc.record({
  timeMs: fc.integer({ min: 0, max: 2e12 }),
  open: fc.integer({ min: 1, max: 1e9 }),
  high: fc.integer({ min: 1, max: 1e9 }),
  low: fc.integer({ min: 1, max: 1e9 }),
  close: fc.integer({ min: 1, max: 1e9 }),
  volume: fc.integer({ min: 0, max: 1e12 }),
});

function seriesOf(bars: readonly Candle[]): Candles {
  const candles = new Candles();
  for (const { timeMs, open, high, low, close, volume } of bars)
    candles.push(timeMs, open, high, low, close, volume);
  return candles;
}

it('the same candles under the same name have the same id, others another', () => {
  fc.assert(
    fc.property(
      fc.array(bar, { minLength: 1, maxLength: 30 }),
      fc.nat(),
      fc.constantFrom('timeMs', 'open', 'high', 'low', 'close', 'volume'),
      (bars, at, field) => {
        const id = candlesId('a.csv', seriesOf(bars));
        const changed = bars.map((each, index) =>
          index === at % bars.length ? { ...each, [field]: each[field] + 1 } : each,
        );
        expect(candlesId('a.csv', Candles.fromColumns(seriesOf(bars).toColumns()))).toBe(id);
        expect(candlesId('b.csv', seriesOf(bars))).not.toBe(id);
        expect(candlesId('a.csv', seriesOf(bars.slice(1)))).not.toBe(id);
        expect(candlesId('a.csv', seriesOf(changed))).not.toBe(id);
      },
    ),
  );
});
