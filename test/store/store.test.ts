import { describe, expect, it } from 'vitest';
import { Candles } from '../../src/market/candles.ts';
import { currentScenario } from '../../src/store/openScenario.ts';
import {
  barsLeftOf,
  canMarketMatter,
  currentOf,
  cursorOf,
  entryCountOf,
  focusedOrderOf,
  isAtEnd,
  nextFeedOf,
  orderMomentOf,
  pairInFocusOf,
  scenarioOf,
} from '../../src/store/selectors.ts';
import { createAppStore } from '../../src/store/store.ts';
import { BUY_TWO, miniature } from './miniature.ts';

const FILL = { fill: { order: 'O-1', volume: '1.2', price: '47900' } } as const;

function opened(...steps: readonly unknown[]) {
  const store = createAppStore(miniature(steps));
  return { store, now: () => store.getState() };
}

function availableUsd(store: ReturnType<typeof opened>['store']): string {
  const { player } = store.getState();
  return player.balances.at({ entries: cursorOf(store.getState()) }, 'main', 'USD').available.toFixed(2);
}

/** Hourly bars from ten o'clock at these closes, each from ten below to ten above. */
function feed(closes: readonly number[]) {
  const candles = new Candles();
  for (const [index, close] of closes.entries()) {
    const units = close * 100;
    candles.push(Date.UTC(2024, 0, 2, 10 + index), units, units + 1000, units - 1000, units, Number.NaN);
  }
  return { pair: 'BTCUSD', name: 'bars.csv', candles, priceDecimals: 2, volumeDecimals: 8 };
}

describe('doing, undoing and redoing', () => {
  it('appends to the player that lives, and says so by its version', () => {
    const { now } = opened(BUY_TWO);
    const { player, version } = now();
    expect(now().actNow('Fill', FILL)).toBe(true);
    expect(now().player).toBe(player);
    expect(now().version).toBe(version + 1);
    expect(player.orders.at('O-1', { entries: entryCountOf(now()) })?.status).toBe('PARTIALLY_FILLED');
  });

  it('takes back one command at a time and does it again', () => {
    const { store, now } = opened(BUY_TWO);
    const before = availableUsd(store);
    now().actNow('Fill', FILL);
    const after = availableUsd(store);
    now().undo();
    expect(availableUsd(store)).toBe(before);
    now().redo();
    expect(availableUsd(store)).toBe(after);
    expect(after).toBe('4024.12');
  });

  it('never takes back what the scenario was opened with', () => {
    const { now } = opened(BUY_TWO);
    now().undo();
    expect(scenarioOf(now()).steps).toHaveLength(1);
  });

  it('forgets what was undone once something else is done', () => {
    const { now } = opened(BUY_TWO);
    now().actNow('Fill', FILL);
    now().undo();
    now().actNow('Price', { price: { pair: 'BTCUSD', last: '47000' } });
    now().redo();
    expect(scenarioOf(now()).steps).toHaveLength(2);
  });

  it('replays to the same journal, column for column', () => {
    const { now } = opened(BUY_TWO);
    now().actNow('Fill', FILL);
    const lived = now().player.journal.toColumns();
    now().actNow('Price', { price: { pair: 'BTCUSD', last: '47000' } });
    now().undo();
    expect(now().player.journal.toColumns()).toEqual(lived);
  });

  it('[A3] tells a refusal with its numbers', () => {
    const { now } = opened();
    now().actNow('Limit order', { action: { ...BUY_TWO.action, volume: '3' } });
    expect(now().notice?.text).toMatch(/needs 144,144\.00 USD.*100,000\.00 USD.*44,144\.00 USD short/);
  });

  it('has its funds before the first step of an empty scenario', () => {
    const { store, now } = opened();
    expect(availableUsd(store)).toBe('100000.00');
    now().actNow('Limit order', { action: BUY_TWO.action });
    expect(availableUsd(store)).toBe('3904.00');
  });
});

