import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { describe, expect, it, vi } from 'vitest';
import { Backtest, type StartRun } from '../../../src/scenario/backtest.ts';
import { FIRST_SETUP, STRATEGY_CHOICES } from '../../../src/store/backtestSetup.ts';
import { createAppStore } from '../../../src/store/store.ts';
import { AppStoreContext } from '../../../src/store/useApp.ts';
import { BacktestView } from '../../../src/views/backtest/BacktestView.tsx';
import { miniature } from '../../store/miniature.ts';
import { pretendSize } from '../pretendSize.ts';

pretendSize(900, 500);
vi.stubGlobal('matchMedia', () => ({
  matches: false,
  addEventListener: () => {},
  removeEventListener: () => {},
}));

/** Runs at once, in this thread. */
const runHere: StartRun = (request, { onProgress, onEnd }) => {
  const backtest = new Backtest(request);
  backtest.advance(200);
  onProgress({ bars: 200, totalBars: backtest.totalBars, barsPerSecond: 400, remainingMs: 2000 });
  while (backtest.advance(500));
  onEnd(backtest.result(), false, 3);
  return () => {};
};

/** Begins and goes no further, until it is called off. */
const runHalf: StartRun = (request, { onProgress, onEnd }) => {
  const backtest = new Backtest(request);
  backtest.advance(500);
  onProgress({ bars: 500, totalBars: backtest.totalBars, barsPerSecond: 250, remainingMs: 2000 });
  return () => onEnd(backtest.result(), true, 2000);
};

function show(startRun: StartRun = runHere) {
  const store = createAppStore(miniature([]), 'system', startRun);
  const drawn = render(
    <AppStoreContext value={store}>
      <BacktestView />
    </AppStoreContext>,
  );
  return { store, ...drawn };
}

async function chooseShortMarket(): Promise<void> {
  await userEvent.selectOptions(screen.getByLabelText('Bars'), '1000');
}

async function run(): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'Run' }));
}

describe('before the first run', () => {
  it('one press runs an example, fills the form in with it, and leads to where it can be called off', async () => {
    const startRun = vi.fn<StartRun>(() => () => {});
    show(startRun);
    await userEvent.click(screen.getByRole('button', { name: 'Try it: A grid of orders' }));
    expect(startRun).toHaveBeenCalledOnce();
    expect(startRun.mock.calls[0]?.[0].scenario.steps).toMatchObject([{ run: { strategy: 'grid' } }]);
    expect(screen.getByRole('combobox', { name: 'Strategy' })).toHaveValue('grid');
    expect(screen.getByRole('region', { name: 'New backtest' })).toHaveFocus();
  });
});

