import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { VENUE_PRESETS, venueScenario, type VenueKey } from '../../../src/scenario/presets.ts';
import type { Deed } from '../../../src/store/state.ts';
import { createAppStore } from '../../../src/store/store.ts';
import { AppStoreContext } from '../../../src/store/useApp.ts';
import { Inspector } from '../../../src/views/inspector/Inspector.tsx';
import { formatNumber } from '../../../src/ui/formatNumber.ts';
import { OrderHeader } from '../../../src/views/orders/OrderHeader.tsx';
import { OrderList } from '../../../src/views/orders/OrderList.tsx';
import { TicketPanel } from '../../../src/views/orders/TicketPanel.tsx';

const LONG: Deed = {
  action: {
    type: 'CREATE_TRADE_LIMIT',
    pair: 'BTCUSD',
    direction: 'long',
    volume: '2',
    price: '48000',
    leverage: '5',
    stopLoss: '47000',
    takeProfit: '50000',
  },
};
const OPENED: readonly Deed[] = [LONG, { fill: { order: 'O-1', volume: '2', price: '48000' } }];
const priceOf = (last: string): Deed => ({ price: { pair: 'BTCUSD', last } });
const close = (volume?: string, price?: string): Deed => ({
  action: {
    type: 'CLOSE_TRADE',
    order: 'O-1',
    ...(volume === undefined ? {} : { volume }),
    ...(price === undefined ? {} : { price }),
  },
});

/** A view at a venue, after doing things there. */
function show(view: ReactNode, deeds: readonly Deed[] = [], venue: VenueKey = 'derivatives10x') {
  const { deposit, price } = VENUE_PRESETS[venue].market;
  const store = createAppStore(venueScenario(venue, deposit, price));
  for (const deed of deeds) store.getState().actNow('for a test', deed);
  const drawn = render(<AppStoreContext value={store}>{view}</AppStoreContext>);
  const order = (id = 'O-1') =>
    store.getState().player.orders.at(id, { entries: store.getState().player.journal.entries.length });
  return { store, order, ...drawn };
}

const fact = (name: string): string | null =>
  screen.getByText(name, { selector: 'dt' }).parentElement?.querySelector('dd')?.textContent ?? null;

