import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { createAppStore } from '../../../src/store/store.ts';
import { AppStoreContext } from '../../../src/store/useApp.ts';
import { TicketPanel } from '../../../src/views/orders/TicketPanel.tsx';
import { miniature } from '../../store/miniature.ts';

it('[L3] a deposit is begun at its amount once the form has come, and shows its line before it is sent', async () => {
  const store = createAppStore(miniature());
  render(
    <AppStoreContext value={store}>
      <TicketPanel />
    </AppStoreContext>,
  );
  act(() => store.getState().openForm('adjust'));
  const amount = await screen.findByLabelText('Amount');
  expect(amount).toHaveFocus();
  const lines = store.getState().player.journal.transactions.length;
  await userEvent.type(amount, '12.5');
  expect(screen.getByText('+12.50')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Deposit' }));
  expect(store.getState().player.journal.transactions.length).toBe(lines + 1);
});
