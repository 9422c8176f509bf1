import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../src/domain/invariant.ts';
import {
  canHappen,
  EVENT_NAMES,
  isTerminal,
  isTransition,
  STATUS_NAMES,
  TRANSITIONS,
  transitionsFor,
  transitionsFrom,
  type LifecycleEvent,
  type OrderStatus,
} from '../../src/domain/orders/lifecycle.ts';
import {
  event as makeEvent,
  evolve,
  remainingOf,
  UNPROTECTED,
  type OrderEvent,
  type OrderState,
  type OrderTerms,
} from '../../src/domain/orders/order.ts';
import { NO_POSITION } from '../../src/domain/orders/position.ts';
import type { StepOutcome } from '../../src/scenario/play.ts';
import { Stage, type StepBody } from '../engine/stage.ts';

const FILLS = ['PARTIALLY_FILLED', 'FILLED'];
const WORKING = {
  fill: FILLS,
  cancel: ['CANCELLED'],
  expire: ['EXPIRED'],
  modify: ['REPLACED', 'CANCELLED'],
  split: ['SPLIT'],
};

/** The rules' own copy of the table: from a status (`none`: no order yet) by an event to these. */
const EXPECTED: Readonly<Record<string, Readonly<Partial<Record<LifecycleEvent, readonly string[]>>>>> = {
  none: { create: ['NEW'] },
  NEW: { reject: ['REJECTED'], accept: ['PENDING'] },
  PENDING: { ...WORKING, trigger: ['TRIGGERED'], reject: ['REJECTED'], charge: ['PENDING'] },
  TRIGGERED: { ...WORKING, reject: ['REJECTED'], charge: ['TRIGGERED'] },
  PARTIALLY_FILLED: { ...WORKING, charge: ['PARTIALLY_FILLED'] },
};

const STATUSES = [null, ...STATUS_NAMES];
const PAIRS = STATUSES.flatMap((from) => EVENT_NAMES.map((event) => ({ from, event })));

const TERMS: OrderTerms = {
  number: 1,
  rootNumber: 1,
  parentNumber: 0,
  account: 0,
  pair: 0,
  direction: 'buy',
  volume: 10n,
  spend: null,
  limitPrice: 100,
  triggerPrice: 90,
  reservePrice: 100,
  timeInForce: 'GTC',
  expiresAtMs: null,
  leverage: null,
};

/** An order of 10 in a status; 4 are filled where something can be. */
function orderIn(status: OrderStatus): OrderState {
  const filled = status === 'PARTIALLY_FILLED' ? 4n : status === 'FILLED' ? 10n : 0n;
  const ended = isTerminal(status) ? 10n - filled : 0n;
  const moved = status === 'REPLACED' || status === 'SPLIT' ? ended : 0n;
  return {
    terms: TERMS,
    status,
    volume: 10n,
    filled,
    cancelled: ended - moved,
    moved,
    notional: 100n * filled,
    makerNotional: 0n,
    makerVolume: 0n,
    cost: 100n * filled,
    fillFees: 0n,
    fees: 0n,
    held: isTerminal(status) ? 0n : 7n,
    protection: UNPROTECTED,
    position: NO_POSITION,
  };
}

function eventTo(order: OrderState | null, event: LifecycleEvent, to: OrderStatus): OrderEvent {
  const remaining = order === null ? 0n : remainingOf(order);
  const volume = to === 'FILLED' ? remaining : 1n;
  return makeEvent(1, event, to, {
    held: isTerminal(to) ? 0n : 7n,
    terms: event === 'create' ? TERMS : null,
    fill:
      event === 'fill'
        ? {
            number: 1,
            volume,
            price: 100,
            notional: 100n * volume,
            liquidity: 'maker',
            cost: 100n * volume,
            orderVolume: 10n,
            ambiguous: false,
          }
        : null,
  });
}

