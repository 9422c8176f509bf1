import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../src/domain/invariant.ts';
import { isTerminal, STATUS_NAMES, type OrderStatus } from '../../src/domain/orders/lifecycle.ts';
import {
  event as makeEvent,
  evolve,
  openVolumeOf,
  remainingOf,
  UNPROTECTED,
  type OrderEvent,
  type OrderState,
  type OrderTerms,
} from '../../src/domain/orders/order.ts';
import {
  canAmend,
  CLOSE_REASONS,
  NO_POSITION,
  ORDER_EVENT_NAMES,
  positionAllows,
  POSITION_STATUS_NAMES,
  POSITION_TRANSITIONS,
  type OrderEventName,
  type Position,
  type PositionStatus,
} from '../../src/domain/orders/position.ts';
import { TradeStage } from '../engine/tradeStage.ts';

/** The rules' own copy of the second dimension: from where, by what, to where. */
const EXPECTED: Readonly<
  Record<PositionStatus, Readonly<Partial<Record<OrderEventName, readonly PositionStatus[]>>>>
> = {
  NONE: { fill: ['OPEN'] },
  OPEN: { fill: ['OPEN'], close: ['PARTIALLY_CLOSED', 'CLOSED'], charge: ['OPEN'], amend: ['OPEN'] },
  PARTIALLY_CLOSED: {
    fill: ['PARTIALLY_CLOSED'],
    close: ['PARTIALLY_CLOSED', 'CLOSED'],
    charge: ['PARTIALLY_CLOSED'],
    amend: ['PARTIALLY_CLOSED'],
  },
  CLOSED: {},
};

/** The entry's own copy: where an event leads whatever the position. */
const WORKING: readonly OrderStatus[] = ['PENDING', 'TRIGGERED', 'PARTIALLY_FILLED'];
const ENTRY: Readonly<
  Partial<Record<OrderEventName, Readonly<Partial<Record<OrderStatus, readonly OrderStatus[]>>>>>
> = {
  reject: { NEW: ['REJECTED'], PENDING: ['REJECTED'], TRIGGERED: ['REJECTED'] },
  accept: { NEW: ['PENDING'] },
  trigger: { PENDING: ['TRIGGERED'] },
  ...Object.fromEntries(
    (
      [
        ['fill', ['PARTIALLY_FILLED', 'FILLED']],
        ['cancel', ['CANCELLED']],
        ['expire', ['EXPIRED']],
        ['modify', ['REPLACED', 'CANCELLED']],
        ['split', ['SPLIT']],
      ] as const
    ).map(([name, to]) => [name, Object.fromEntries(WORKING.map((from) => [from, to]))]),
  ),
};

const LONG: OrderTerms = {
  number: 1,
  rootNumber: 1,
  parentNumber: 0,
  account: 0,
  pair: 0,
  direction: 'long',
  volume: 10n,
  spend: null,
  limitPrice: 100,
  triggerPrice: 90,
  reservePrice: 100,
  timeInForce: 'GTC',
  expiresAtMs: null,
  leverage: null,
};

/** A trade of 10 of which 4 have filled where anything has, and of these 1 has been closed where anything has. */
function tradeIn(status: OrderStatus, position: PositionStatus): OrderState {
  const filled = position === 'NONE' ? 0n : status === 'FILLED' ? 10n : 4n;
  const closed = position === 'CLOSED' ? filled : position === 'PARTIALLY_CLOSED' ? 1n : 0n;
  const ended = isTerminal(status) ? 10n - filled : 0n;
  const moved = status === 'REPLACED' || status === 'SPLIT' ? ended : 0n;
  const open = filled - closed;
  return {
    terms: LONG,
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
    position: { ...NO_POSITION, status: position, closed, basis: 100n * open, margin: 10n * open },
  };
}

/** The combinations that a trade can stand in. */
const STANDINGS = STATUS_NAMES.flatMap((status) =>
  POSITION_STATUS_NAMES.filter((position) => {
    if (position === 'NONE') return status !== 'PARTIALLY_FILLED' && status !== 'FILLED';
    if (position === 'CLOSED') return isTerminal(status) && status !== 'REJECTED';
    return status === 'PARTIALLY_FILLED' || (isTerminal(status) && status !== 'REJECTED');
  }).map((position) => ({ status, position })),
);
const MEETINGS = STANDINGS.flatMap((standing) =>
  ORDER_EVENT_NAMES.filter((name) => name !== 'create').map((event) => ({
    status: standing.status,
    position: standing.position,
    event,
  })),
);

/** An event in each size that it may have, as it would lead to `to`. */
function eventsOf(order: OrderState, name: OrderEventName, to: OrderStatus): readonly OrderEvent[] {
  const held = isTerminal(to) ? 0n : name === 'fill' ? 5n : order.held;
  const base = makeEvent(1, name, to, { held, margin: order.position.margin });
  if (name === 'fill') {
    const volume = to === 'FILLED' ? remainingOf(order) : 1n;
    const fill = { number: 1, price: 100, liquidity: 'maker' as const, ambiguous: false };
    const notional = 100n * volume;
    return [{ ...base, fill: { ...fill, volume, notional, cost: notional, orderVolume: 10n } }];
  }
  if (name === 'close') {
    const open = openVolumeOf(order);
    return [1n, open].map((volume) =>
      makeEvent(1, name, to, {
        held,
        margin: volume === open ? 0n : 10n,
        closing: { number: 1, volume, price: 110, pnl: 10n, reason: 'MANUAL', ambiguous: false },
      }),
    );
  }
  if (name === 'amend') return [{ ...base, protection: { stopLoss: 80, takeProfit: null } }];
  return [base];
}

