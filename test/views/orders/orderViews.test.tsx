import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { cursorOf } from '../../../src/store/selectors.ts';
import { createAppStore } from '../../../src/store/store.ts';
import { AppStoreContext } from '../../../src/store/useApp.ts';
import { Inspector } from '../../../src/views/inspector/Inspector.tsx';
import { OrderHeader } from '../../../src/views/orders/OrderHeader.tsx';
import { OrderList } from '../../../src/views/orders/OrderList.tsx';
import { TicketPanel } from '../../../src/views/orders/TicketPanel.tsx';
import { BUY_TWO, miniature } from '../../store/miniature.ts';

const FILL = { at: '2024-01-02T09:05:00Z', fill: { order: 'O-1', volume: '1.2', price: '47900' } };
const SPLIT = {
  at: '2024-01-02T09:10:00Z',
  action: { type: 'SPLIT_SPOT_LIMIT', order: 'O-1', chunks: [{ volume: '0.3' }, { volume: '0.5' }] },
};
const PRICED = { at: '2024-01-02T09:00:00Z', price: { pair: 'BTCUSD', last: '48000' } };

function show(view: ReactNode, ...steps: readonly unknown[]) {
  const store = createAppStore(miniature(steps));
  const drawn = render(<AppStoreContext value={store}>{view}</AppStoreContext>);
  return { store, ...drawn };
}

describe('the list of orders', () => {
  it('[O3] has children below their parents, and later ones faded at an earlier moment', async () => {
    const { store } = show(<OrderList />, BUY_TWO, FILL, SPLIT);
    const names = screen.getAllByRole('button').map((button) => button.textContent);
    expect(names[0]).toMatch(/^O-1.*Split$/);
    expect(names[1]).toMatch(/^O-2.*Pending$/);
    await userEvent.click(screen.getByRole('button', { name: /O-2/ }));
    expect(screen.getByRole('button', { name: /O-2/ })).toHaveAttribute('aria-current', 'true');
    store.getState().lookAt(2);
    expect(await screen.findByRole('button', { name: /O-3.*later/ })).toBeVisible();
    expect(screen.getByRole('button', { name: /O-1.*Pending/ })).toBeVisible();
  });
});

describe('a market buy by what it spends', () => {
  it('says what it spends until it has a volume', () => {
    show(
      <>
        <OrderList />
        <OrderHeader />
      </>,
      {
        at: '2024-01-02T09:00:00Z',
        action: { type: 'CREATE_SPOT_MARKET', pair: 'BTCUSD', direction: 'buy', spend: '12000' },
      },
    );
    expect(screen.getByRole('button', { name: /^O-1/ })).toHaveTextContent('BUYfor 12,000.00 USD market');
    expect(screen.getByRole('heading', { name: /^O-1/ })).toHaveTextContent(
      'BUY BTCUSD for 12,000.00 USD at the market',
    );
  });
});

