import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Slot } from '../../src/app/Slot.tsx';
import { FIRST_LOOK } from '../../src/scenario/examples/firstLook.ts';
import { createAppStore } from '../../src/store/store.ts';
import { AppStoreContext } from '../../src/store/useApp.ts';
import { CommandsContext, type Command } from '../../src/ui/commands.tsx';

function Breaking(): never {
  throw new Error('out of shape');
}

it('a view that breaks offers the scenario that shows it, and its neighbour stays', async () => {
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
      </CommandsContext>
    </AppStoreContext>,
  );
  expect(screen.getByRole('alert')).toHaveTextContent('Left cannot be shown.out of shape');
  expect(screen.getByText('here')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Save the scenario that shows it' }));
  expect(save).toHaveBeenCalledOnce();
  quiet.mockRestore();
});
