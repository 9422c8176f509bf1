import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../../src/scenario/examples/registry.ts';
import { createAppStore } from '../../../src/store/store.ts';
import { AppStoreContext } from '../../../src/store/useApp.ts';
import { Inspector } from '../../../src/views/inspector/Inspector.tsx';
import { MarketBar } from '../../../src/views/orders/MarketBar.tsx';
import { OrderHeader } from '../../../src/views/orders/OrderHeader.tsx';
import { Ticket } from '../../../src/views/orders/Ticket.tsx';

describe('inside a bar', () => {
  it('[P8] every pane is at the price that a night was reckoned at, not at the close that is still to come', () => {
    const store = createAppStore(EXAMPLES['overnight-costs'].scenario);
    store.getState().lookAt(8);
    render(
      <AppStoreContext value={store}>
        <MarketBar />
        <OrderHeader />
        <Ticket />
        <Inspector />
      </AppStoreContext>,
    );
    expect(screen.getByRole('region', { name: 'Market' })).toHaveTextContent('last50,200.00');
    expect(screen.getByText('Unrealised at 50,200').nextSibling).toHaveTextContent('100.00');
    expect(screen.getByLabelText('Limit price')).toHaveValue('50,200');
    expect(document.body).toHaveTextContent(
      '0.5 × 50,200.00 × 0.2 % = 50.20; at the last price, the close of the bar before',
    );
    expect(document.body).not.toHaveTextContent('50,300');
  });
});
