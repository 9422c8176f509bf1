import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../../src/scenario/examples/registry.ts';
import { lookThrough, type StartLens } from '../../../src/scenario/pathLens.ts';
import { createAppStore } from '../../../src/store/store.ts';
import { AppStoreContext } from '../../../src/store/useApp.ts';
import { PathLensDialog } from '../../../src/views/pathlens/PathLensDialog.tsx';

function showModal(this: HTMLDialogElement): void {
  this.open = true;
}

function close(this: HTMLDialogElement): void {
  this.open = false;
}

// jsdom opens no dialogs.
Object.defineProperties(HTMLDialogElement.prototype, {
  showModal: { configurable: true, value: showModal },
  close: { configurable: true, value: close },
});

const POLICIES = ['CONSERVATIVE', 'OHLC', 'OLHC', 'ADAPTIVE'] as const;

/** Looks at once, in this thread. */
const lookHere: StartLens = (question, { onAnswer, onEnd }) => {
  for (const policy of POLICIES) onAnswer(lookThrough(question, policy));
  onEnd();
  return () => {};
};

/** Finds no such bar. */
const failing: StartLens = (_, { onFailure }) => {
  onFailure('no bar 9: there are 5');
  return () => {};
};

function show(start: StartLens, bar: number | null) {
  const store = createAppStore(EXAMPLES['both-in-one-bar-conservative'].scenario);
  return render(
    <AppStoreContext value={store}>
      <PathLensDialog start={start} run={null} bar={bar} onClose={() => {}} />
    </AppStoreContext>,
  );
}

describe('under the four paths', () => {
  it('[X6] says of a bar what each way met, and marks what hung on the way', async () => {
    const { container } = show(lookHere, 3);
    expect(screen.getByText(/It matters how it is walked: 3 different things/)).toBeVisible();
    const high = screen.getByRole('region', { name: 'Walked O H L C' });
    expect(within(high).getByText(/O-1 take profit, sells 0.5 at 51,000/)).toBeVisible();
    expect(within(high).getAllByText('? ambiguous')).toHaveLength(2);
    const gain = screen.getByRole('row', { name: /^Gain or loss/ });
    expect(
      within(gain)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['−1,000.00', '0.00+1,000.00', '0.00+1,000.00', '0.00+1,000.00']);
    expect((await axe(container)).violations).toEqual([]);
  });

  it('says so when the way does not matter', () => {
    show(lookHere, 2);
    expect(screen.getByText(/One price: there is only one way/)).toBeVisible();
  });

  it('goes over to the whole scenario', async () => {
    show(lookHere, 3);
    await userEvent.click(screen.getByRole('radio', { name: 'The whole scenario' }));
    const fills = screen.getByRole('row', { name: /^Fills/ });
    expect(
      within(fills)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['8', '8', '8', '8']);
  });

  it('keeps what was found when it is called off', async () => {
    let ended = 0;
    const half: StartLens = (question, { onAnswer }) => {
      onAnswer(lookThrough(question, 'CONSERVATIVE'));
      return () => {
        ended += 1;
      };
    };
    show(half, null);
    expect(screen.getByText('1 of 4 ways')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(ended).toBe(1);
    expect(screen.getByText(/^Called off/)).toBeVisible();
    expect(screen.getByRole('row', { name: /^Equity/ })).toBeVisible();
  });

  it('says why it failed', () => {
    show(failing, 9);
    expect(screen.getByRole('alert')).toHaveTextContent('no bar 9');
  });
});
