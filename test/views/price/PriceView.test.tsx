import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { PriceView, type PriceViewProps } from '../../../src/views/price/PriceView.tsx';
import { busyWorld, workedExample } from '../playedWorld.ts';
import { pretendSize } from '../pretendSize.ts';

function show(player = busyWorld(), moment = player.journal.entries.length) {
  render(
    <PriceView
      journal={player.journal}
      version={1}
      orders={player.orders}
      candlesOf={(code) => player.world.market(player.world.pairByCode(code)).candles}
      account="main"
      pair="BTCUSD"
      moment={moment}
      selected={null}
      hovered={null}
      onSelect={vi.fn<PriceViewProps['onSelect']>()}
      onHover={vi.fn<PriceViewProps['onHover']>()}
      onMoment={vi.fn<PriceViewProps['onMoment']>()}
      onPair={vi.fn<PriceViewProps['onPair']>()}
    />,
  );
}

describe('PriceView', () => {
  // No width: jsdom has no canvas to draw on; the picture itself is looked at in a browser.
  beforeAll(() => pretendSize(0, 0));

  it('says the price and the orders of the moment', () => {
    show(busyWorld(), 8);
    expect(screen.getByText('47,400.00, 2 working orders')).toBeInTheDocument();
  });

  it('shows the bars as a table, with the one of the moment marked', async () => {
    show(busyWorld(), 8);
    await userEvent.click(screen.getByRole('button', { name: 'BTCUSD as a table' }));
    expect(screen.getAllByRole('row')).toHaveLength(6);
    const row = screen.getByRole('row', { current: 'step' });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['47,400.00', '47,400.00', '47,400.00', '47,400.00']);
  });

  it('says what is missing before the first price, and what waits for it', () => {
    show(workedExample(), 2);
    expect(
      screen.getByText(
        'BTCUSD has no price yet: move it by hand, or import candles. O-1 would buy at 48,000.',
      ),
    ).toBeInTheDocument();
  });
});
