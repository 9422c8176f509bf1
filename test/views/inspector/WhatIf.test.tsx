import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { describe, expect, it } from 'vitest';
import { cursorOf } from '../../../src/store/selectors.ts';
import { createAppStore } from '../../../src/store/store.ts';
import { AppStoreContext } from '../../../src/store/useApp.ts';
import { Inspector } from '../../../src/views/inspector/Inspector.tsx';
import { bytesOf } from '../../engine/journalBytes.ts';
import { BUY_TWO, miniature } from '../../store/miniature.ts';

const FILL = { at: '2024-01-02T09:05:00Z', fill: { order: 'O-1', volume: '1.2', price: '47900' } };
const DEPOSIT = { at: '2024-01-02T09:10:00Z', adjust: { asset: 'USD', amount: '5' } };

function show() {
  const store = createAppStore(miniature([BUY_TWO, FILL, DEPOSIT]));
  const { container } = render(
    <AppStoreContext value={store}>
      <Inspector />
    </AppStoreContext>,
  );
  return { store, container };
}

describe('the rules in the inspector', () => {
  it('[L11] are checked over the whole journal when asked, and say what came of it', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Check the whole journal' }));
    expect(await screen.findByText(/^Every one of 7 lines and 2 balances agrees\.$/)).toBeVisible();
  });
});

describe('a fault in a copy', () => {
  it('[L5] names the rule and the line, goes to its moment, and leaves the ledger as it was', async () => {
    const { store } = show();
    const before = bytesOf(store.getState().player.journal);
    await userEvent.click(screen.getByRole('button', { name: 'Drop a release' }));
    const copy = await screen.findByRole('region', { name: 'Copy with a fault' });
    expect(within(copy).getByRole('heading', { name: 'A copy with a fault' })).toHaveFocus();
    expect(
      await within(copy).findByText(/orders and positions hold 38,438\.40, the ledger says 38,558\.52/),
    ).toBeVisible();
    await userEvent.click(within(copy).getByRole('button', { name: /^line/ }));
    expect(cursorOf(store.getState())).toBe(3);
    const beside = within(copy).getByRole('table', { name: 'The ledger beside its copy' });
    const row = within(beside).getByRole('row', { name: /USD unavailable/ });
    expect(row).toHaveTextContent('38,438.40');
    expect(row).toHaveTextContent('38,558.52');
    expect(bytesOf(store.getState().player.journal)).toEqual(before);
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Copy with a fault' })).toBeNull();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Drop a release' })).toHaveFocus());
  });

  it('[L9] reads the balance of a time without what happened at it', async () => {
    const { store } = show();
    await userEvent.click(screen.getByRole('button', { name: 'Leave out the very time' }));
    store.getState().lookAt(3);
    const row = await screen.findByRole('row', { name: /USD unavailable/ });
    expect(row).toHaveTextContent('38,438.40');
    expect(row).toHaveTextContent('96,096.00');
  });

  it('says so where it would change nothing, and has no accessibility faults', async () => {
    const { container } = show();
    await userEvent.click(screen.getByRole('button', { name: 'Round each fill by itself' }));
    expect(await screen.findByText(/^No order here fills several times/)).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
    await userEvent.click(screen.getByRole('button', { name: /^Leave/ }));
    expect(screen.getByRole('region', { name: 'Invariants' })).toBeVisible();
  });
});
