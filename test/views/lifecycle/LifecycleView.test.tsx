import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  POSITION_STATUS_NAMES,
  POSITION_STATUSES,
  POSITION_TRANSITIONS,
} from '../../../src/domain/orders/position.ts';
import { STATUS_NAMES, TRANSITIONS } from '../../../src/domain/orders/lifecycle.ts';
import { Decimal } from '../../../src/money/decimal.ts';
import { whyNot } from '../../../src/views/lifecycle/legality.ts';
import { LifecycleView, type LifecycleViewProps } from '../../../src/views/lifecycle/LifecycleView.tsx';
import { busyWorld, tradedWorld } from '../playedWorld.ts';
import { pretendSize } from '../pretendSize.ts';

const { journal, orders } = busyWorld();
const end = journal.entries.length;

function show(props: Partial<LifecycleViewProps>) {
  const handlers = {
    onEvent: vi.fn<LifecycleViewProps['onEvent']>(),
    onPreview: vi.fn<LifecycleViewProps['onPreview']>(),
    onMoment: vi.fn<LifecycleViewProps['onMoment']>(),
  };
  const { container } = render(
    <LifecycleView
      journal={journal}
      version={1}
      orders={orders}
      moment={end}
      orderId="O-4"
      canCause={(event) => event === 'cancel' || event === 'modify'}
      preview={null}
      forecast={null}
      {...handlers}
      {...props}
    />,
  );
  return { container, ...handlers };
}

/** The labels that can be pressed; the others can be reached all the same. */
function pressable(): readonly HTMLElement[] {
  return within(screen.getByRole('group'))
    .queryAllByRole('button')
    .filter((button) => button.getAttribute('aria-disabled') === null);
}

const classOf = (container: HTMLElement, selector: string): string =>
  container.querySelector(selector)?.getAttribute('class') ?? '';