/** What an event makes of an order, or the rule it breaks. */
function outcomeOf(run: () => OrderState): string {
  try {
    const next = run();
    return `${next.status} ${next.position.status}`;
  } catch (error) {
    return error instanceof InvariantError ? error.rule : String(error);
  }
}

describe('the table of a position’s life', () => {
  it.each(POSITION_STATUS_NAMES.flatMap((from) => ORDER_EVENT_NAMES.map((name) => ({ from, event: name }))))(
    '[O8] from $from by $event leads where the rules say and nowhere else',
    ({ from, event }) => {
      const expected = EXPECTED[from][event] ?? [];
      expect(positionAllows(from, event)).toBe(expected.length > 0);
      const found = POSITION_TRANSITIONS.filter((row) => row.event === event && row.from.includes(from));
      expect(found.map(({ to }) => to)).toEqual(expected);
    },
  );

  it.each(MEETINGS)(
    '[O8] $event of a trade that is $status, its position $position',
    ({ status, position, event }) => {
      const order = Object.freeze(tradeIn(status, position));
      const ofPosition = EXPECTED[position][event] ?? [];
      const expected = new Set<string>();
      if (event === 'close') {
        // A full close of a trade whose entry still works has to end that first ([O5]).
        for (const to of ofPosition) {
          expected.add(to === 'CLOSED' && !isTerminal(status) ? 'O5' : `${status} ${to}`);
        }
      } else if (event === 'amend' || event === 'charge') {
        const works = WORKING.includes(status);
        if (works || ofPosition.length > 0) expected.add(`${status} ${position}`);
      } else {
        for (const to of ENTRY[event]?.[status] ?? []) {
          const after = event === 'fill' ? ofPosition[0] : position;
          if (after !== undefined) expected.add(`${to} ${after}`);
        }
      }
      const outcomes = STATUS_NAMES.flatMap((to) =>
        eventsOf(order, event, to).map((happened) => outcomeOf(() => evolve(order, happened))),
      );
      const allowed = outcomes.filter((outcome) => outcome !== 'O1');
      expect(new Set(allowed)).toEqual(expected);
    },
  );

  it.each(STANDINGS)(
    '[O4] a trade that is $status, its position $position, may be protected or not',
    (standing) => {
      const { status, position } = standing;
      const open = position === 'OPEN' || position === 'PARTIALLY_CLOSED';
      expect(canAmend(status, position)).toBe(open || WORKING.includes(status));
    },
  );

  it('[O8] neither closes nor protects a spot order, nor fills a trade that is closed', () => {
    const spot: OrderState = { ...tradeIn('PENDING', 'NONE'), terms: { ...LONG, direction: 'buy' } };
    for (const name of ['close', 'amend'] as const) {
      for (const happened of eventsOf(spot, name, 'PENDING')) {
        expect(outcomeOf(() => evolve(spot, happened))).toBe('O1');
      }
    }
    const closed = tradeIn('PARTIALLY_FILLED', 'CLOSED');
    for (const happened of eventsOf(closed, 'fill', 'PARTIALLY_FILLED')) {
      expect(outcomeOf(() => evolve(closed, happened))).toBe('O1');
    }
  });

  it('[O8] lets no event of the position change the entry, nor one of the entry the position', () => {
    const order = tradeIn('PARTIALLY_FILLED', 'OPEN');
    const [part] = eventsOf(order, 'close', 'PARTIALLY_FILLED');
    if (part === undefined) throw new RangeError('no close');
    const after = evolve(order, part);
    expect({ ...after, position: order.position, fees: order.fees }).toEqual(order);
    expect(outcomeOf(() => evolve(order, { ...part, held: 6n }))).toBe('O1');
    const [cancelled] = eventsOf(order, 'cancel', 'CANCELLED');
    if (cancelled === undefined) throw new RangeError('no cancel');
    expect(evolve(order, cancelled).position).toEqual(order.position);
  });

  it('[L6] throws for a closed position with a margin, and for a close of nothing or of more than is open', () => {
    const order = tradeIn('FILLED', 'OPEN');
    const [part, all] = eventsOf(order, 'close', 'FILLED');
    const closing = part?.closing ?? null;
    if (part === undefined || closing === null || all === undefined) throw new RangeError('no close');
    expect(outcomeOf(() => evolve(order, { ...all, margin: 1n }))).toBe('L6');
    for (const volume of [0n, 11n]) {
      expect(outcomeOf(() => evolve(order, { ...part, closing: { ...closing, volume } }))).toBe('O1');
    }
  });
});

