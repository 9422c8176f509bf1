import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../src/scenario/format.ts';
import { pairInFocusOf } from '../../../src/store/selectors.ts';
import { createAppStore } from '../../../src/store/store.ts';
import { AppStoreContext } from '../../../src/store/useApp.ts';
import { MarketBar } from '../../../src/views/orders/MarketBar.tsx';
import { TicketPanel } from '../../../src/views/orders/TicketPanel.tsx';
import { BUY_TWO } from '../../store/miniature.ts';

const pairOf = (base: string) => ({
  code: `${base}USD`,
  base,
  quote: 'USD',
  tickSize: '0.01',
  lotSize: '0.01',
});

/** BTCUSD with an order at work, and ETHUSD with one after it. */
function show() {
  const order = { ...BUY_TWO.action, volume: '1', price: '20000' };
  const parsed = checkScenario({
    format: 'orderscope-scenario',
    version: 1,
    name: 'Two pairs',
    assets: ['USD', 'BTC', 'ETH'].map((code) => ({ code, decimals: 2 })),
    pairs: [pairOf('BTC'), pairOf('ETH')],
    rules: [],
    accounts: [{ id: 'main', deposits: { USD: '100000' } }],
    steps: [
      { at: '2024-01-02T09:00:00Z', action: order },
      { at: '2024-01-02T09:01:00Z', action: { ...order, pair: 'ETHUSD', price: '2000' } },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const store = createAppStore(parsed.scenario);
  render(
    <AppStoreContext value={store}>
      <MarketBar />
      <TicketPanel />
    </AppStoreContext>,
  );
  const bar = within(screen.getByRole('region', { name: 'Market' })).getByLabelText('Pair');
  const ticket = within(screen.getByRole('region', { name: 'New order' })).getByLabelText('Pair');
  return { store, bar, ticket };
}

describe('the pair in focus', () => {
  it('is the same in the market bar and the ticket, and follows the order that is chosen', () => {
    const { store, bar, ticket } = show();
    expect([bar, ticket].map((each) => (each as HTMLSelectElement).value)).toEqual(['ETHUSD', 'ETHUSD']);
    act(() => store.getState().chooseOrder('O-1'));
    expect(bar).toHaveValue('BTCUSD');
    expect(ticket).toHaveValue('BTCUSD');
  });

  it('can be chosen in either of them', async () => {
    const { store, bar, ticket } = show();
    await userEvent.selectOptions(bar, 'BTCUSD');
    expect(ticket).toHaveValue('BTCUSD');
    await userEvent.selectOptions(ticket, 'ETHUSD');
    expect(bar).toHaveValue('ETHUSD');
    expect(pairInFocusOf(store.getState())).toBe('ETHUSD');
  });

  it('does not take a ticket away from the pair that its amount was meant for', async () => {
    const { bar, ticket } = show();
    await userEvent.type(screen.getByLabelText('Limit price'), '1900');
    await userEvent.type(screen.getByLabelText('Volume'), '2');
    await userEvent.selectOptions(bar, 'BTCUSD');
    expect(ticket).toHaveValue('ETHUSD');
    await userEvent.clear(screen.getByLabelText('Volume'));
    expect(ticket).toHaveValue('BTCUSD');
    expect(screen.getByLabelText('Limit price')).toHaveValue('');
  });
});