describe('LifecycleView', () => {
  beforeAll(() => pretendSize(700, 260));

  it('[O1] every status and every row of the table is in the picture', () => {
    const { container } = show({});
    const statuses = STATUS_NAMES.map((status) => `[data-status="${status}"]`);
    const arrows = TRANSITIONS.flatMap(({ event, from, to }) =>
      from.map((source) => `[data-arrow="${source ?? 'nothing'} ${event} ${to ?? 'same'}"]`),
    );
    const missing = [...statuses, ...arrows].filter((selector) => !container.querySelector(selector));
    expect(missing).toEqual([]);
  });

  it('[O2] shows the status and the path of the moment that is looked at', () => {
    const { container } = show({ moment: 12 });
    expect(classOf(container, '[data-status="PARTIALLY_FILLED"]')).toContain('now');
    expect(classOf(container, '[data-status="CANCELLED"]')).toContain('later');
    expect(classOf(container, '[data-arrow="PENDING fill PARTIALLY_FILLED"]')).toContain('taken');
    expect(classOf(container, '[data-arrow="PENDING trigger TRIGGERED"]')).toContain('shut');
  });

  it('[O1] offers exactly the events that may come next and that the person can cause', async () => {
    const { onEvent } = show({ moment: 12 });
    const buttons = pressable();
    expect(buttons.map((button) => button.getAttribute('aria-label')?.split(' →')[0])).toEqual([
      'cancel',
      'modify to filled',
      'modify',
    ]);
    await userEvent.click(screen.getByRole('button', { name: /^cancel/ }));
    buttons[1]?.focus();
    await userEvent.keyboard('{Enter}');
    expect(onEvent.mock.calls).toEqual([['cancel'], ['modify']]);
  });

  it('[O1] leaves shut what can never happen to an order of its type, and says why', () => {
    const { container } = show({ moment: 12 });
    expect(classOf(container, '[data-arrow="PENDING trigger TRIGGERED"]')).toContain('shut');
    const limit = { kind: 'spot', limitPrice: new Decimal(1), triggerPrice: null } as const;
    const [trigger, reject] = ['trigger', 'reject'].map((event) =>
      TRANSITIONS.find((row) => row.event === event && row.from.includes('PENDING')),
    );
    if (trigger === undefined || reject === undefined) throw new Error('no such rows');
    expect(whyNot(trigger, 'PENDING', limit)).toBe('Cannot trigger: the order has no trigger price');
    expect(whyNot(reject, 'PENDING', limit)).toContain('all that a limit order can cost is set aside');
    expect(whyNot(trigger, 'PENDING', { ...limit, triggerPrice: limit.limitPrice })).toBeNull();
    expect(whyNot(reject, 'PENDING', { ...limit, limitPrice: null })).toBeNull();
    expect(whyNot(reject, 'PENDING', { ...limit, kind: 'trade' })).toBeNull();
  });

  it('[O1] offers nothing to an order whose life is over, and says why', async () => {
    const { container } = show({});
    expect(pressable()).toEqual([]);
    const label = container.querySelector('[data-row="split SPLIT"]');
    if (label) await userEvent.hover(label);
    expect(
      screen.getByText('Cannot split: the order is Cancelled, and nothing can happen to it any more'),
    ).toBeInTheDocument();
  });

  it('says the guard of a transition in words, and previews it', async () => {
    const { container, onPreview } = show({ moment: 12 });
    const label = container.querySelector('[data-row="modify REPLACED"]');
    if (label) await userEvent.hover(label);
    expect(screen.getAllByText(/something changes, the new total is above what is filled/)).not.toHaveLength(
      0,
    );
    expect(onPreview).toHaveBeenLastCalledWith('modify');
    expect(classOf(container, '[data-status="REPLACED"]')).toContain('aimed');
  });

  it('leads from a step of the path to its moment', async () => {
    const { onMoment } = show({});
    const steps = screen.getByRole('list', { name: 'Steps of this order' });
    await userEvent.click(within(steps).getByRole('button', { name: /fill 0.2 @ 47,000/ }));
    expect(onMoment).toHaveBeenCalledWith(12);
  });

  it('[O1] shows beside the entry of a trade where its position stands, from the table of positions', () => {
    const traded = tradedWorld();
    show({ journal: traded.journal, orders: traded.orders, orderId: 'O-1', moment: 7 });
    const chain = screen.getByRole('list', { name: 'Position' });
    const statuses = within(chain).getAllByRole('listitem');
    expect(statuses.map((item) => item.textContent)).toEqual(
      POSITION_STATUS_NAMES.map((name) => POSITION_STATUSES[name].title),
    );
    expect(within(chain).getByText('Partially closed')).toHaveAttribute('aria-current', 'step');
    const next = screen.getByRole('list', { name: 'What can happen next to the position' });
    expect(within(next).getAllByRole('listitem')).toHaveLength(
      POSITION_TRANSITIONS.filter(({ from }) => from.includes('PARTIALLY_CLOSED')).length,
    );
    expect(screen.getByRole('button', { name: /close 0.5 @ 48,500/ })).toBeInTheDocument();
  });

  it('[O1] can be gone through by keys, and says at each way whether it can be taken', async () => {
    show({ moment: 12 });
    const [first] = pressable();
    await userEvent.tab();
    expect(first).toHaveFocus();
    await userEvent.keyboard('{Home}');
    const said = new Set<string>();
    for (let way = 0; way < TRANSITIONS.length; way += 1) {
      const words = document.activeElement?.getAttribute('aria-label') ?? '';
      expect(document.querySelector('p[style]')).toHaveTextContent(words);
      said.add(words);
      await userEvent.keyboard('{ArrowRight}');
    }
    expect(said).toContain('Cannot create from Partially filled: only from nothing');
    // Two ways to be rejected are shut for the same reason, each of its own statuses.
    expect(said.size).toBe(TRANSITIONS.length);
  });

  it('keeps saying why not when a finger is lifted, until it touches something else', async () => {
    const { container } = show({ moment: 12 });
    const label = container.querySelector('[data-row="trigger TRIGGERED"]');
    const user = userEvent.setup();
    if (label) await user.pointer([{ keys: '[TouchA]', target: label }]);
    const words = 'Cannot trigger from Partially filled: only from Pending';
    expect(screen.getByText(words)).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'This order' }));
    expect(screen.queryByText(words)).toBeNull();
  });

  it('shows what an action would write while it is pointed at, here or elsewhere', async () => {
    const forecast = vi.fn<NonNullable<LifecycleViewProps['forecast']>>(() => 'it would write');
    const { container } = show({ moment: 12, forecast });
    expect(screen.queryByText('it would write')).toBeNull();
    const label = container.querySelector('[data-row="cancel CANCELLED"]');
    if (label) await userEvent.hover(label);
    expect(screen.getByText('it would write')).toBeInTheDocument();
    expect(forecast.mock.lastCall?.[0]).toMatchObject({ event: 'cancel', to: 'CANCELLED' });
    if (label) await userEvent.unhover(label);
    expect(screen.queryByText('it would write')).toBeNull();
  });

  it('switches from an order to all orders: how many stand where, and how often each way was taken', async () => {
    const { container } = show({});
    await userEvent.click(screen.getByRole('radio', { name: 'All orders' }));
    expect(screen.getByText('7 orders at this moment')).toBeInTheDocument();
    expect(screen.getByText('Filled: 2')).toBeInTheDocument();
    expect(screen.getByText('Pending: 1')).toBeInTheDocument();
    const label = container.querySelector('[data-row="fill PARTIALLY_FILLED"]');
    if (label) await userEvent.hover(label);
    expect(screen.getByText(/Taken from Pending 2 times\.$/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'This order' }));
    expect(screen.getByText(/^O-4 is Cancelled/)).toBeInTheDocument();
  });

  it('has no accessibility faults that a machine finds', async () => {
    const { container } = show({ moment: 12 });
    expect(await axe(container)).toHaveNoViolations();
  });
});
