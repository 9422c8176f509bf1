import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Slot } from '../../src/app/Slot.tsx';
import { FIRST_LOOK } from '../../src/scenario/examples/firstLook.ts';
import { createAppStore } from '../../src/store/store.ts';
import { AppStoreContext } from '../../src/store/useApp.ts';
import { CommandsContext, type Command } from '../../src/ui/commands.tsx';
import { Pane } from '../../src/ui/Pane.tsx';

function Breaking(): never {
  throw new Error('out of shape');
}

it('a view or a pane that breaks offers the scenario that shows it, and its neighbour stays', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  const save = vi.fn<() => void>();
  const saveFile: Command = { id: 'saveFile', title: 'Save', keys: [], run: save, blocked: () => null };
  render(
    <AppStoreContext value={createAppStore(FIRST_LOOK)}>
      <CommandsContext value={{ list: [saveFile], subscribe: () => () => {} }}>
        <Slot id="left" title="Left">
          <Breaking />
        </Slot>
        <Slot id="right" title="Right">
          here
        </Slot>
        <Pane title="Middle">
          <Breaking />
        </Pane>
      </CommandsContext>
    </AppStoreContext>,
  );
  const [left, middle] = screen.getAllByRole('alert');
  expect(left).toHaveTextContent('Left cannot be shown.out of shape');
  expect(screen.getByText('here')).toBeVisible();
  for (const alert of [left, middle]) {
    const offer = { name: 'Save the scenario that shows it' };
    await userEvent.click(within(alert ?? document.body).getByRole('button', offer));
  }
  expect(save).toHaveBeenCalledTimes(2);
  quiet.mockRestore();
});
