import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { TransactionRepository } from '../../../src/journal/transactionRepository.ts';
import { LedgerView, type LedgerViewProps } from '../../../src/views/ledger/LedgerView.tsx';
import { appendLines, emptyJournal } from '../../bench/ledgers.ts';
import { busyWorld, workedExample } from '../playedWorld.ts';
import { pretendSize } from '../pretendSize.ts';

function show(player = busyWorld(), props: Partial<LedgerViewProps> = {}) {
  const handlers = {
    onSelect: vi.fn<LedgerViewProps['onSelect']>(),
    onHover: vi.fn<LedgerViewProps['onHover']>(),
    onMoment: vi.fn<LedgerViewProps['onMoment']>(),
  };
  const { container } = render(
    <LedgerView
      name="for a test"
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

/** The texts of the rows in sight, cell by cell; asked of the document itself, for there are many. */
function cells(): string[][] {
  return Array.from(document.querySelectorAll('[role=row]'))
    .slice(1)
    .map((row) => Array.from(row.querySelectorAll('[role=gridcell]'), (cell) => cell.textContent));
}

function heads(): readonly (string | null)[] {
  return screen.getAllByRole('columnheader').map((head) => head.textContent);
}

describe('LedgerView', () => {
  beforeAll(() => pretendSize(1_000, 900));
  afterEach(() => localStorage.clear());

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
    // What is told by itself does not change with the moment.
    expect(screen.getByRole('status')).toHaveTextContent(/^24 lines$/);
    expect(screen.getByRole('status').parentElement).toHaveTextContent(/^24 lines, 19 so far$/);
  });

  it('[L2] counts what passes the filter at the moment, as the sums below it do', async () => {
    show(busyWorld(), { moment: 4 });
    await userEvent.type(screen.getByRole('searchbox'), 'BTC');
    const count = screen.getByRole('status');
    await waitFor(() => expect(count).toHaveTextContent(/ of 24 lines$/));
    const soFar = Number(/(\d+) so far$/.exec(count.parentElement?.textContent ?? '')?.[1]);
    const sums = Array.from(document.querySelectorAll('dt[title$="up to the moment"]'), (each) =>
      Number.parseInt(each.getAttribute('title') ?? '', 10),
    );
    expect(sums.reduce((sum, lines) => sum + lines, 0)).toBe(soFar);
  });

  it('narrows by type, asset and the selected order, and adds up what is left', async () => {
    show(busyWorld(), { selected: 'O-4' });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Only O-4' }));
    expect(cells().map((row) => row[2])).toEqual(['Reserve', 'Fill buy', 'Exchange', 'Fee, fill', 'Return']);
    const types = screen.getByRole('combobox', { name: 'Type of line' });
    // As a file of the ledger has it.
    expect(within(types).getByRole('option', { name: 'Reserve (RESERVE_MARGIN)' })).toBeInTheDocument();
    await userEvent.selectOptions(types, 'fill');
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
    await userEvent.click(screen.getByText('Set 19,019.00 USD aside for O-3'));
    expect(onSelect).toHaveBeenLastCalledWith('O-3');
    await userEvent.click(screen.getByText('10'));
    expect(onMoment).toHaveBeenLastCalledWith(7);
  });

  it('narrows by an order that is typed and by times, and says when there is no such order', async () => {
    show();
    await userEvent.click(screen.getByRole('button', { name: /^More filters/ }));
    const order = screen.getByRole('textbox', { name: 'Order' });
    await userEvent.type(order, '4');
    expect(screen.getByRole('status')).toHaveTextContent('5 of 24 lines');
    await userEvent.type(order, '4');
    expect(screen.getByText('There is no order O-44.')).toBeInTheDocument();
    await userEvent.clear(order);
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2024-01-02T09:03' } });
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2024-01-02T09:04' } });
    expect(new Set(cells().map((row) => row[1]))).toEqual(new Set(['09:03', '09:04']));
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(screen.getByRole('status')).toHaveTextContent('24 lines');
  });

  it('narrows by what lines go back to, offering the origins there are', async () => {
    show(workedExample());
    await userEvent.click(screen.getByRole('button', { name: /^More filters/ }));
    const origin = screen.getByRole('combobox', { name: 'Origin' });
    expect(
      within(origin)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['All origins', 'Deposit', 'Limit order']);
    await userEvent.selectOptions(origin, 'Deposit');
    expect(cells().map((row) => row[2])).toEqual(['Adjustment']);
    await userEvent.selectOptions(origin, 'Limit order');
    expect(screen.getByRole('status')).toHaveTextContent('8 of 9 lines');
  });

  it('sorts by a column up, down and back, says so, and leaves to each line the balances after it', async () => {
    show(workedExample());
    const head = screen.getByRole('columnheader', { name: 'Δ unavailable' });
    const button = within(head).getByRole('button');
    const seqs = (): readonly (string | undefined)[] => cells().map((row) => row[0]);
    const before = new Map(cells().map((row) => [row[0], row]));
    await userEvent.click(button);
    expect(head).toHaveAttribute('aria-sort', 'ascending');
    expect(seqs()).toEqual(['3', '7', '6', '5', '9', '1', '4', '8', '2']);
    for (const row of cells()) expect(row).toEqual(before.get(row[0]));
    await userEvent.click(button);
    expect(head).toHaveAttribute('aria-sort', 'descending');
    expect(seqs()).toEqual(['2', '1', '4', '8', '9', '5', '6', '7', '3']);
    await userEvent.click(button);
    expect(head).toHaveAttribute('aria-sort', 'none');
    expect(seqs()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('sorts by every column, also by keys', async () => {
    show();
    const all = Array.from(document.querySelectorAll('[role=columnheader]'));
    all[0]?.querySelector('button')?.focus();
    for (const head of all) {
      await userEvent.keyboard('{Enter}');
      expect(head).not.toHaveAttribute('aria-sort', 'none');
      expect(
        cells()
          .toSorted((a, b) => Number(a[0]) - Number(b[0]))
          .map((row) => row[0]),
      ).toEqual(Array.from({ length: 24 }, (_, index) => String(index + 1)));
      await userEvent.keyboard('{ArrowRight}');
    }
  });

  it('leads from a fill to the order that it goes back to, which it does not call its cause, by mouse and by key', async () => {
    const { onMoment } = show(workedExample());
    expect(screen.getByRole('columnheader', { name: 'Origin' })).toBeInTheDocument();
    expect(screen.queryByText(/cause/i)).toBeNull();
    const origins = screen.getAllByRole('button', { name: 'Limit order' });
    await userEvent.click(origins.at(-1) ?? document.body);
    expect(onMoment).toHaveBeenLastCalledWith(2);
    onMoment.mockClear();
    screen.getByRole('grid').focus();
    await userEvent.keyboard('{End}c');
    expect(onMoment).toHaveBeenLastCalledWith(2);
  });

  it('keeps the chosen columns between visits', async () => {
    show();
    await userEvent.click(screen.getByRole('button', { name: 'Columns of the ledger' }));
    await userEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Fill' }));
    await userEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Type' }));
    expect(screen.getByRole('menuitemcheckbox', { name: 'Fill' })).toBeChecked();
    await userEvent.keyboard('{Escape}');
    const chosen = heads();
    expect(chosen).toContain('Fill');
    expect(chosen).not.toContain('Type');
    cleanup();
    show();
    expect(heads()).toEqual(chosen);
    await userEvent.click(screen.getByRole('button', { name: 'Columns of the ledger' }));
    await userEvent.click(screen.getByRole('menuitemcheckbox', { name: 'As many as there is room for' }));
    expect(heads()).toContain('Type');
  });

  it('reaches every one of a million lines while only those in sight exist', async () => {
    const journal = emptyJournal();
    appendLines(journal, 1_000_000);
    const { container } = render(
      <LedgerView
        name="a million"
        journal={journal}
        version={1}
        transactions={new TransactionRepository(journal)}
        moment={1}
        selected={null}
        hovered={null}
        onSelect={vi.fn<LedgerViewProps['onSelect']>()}
        onHover={vi.fn<LedgerViewProps['onHover']>()}
        onMoment={vi.fn<LedgerViewProps['onMoment']>()}
      />,
    );
    const grid = screen.getByRole('grid');
    expect(grid).toHaveAttribute('aria-rowcount', '1000001');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    const body = container.querySelector<HTMLElement>('[role=rowgroup]');
    expect(Number.parseFloat(body?.style.height ?? '')).toBeLessThan(33_554_428);
    grid.focus();
    await userEvent.keyboard('{End}');
    fireEvent.scroll(grid);
    expect(await screen.findByText('1000000')).toBeInTheDocument();
    await userEvent.click(within(grid).getByRole('button', { name: 'Δ available' }));
    await waitFor(() => expect(screen.getByRole('status')).not.toHaveTextContent('sorting'));
    grid.focus();
    await userEvent.keyboard('{Home}');
    fireEvent.scroll(grid);
    await waitFor(() => expect(cells()[0]?.[5]).toBe('−5.00'));
  });

  it('has no accessibility faults that a machine finds', async () => {
    const { container } = show();
    expect(await axe(container)).toHaveNoViolations();
  });
});
