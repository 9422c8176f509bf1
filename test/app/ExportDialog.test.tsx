import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ExportDialog } from '../../src/app/ExportDialog.tsx';
import { EXPORTS } from '../../src/app/exportFiles.ts';
import { FIRST_LOOK } from '../../src/scenario/examples/firstLook.ts';
import { hledgerJournal } from '../../src/scenario/export/hledger.ts';
import { ledgerCsv } from '../../src/scenario/export/ledgerCsv.ts';
import { ordersCsv } from '../../src/scenario/export/ordersCsv.ts';
import { play } from '../../src/scenario/play.ts';
import { createAppStore } from '../../src/store/store.ts';
import { AppStoreContext } from '../../src/store/useApp.ts';

const PLAYED = play(FIRST_LOOK);
const LINES = PLAYED.journal.transactions.length;

const saved = vi.hoisted((): string[] => []);
vi.mock('../../src/ui/saveFile.ts', () => ({
  saveFile: (_title: string, _extension: string, _type: string, pieces: readonly string[]) =>
    saved.push(pieces.join('')),
}));

function showModal(this: HTMLDialogElement): void {
  this.open = true;
}

beforeAll(() => {
  // jsdom knows the element, and no way to show it.
  HTMLDialogElement.prototype.showModal = showModal;
  HTMLDialogElement.prototype.close = () => {};
});

function open(moment?: number) {
  const store = createAppStore(FIRST_LOOK);
  if (moment !== undefined) store.getState().scrubTo(moment);
  render(
    <AppStoreContext value={store}>
      <ExportDialog onClose={() => {}} />
    </AppStoreContext>,
  );
  return async (name: string): Promise<string> => {
    const before = saved.length;
    await userEvent.click(screen.getByRole('button', { name }));
    await expect.poll(() => saved.length).toBe(before + 1);
    return saved.at(-1) ?? '';
  };
}

describe('the export', () => {
  it('[E1] writes what the headless run prints', async () => {
    const save = open();
    expect(await save('Ledger as CSV')).toBe(ledgerCsv(PLAYED, LINES));
    expect(await save('Orders as CSV')).toBe(ordersCsv(PLAYED, LINES));
    expect(await save('Plain-text accounting as hledger')).toBe(hledgerJournal(PLAYED, LINES));
    expect(JSON.parse(await save('Orders as JSON'))).toHaveLength(2);
  });

  it('is of all there is, or only up to the moment that is looked at, and says so', async () => {
    const save = open(3);
    const seq = PLAYED.journal.seqAt({ entries: 3 });
    expect(seq).toBeLessThan(LINES);
    expect(screen.getByText(`${LINES} lines`)).toBeTruthy();
    expect(await save('Ledger as CSV')).toBe(ledgerCsv(PLAYED, LINES));
    await userEvent.click(screen.getByRole('checkbox', { name: /^Only up to this moment/ }));
    expect(screen.getByText(`${seq} of ${LINES} lines`)).toBeTruthy();
    expect(await save('Ledger as CSV')).toBe(ledgerCsv(PLAYED, seq));
  });

  it('has a file for everything, one after the other', async () => {
    const save = open();
    for (const { title, formats } of EXPORTS)
      for (const { name } of formats) expect(await save(`${title} as ${name}`)).not.toBe('');
  });
});