describe('time', () => {
  it('puts what is done by hand a minute after the last step', () => {
    const { now } = opened(BUY_TWO);
    now().actNow('Fill', FILL);
    expect(scenarioOf(now()).steps.at(-1)?.at).toBe('2024-01-02T09:01:00Z');
  });

  it('follows the end until the person looks back, and again when they act', () => {
    const { now } = opened(BUY_TWO);
    expect(isAtEnd(now())).toBe(true);
    now().lookAt(1);
    expect(cursorOf(now())).toBe(1);
    now().lookAt(99);
    expect(isAtEnd(now())).toBe(true);
  });

  it('does nothing in the past, but offers to branch', () => {
    const { now } = opened(BUY_TWO);
    now().actNow('Fill', FILL);
    const entries = entryCountOf(now());
    now().lookAt(entries - 1);
    expect(now().actNow('Cancel', { action: { type: 'CANCEL_SPOT_LIMIT', order: 'O-1' } })).toBe(false);
    expect(entryCountOf(now())).toBe(entries);
    expect(now().branchOffer?.title).toBe('Cancel');
  });

  it('branches with the steps up to the cursor, keeps the original, and does what was asked for', () => {
    const { now } = opened(BUY_TWO);
    now().actNow('Fill', FILL);
    const original = currentScenario(currentOf(now()));
    now().lookAt(entryCountOf(now()) - 1);
    now().actNow('Cancel', { action: { type: 'CANCEL_SPOT_LIMIT', order: 'O-1' } });
    now().branchHere();
    expect(now().open).toHaveLength(2);
    expect(scenarioOf(now()).steps.map((step) => ('action' in step ? step.action.type : ''))).toEqual([
      'CREATE_SPOT_LIMIT',
      'CANCEL_SPOT_LIMIT',
    ]);
    expect(now().player.orders.at('O-1', { entries: entryCountOf(now()) })?.status).toBe('CANCELLED');
    now().switchTo(now().open[0]?.id ?? '');
    expect(scenarioOf(now())).toEqual(original);
  });

  it('knows of a branch what it leaves and where, and names each branch apart', () => {
    const { now } = opened(BUY_TWO);
    const first = now().currentId;
    now().actNow('Fill', FILL);
    now().lookAt(2);
    now().branchHere();
    expect(currentOf(now()).branchedFrom).toMatchObject({ id: first, steps: 1, moment: 2 });
    const name = currentOf(now()).opened.name;
    now().switchTo(first);
    now().lookAt(2);
    now().branchHere();
    expect(currentOf(now()).opened.name).toBe(`${name} (2)`);
    now().switchTo(first);
    now().branchHere('Cancelled early');
    expect(currentOf(now()).opened.name).toBe('Cancelled early');
    // At the end of a scenario the branch holds all of it.
    expect(currentOf(now()).branchedFrom).toMatchObject({ steps: 2, moment: entryCountOf(now()) });
  });

  it('closes a branch back to what it left, and opens it again as it was', () => {
    const { now } = opened(BUY_TWO);
    const first = now().currentId;
    now().actNow('Fill', FILL);
    now().lookAt(2);
    now().branchHere();
    now().actNow('Fill', FILL);
    const branch = currentOf(now());
    now().openScenario(currentScenario(branch));
    const third = now().currentId;
    now().switchTo(branch.id);
    now().closeScenario(branch.id);
    expect(now().currentId).toBe(first);
    expect(now().notice).toMatchObject({ action: { title: 'Open it again' } });
    now().reopenScenario();
    expect(currentOf(now())).toBe(branch);
    expect(now().open.map(({ id }) => id)).toEqual([first, branch.id, third]);
    now().undo();
    expect(currentOf(now()).done).toEqual([]);
  });

  it('renames a scenario, but not to nothing', () => {
    const { now } = opened(BUY_TWO);
    const first = now().currentId;
    now().renameScenario(first, '  Mine ');
    expect(scenarioOf(now()).name).toBe('Mine');
    now().renameScenario(first, ' ');
    expect(scenarioOf(now()).name).toBe('Mine');
  });

  it('finds the moments of the focused order', () => {
    const { now } = opened(BUY_TWO, { at: '2024-01-02T09:30:00Z', price: { pair: 'BTCUSD', last: '49000' } });
    now().actNow('Fill', FILL);
    expect(focusedOrderOf(now())).toBe('O-1');
    const end = entryCountOf(now());
    expect(orderMomentOf(now(), 'next')).toBeNull();
    expect(orderMomentOf(now(), 'previous')).toBe(end - 2);
    now().lookAt(0);
    expect(orderMomentOf(now(), 'next')).toBe(2);
  });
});

