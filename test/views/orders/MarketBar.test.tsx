import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../src/store/openScenario.ts';
import { currentOf } from '../../../src/store/selectors.ts';
import { createAppStore } from '../../../src/store/store.ts';
import { AppStoreContext } from '../../../src/store/useApp.ts';
import { MarketBar } from '../../../src/views/orders/MarketBar.tsx';
import { BUY_TWO, miniature } from '../../store/miniature.ts';

const PRICE = { at: '2024-01-02T08:00:00Z', price: { pair: 'BTCUSD', last: '47000' } };

function show(...steps: readonly unknown[]) {
  const store = createAppStore(miniature(steps));
  const drawn = render(
    <AppStoreContext value={store}>
      <MarketBar />
    </AppStoreContext>,
  );
  const prices = () =>
    stepsOf(currentOf(store.getState())).flatMap((step) => ('price' in step ? [step.price.last] : []));
  return { store, prices, ...drawn };
}

const field = () => screen.getByLabelText('Price of BTCUSD');
const button = (name: string) => screen.getByRole('button', { name });

describe('the market bar', () => {
  it('asks for a first price before it can be moved', async () => {
    const { prices } = show();
    for (const name of ['Price up', 'Price down']) {
      expect(button(name)).toHaveAttribute('title', 'There is no price yet: type the first one');
      await userEvent.click(button(name));
    }
    expect(button('Trade at last price')).toHaveAttribute('aria-disabled', 'true');
    expect(field()).toHaveAttribute('placeholder', 'first price');
    await userEvent.type(field(), '48,000{Enter}');
    expect(prices()).toEqual(['48000']);
    expect(field()).toHaveFocus();
  });

  it('[M1] refuses a price beyond what a price can be, with words', async () => {
    const { prices } = show(PRICE);
    await userEvent.clear(field());
    await userEvent.type(field(), '12345678901234567890123456789{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('At most 90,071,992,547,409.91');
    expect(field()).toHaveAttribute('aria-invalid', 'true');
    expect(prices()).toEqual(['47000']);
  });

  it('moves by the step that is chosen, ten times as far with Shift', async () => {
    const { prices } = show(PRICE);
    await userEvent.click(button('Price up'));
    await userEvent.selectOptions(screen.getByLabelText('Step of the price'), '1 tick');
    const user = userEvent.setup();
    await user.keyboard('{Shift>}');
    await user.click(button('Price down'));
    expect(prices()).toEqual(['47000', '47047.00', '47046.90']);
    expect(button('Price down')).toHaveFocus();
  });

  it('changes the field by the arrow keys, and sets it with Enter', async () => {
    const { prices } = show(PRICE);
    expect(button('Set price')).toHaveAttribute('aria-disabled', 'true');
    await userEvent.type(field(), '{ArrowUp}{PageUp}{ArrowDown}');
    expect(field()).toHaveValue('47,469.98');
    expect(prices()).toEqual(['47000']);
    await userEvent.keyboard('{Enter}{Enter}');
    expect(prices()).toEqual(['47000', '47469.98']);
  });

  it('says how many orders wait for the next price, and shows it', async () => {
    const { prices } = show(PRICE, BUY_TWO);
    expect(screen.getByText('1 order waits')).toHaveTextContent('1 order waits for the next price');
    await userEvent.click(button('Trade at last price'));
    expect(prices()).toEqual(['47000', '47000']);
    expect(screen.queryByText(/waits? for the next price/)).not.toBeInTheDocument();
  });

  it('has no fault that axe can find', async () => {
    const { container } = show(PRICE, BUY_TWO);
    expect(await axe(container)).toHaveNoViolations();
  });
});