describe('the form of a backtest', () => {
  it.each(STRATEGY_CHOICES.map(({ name }) => [name] as const))(
    'asks for what %s needs, each with its help and range, and takes its defaults',
    async (name) => {
      const { store } = show();
      await chooseShortMarket();
      await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Strategy' }), name);
      const choice = STRATEGY_CHOICES.find((each) => each.name === name);
      expect(screen.getByText(choice?.description ?? '')).toBeVisible();
      for (const [key, parameter] of Object.entries(choice?.parameters ?? {})) {
        if (parameter.kind === 'choice' && parameter.choices.length < 2) continue;
        const control = screen.getByLabelText(parameter.label);
        expect(control).toHaveValue(FIRST_SETUP.parameters[name]?.[key] ?? String(parameter.default));
        expect(control).toHaveAccessibleDescription(expect.stringContaining(parameter.help.slice(0, 20)));
      }
      await userEvent.selectOptions(screen.getByLabelText('Venue'), 'derivatives10x');
      await run();
      expect(store.getState().runs).toHaveLength(1);
      expect(store.getState().runs[0]?.bars).toBe(1000);
    },
  );

  it('says at the parameter what is wrong, focuses it, and runs nothing', async () => {
    const { store } = show();
    await userEvent.clear(screen.getByLabelText('Fast'));
    await userEvent.type(screen.getByLabelText('Fast'), '1.5');
    await run();
    expect(screen.getByLabelText('Fast')).toHaveAccessibleDescription('Expected a whole number.');
    expect(screen.getByLabelText('Fast')).toHaveFocus();
    await userEvent.clear(screen.getByLabelText('Fast'));
    await userEvent.type(screen.getByLabelText('Fast'), '2000');
    expect(screen.getByLabelText('Fast')).toHaveAccessibleDescription('Expected a number from 1 to 1,000.');
    expect(store.getState().runs).toHaveLength(0);
  });

  it('[M1] takes no more money than the ledger holds, and the same amount however it is typed', async () => {
    const { store } = show();
    await chooseShortMarket();
    const deposit = screen.getByLabelText('Deposit');
    await userEvent.clear(deposit);
    await userEvent.type(deposit, '92,233,720,368,547,758.08');
    await run();
    expect(deposit).toHaveAccessibleDescription('Expected at most 92,233,720,368,547,758.07.');
    await userEvent.clear(deposit);
    await userEvent.type(deposit, '0100000.00');
    await run();
    expect(store.getState().runs[0]?.request.scenario.accounts[0]?.deposits).toEqual({ USD: '100000' });
  });

  it('begins with a venue’s rules, lets them be changed, and goes back to the usual', async () => {
    const { store } = show();
    await chooseShortMarket();
    await userEvent.selectOptions(screen.getByLabelText('Venue'), 'derivatives10x');
    expect(screen.getByLabelText('Leverage')).toHaveValue('10');
    expect(screen.getByLabelText('Maker fee')).toHaveValue('0.02');
    await userEvent.clear(screen.getByLabelText('Taker fee'));
    await userEvent.type(screen.getByLabelText('Taker fee'), '0.25');
    await userEvent.type(screen.getByLabelText('Share of volume'), '10');
    await userEvent.selectOptions(screen.getByLabelText('Path inside a bar'), 'OHLC');
    await run();
    const [made] = store.getState().runs;
    expect(made?.request.scenario.settings).toMatchObject({ participation: '0.1', pathPolicy: 'OHLC' });
    expect(made?.request.scenario.rules[0]?.fees).toContainEqual({
      type: 'PERCENT_OF_NOTIONAL',
      timing: 'ON_FILL',
      amount: '0.0025',
      liquidity: 'taker',
    });
    expect(made?.rules).toBe('10× derivatives venue, changed');
    await userEvent.click(screen.getByRole('button', { name: 'Usual' }));
    expect(screen.getByLabelText('Taker fee')).toHaveValue('0.05');
    expect(screen.getByLabelText('Share of volume')).toHaveValue('');
  });

  it('offers no trading on margin where there is none', async () => {
    const { store } = show();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Strategy' }), 'breakout');
    await run();
    expect(screen.getByLabelText('Venue')).toHaveAccessibleDescription(/choose another venue/);
    expect(store.getState().runs).toHaveLength(0);
  });
});

