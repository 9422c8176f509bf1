import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { LedgerView, type LedgerViewProps } from '../../../src/views/ledger/LedgerView.tsx';
import { busyWorld, playDeeds, workedExample } from '../playedWorld.ts';
import { pretendSize } from '../pretendSize.ts';

function show(player = busyWorld(), props: Partial<LedgerViewProps> = {}) {
  const handlers = {
    onSelect: vi.fn<LedgerViewProps['onSelect']>(),
    onHover: vi.fn<LedgerViewProps['onHover']>(),
    onMoment: vi.fn<LedgerViewProps['onMoment']>(),
  };
  const { container } = render(
    <LedgerView
      journal={player.journal}
      version={1}
      transactions={player.transactions}
      moment={player.journal.entries.length}
      selected={null}
      hovered={null}
      {...handlers}
      {...props}
    />,
  );
  return { container, ...handlers };
}

/** The texts of the rows in sight, cell by cell. */
function cells(): string[][] {
  return screen
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('gridcell')
        .map((cell) => cell.textContent),
    );
}

describe('LedgerView', () => {
  beforeAll(() => pretendSize(1_000, 900));

  it('[L2] shows of each line its number, time, type, order, asset, changes and balances', () => {
    show(workedExample());
    expect(cells().map((row) => row.slice(0, 9))).toEqual([
      ['1', '09:00', 'Adjustment', '', 'USD', '+100,000.00', '·', '100,000.00', '0.00'],
      ['2', '09:00', 'Reserve', 'O-1', 'USD', '−96,096.00', '+96,096.00', '3,904.00', '96,096.00'],
      ['3', '09:01', 'Fill buy', 'O-1', 'USD', '·', '−57,480.00', '3,904.00', '38,616.00'],
      ['4', '09:01', 'Exchange', 'O-1', 'BTC', '+1.20000000', '·', '1.20000000', '0.00000000'],
      ['5', '09:01', 'Fee, fill', 'O-1', 'USD', '·', '−57.48', '3,904.00', '38,558.52'],
      ['6', '09:01', 'Return', 'O-1', 'USD', '+120.12', '−120.12', '4,024.12', '38,438.40'],
      ['7', '09:02', 'Fill buy', 'O-1', 'USD', '·', '−38,400.00', '4,024.12', '38.40'],
      ['8', '09:02', 'Exchange', 'O-1', 'BTC', '+0.80000000', '·', '2.00000000', '0.00000000'],
      ['9', '09:02', 'Fee, fill', 'O-1', 'USD', '·', '−38.40', '4,024.12', '0.00'],
    ]);
  });

  it('marks the lines of the moment, fades those after it, and says how many there are', () => {
    show(busyWorld(), { moment: 12 });
    const marked = screen.getAllByRole('row').filter((row) => row.getAttribute('aria-current') === 'step');
    expect(marked.map((row) => row.getAttribute('aria-rowindex'))).toEqual(['18', '19', '20']);
    const faded = screen.getAllByRole('row').filter((row) => row.className.includes('later'));
    expect(faded).toHaveLength(5);
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '25');
  });

  it('narrows by type, asset and the selected order, and adds up what is left', async () => {
    show(busyWorld(), { selected: 'O-4' });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Only O-4' }));
    expect(cells().map((row) => row[2])).toEqual(['Reserve', 'Fill buy', 'Exchange', 'Fee, fill', 'Return']);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Type of line' }), 'fill');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Asset' }), 'USD');
    expect(screen.getByRole('status')).toHaveTextContent('1 of 24 lines');
    expect(screen.getByText('Σ USD').parentElement).toHaveTextContent('Δ unavailable −9,400.00');
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(screen.getByRole('status')).toHaveTextContent('24 lines');
  });

  it('finds words', async () => {
    show();
    await userEvent.type(screen.getByRole('searchbox'), 'fee o-5');
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('1 of 24 lines'));
    await userEvent.type(screen.getByRole('searchbox'), ' nowhere');
    expect(await screen.findByText('No line of the ledger passes these filters.')).toBeInTheDocument();
  });

  it('moves by keys from line to line and leads to its moment', async () => {
    const { onMoment, onSelect } = show();
    screen.getByRole('grid').focus();
    await userEvent.keyboard('{Home}jj{ArrowDown}k{Enter}');
    expect(onMoment).toHaveBeenLastCalledWith(5);
    await userEvent.click(screen.getByText('Set 19019.00 USD aside for O-3'));
    expect(onSelect).toHaveBeenLastCalledWith('O-3');
    await userEvent.click(screen.getByText('10'));
    expect(onMoment).toHaveBeenLastCalledWith(7);
  });

  it('holds only the rows in sight, and its last row can be reached', async () => {
    const many = playDeeds(Array.from({ length: 1_500 }, () => ({ adjust: { asset: 'USD', amount: '1' } })));
    show(many, { moment: 1 });
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '1502');
  });

  it('has no accessibility faults that a machine finds', async () => {
    const { container } = show();
    expect(await axe(container)).toHaveNoViolations();
  });
});