describe('the ticket for trades', () => {
  it('[A1] opens a long with leverage, stop loss and take profit, previewed before', async () => {
    const { order } = show(<TicketPanel />);
    await userEvent.type(screen.getByLabelText('Limit price'), '48,000');
    await userEvent.type(screen.getByLabelText('Volume'), '2');
    await userEvent.type(screen.getByLabelText('Leverage'), '5');
    const [below] = screen.getAllByTitle('2 % below the entry');
    if (below !== undefined) await userEvent.click(below);
    expect(screen.getByLabelText('Stop loss')).toHaveValue('47,040');
    expect(screen.getByText('−2 %: −1,920.00 USD.')).toBeVisible();
    await userEvent.type(screen.getByLabelText('Take profit'), '50000');
    const preview = screen.getByRole('table', { name: 'What this writes to the ledger' });
    // 96,000 at five times, and the dearer fill fee of 0.05 %.
    expect(within(preview).getByText('−19,248.00')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Open long 2 BTC' }));
    expect(order()).toMatchObject({ status: 'PENDING', direction: 'long' });
    expect(order()?.takeProfit?.toFixed()).toBe('50000');
  });

  it('finds the largest volume for the margin at the leverage chosen', async () => {
    show(<TicketPanel />);
    await userEvent.type(screen.getByLabelText('Limit price'), '50000');
    await userEvent.type(screen.getByLabelText('Leverage'), '4');
    await userEvent.click(screen.getByRole('button', { name: 'Max' }));
    // 99,800.39 of margin and a fee of 199.61 are 100,000.00; a hundred-millionth more costs a cent more.
    await waitFor(() => expect(screen.getByLabelText('Volume')).toHaveValue('7.9840312'));
  });

  it('[A3] denies what the rules do not allow while it is typed', async () => {
    show(<TicketPanel />);
    await userEvent.type(screen.getByLabelText('Limit price'), '48000');
    await userEvent.type(screen.getByLabelText('Volume'), '1');
    await userEvent.type(screen.getByLabelText('Leverage'), '11');
    expect(screen.getByText('A leverage of 11 is not between 1 and 10, the most there is.')).toBeVisible();
    await userEvent.clear(screen.getByLabelText('Leverage'));
    await userEvent.type(screen.getByLabelText('Stop loss'), '48500');
    expect(screen.getByText(/stop loss 48,?500 of a long trade has to lie below 48,?000/)).toBeVisible();
  });

  it('offers trades only where the rules do, and says why not', () => {
    show(<TicketPanel />, [], 'cryptoSpot');
    expect(screen.getByRole('radio', { name: 'Trade' })).toBeDisabled();
    expect(screen.getByText('The rules of BTCUSD allow spot orders only.')).toBeVisible();
    expect(screen.getByRole('radio', { name: 'Buy' })).toBeChecked();
  });

  it('offers one side where only one is allowed, and no leverage where there is none', async () => {
    show(<TicketPanel />, [], 'stockBroker');
    await userEvent.click(screen.getByRole('radio', { name: 'Sell' }));
    await userEvent.click(screen.getByRole('radio', { name: 'Trade' }));
    expect(screen.getByRole('radio', { name: 'Short' })).toBeDisabled();
    expect(screen.getByRole('radio', { name: 'Long' })).toBeChecked();
    expect(screen.getByText('The rules of ACMEUSD do not allow short trades.')).toBeVisible();
    expect(screen.queryByLabelText('Leverage')).toBeNull();
  });

  it('has no fault that axe can find', async () => {
    const { container } = show(<TicketPanel />);
    expect(await axe(container)).toHaveNoViolations();
  }, 20_000);
});

describe('what can be done to a trade', () => {
  it('[O1] goes by the tables of its entry and its position, and says why not', () => {
    show(<OrderHeader />, [LONG]);
    const closing = screen.getByRole('button', { name: 'Close…' });
    expect(closing).toHaveAttribute('title', 'O-1 has no position yet: nothing of it has filled');
    expect(screen.getByRole('button', { name: 'Split…' })).not.toHaveAttribute('aria-disabled');
  });

  it('[O1] of one that has filled is to close it or to change what protects it', () => {
    show(<OrderHeader />, OPENED);
    expect(screen.getByRole('button', { name: 'Close…' })).not.toHaveAttribute('aria-disabled');
    expect(screen.getByRole('button', { name: 'Modify…' })).not.toHaveAttribute('aria-disabled');
    expect(screen.getByRole('button', { name: 'Cancel…' })).toHaveAttribute(
      'title',
      'O-1 is filled: it cannot be cancelled any more; its position can be closed',
    );
  });

  it('[O4] a change of the stop loss alone writes no line, and it can be removed', async () => {
    const { store, order } = show(<TicketPanel />, OPENED);
    act(() => store.getState().openForm('modify'));
    expect(await screen.findByText(/The entry of O-1 is over: only its stop loss/)).toBeVisible();
    expect(screen.queryByLabelText('Limit price')).toBeNull();
    const lines = store.getState().player.journal.transactions.length;
    await userEvent.type(screen.getByLabelText(/^Stop loss/), '46000');
    expect(screen.getByText('Only the stop loss and take profit change: no line is written.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Remove the take profit' }));
    await userEvent.click(screen.getByRole('button', { name: 'Modify O-1' }));
    expect(order()?.stopLoss?.toFixed()).toBe('46000');
    expect(order()?.takeProfit).toBeNull();
    expect(store.getState().player.journal.transactions.length).toBe(lines);
  });

  it('[R7] says that liquidation comes before a stop loss that lies beyond it, of an open position and of a new one', async () => {
    const { store, order } = show(<TicketPanel />, OPENED);
    const known = order()?.position?.liquidationPrice;
    act(() => store.getState().openForm('modify'));
    const field = await screen.findByLabelText(/^Stop loss/);
    await userEvent.type(field, '38000');
    expect(
      screen.getByText(`Now 47,000. Liquidation comes first, at about ${formatNumber(known ?? '')}.`),
    ).toBeVisible();
    await userEvent.clear(field);
    await userEvent.type(field, '46000');
    expect(screen.queryByText(/Liquidation comes first/)).toBeNull();

    act(() => store.getState().openForm(null));
    await userEvent.type(await screen.findByLabelText('Volume'), '2');
    const limit = screen.getByLabelText('Limit price');
    await userEvent.clear(limit);
    await userEvent.type(limit, '48000');
    await userEvent.type(screen.getByLabelText(/^Leverage/), '5');
    await userEvent.type(screen.getByLabelText(/^Stop loss/), '38000');
    // The same trade would be liquidated where the one that is open is.
    expect(
      screen.getByText(new RegExp(`Liquidation comes first, at about ${formatNumber(known ?? '')}\\.$`)),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: /^Open long 2 BTC/ })).toBeEnabled();
  });

  it('[O3] a change of the entry makes a child', async () => {
    const { store, order } = show(<TicketPanel />, [LONG]);
    act(() => store.getState().openForm('modify'));
    await userEvent.type(await screen.findByLabelText(/^Limit price/), '47500');
    await userEvent.click(screen.getByRole('button', { name: 'Modify O-1' }));
    expect(order()?.status).toBe('REPLACED');
    expect(order('O-2')?.limitPrice?.toFixed()).toBe('47500');
  });

  it('closes half by hand, with the lines shown before', async () => {
    const { store, order } = show(<TicketPanel />, [...OPENED, priceOf('48800')]);
    act(() => store.getState().openForm('close'));
    await userEvent.click(await screen.findByRole('button', { name: '50%' }));
    const preview = screen.getByRole('table', { name: 'What this writes to the ledger' });
    expect(within(preview).getByText('+800.00')).toBeVisible();
    expect(screen.getByText(/O-1 → position partially closed/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Close 1 of O-1' }));
    expect(order()?.position).toMatchObject({ status: 'PARTIALLY_CLOSED', closeReason: 'MANUAL' });
  });

  it('a close without a price waits, is shown as waiting, and happens at the next one', async () => {
    const { store, order } = show(
      <>
        <TicketPanel />
        <OrderHeader />
      </>,
      OPENED,
    );
    act(() => store.getState().openForm('close'));
    await userEvent.click(await screen.findByRole('radio', { name: 'At the next price' }));
    expect(screen.getByText('O-1: a close of 2 waits')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Close O-1' }));
    expect(screen.getByText('A close of 2 waits for the next bar or price.')).toBeVisible();
    act(() => void store.getState().actNow('Price', priceOf('48300')));
    expect(await screen.findByText('Closed · manual')).toBeVisible();
    expect(screen.queryByText(/waits for the next/)).toBeNull();
    expect(order()?.position?.pnl.toFixed()).toBe('600');
  });
});

/** The form for a close at the next price, beside closes that wait for it. */
const showNextClose = async (...waiting: readonly Deed[]) => {
  const shown = show(<TicketPanel />, [...OPENED, ...waiting]);
  act(() => shown.store.getState().openForm('close'));
  await userEvent.click(await screen.findByRole('radio', { name: 'At the next price' }));
  const volume = screen.getByLabelText('Volume');
  return { ...shown, volume };
};

describe('closes of one position that wait', () => {
  it('leave the next one what is open beside them, and say so', async () => {
    const { order, store, volume } = await showNextClose(close('1.2'));
    expect(volume).toHaveValue('0.8');
    expect(screen.getByText('1.2 waits already, 0.8 can still be closed.')).toBeVisible();
    expect(screen.getByText('O-1: a close of 0.8 waits, beside 1.2 that waits already')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: '50%' }));
    expect(volume).toHaveValue('0.4');
    await userEvent.click(screen.getByRole('button', { name: 'Close 0.4 of O-1' }));
    act(() => void store.getState().actNow('Price', priceOf('48300')));
    expect(order()?.position?.open.toFixed()).toBe('0.4');
  });

  it.each(['1.2', ''])('refuse a volume beyond that: “%s”', async (typed) => {
    const { store, volume } = await showNextClose(close('1.2'));
    await userEvent.clear(volume);
    if (typed !== '') await userEvent.type(volume, typed);
    expect(screen.getByText('Too much: 1.2 waits already, 0.8 can still be closed.')).toBeVisible();
    expect(screen.queryByText(/a close of .* waits/)).toBeNull();
    const { length } = store.getState().player.journal.entries;
    await userEvent.type(volume, '{Enter}');
    expect(store.getState().player.journal.entries).toHaveLength(length);
    // At a price by hand it closes at once, and what waits finds less.
    await userEvent.click(screen.getByRole('radio', { name: 'At a price' }));
    expect(screen.queryByText(/Too much/)).toBeNull();
    expect(screen.getByText('2 BTC are open, of which 1.2 waits for the next price.')).toBeVisible();
  });

  it('leave nothing where all of it waits', async () => {
    await showNextClose(close('1.2'), close('0.8'));
    expect(screen.getByText('Too much: 2 waits already, nothing more can be closed.')).toBeVisible();
  });
});

