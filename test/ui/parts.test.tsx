import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Button } from '../../src/ui/Button.tsx';
import { CommandButton, CommandsContext, type Command } from '../../src/ui/commands.tsx';
import { Field } from '../../src/ui/Field.tsx';
import { Menu } from '../../src/ui/Menu.tsx';
import { Money } from '../../src/ui/Money.tsx';
import { NumberInput } from '../../src/ui/NumberInput.tsx';
import { Pane } from '../../src/ui/Pane.tsx';
import { StatusBadge } from '../../src/ui/StatusBadge.tsx';
import { Tabs } from '../../src/ui/Tabs.tsx';

function Breaking(): never {
  throw new Error('out of shape');
}

function TabsInUse() {
  const [value, setValue] = useState<'a' | 'b'>('a');
  return (
    <>
      <Tabs
        label="Views"
        tabs={[
          { value: 'a', title: 'First', panelId: 'pa' },
          { value: 'b', title: 'Second', panelId: 'pb' },
        ]}
        value={value}
        onChange={setValue}
      />
      <div id={value === 'a' ? 'pa' : 'pb'} role="tabpanel" aria-label="panel" />
    </>
  );
}

describe('parts', () => {
  it('a pane that breaks says so, and its neighbour stays', () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    render(
      <>
        <Pane title="Left">
          <Breaking />
        </Pane>
        <Pane title="Right">here</Pane>
      </>,
    );
    expect(screen.getByRole('alert')).toHaveTextContent('Left cannot be shown.out of shape');
    expect(screen.getByText('here')).toBeVisible();
    quiet.mockRestore();
  });

  it('a blocked button stays in the way of the keyboard, says why and does nothing', async () => {
    const press = vi.fn<() => void>();
    render(
      <Button blocked="O-1 is filled" onClick={press}>
        Cancel
      </Button>,
    );
    const button = screen.getByRole('button', { name: 'Cancel' });
    await userEvent.tab();
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAttribute('title', 'O-1 is filled');
    await userEvent.click(button);
    expect(press).not.toHaveBeenCalled();
  });

  it('a command button carries its key and runs its command', async () => {
    const run = vi.fn<() => void>();
    const undo: Command = {
      id: 'undo',
      title: 'Undo',
      keys: ['Mod+Z'],
      icon: 'undo',
      run,
      blocked: () => null,
    };
    render(
      <CommandsContext value={{ list: [undo], subscribe: () => () => {} }}>
        <CommandButton id="undo" />
      </CommandsContext>,
    );
    const button = screen.getByRole('button', { name: 'Undo' });
    expect(button).toHaveAttribute('aria-keyshortcuts', 'Control+Z');
    await userEvent.click(button);
    expect(run).toHaveBeenCalledOnce();
  });

  it('tabs are one stop, and the arrows choose', async () => {
    render(<TabsInUse />);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('tab', { name: 'Second' })).toHaveFocus();
    expect(screen.getByRole('tab', { name: 'Second' })).toHaveAttribute('aria-selected', 'true');
  });

  it('a menu is opened, moved in and closed by keyboard, and gives the focus back', async () => {
    const run = vi.fn<() => void>();
    render(
      <Menu
        label="Scenario"
        sections={[
          {
            title: 'File',
            items: [
              { title: 'New', run: () => {} },
              { title: 'Save', run },
            ],
          },
        ]}
      />,
    );
    await userEvent.tab();
    await userEvent.keyboard('{Enter}{ArrowDown}');
    expect(screen.getByRole('menuitem', { name: 'Save' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(run).toHaveBeenCalledOnce();
    expect(screen.queryByRole('menu')).toBeNull();
    expect(screen.getByRole('button', { name: 'Scenario' })).toHaveFocus();
  });

  it('a field ties its error to its control', () => {
    render(
      <Field label="Volume" error="Give a volume.">
        {(control) => <NumberInput control={control} value="" onChange={() => {}} unit="BTC" />}
      </Field>,
    );
    const input = screen.getByRole('textbox', { name: 'Volume' });
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription('Give a volume.');
  });

  it('money has a sign and an arrow where it is gained or lost', () => {
    render(
      <>
        <Money value="-12.5" as="pnl" decimals={2} asset="USD" />
        <Money value="0" as="change" />
      </>,
    );
    expect(screen.getByText(/−12\.50/)).toHaveTextContent('▼−12.50 USD');
    expect(screen.getByText('·')).toBeVisible();
  });

  it('have no fault that axe can find', async () => {
    const { container } = render(
      <main>
        <h1>Parts</h1>
        <Pane title="Orders" toolbar={<Button icon="plus" aria-label="Add" />}>
          <StatusBadge status="PARTIALLY_FILLED" filledShare={0.6} detail="60 %" />
          <Field label="Price" help="The worst price">
            {(control) => <NumberInput control={control} value="1" onChange={() => {}} />}
          </Field>
        </Pane>
        <TabsInUse />
      </main>,
    );
    expect(await axe(container)).toHaveNoViolations();
  });
});
