import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { BalancesView, type BalancesViewProps } from '../../../src/views/balances/BalancesView.tsx';
import { busyWorld, playDeeds } from '../playedWorld.ts';
import { pretendSize } from '../pretendSize.ts';

function show(player = busyWorld(), props: Partial<BalancesViewProps> = {}) {
  const handlers = {
    onSelect: vi.fn<BalancesViewProps['onSelect']>(),
    onHover: vi.fn<BalancesViewProps['onHover']>(),
    onMoment: vi.fn<BalancesViewProps['onMoment']>(),
  };
  const { container } = render(
    <BalancesView
      journal={player.journal}
      version={1}
      balances={player.balances}
      orders={player.orders}
      account="main"
      moment={12}
      selected={null}
      hovered={null}
      {...handlers}
      {...props}
    />,
  );
  return { container, ...handlers };
}

describe('BalancesView', () => {
  beforeAll(() => pretendSize(700, 260));

  it('[L10] says the balance of the moment and when most was in use', () => {
    show();
    expect(
      screen.getByText(
        '28,728.80 available, 14,114.10 unavailable, 32.9 % in use; most in use 72.1 % at moment 3',
      ),
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
    await userEvent.click(within(panel).getByRole('button', { name: /O-3/ }));
    expect(onSelect).toHaveBeenCalledWith('O-3');
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