describe('the table of an order’s life', () => {
  it.each(PAIRS)(
    '[O1] from $from by $event leads where the rules say and nowhere else',
    ({ from, event }) => {
      const expected = EXPECTED[from ?? 'none']?.[event] ?? [];
      expect(canHappen(from, event)).toBe(expected.length > 0);
      expect(transitionsFor(from, event).map(({ to }) => to ?? from)).toEqual(expected);
      expect(STATUS_NAMES.filter((to) => isTransition(from, event, to)).toSorted()).toEqual(
        expected.toSorted(),
      );
    },
  );

  it.each(PAIRS)(
    '[O1] an order that is $from evolves by $event as the table says or throws',
    ({ from, event }) => {
      const order = from === null ? null : orderIn(from);
      const allowed = EXPECTED[from ?? 'none']?.[event] ?? [];
      const outcomes = STATUS_NAMES.map((to) => outcomeOf(() => evolve(order, eventTo(order, event, to))));
      expect(outcomes).toEqual(STATUS_NAMES.map((to) => (allowed.includes(to) ? `${to} of 10` : 'O1')));
    },
  );

  it('[O1] has no row that leaves a terminal status, and a way to every status', () => {
    const reached = new Set(TRANSITIONS.map(({ to }) => to));
    for (const status of STATUS_NAMES) {
      expect(reached).toContain(status);
      expect(transitionsFrom(status).length === 0).toBe(isTerminal(status));
    }
    expect(STATUS_NAMES.filter(isTerminal)).toEqual([
      'FILLED',
      'CANCELLED',
      'EXPIRED',
      'REPLACED',
      'SPLIT',
      'REJECTED',
    ]);
  });

  it('[O2] an event gives a new version and leaves the one before as it was', () => {
    const before = Object.freeze(orderIn('PENDING'));
    const after = evolve(before, eventTo(before, 'fill', 'PARTIALLY_FILLED'));
    expect(before).toEqual(orderIn('PENDING'));
    expect(after).toMatchObject({ status: 'PARTIALLY_FILLED', filled: 1n, notional: 100n, cost: 100n });
  });

  it('[O1] a fill beyond what remains, or one whose status does not tell whether anything remains, throws', () => {
    const order = orderIn('PARTIALLY_FILLED');
    const whole = eventTo(order, 'fill', 'FILLED');
    const part = eventTo(order, 'fill', 'PARTIALLY_FILLED');
    expect(thrownBy(() => evolve(order, { ...whole, fill: filling(whole, 7n) }))).toMatchObject({
      rule: 'O1',
    });
    expect(thrownBy(() => evolve(order, { ...whole, fill: filling(whole, 5n) }))).toMatchObject({
      rule: 'O1',
    });
    expect(thrownBy(() => evolve(order, { ...part, fill: filling(part, 6n) }))).toMatchObject({ rule: 'O1' });
    expect(thrownBy(() => evolve(order, { ...part, fill: null }))).toMatchObject({ rule: 'O1' });
  });

  it('[L6] an order that ends and still holds something throws', () => {
    const order = orderIn('PENDING');
    const held = { ...eventTo(order, 'cancel', 'CANCELLED'), held: 1n };
    expect(thrownBy(() => evolve(order, held))).toMatchObject({ rule: 'L6' });
  });
});

function filling(happened: OrderEvent, volume: bigint): OrderEvent['fill'] {
  return happened.fill === null ? null : { ...happened.fill, volume };
}