describe('a position', () => {
  it('[M2] stands in the head and in the list with what it gains at the price of the moment', async () => {
    const { store } = show(
      <>
        <OrderHeader />
        <OrderList />
      </>,
      [...OPENED, priceOf('48800'), close('1', '48900')],
    );
    expect(fact('Unrealised at 48,800')).toBe('▲+800.00 USD');
    expect(fact('Realised')).toBe('▲+900.00 USD');
    expect(fact('Open')).toBe('1');
    expect(fact('Entry')).toBe('48,000');
    expect(fact('Margin')).toBe('9,600.00 USD');
    expect(fact('Stop loss')).toBe('47,000');
    expect(fact('Liquidation')).toBe('38,612.37');
    expect(screen.getByText('Partially closed · manual')).toBeVisible();
    expect(
      screen.getByRole('button', { name: /O-1.*LONG.*\+800\.00.*position partially closed/ }),
    ).toBeVisible();
    act(() => store.getState().lookAt(4));
    expect(await screen.findByText('Unrealised at 48,000')).toBeVisible();
  });

  it('a rejected order shows what was refused and why, nothing as cancelled', () => {
    show(<OrderHeader />, [
      {
        action: { type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'buy', volume: '3', price: '48000' },
      },
    ]);
    expect(fact('Rejected')).toBe('3');
    expect(screen.queryByText('Cancelled')).toBeNull();
    expect(screen.getByText(/This needs 144,?072\.00 USD/)).toBeVisible();
  });
});

