import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { TimelineView, type TimelineViewProps } from '../../../src/views/timeline/TimelineView.tsx';
import { busyWorld, playDeeds } from '../playedWorld.ts';
import { pretendSize } from '../pretendSize.ts';

function show(props: Partial<TimelineViewProps> = {}, player = busyWorld()) {
  const handlers = {
    onSelect: vi.fn<TimelineViewProps['onSelect']>(),
    onHover: vi.fn<TimelineViewProps['onHover']>(),
    onMoment: vi.fn<TimelineViewProps['onMoment']>(),
  };
  const { container } = render(
    <TimelineView
      journal={player.journal}
      version={1}
      orders={player.orders}
      moment={player.journal.entries.length}
      selected="O-2"
      hovered={null}
      {...handlers}
      {...props}
    />,
  );
  return { container, ...handlers };
}

describe('TimelineView', () => {
  // The bars have 400 px: 1,012 for the whole and 168 + 12 beside them would be wider.
  beforeAll(() => pretendSize(580, 240));

  it('names its orders and reads out the selected one as it is at the moment', async () => {
    const { container } = show({ moment: 7 });
    expect(screen.getByText('7 orders, 3 of them later')).toBeInTheDocument();
    const list = screen.getByRole('listbox', { name: 'Orders, 7' });
    expect(within(list).getByRole('option', { selected: true })).toHaveTextContent(
      'O-2 buy 0.9 @ 47,500 · Split · 2024-01-02 09:04 to 2024-01-02 09:05',
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it('chooses by keys, and goes to where the order was born', async () => {
    const { onSelect, onMoment } = show();
    screen.getByRole('listbox').focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(onSelect).toHaveBeenLastCalledWith('O-3');
    await userEvent.keyboard('{ArrowUp}');
    expect(onSelect).toHaveBeenLastCalledWith('O-1');
    await userEvent.keyboard('{Enter}');
    const { orders } = busyWorld();
    expect(onMoment).toHaveBeenLastCalledWith(orders.at('O-2', { entries: 99 })?.createdEntry);
  });

  it('goes to the event that is pressed, and chooses its order', () => {
    const { onSelect, onMoment, onHover } = show();
    const rows = within(screen.getByRole('listbox')).getByRole('presentation');
    rows.setPointerCapture = () => undefined;
    rows.hasPointerCapture = () => false;
    vi.spyOn(rows, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 580, 240));
    // O-1 was filled in part three of thirteen minutes after the first moment; one percent lies before that, four after the last.
    const x = 168 + ((0.01 * 13 + 3) / (13 * 1.05)) * 400;
    fireEvent.pointerMove(rows, { clientX: x + 2, clientY: 10 });
    expect(onHover).toHaveBeenLastCalledWith('O-1');
    fireEvent.pointerDown(rows, { button: 0, clientX: x + 2, clientY: 10, pointerId: 1 });
    expect(onSelect).toHaveBeenLastCalledWith('O-1');
    expect(onMoment).toHaveBeenLastCalledWith(5);
    fireEvent.pointerLeave(rows);
    expect(onHover).toHaveBeenLastCalledWith(null);
  });

  it('shows the same as a table', async () => {
    const { onSelect } = show();
    await userEvent.click(screen.getByRole('button', { name: 'Orders as a table' }));
    expect(screen.getAllByRole('row')).toHaveLength(8);
    const row = screen.getByRole('row', { current: true });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['buy 0.9 @ 47,500', '2024-01-02 09:04', '2024-01-02 09:05', 'Split', '0']);
    await userEvent.click(screen.getByRole('button', { name: 'O-4' }));
    expect(onSelect).toHaveBeenLastCalledWith('O-4');
  });

  it('lets orders share rows, and looks closer and back', async () => {
    show();
    const [fewer] = screen.getAllByRole('button', { name: 'A row for each order' });
    if (fewer === undefined) throw new Error('no button');
    await userEvent.click(fewer);
    expect(screen.getByText(/^7 orders, in \d rows$/)).toBeInTheDocument();
    const further = screen.getByRole('button', { name: 'See a longer time' });
    expect(further).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(screen.getByRole('button', { name: 'See a shorter time' }));
    expect(further).not.toHaveAttribute('aria-disabled');
  });

  it('waits for the first order', () => {
    show({ moment: 0 }, playDeeds([]));
    expect(screen.getByText(/^No orders yet/)).toBeInTheDocument();
  });
});