describe('the pair in focus', () => {
  it('is that of the order in focus, until another is chosen', () => {
    const { now } = opened(BUY_TWO);
    expect(pairInFocusOf(now())).toBe('BTCUSD');
    now().choosePair('nothing of the kind');
    expect(pairInFocusOf(now())).toBe('BTCUSD');
  });
});

describe('candles', () => {
  it('are fed one by one at their own times', () => {
    const { now } = opened(BUY_TWO);
    now().importCandles(feed([49000, 48900]));
    now().feedBar();
    const last = scenarioOf(now()).steps.at(-1);
    expect(last).toMatchObject({ at: '2024-01-02T10:00:00Z', bar: { close: '49000.00' } });
    now().feedBar();
    expect(nextFeedOf(now())).toBeNull();
    expect(now().feedBar()).toBe(false);
  });

  it('wait in each scenario for its own next bar', () => {
    const { now } = opened(BUY_TWO);
    const first = now().currentId;
    now().importCandles(feed([49000, 48900, 48800]));
    now().feedBar();
    now().branchHere();
    now().feedBar();
    expect(barsLeftOf(now())).toBe(1);
    now().switchTo(first);
    expect(barsLeftOf(now())).toBe(2);
  });

  it('keep their times when things are done by hand between them', () => {
    const { now } = opened({ ...BUY_TWO, at: '2024-01-02T09:59:30Z' });
    now().importCandles(feed([49000]));
    now().actNow('Fill', FILL);
    expect(scenarioOf(now()).steps.at(-1)?.at).toBe('2024-01-02T09:59:45Z');
    now().feedBar();
    expect(scenarioOf(now()).steps.at(-1)?.at).toBe('2024-01-02T10:00:00Z');
  });

  it('play until something happens, as one command', () => {
    const { now } = opened(BUY_TWO);
    now().importCandles(feed([49000, 48900, 48000, 47000]));
    now().feedUntilSomethingHappens();
    expect(scenarioOf(now()).steps).toHaveLength(4);
    expect(now().player.orders.at('O-1', { entries: entryCountOf(now()) })?.status).toBe('FILLED');
    now().undo();
    expect(scenarioOf(now()).steps).toHaveLength(1);
    expect(nextFeedOf(now())).not.toBeNull();
  });

  it('are played to their end where nothing happens, and then it is said how many there were', () => {
    const { now } = opened(BUY_TWO);
    now().importCandles(feed([49000, 49100, 49200]));
    now().feedBar();
    expect(barsLeftOf(now())).toBe(2);
    expect(now().feedUntilSomethingHappens()).toBe(true);
    expect(now().notice?.text).toBe('Played 2 bars; nothing happened. No more bars are left.');
    expect(barsLeftOf(now())).toBe(0);
  });

  it('say which was the last one', () => {
    const { now } = opened(BUY_TWO);
    now().importCandles(feed([49000, 49100]));
    now().feedBar();
    expect(now().notice).toBeNull();
    now().feedBar();
    expect(now().notice?.text).toBe('That was the last bar.');
  });

  it('matter to nothing while no order works and no position is open', () => {
    const { now } = opened();
    expect(canMarketMatter(now())).toBe(false);
    now().actNow('Limit order', { action: BUY_TWO.action });
    expect(canMarketMatter(now())).toBe(true);
    now().actNow('Fill', { fill: { order: 'O-1', volume: '2', price: '48000' } });
    expect(canMarketMatter(now())).toBe(false);
  });

  it('stay with their scenario when another is shown', () => {
    const { now } = opened(BUY_TWO);
    now().importCandles(feed([49000, 48900]));
    const first = now().currentId;
    now().openScenario(miniature());
    expect(barsLeftOf(now())).toBe(0);
    now().switchTo(first);
    expect(barsLeftOf(now())).toBe(2);
  });

  it('join one gesture while playing, and playing stops at their end', () => {
    const { now } = opened(BUY_TWO);
    now().importCandles(feed([49000, 48900]));
    now().setPlaying(true);
    now().tick();
    now().tick();
    now().tick();
    expect(now().isPlaying).toBe(false);
    expect(currentOf(now()).done).toHaveLength(1);
  });

  it('show the past first when playing from there', () => {
    const { now } = opened(BUY_TWO);
    now().lookAt(0);
    now().setPlaying(true);
    now().tick();
    expect(cursorOf(now())).toBe(1);
    expect(scenarioOf(now()).steps).toHaveLength(1);
  });
});