/** A long of 3 entered for 302 in all, closed by parts at a price. */
function closedBy(volumes: readonly bigint[], price: number): readonly Position[] {
  let order: OrderState = {
    ...tradeIn('FILLED', 'OPEN'),
    volume: 3n,
    filled: 3n,
    notional: 302n,
    position: { ...NO_POSITION, status: 'OPEN', basis: 302n, margin: 30n },
  };
  return volumes.map((volume) => {
    const all = volume === openVolumeOf(order);
    const closing = { number: 1, volume, price, pnl: 0n, reason: 'MANUAL' as const, ambiguous: false };
    order = evolve(order, makeEvent(1, 'close', 'FILLED', { closing, margin: all ? 0n : 10n }));
    return order.position;
  });
}

/** The table as the text of a mermaid state diagram: an arrow for each row and status it leaves. */
function positionDiagram(): string {
  const arrows = POSITION_TRANSITIONS.flatMap(({ from, event, guard, to }) =>
    from.map((status) => `  ${status} --> ${to}: ${event} [${guard}]`),
  );
  return ['stateDiagram-v2', '  [*] --> NONE', ...arrows, '  CLOSED --> [*]'].join('\n');
}

describe('the diagram of a position’s life', () => {
  it('[O8] stands in docs/SPEC.md as the table gives it', () => {
    const spec = readFileSync(new URL('../../docs/SPEC.md', import.meta.url), 'utf8');
    expect(spec).toContain(`\`\`\`mermaid\n${positionDiagram()}\n\`\`\``);
  });
});

describe('a position', () => {
  it('[P7] gives each close its share of the entries, and the last one all that is left', () => {
    const [first, second, third] = closedBy([1n, 1n, 1n], 101);
    expect([first?.basis, second?.basis, third?.basis]).toEqual([202n, 101n, 0n]);
    expect([first?.realized, second?.realized, third?.realized]).toEqual([1n, 1n, 1n]);
    expect(third).toMatchObject({
      status: 'CLOSED',
      closed: 3n,
      exitNotional: 303n,
      margin: 0n,
      reason: 'MANUAL',
    });
    expect(closedBy([3n], 101).at(-1)).toMatchObject({ status: 'CLOSED', realized: 1n });
  });

  it.each(CLOSE_REASONS)('[O8] remembers %s as the reason of its last close', (reason) => {
    const order = tradeIn('FILLED', 'OPEN');
    const closing = { number: 1, volume: 1n, price: 100, pnl: 0n, reason, ambiguous: false };
    const after = evolve(order, makeEvent(1, 'close', 'FILLED', { closing, margin: 90n }));
    expect(after.position).toMatchObject({ status: 'PARTIALLY_CLOSED', closed: 1n, margin: 90n, reason });
  });
});

/** How `O-1`, a long of 2, comes to stand so that a part of it is open, with its entry in each status. */
const WAYS: Readonly<Record<string, (stage: TradeStage) => unknown>> = {
  PARTIALLY_FILLED: () => null,
  FILLED: (stage) => stage.fill('O-1', '1', '100'),
  CANCELLED: (stage) => stage.cancelTrade('O-1'),
  EXPIRED: (stage) => stage.clock('2024-01-03T00:00:00Z').price('101'),
  REPLACED: (stage) => stage.modifyTrade('O-1', { price: '90' }),
  SPLIT: (stage) => stage.splitTrade('O-1', { volume: '0.5', price: '90' }, { volume: '0.5', price: '90' }),
};

describe('what a person does to an open position', () => {
  it.each(Object.keys(WAYS))('[O8][O4] protects, charges and closes it when its entry is %s', (status) => {
    const stage = new TradeStage({
      fees: [{ type: 'FLAT_PER_TRADE', timing: 'ON_OVERNIGHT_FILLED', amount: '1' }],
    });
    stage.trade('long', '2', '100', { timeInForce: 'DAY' });
    stage.fill('O-1', '1', '100');
    WAYS[status]?.(stage);
    const expectEntry = (position: string): void => {
      expect(stage.order('O-1')).toMatchObject({ status, position });
    };
    expectEntry('OPEN');
    stage.modifyTrade('O-1', { stopLoss: '95' });
    expect([stage.moves, stage.lines]).toEqual([['O-1 amend'], []]);
    expectEntry('OPEN');
    stage.step({ overnight: {} });
    expect(stage.moves).toEqual(['O-1 charge']);
    stage.closeTrade('O-1', { volume: '0.25', price: '110' });
    expectEntry('PARTIALLY_CLOSED');
    stage.modifyTrade('O-1', { stopLoss: null, takeProfit: '120' });
    stage.step({ overnight: {} });
    expectEntry('PARTIALLY_CLOSED');
    stage.closeTrade('O-1', { price: '110' });
    expect(stage.order('O-1')).toMatchObject({
      status: status === 'PARTIALLY_FILLED' ? 'CANCELLED' : status,
      position: 'CLOSED',
    });
    for (const refused of [stage.closeTrade('O-1'), stage.modifyTrade('O-1', { stopLoss: '90' })]) {
      expect(refused.denials.map(({ code }) => code)).toEqual(['INVALID_TRANSITION']);
    }
  });
});