describe('a run', () => {
  it('shows how far it is and how long it will take, and is kept as far as it got when it is called off', async () => {
    const { store } = show(runHalf);
    await chooseShortMarket();
    await run();
    expect(screen.getByRole('progressbar', { name: 'Bars done' })).toHaveValue(500);
    expect(screen.getByText('500 of 1,000 bars')).toBeVisible();
    expect(screen.getByText('250 bars/s · 2 s left')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /^Cancel/ }));
    expect(screen.getByText(/called off at 500/)).toBeVisible();
    expect(store.getState().runs[0]).toMatchObject({ bars: 500, totalBars: 1000, isCancelled: true });
    expect(store.getState().runs[0]?.recording().journal.bars.length).toBe(500);
  });

  it('that breaks a rule says which and where, and offers the files that show it', async () => {
    show((_, { onFailure }) => {
      onFailure({ rule: 'L5', seq: 17, bar: 4, message: '[L5] book 0 has 5 unavailable' });
      return () => {};
    });
    await run();
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('broke rule L5 after line 17 of its ledger, in bar 4');
    await userEvent.click(within(alert).getByRole('button', { name: 'Files of the run that broke off' }));
    expect(within(alert).getByRole('menuitem', { name: 'Scenario' })).toBeVisible();
    expect(within(alert).getByRole('menuitem', { name: 'Candles as CSV' })).toBeVisible();
  });

  it('writes every figure, and why there is none where there is none', async () => {
    show();
    await chooseShortMarket();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Strategy' }), 'buyAndHold');
    await run();
    const statistics = screen.getByRole('region', { name: 'Statistics' });
    const winning = within(statistics).getByRole('row', { name: /^Winning/ });
    expect(within(winning).getByRole('cell')).toHaveTextContent('–No trade has been closed.');
    expect(within(statistics).getByRole('row', { name: /^Bars/ })).toHaveTextContent('1,000');
    expect(screen.getByText('This run closed no trade.')).toBeVisible();
  });

  it('is compared with others, column by column, and removed', async () => {
    const { store } = show();
    await chooseShortMarket();
    await run();
    await userEvent.selectOptions(screen.getByLabelText('Market'), 'sample crash');
    await run();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Compare run 1 with the chosen one' }));
    const statistics = screen.getByRole('region', { name: 'Statistics' });
    expect(
      within(statistics)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['Figure', '#2 · Crash', '#1 · Rising']);
    await userEvent.click(screen.getByRole('button', { name: 'Remove run 2' }));
    expect(store.getState().runs.map(({ number }) => number)).toEqual([1]);
    expect(within(statistics).getAllByRole('columnheader')).toHaveLength(2);
  });

  it('shows what holding the asset would have come to: as a figure, a line of its own, and a column of the data', async () => {
    const { container } = show();
    await run();
    const statistics = screen.getByRole('region', { name: 'Statistics' });
    expect(within(statistics).getByRole('row', { name: /^Return if held/ })).toHaveTextContent('+82.34 %');
    expect(screen.getByRole('list', { name: 'Lines drawn' })).toHaveTextContent('#1BTC held');
    const held = container.querySelector('path[stroke-dasharray="9 5"][d*="L"]');
    expect(held?.getAttribute('d')?.split('L')).toHaveLength(600);
    await userEvent.click(screen.getByRole('button', { name: 'Equity as a table' }));
    expect(screen.getByText('BTC held', { selector: 'th' })).toBeVisible();
    expect(screen.getByText('182,338.67', { selector: 'tr:last-child > td:last-child' })).toBeVisible();
  });

  it('writes the money of its caption as its figures do, to the last zero', async () => {
    const { store } = show();
    await run();
    const [made] = store.getState().runs;
    if (made === undefined) throw new Error('nothing was run');
    const statistics = { ...made.statistics, equityFinal: '114454.20' };
    act(() => store.setState({ runs: [{ ...made, statistics }] }));
    expect(await screen.findByText('#1 ends with 114,454.20')).toBeVisible();
    expect(screen.getByRole('row', { name: /^Final equity/ })).toHaveTextContent('114,454.20');
  });

  it.each([
    ['grid', 'cryptoSpot', /one holding at its average cost/],
    ['breakout', 'derivatives10x', /from the average entry of what was open/],
  ])('[S1][S2] says beside the trades of %s what they are reckoned from', async (strategy, venue, words) => {
    show();
    await chooseShortMarket();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Strategy' }), strategy);
    await userEvent.selectOptions(screen.getByLabelText('Venue'), venue);
    await run();
    const trades = within(screen.getByRole('region', { name: 'Trades of #1' }));
    expect(trades.getByText(words)).toBeVisible();
    expect(trades.getByRole('button', { name: 'Entry price' })).toHaveAccessibleDescription(/average cost/);
  });

  it('says what its figures mean where they stand, for a group at a press', async () => {
    show();
    await run();
    expect(
      screen.getByText('How much of them was unavailable at the closes of bars, on average'),
    ).toBeVisible();
    expect(screen.queryByText('Compound annual growth')).toBeNull();
    const tell = screen.getByRole('button', { name: 'What the figures of Result mean' });
    tell.focus();
    await userEvent.keyboard('{Enter}');
    expect(tell).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('Compound annual growth')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(screen.queryByText('Compound annual growth')).toBeNull();
  });

  it('says when one beside it ran on other bars, and leaves that out', async () => {
    show();
    await run();
    await userEvent.selectOptions(screen.getByLabelText('Market'), 'sample crash');
    await run();
    expect(screen.queryByText(/ran on other bars/)).toBeNull();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Compare run 1 with the chosen one' }));
    expect(screen.getByText(/^#1 \(Rising, 1,000 × 1 day, seed 1\) ran on other bars than #2/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Leave it out' }));
    expect(screen.getByRole('checkbox', { name: 'Compare run 1 with the chosen one' })).not.toBeChecked();
    expect(screen.queryByText(/ran on other bars/)).toBeNull();
  });

  it('writes the values of a run that trades nothing apart from each other, with all decimals of money', async () => {
    const { container } = show();
    await userEvent.selectOptions(screen.getByLabelText('Strategy'), 'rsiReversion');
    await userEvent.clear(screen.getByLabelText('Oversold'));
    await userEvent.type(screen.getByLabelText('Oversold'), '1');
    await run();
    const ticks = Array.from(container.querySelectorAll('svg'), (plot) =>
      Array.from(plot.querySelectorAll('text'), ({ textContent }) => textContent),
    ).find((texts) => texts.includes('Drawdown'));
    expect(ticks).toEqual(['0 %', '−0.5 %', '−1 %', 'Drawdown']);
    expect(screen.getByText(/,\d{3}\.\d{2} had BTC been held/)).toBeVisible();
  });

  it('draws equity, drawdown and utilisation of each that is compared', async () => {
    const { container } = show();
    await run();
    await run();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Compare run 1 with the chosen one' }));
    expect(container.querySelectorAll('path[stroke-dasharray="6 3"][stroke-width="1.25"]')).toHaveLength(3);
  });

  it('sorts its trades, and leads from one to its moment by keys', async () => {
    const { store } = show();
    await chooseShortMarket();
    await userEvent.selectOptions(screen.getByLabelText('Market'), 'sample range');
    await run();
    const grid = screen.getByRole('grid', { name: 'Trades' });
    const count = Number(grid.getAttribute('aria-rowcount')) - 1;
    expect(count).toBeGreaterThan(5);
    await userEvent.click(within(grid).getByRole('button', { name: 'Result' }));
    expect(within(grid).getByRole('columnheader', { name: /Result/ })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    grid.focus();
    await userEvent.keyboard('{Enter}');
    const { shownRun, chosenOrder, cursorAt, view, runs } = store.getState();
    expect({ shownRun, view }).toEqual({ shownRun: 'run-1', view: 'explore' });
    const [made] = runs;
    const worst = Array.from(made?.trades.netPnl ?? []).reduce((a, b) => (b < a ? b : a), 0n);
    const row = made?.trades.netPnl.indexOf(worst) ?? -1;
    const moment = made?.trades.moment[row] ?? 0;
    expect(cursorAt).toBe(moment);
    // It is named after its purchase; what is looked at is the order that sold.
    const sold = made?.recording().orders.at(chosenOrder ?? '', { entries: moment });
    expect(sold).toMatchObject({ direction: 'sell', updatedEntry: moment });
    expect(chosenOrder).not.toBe(`O-${made?.trades.order[row]}`);
  });

  it('is read only in Explore: acting is refused with the reason', async () => {
    const { store } = show();
    await chooseShortMarket();
    await run();
    store.getState().showRun('run-1');
    const entries = store.getState().runs[0]?.recording().journal.entries.length;
    expect(store.getState().actNow('Deposit', { adjust: { asset: 'USD', amount: '1' } })).toBe(false);
    expect(store.getState().notice?.text).toContain('record of a backtest');
    store.getState().undo();
    store.getState().branchHere();
    expect(store.getState().runs[0]?.recording().journal.entries.length).toBe(entries);
    expect(store.getState().open).toHaveLength(1);
    store.getState().showRun(null);
    expect(store.getState().actNow('Deposit', { adjust: { asset: 'USD', amount: '1' } })).toBe(true);
  });

  it('has no accessibility faults that a machine finds', async () => {
    const { container } = show();
    await chooseShortMarket();
    await run();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Strategy' }), 'buyAndHold');
    await run();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Compare run 1 with the chosen one' }));
    expect(await axe(container)).toHaveNoViolations();
  });
});
