import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { describe, expect, it } from 'vitest';
import { createAppStore } from '../../../src/store/store.ts';
import { AppStoreContext } from '../../../src/store/useApp.ts';
import { CompareView } from '../../../src/views/compare/CompareView.tsx';
import { BUY_TWO, miniature } from '../../store/miniature.ts';
import { pretendSize } from '../pretendSize.ts';

pretendSize(900, 500);

const FILL = { fill: { order: 'O-1', volume: '0.5', price: '47000' } } as const;

/** A scenario that fills a buy, and a branch of it that cancels the same buy. */
function show() {
  const store = createAppStore(miniature([BUY_TWO]));
  const now = () => store.getState();
  now().actNow('Fill', FILL);
  now().lookAt(2);
  now().branchHere('Cancelled');
  now().actNow('Cancel', { action: { type: 'CANCEL_SPOT_LIMIT', order: 'O-1' } });
  now().showView('compare');
  const drawn = render(
    <AppStoreContext value={store}>
      <CompareView />
    </AppStoreContext>,
  );
  return { store, ...drawn };
}

describe('with nothing to compare', () => {
  it('says what is compared here, and leads to where runs are', async () => {
    const store = createAppStore(miniature([BUY_TWO]));
    render(
      <AppStoreContext value={store}>
        <CompareView />
      </AppStoreContext>,
    );
    expect(screen.getByText(/^Here stand two scenarios beside each other/)).toHaveTextContent(
      'Runs of backtests are compared among their results',
    );
    await userEvent.click(screen.getByRole('button', { name: 'To the backtests' }));
    expect(store.getState().view).toBe('backtest');
  });
});

describe('two branches side by side', () => {
  it('begin with a branch beside what it leaves, and name what differs', async () => {
    const { container } = show();
    expect(screen.getByLabelText('Scenario B')).toHaveDisplayValue('Cancelled');
    expect(screen.getByText(/^The same up to moment 2/)).toBeVisible();
    const fills = screen.getByRole('row', { name: /^Fills/ });
    expect(
      within(fills)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['1', '0', '−1']);
    const orders = screen.getByRole('row', { name: /^1 / });
    expect(within(orders).getByText('Partially filled')).toBeVisible();
    expect(within(orders).getByText('Cancelled')).toBeVisible();
    expect(within(orders).getByText('filled 0.5').tagName).toBe('MARK');
    expect(
      within(orders)
        .getAllByText('at 48,000')
        .map(({ tagName }) => tagName),
    ).toEqual(['SPAN', 'SPAN']);
    expect((await axe(container)).violations).toEqual([]);
  });

  it('stand on their heads when they are swapped', async () => {
    show();
    await userEvent.click(screen.getByRole('button', { name: 'Swap sides' }));
    expect(screen.getByLabelText('Scenario A')).toHaveDisplayValue('Cancelled');
    const fills = screen.getByRole('row', { name: /^Fills/ });
    expect(within(fills).getAllByRole('cell').at(-1)).toHaveTextContent('+1');
  });

  it('have their numbers behind the curves in a table', async () => {
    show();
    await userEvent.selectOptions(screen.getByLabelText('What is drawn'), 'USD');
    await userEvent.click(screen.getByRole('button', { name: 'USD as a table' }));
    const last = screen.getByRole('row', { name: /^3 / });
    expect(
      within(last)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['4,404.50', '100,000.00', '72,072.00', '0.00']);
  });

  it('open the side whose first difference is asked for', async () => {
    const { store } = show();
    const [first] = store.getState().open;
    await userEvent.click(screen.getByRole('button', { name: 'First difference in A' }));
    expect(store.getState()).toMatchObject({ currentId: first?.id, view: 'explore' });
  });
});

it('says what to do when there is only one scenario', async () => {
  const store = createAppStore(miniature([]));
  render(
    <AppStoreContext value={store}>
      <CompareView />
    </AppStoreContext>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Branches…' }));
  expect(store.getState().dialog).toEqual({ kind: 'branches' });
});
