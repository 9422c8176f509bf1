import { describe, expect, it } from 'vitest';
import { createCommands } from '../../src/app/commands.ts';
import { FIRST_LOOK } from '../../src/scenario/examples/firstLook.ts';
import { createAppStore } from '../../src/store/store.ts';

const idle = (): void => {};

function made() {
  const store = createAppStore(FIRST_LOOK);
  const list = createCommands(store, { openFile: idle, saveFile: idle, update: idle, copyMoment: idle });
  const command = (id: string) => {
    const found = list.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no command ${id}`);
    return found;
  };
  return { list, command, now: () => store.getState() };
}

describe('the list of commands', () => {
  it('gives a key to two commands only where never both can be done', () => {
    const { list, now } = made();
    const reach = [
      () => {},
      () => now().setPlaying(true),
      () => now().openForm('fill'),
      () => now().layOut('presenting'),
      () => now().showView('backtest'),
    ];
    for (const go of reach) {
      go();
      const keys = list.filter(({ blocked }) => blocked() === null).flatMap((command) => command.keys);
      expect(keys).toEqual([...new Set(keys)]);
    }
  });

  it('[O1] opens a form for the order in focus, or says why not', () => {
    const { command, now } = made();
    command('fill').run();
    expect(now().form).toBe('fill');
    expect(command('fill').what?.()).toBe('O-1');
    expect(command('close').blocked()).toContain('O-1 is a spot order');
    now().scrubTo(0);
    expect(command('modify').blocked()).toBe('O-1 does not exist yet');
    now().layOut('presenting');
    expect(command('split').blocked()).toBe('Leave the presentation to do this');
  });

  it('opens the export by its key', () => {
    const { list, now } = made();
    const command = list.find(({ keys }) => keys.includes('E'));
    expect(command?.blocked()).toBeNull();
    command?.run();
    expect(now().dialog).toEqual({ kind: 'export' });
  });
});
