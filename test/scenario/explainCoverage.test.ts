import { describe, expect, it } from 'vitest';
import { FEE_TIMINGS, FEE_TYPES, type FeeTiming } from '../../src/domain/fees.ts';
import { TRANSACTION_TYPE_NAMES, type TransactionType } from '../../src/domain/transaction.ts';
import { grouped } from '../../src/money/minorUnits.ts';
import { explainEntry } from '../../src/scenario/explain.ts';
import type { Player } from '../../src/scenario/play.ts';
import { Stage } from '../engine/stage.ts';

const LINE_OF: Readonly<Record<FeeTiming, TransactionType>> = {
  ON_CREATE: 'FEE_CREATE',
  ON_FILL: 'FEE_FILL',
  ON_CLOSE: 'FEE_CLOSE',
  ON_CANCEL: 'FEE_CANCEL',
  ON_OVERNIGHT_PENDING: 'FEE_OVERNIGHT',
  ON_OVERNIGHT_FILLED: 'FEE_OVERNIGHT',
};
/** What a formula has to name of a fee of 0.7, of each type. */
const NAMED = {
  FLAT_PER_TRADE: '0.7 flat',
  FLAT_PER_VOLUME: '× 0.7',
  PERCENT_OF_NOTIONAL: '× 70 %',
  PERCENT_OF_MARGIN: '× 70 %',
} as const;
const CHARGING = FEE_TYPES.filter((type) => type !== 'NO_FEE');

/** Spot orders and trades to which everything happens that a fee can be charged for. */
function busy(fees: readonly object[]): Player {
  const stage = new Stage({ fees, rules: { leverage: { type: 'MARGIN_MULTIPLIER', value: '10' } } });
  stage.price('100');
  stage.limit('buy', '3', '100');
  stage.fill('O-1', '1', '99');
  stage.fill('O-1', '1', '100');
  stage.limit('sell', '2', '101');
  stage.fill('O-2', '1.5', '101');
  stage.act({ type: 'CREATE_TRADE_LIMIT', pair: 'BTCUSD', direction: 'long', volume: '4', price: '100' });
  stage.fill('O-3', '1', '100');
  stage.fill('O-3', '1', '99');
  stage.step({ overnight: {} });
  stage.act({ type: 'CANCEL_SPOT_LIMIT', order: 'O-1' });
  stage.act({ type: 'CANCEL_SPOT_LIMIT', order: 'O-2' });
  stage.act({ type: 'CANCEL_TRADE_LIMIT', order: 'O-3' });
  stage.act({ type: 'CLOSE_TRADE', order: 'O-3', volume: '1.5', price: '105' });
  stage.act({ type: 'CLOSE_TRADE', order: 'O-3', price: '98' });
  return stage.player;
}

/** Each line's type, amount and formula. */
function explained(player: Player) {
  return Array.from({ length: player.journal.entries.length }, (_, index) => explainEntry(player, index + 1))
    .flat()
    .map(({ seq, formula }) => {
      const { type, available, unavailable, asset } = player.transactions.get(seq);
      const amount = (available.isZero() ? unavailable : available).abs();
      return { type, amount: grouped(amount.toFixed(asset === 'USD' ? 2 : 8)), formula };
    });
}

function fillFee(liquidity: string, amount: string): object {
  return { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount, liquidity };
}

/** The formula of the first reservation. */
function reserved(...fees: readonly object[]): string {
  return explained(busy(fees)).find(({ type }) => type === 'RESERVE_MARGIN')?.formula ?? '';
}

describe('every number has its arithmetic', () => {
  it('for each of the twelve types', () => {
    const lines = explained(
      busy(FEE_TIMINGS.map((timing) => ({ type: 'PERCENT_OF_NOTIONAL', timing, amount: '0.001' }))),
    );
    expect(new Set(lines.map(({ type }) => type))).toEqual(new Set(TRANSACTION_TYPE_NAMES));
    for (const { amount, formula } of lines) expect(formula).toContain(amount);
  });

  const kinds = CHARGING.flatMap((type) => FEE_TIMINGS.map((timing) => ({ type, timing })));

  it('for each kind of fee at each time', () => {
    const counted = kinds.filter(({ type, timing }) => {
      const fees = explained(busy([{ type, timing, amount: '0.7' }])).filter((line) =>
        line.type.startsWith('FEE_'),
      );
      for (const line of fees) {
        expect(line.type).toBe(LINE_OF[timing]);
        expect(line.formula).toContain(NAMED[type]);
        expect(line.formula).toContain(line.amount);
      }
      return fees.length > 0;
    });
    expect(counted).toEqual(kinds);
    expect(counted).toHaveLength(4 * 6);
  });

  it('[P1] names the dearer of two rates in a reservation', () => {
    expect(reserved(fillFee('maker', '0.001'), fillFee('taker', '0.002'))).toBe(
      '3 × 100.00 (300.00) + 0.60 for the largest fill fee (0.2 % as a taker, dearer than 0.1 % as a maker) = 300.60',
    );
    expect(reserved(fillFee('maker', '0.002'))).toBe(
      '3 × 100.00 (300.00) + 0.60 for the largest fill fee (0.2 % as a maker, dearer than none as a taker) = 300.60',
    );
    expect(reserved(fillFee('maker', '0.001'), fillFee('taker', '0.001'))).toContain(
      'largest fill fee (0.1 %)',
    );
  });
});
