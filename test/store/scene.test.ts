import { describe, expect, it } from 'vitest';
import { readEntry } from '../../src/journal/entryRepository.ts';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import { isInReach, sceneAt } from '../../src/store/scene.ts';
import { currentOf, entryCountOf } from '../../src/store/selectors.ts';
import type { Deed } from '../../src/store/state.ts';
import { createAppStore } from '../../src/store/store.ts';
import { BUY_TWO, miniature } from './miniature.ts';

const { scenario } = EXAMPLES['first-look'];
const BUY: Deed = {
  action: { type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'buy', volume: '0.01', price: '47000' },
};
const CANCEL: Deed = { action: { type: 'CANCEL_SPOT_LIMIT', order: 'O-1' } };

describe('the scene of a past moment', () => {
  it.each([
    ['a new order', BUY],
    ['a cancel', CANCEL],
    ['a deposit', { adjust: { asset: 'USD', amount: '5', reason: 'deposit' } }],
  ] as const)('[L2] previews what %s then writes on its branch, at every moment', (_, deed) => {
    const end = entryCountOf(createAppStore(scenario).getState());
    for (let moment = 0; moment < end; moment += 1) {
      const store = createAppStore(scenario);
      store.getState().lookAt(moment);
      const { player, stepOf } = sceneAt(store.getState(), moment);
      const { lines, denial } = player.preview(stepOf(deed));
      store.getState().actHere('Do it', deed);
      const { transactions, journal } = store.getState().player;
      const after = journal.transactions.length;
      const last = Array.from({ length: lines.length }, (_each, index) =>
        transactions.get(after - lines.length + index + 1),
      );
      expect(last.map(({ type }) => type)).toEqual(lines.map(({ type }) => type));
      expect(last.map(({ availableAfter }) => String(availableAfter))).toEqual(
        lines.map(({ availableAfter }) => String(availableAfter)),
      );
      expect(readEntry(journal, journal.entries.length).denial?.code).toBe(denial?.code);
    }
  });

  it('is played once for a moment, and is the scenario itself at the end', () => {
    const store = createAppStore(scenario);
    const state = store.getState();
    expect(sceneAt(state, 3).player).toBe(sceneAt(state, 3).player);
    expect(sceneAt(state, 3).player).not.toBe(state.player);
    expect(sceneAt(state, entryCountOf(state)).player).toBe(state.player);
  });

  it('is out of reach far into a long scenario, and where candles are run', () => {
    const cancels = Array.from({ length: 10_001 }, (_, index) => ({
      at: new Date(Date.UTC(2024, 0, 3) + index * 1000).toISOString(),
      action: { type: 'CANCEL_SPOT_LIMIT', order: 'O-9' },
    }));
    const long = createAppStore(miniature([BUY_TWO, ...cancels])).getState();
    expect(isInReach(long, 10_000)).toBe(true);
    expect(isInReach(long, 10_001)).toBe(false);
    expect(isInReach(long, entryCountOf(long))).toBe(true);
    const run = createAppStore(
      miniature([
        { at: '2024-01-02T09:00:00Z', run: { pair: 'BTCUSD' } },
        { ...BUY_TWO, at: '2024-01-02T10:00:00Z' },
      ]),
    ).getState();
    expect(isInReach(run, 1)).toBe(true);
    expect(isInReach(run, 2)).toBe(false);
  });
});

describe('what is done in the past by its form', () => {
  it('goes to a new branch without asking, and keeps the order in focus', () => {
    const store = createAppStore(scenario);
    const before = currentOf(store.getState());
    store.getState().chooseOrder('O-1');
    store.getState().lookAt(3);
    expect(store.getState().actHere('Cancel', CANCEL)).toBe(true);
    const { branchOffer, open, chosenOrder, player } = store.getState();
    expect(branchOffer).toBeNull();
    expect(open).toHaveLength(2);
    expect(open[0]).toBe(before);
    expect(currentOf(store.getState()).branchedFrom?.id).toBe(before.id);
    expect(chosenOrder).toBe('O-1');
    expect(player.orders.at('O-1', { entries: player.journal.entries.length })?.status).toBe('CANCELLED');
  });
});
