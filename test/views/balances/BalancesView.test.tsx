import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { useState } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { BalancesView, type BalancesViewProps } from '../../../src/views/balances/BalancesView.tsx';
import { busyWorld, playDeeds, workedExample } from '../playedWorld.ts';
import { pretendSize } from '../pretendSize.ts';

function show(player = busyWorld(), props: Partial<BalancesViewProps> = {}) {
  const handlers = {
    onSelect: vi.fn<BalancesViewProps['onSelect']>(),
    onHover: vi.fn<BalancesViewProps['onHover']>(),
    onMoment: vi.fn<BalancesViewProps['onMoment']>(),
  };
  function Shown() {
    const [showsWaterfall, onWaterfall] = useState(false);
    return (
      <BalancesView
        journal={player.journal}
        version={1}
        balances={player.balances}
        orders={player.orders}
        account="main"
        scenario="one"
        moment={12}
        selected={null}
        hovered={null}
        showsWaterfall={showsWaterfall}
        onWaterfall={onWaterfall}
        {...handlers}
        {...props}
      />
    );
  }
  const { container } = render(<Shown />);
  return { container, ...handlers };
}

describe('BalancesView', () => {
  beforeAll(() => pretendSize(700, 260));

  it('leaves Escape to a dialog that lies over the list of holders', async () => {
    show();
    await userEvent.click(screen.getByRole('button', { name: 'Who holds it' }));
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.setAttribute('open', '');
    // Where it is not prevented the browser closes the dialog.
    expect(fireEvent.keyDown(document.body, { key: 'Escape' })).toBe(true);
    expect(screen.getByRole('region', { name: /^Who holds/ })).toBeVisible();
    dialog.remove();
    expect(fireEvent.keyDown(document.body, { key: 'Escape' })).toBe(false);
    expect(screen.queryByRole('region', { name: /^Who holds/ })).toBeNull();
  });

  it('[L5] leads into the list of holders, and by Escape back to its button', async () => {
    const user = userEvent.setup();
    show(busyWorld(), { moment: 3 });
    const lock = screen.getByRole('button', { name: 'Who holds it' });
    await user.click(lock);
    expect(screen.getByRole('region', { name: /^Who holds/ })).toHaveFocus();
    await user.tab();
    expect(screen.getByRole('button', { name: 'Close the list of holders' })).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: /^Who holds/ })).toBeNull();
    expect(lock).toHaveFocus();
  });

  it('[L10] says the balance of the moment and when most was in use', () => {
    show();
    expect(
      screen.getByRole('figure', {
        description:
          '28,728.80 available, 14,114.10 unavailable, 32.9 % in use; most in use 72.1 % at moment 3',
      }),
    ).toBeInTheDocument();
  });

  it('[L5] lists who holds what is unavailable, adding up to it', async () => {
    const { onSelect } = show(busyWorld(), { moment: 8 });
    await userEvent.click(screen.getByRole('button', { name: 'Who holds it' }));
    const panel = screen.getByRole('region', { name: 'Who holds what is unavailable at moment 8' });
    expect(
      within(panel)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['O-4buy 0.523,523.50', 'O-3buy 0.419,019.00']);
    expect(within(panel).getByText('USD unavailable').parentElement).toHaveTextContent('42,542.50');
    await userEvent.click(within(panel).getByText('buy 0.4'));
    expect(onSelect).toHaveBeenCalledWith('O-3');
  });

  it('[L5] leads from an order down to the lines that make up what it holds, and to their moments', async () => {
    const { onMoment, onSelect } = show(busyWorld(), { moment: 12 });
    await userEvent.click(screen.getByRole('button', { name: 'Who holds it' }));
    const row = screen.getByRole('button', { name: /^O-4/, expanded: false });
    // Anywhere in its row.
    await userEvent.click(within(row).getByText('14,114.10'));
    expect(row).toHaveAttribute('aria-expanded', 'true');
    expect(onSelect).toHaveBeenCalledExactlyOnceWith('O-4');
    const lines = within(screen.getByRole('list', { name: 'What O-4 holds, line by line' }));
    expect(lines.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      '11Reserve+23,523.50moment 7',
      '17Fill buy−9,400.00moment 12',
      '19Fee, fill−9.40moment 12',
    ]);
    // A line by itself leads nowhere: only what says so does.
    await userEvent.click(lines.getByText('Reserve'));
    expect(onMoment).not.toHaveBeenCalled();
    await userEvent.click(lines.getByRole('button', { name: 'moment 7' }));
    expect(onMoment).toHaveBeenLastCalledWith(7);
    await userEvent.click(row);
    expect(screen.queryByRole('list', { name: /line by line/ })).toBeNull();
  });

  it('[L8] shows what the selected order moved, step by step, each leading to its moment', async () => {
    const { container, onMoment } = show(workedExample(), { moment: 3, selected: 'O-1' });
    await userEvent.click(screen.getByRole('button', { name: 'What O-1 moved, step by step' }));
    expect(screen.getByText('available 100,000.00 → 4,024.12, unavailable 0.00 → 0.00')).toBeInTheDocument();
    const steps = within(screen.getByRole('list', { name: 'What O-1 moved of USD, step by step' }));
    expect(steps.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Before100,000.000.00',
      'Reserve−96,096.00+96,096.00',
      'Fill buy·−57,480.00',
      'Fee, fill·−57.48',
      'Return+120.12−120.12',
      'Fill buy·−38,400.00',
      'Fee, fill·−38.40',
      'After4,024.120.00',
    ]);
    expect(steps.getByRole('button', { current: 'step' })).toHaveTextContent(/^Return/);
    await userEvent.click(steps.getByRole('button', { name: /^Reserve/ }));
    expect(onMoment).toHaveBeenLastCalledWith(2);
    expect(await axe(container)).toHaveNoViolations();
    await userEvent.click(screen.getByRole('button', { name: 'O-1 in USD as a table' }));
    expect(screen.getAllByRole('row')).toHaveLength(9);
  });

  it('shows the same data as a table', async () => {
    show();
    await userEvent.click(screen.getByRole('button', { name: 'USD as a table' }));
    const row = screen.getByRole('row', { current: 'step' });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['2024-01-02 09:09', '28,728.80', '14,114.10', '42,842.90', '32.9 %']);
  });

  it('takes the whole account as well as one asset', async () => {
    show(busyWorld(), { moment: 5 });
    const choice = screen.getByRole('combobox', { name: 'Balance of' });
    await userEvent.selectOptions(choice, 'Account in USD');
    expect(screen.getByText(/^56,818.36 available, 43,243.20 unavailable/)).toBeInTheDocument();
    await userEvent.selectOptions(choice, 'BTC');
    expect(screen.getByText(/^0.60000000 available/)).toBeInTheDocument();
  });

  it('moves the moment where the chart is pressed', async () => {
    const { container, onMoment } = show();
    await screen.findByRole('presentation');
    const plot = screen.getByRole('presentation');
    plot.setPointerCapture = () => undefined;
    vi.spyOn(plot, 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 0, 180, 200));
    fireEvent.pointerDown(plot, { button: 0, clientX: 145, clientY: 190, pointerId: 1 });
    expect(onMoment).toHaveBeenLastCalledWith(4);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('waits for the first line', () => {
    const nothing = playDeeds([]);
    show(nothing, { account: 'nobody', moment: 0 });
    expect(screen.getByText(/Nothing has been deposited yet/)).toBeInTheDocument();
  });
});
