import { render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createAppStore } from '../../../src/store/store.ts';
import { AppStoreContext } from '../../../src/store/useApp.ts';
import { Inspector } from '../../../src/views/inspector/Inspector.tsx';
import { miniature } from '../../store/miniature.ts';

it('[X2] shows how the price of a fill came about where it slipped', () => {
  const plain = miniature([]);
  const store = createAppStore({ ...plain, settings: { ...plain.settings, slippage: '0.0002' } });
  const { actNow } = store.getState();
  actNow('Price', { price: { pair: 'BTCUSD', last: '48000' } });
  actNow('Buy', { action: { type: 'CREATE_SPOT_MARKET', pair: 'BTCUSD', direction: 'buy', volume: '1' } });
  const bar = { pair: 'BTCUSD', open: '48000', high: '48500', low: '47900', close: '48100' };
  actNow('Bar', { bar });
  render(
    <AppStoreContext value={store}>
      <Inspector />
    </AppStoreContext>,
  );
  const arithmetic = within(screen.getByRole('region', { name: 'Arithmetic' }));
  expect(arithmetic.getByText(/^Price of O-1/)).toHaveTextContent(
    "48,000.00, the bar's open, × (1 + 0.02 % slippage) = 48,009.60",
  );
});