describe('the inspector of trades', () => {
  const cases: readonly (readonly [string, readonly Deed[], RegExp])[] = [
    ['an entry', OPENED, /^O-1 opened a long position of 2 at 48,000 and is filled\.$/],
    [
      'a stop loss',
      [...OPENED, priceOf('47000')],
      /^The stop loss was reached: O-1 closed 2 of its long position at 47,000 for a loss of 2,000\.00 USD; nothing stays open\.$/,
    ],
    ['a take profit', [...OPENED, priceOf('50000')], /^The take profit was reached: .*gain of 4,000\.00 USD/],
    [
      'a close by hand',
      [...OPENED, close('0.5', '48000')],
      /^O-1 closed 0\.5 .* without gain or loss; 1\.5 stay open\.$/,
    ],
    [
      'a change of protection',
      [
        ...OPENED,
        { action: { type: 'MODIFY_TRADE_LIMIT', order: 'O-1', stopLoss: '46000', takeProfit: null } },
      ],
      /^O-1: the stop loss moved from 47,000 to 46,000 and the take profit at 50,000 was removed; no line/,
    ],
    ['a night', [...OPENED, { overnight: {} }], /^O-1 was charged 9\.60 USD for a night\.$/],
    [
      'a liquidation that costs more than there is',
      [
        {
          action: { type: 'CREATE_TRADE_MARKET', pair: 'BTCUSD', direction: 'long', volume: '19' },
        },
        priceOf('48000'),
        priceOf('30000'),
      ],
      /^Liquidation: O-1 closed 19 .* loss of 342,000\.00 USD; nothing stays open\. .* USD were put in/,
    ],
  ];

  it.each(cases)('tells of %s in one sentence', (_, deeds, sentence) => {
    const { store } = show(<Inspector />, deeds);
    const { journal } = store.getState().player;
    expect(journal.entries.length).toBeGreaterThan(2);
    expect(screen.getByText(sentence)).toBeVisible();
  });
});