describe('the ticket', () => {
  it('[A1] previews what it would write, and sends it', async () => {
    const { store } = show(<TicketPanel />);
    await userEvent.type(screen.getByLabelText('Volume'), '2');
    await userEvent.type(screen.getByLabelText('Limit price'), '48,000');
    const preview = screen.getByRole('table', { name: 'What this writes to the ledger' });
    expect(within(preview).getByText('−96,096.00')).toBeVisible();
    expect(within(preview).getByText('3,904.00')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Buy 2 BTC' }));
    expect(store.getState().player.orders.at('O-1', { entries: cursorOf(store.getState()) })?.status).toBe(
      'PENDING',
    );
  });

  it('[P1] says what an order lacks and the sum behind it', async () => {
    show(<TicketPanel />);
    await userEvent.type(screen.getByLabelText('Volume'), '3');
    await userEvent.type(screen.getByLabelText('Limit price'), '48000');
    expect(
      screen.getByText(
        'This needs 144,144.00 USD, but only 100,000.00 USD is available: 44,144.00 USD short.',
      ),
    ).toBeVisible();
    expect(await screen.findByRole('list', { name: 'What it needs' })).toHaveTextContent(
      'Reserve 3 × 48,000.00 (144,000.00) + 144.00 for the largest fill fee (0.1 %) = 144,144.00',
    );
  });

  it('is empty again once an order that spends an amount is sent', async () => {
    const { store } = show(<TicketPanel />, PRICED);
    await userEvent.click(screen.getByRole('radio', { name: 'Market' }));
    await userEvent.type(screen.getByLabelText(/^Spend/), '1000');
    await userEvent.click(screen.getByRole('button', { name: 'Buy for 1,000.00 USD' }));
    expect(
      store
        .getState()
        .player.orders.at('O-1', { entries: cursorOf(store.getState()) })
        ?.spend?.toFixed(),
    ).toBe('1000');
    expect(screen.getByLabelText(/^Spend/)).toHaveValue('');
    expect(screen.getByLabelText(/^Volume/)).toHaveValue('');
    expect(screen.getByRole('button', { name: 'Buy BTC' })).toBeVisible();
  });

  it('offers a seller no amount to spend, and sends none', async () => {
    const { store } = show(<TicketPanel />, PRICED, {
      at: '2024-01-02T09:00:00Z',
      adjust: { asset: 'BTC', amount: '1', reason: 'deposit' },
    });
    await userEvent.click(screen.getByRole('radio', { name: 'Market' }));
    await userEvent.type(screen.getByLabelText(/^Spend/), '1000');
    await userEvent.click(screen.getByRole('radio', { name: 'Sell' }));
    expect(screen.queryByLabelText(/^Spend/)).toBeNull();
    await userEvent.type(screen.getByLabelText('Volume'), '0.1');
    await userEvent.click(screen.getByRole('button', { name: 'Sell 0.1 BTC' }));
    expect(store.getState().player.orders.at('O-1', { entries: cursorOf(store.getState()) })).toMatchObject({
      direction: 'sell',
      spend: null,
    });
  });

  it('finds the largest volume that can be paid, fees included', async () => {
    show(<TicketPanel />);
    await userEvent.type(screen.getByLabelText('Limit price'), '50000');
    await userEvent.click(screen.getByRole('button', { name: 'Max' }));
    // 99,900.09 and a fee of 99.91 are 100,000.00; a hundred-millionth more costs a cent more.
    await waitFor(() => expect(screen.getByLabelText('Volume')).toHaveValue('1.9980018'));
    expect(screen.getByRole('button', { name: 'Buy 1.9980018 BTC' })).toBeVisible();
  });

  it('keeps what is sent with the order in sight: in its fields, folded away, and on the button', async () => {
    const { store } = show(<TicketPanel />, PRICED);
    await userEvent.type(screen.getByLabelText('Volume'), '0.1');
    await userEvent.click(screen.getByText('More: time in force …'));
    await userEvent.selectOptions(await screen.findByLabelText(/^Time in force/), 'DAY');
    await userEvent.type(screen.getByLabelText(/^Trigger price/), '49000');
    expect(screen.getByRole('button', { name: 'Buy 0.1 BTC, stop 49,000' })).toBeVisible();
    // What was typed goes over into the other kind of order, and stays open there.
    await userEvent.click(screen.getByRole('radio', { name: 'Market' }));
    expect(screen.getByLabelText(/^Trigger price/)).toHaveValue('49000');
    await userEvent.click(screen.getByText('More: stop 49,000 · DAY'));
    await waitFor(() => expect(screen.queryByLabelText(/^Trigger price/)).toBeNull());
    expect(screen.getByText('More: stop 49,000 · DAY')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Buy 0.1 BTC, stop 49,000' }));
    const sent = (id: string) =>
      store.getState().player.orders.at(id, { entries: cursorOf(store.getState()) });
    expect(sent('O-1')?.triggerPrice?.toFixed()).toBe('49000');
    // It was meant for that order.
    expect(screen.getByText('More: DAY')).toBeVisible();
    await userEvent.type(screen.getByLabelText(/^Volume/), '0.2');
    await userEvent.click(screen.getByRole('button', { name: 'Buy 0.2 BTC' }));
    expect(sent('O-2')).toMatchObject({ triggerPrice: null, timeInForce: 'DAY' });
  });

  it('unfolds what is wrong where it was folded away', async () => {
    show(<TicketPanel />, PRICED);
    await userEvent.type(screen.getByLabelText('Volume'), '0.1');
    await userEvent.click(screen.getByText('More: time in force …'));
    await userEvent.type(await screen.findByLabelText(/^Trigger price/), 'abc');
    await userEvent.click(screen.getByText('More: stop abc'));
    await waitFor(() => expect(screen.queryByLabelText(/^Trigger price/)).toBeNull());
    await userEvent.click(screen.getByRole('button', { name: 'Buy BTC' }));
    expect(await screen.findByText('“abc” is not a number.')).toBeVisible();
  });

  it('has no fault that axe can find', async () => {
    const { container } = show(<TicketPanel />, BUY_TWO);
    expect(await axe(container)).toHaveNoViolations();
  });
});

describe('a form in the past', () => {
  it('[A1] previews what it would write on a branch from there, and its button starts that branch', async () => {
    const { store } = show(<TicketPanel />, BUY_TWO, FILL, SPLIT);
    act(() => store.getState().lookAt(2));
    await userEvent.type(screen.getByLabelText('Volume'), '9');
    await userEvent.type(screen.getByLabelText('Limit price'), '48000');
    expect(screen.getByText(/only 3,904\.00 USD is available/)).toBeVisible();
    expect(screen.getByText(/starts a branch from this moment/)).toBeVisible();
    act(() => {
      store.getState().chooseOrder('O-1');
      store.getState().openForm('fill');
    });
    const send = await screen.findByRole('button', { name: 'Fill O-1 on a new branch' });
    const preview = screen.getByRole('table', { name: 'What this writes to the ledger' });
    expect(within(preview).getByText('+2')).toBeVisible();
    await userEvent.click(send);
    expect(store.getState().open).toHaveLength(2);
    expect(store.getState().player.orders.at('O-1', { entries: cursorOf(store.getState()) })?.status).toBe(
      'FILLED',
    );
  });
});

describe('the form that modifies an order', () => {
  it('[O3] offers to modify only what is changed', async () => {
    const { store } = show(<TicketPanel />, BUY_TWO);
    act(() => store.getState().openForm('modify'));
    const send = await screen.findByRole('button', { name: 'Modify O-1' });
    expect(send).toHaveAttribute('aria-disabled', 'true');
    expect(send).toHaveAttribute('title', 'Nothing is changed yet: give a new value first');
    await userEvent.type(screen.getByLabelText(/^Limit price/), '47000');
    expect(screen.getByRole('button', { name: 'Modify O-1' })).not.toHaveAttribute('aria-disabled');
  });
});

describe('the end of an order', () => {
  it('[O7] is asked for only where there is one, and stands in the head', async () => {
    const { store } = show(
      <>
        <TicketPanel />
        <OrderHeader />
      </>,
    );
    await userEvent.type(screen.getByLabelText('Volume'), '1');
    await userEvent.type(screen.getByLabelText('Limit price'), '48000');
    await userEvent.click(screen.getByText('More: time in force …'));
    await userEvent.selectOptions(await screen.findByLabelText(/^Time in force/), 'DAY');
    expect(screen.queryByLabelText(/^Expires at/)).toBeNull();
    await userEvent.selectOptions(screen.getByLabelText(/^Time in force/), 'GTD');
    // It is not to be left out, and stands where the preview would.
    expect(screen.getByLabelText('Expires at')).toHaveValue('');
    expect(screen.getByText('Expected a time: a GTD order says when it ends.')).toBeVisible();
    fireEvent.change(screen.getByLabelText('Expires at'), { target: { value: '2030-01-02T10:30' } });
    expect(screen.queryByText(/says when it ends/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Buy 1 BTC' }));
    expect(
      store.getState().player.orders.at('O-1', { entries: cursorOf(store.getState()) })?.timeInForce,
    ).toBe('GTD');
    expect(await screen.findByText('2030-01-02 10:30')).toBeVisible();
  });
});

describe('the form that cancels an order', () => {
  it('says that there is no cancel fee where there is none', async () => {
    const { store } = show(<TicketPanel />, BUY_TWO);
    act(() => store.getState().openForm('cancel'));
    expect(await screen.findByText(/There is no cancel fee here\./)).toBeVisible();
  });

  it('says how much the cancel fee is', async () => {
    const plain = miniature([BUY_TWO]);
    const fees = [{ type: 'FLAT_PER_TRADE', timing: 'ON_CANCEL', amount: '1.5' }] as const;
    const rules = plain.rules.map((rule) => Object.assign({}, rule, { fees }));
    const store = createAppStore({ ...plain, rules });
    render(
      <AppStoreContext value={store}>
        <TicketPanel />
      </AppStoreContext>,
    );
    act(() => store.getState().openForm('cancel'));
    expect(await screen.findByText(/less the cancel fee of 1\.50 USD\./)).toBeVisible();
  });
});

describe('the head of an order', () => {
  it('says what a purchase holds is made of', () => {
    show(<OrderHeader />, BUY_TWO, FILL);
    expect(screen.getByText('= 0.8 × 48,000 + 38.40 for fees')).toBeVisible();
  });

  it('[O7] says of what has expired that it has, not that it was cancelled', () => {
    show(
      <OrderHeader />,
      PRICED,
      { ...BUY_TWO, action: { ...BUY_TWO.action, price: '47000', timeInForce: 'IOC' } },
      { at: '2024-01-02T09:05:00Z', price: { pair: 'BTCUSD', last: '48000' } },
    );
    expect(screen.getByRole('heading', { name: /^O-1/ })).toHaveTextContent('Expired');
    expect(screen.getByText('Expired', { selector: 'dt' }).nextSibling).toHaveTextContent('2');
    expect(screen.queryByText('Cancelled')).toBeNull();
  });

  it('[O1] blocks what the table of the life cycle has no row for, and says why', () => {
    show(<OrderHeader />, BUY_TWO, {
      at: '2024-01-02T09:05:00Z',
      action: { type: 'CANCEL_SPOT_LIMIT', order: 'O-1' },
    });
    for (const name of ['Fill…', 'Modify…', 'Split…', 'Cancel…']) {
      const button = screen.getByRole('button', { name });
      expect(button).toHaveAttribute('aria-disabled', 'true');
      expect(button).toHaveAttribute('title', expect.stringContaining('O-1 is cancelled'));
    }
  });
});

describe('the inspector', () => {
  it('[L2] tells what a moment moved, before and after, with its arithmetic', () => {
    show(<Inspector />, BUY_TWO, FILL);
    expect(screen.getByText('O-1 bought 1.2 at 47,900; 0.8 remain.')).toBeVisible();
    const balances = screen.getByRole('table', { name: 'Balances before and after' });
    expect(within(balances).getByText('4,024.12')).toBeVisible();
    expect(within(balances).getByText('38,438.40')).toBeVisible();
    expect(screen.getByText(/1\.2 × 47,900\.00 × 0\.1 % = 57\.48/)).toBeVisible();
    // Beside its words each line has the name of its type in files.
    expect(screen.getByText('FEE_FILL', { selector: 'code' })).toBeVisible();
  });

  it('[A3] lays out the numbers of a refusal', () => {
    show(<Inspector />, { ...BUY_TWO, action: { ...BUY_TWO.action, volume: '3' } });
    const numbers = screen.getByRole('table', { name: 'The numbers of the denial' });
    expect(within(numbers).getByText('44,144.00')).toBeVisible();
    expect(within(numbers).getByText('INSUFFICIENT_AVAILABLE')).toBeVisible();
    expect(screen.getByRole('list', { name: 'What it needed' })).toHaveTextContent(
      '3 × 48,000.00 (144,000.00) + 144.00 for the largest fill fee (0.1 %) = 144,144.00',
    );
  });

  it('[L11] says of each rule of the ledger that it holds', async () => {
    const { container } = show(<Inspector />, BUY_TWO, FILL, SPLIT);
    expect(screen.getByText('Unavailable is what orders and positions hold')).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
  });
});