/** What an order evolved to, with the sum of its parts, or the rule that was broken. */
function outcomeOf(run: () => OrderState): string {
  try {
    const next = run();
    return `${next.status} of ${next.filled + next.cancelled + next.moved + remainingOf(next)}`;
  } catch (error) {
    return error instanceof InvariantError ? error.rule : String(error);
  }
}

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** How `O-1` comes to stand in each status that a person can meet. */
const WAYS: Readonly<Record<Exclude<OrderStatus, 'NEW'>, (stage: Stage) => void>> = {
  PENDING: (stage) => stage.limit('buy', '2', '100'),
  TRIGGERED: (stage) => {
    stage.limit('buy', '2', '100', { triggerPrice: '105' });
    stage.price('105');
  },
  PARTIALLY_FILLED: (stage) => {
    stage.limit('buy', '2', '100');
    stage.fill('O-1', '0.5', '100');
  },
  FILLED: (stage) => {
    stage.limit('buy', '2', '100');
    stage.fill('O-1', '2', '100');
  },
  CANCELLED: (stage) => {
    stage.limit('buy', '2', '100');
    stage.cancel('O-1');
  },
  EXPIRED: (stage) => {
    stage.limit('buy', '2', '100', { timeInForce: 'DAY' });
    stage.clock('2024-01-03T00:00:00Z').price('500');
  },
  REPLACED: (stage) => {
    stage.limit('buy', '2', '100');
    stage.modify('O-1', { price: '99' });
  },
  SPLIT: (stage) => {
    stage.limit('buy', '2', '100');
    stage.split('O-1', '1', '1');
  },
  REJECTED: (stage) => stage.limit('buy', '2000000', '100'),
};

/** What a person can do to an order, as one step each that every guard lets pass. */
const DEEDS: Readonly<Record<'cancel' | 'modify' | 'split' | 'fill', (stage: Stage) => StepOutcome>> = {
  cancel: (stage) => stage.cancel('O-1'),
  modify: (stage) => stage.modify('O-1', { price: '98' }),
  split: (stage) => stage.split('O-1', '0.5', String(Number(stage.order('O-1').remaining) - 0.5)),
  fill: (stage) => stage.fill('O-1', stage.order('O-1').remaining, '99'),
};
const LEADS_TO = { cancel: 'CANCELLED', modify: 'REPLACED', split: 'SPLIT', fill: 'FILLED' } as const;

const MEETINGS = (Object.keys(WAYS) as (keyof typeof WAYS)[]).flatMap((status) =>
  (Object.keys(DEEDS) as (keyof typeof DEEDS)[]).map((event) => ({ status, event })),
);

describe('what a person does to an order', () => {
  it.each(MEETINGS.filter(({ status }) => !isTerminal(status)))(
    '[O1] $event happens to an order that is $status',
    ({ status, event }) => {
      const stage = new Stage();
      WAYS[status](stage);
      expect(stage.status('O-1')).toBe(status);
      expect(DEEDS[event](stage).denials).toEqual([]);
      expect(stage.status('O-1')).toBe(LEADS_TO[event]);
    },
  );

  it.each(MEETINGS.filter(({ status }) => isTerminal(status)))(
    '[O1] $event is refused to an order that is $status, and nothing but the refusal is written',
    ({ status, event }) => {
      const stage = new Stage();
      WAYS[status](stage);
      expect(stage.status('O-1')).toBe(status);
      const before = stage.journal.toColumns().tables;
      const orderBefore = stage.order('O-1');

      expect(stage.step(stepOf(event)).denials).toEqual([
        { code: 'INVALID_TRANSITION', numbers: { order: 'O-1', from: status, event } },
      ]);

      const after = stage.journal.toColumns().tables;
      expect(after.transactions).toEqual(before.transactions);
      expect(after.orders).toEqual(before.orders);
      expect(after.events).toEqual(before.events);
      expect(after.entries.timeMs).toHaveLength(before.entries.timeMs.length + 1);
      expect(stage.order('O-1')).toEqual(orderBefore);
    },
  );
});

/** A step that asks for the event, sound in itself. */
function stepOf(event: keyof typeof DEEDS): StepBody {
  const order = 'O-1';
  switch (event) {
    case 'cancel':
      return { action: { type: 'CANCEL_SPOT_LIMIT', order } };
    case 'modify':
      return { action: { type: 'MODIFY_SPOT_LIMIT', order, price: '98' } };
    case 'split':
      return { action: { type: 'SPLIT_SPOT_LIMIT', order, chunks: [{ volume: '1' }, { volume: '1' }] } };
    case 'fill':
      return { fill: { order, volume: '0.25', price: '99' } };
  }
}
