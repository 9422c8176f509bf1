import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readCandlesCsv } from '../../../src/market/csv.ts';
import { createAppStore } from '../../../src/store/store.ts';
import { AppStoreContext } from '../../../src/store/useApp.ts';
import type { CandleAnswer, CandleErrors } from '../../../src/store/candleImport.ts';
import { CandleImport } from '../../../src/views/candles/CandleImport.tsx';
import { ReadingErrors } from '../../../src/views/candles/ReadingErrors.tsx';
import { ReadingQuestion } from '../../../src/views/candles/ReadingQuestion.tsx';
import { miniature } from '../../store/miniature.ts';

const ROW = '2024-01-03,100.00,103.50,99.25,102.00,1200';
const SOUND = `Date,Open,High,Low,Close,Volume\n${ROW}`;
/** Headings that say little: the dialog has to ask. */
const ODD = `Date,Open,Top,Bottom,Close,Volume\n${ROW}`;

async function show(text: string): Promise<void> {
  const store = createAppStore(miniature());
  const file = new File([text], 'goog.csv');
  render(
    <AppStoreContext value={store}>
      <CandleImport file={file} purpose="scenario" onClose={vi.fn<() => void>()} />
    </AppStoreContext>,
  );
  await screen.findByRole('table', { name: 'The first rows of the file' });
}

const importButton = () => screen.getByRole('button', { name: 'Import' });

async function retype(label: string, text: string): Promise<void> {
  await userEvent.clear(screen.getByLabelText(label));
  if (text !== '') await userEvent.type(screen.getByLabelText(label), text);
}

/** jsdom knows no modal dialogs and no bytes of files. */
function showModal(this: HTMLDialogElement): void {
  this.open = true;
}

async function readBytes(this: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as ArrayBuffer));
    reader.readAsArrayBuffer(this);
  });
}

describe('the import of candles', () => {
  beforeAll(() => {
    Object.defineProperties(HTMLDialogElement.prototype, {
      showModal: { configurable: true, value: showModal },
      close: { configurable: true, value: vi.fn<() => void>() },
    });
    Object.defineProperty(Blob.prototype, 'arrayBuffer', { configurable: true, value: readBytes });
  });

  it('[X9] says in words which columns it cannot do without, until they are assigned', async () => {
    await show(ODD);
    expect(
      screen.getByText(
        'CSV with named columns, but not every column is known: say which one is High and Low.',
      ),
    ).toBeVisible();
    expect(importButton()).toHaveAttribute('aria-disabled', 'true');
    expect(importButton()).toHaveAccessibleDescription('Say above which column is High and Low');
    expect(screen.getByText('Say above which column is High and Low')).toBeVisible();
    await userEvent.selectOptions(screen.getByLabelText('What Top is'), 'High');
    await userEvent.selectOptions(screen.getByLabelText('What Bottom is'), 'Low');
    expect(importButton()).not.toHaveAttribute('aria-disabled');
  });

  it.each([
    ['Asset', 'a;b', /^Expected a code of 1 to 32 letters/],
    ['Asset', '', /^Expected a code/],
    ['Priced in', '€', /^Expected a code/],
    ['Priced in', 'GOOG', 'Name another asset than the one that is priced.'],
    ['Asset', 'A'.repeat(30), /^Both names together are too long/],
    ['Deposit', 'abc', /^Expected a plain decimal number/],
    ['Deposit', '-5', 'Expected zero or a number above it.'],
    ['Deposit', '99999999999999999999999', /^Expected at most 92,?233/],
  ])('names what is wrong with %s %j at the field', async (label, text, words) => {
    await show(SOUND);
    await retype(label, text);
    expect(screen.getByLabelText(label)).toHaveAccessibleDescription(words);
    expect(screen.getAllByText(words)).toHaveLength(1);
    expect(document.body.textContent).not.toContain('$.');
    expect(importButton()).toHaveAccessibleDescription('Change the marked fields first');
  });

  it('begins at the button that imports', async () => {
    await show(SOUND);
    expect(importButton()).toHaveFocus();
  });
});

const mistakes = (...rules: readonly CandleErrors['errors'][number]['rule'][]): CandleErrors => ({
  ok: false,
  errors: rules.map((rule, index) => ({
    line: index + 2,
    column: 'Date',
    value: 'x',
    rule,
    message: 'Wrong.',
  })),
  total: rules.length,
});

describe('the mistakes of a file', () => {
  it('[X9] are announced as their number alone', () => {
    render(<ReadingErrors result={mistakes('TIME_NOT_AFTER_LAST', 'HIGH_BELOW_LOW', 'HIGH_BELOW_LOW')} />);
    expect(screen.getByRole('alert')).toHaveTextContent(/^3 mistakes; nothing was imported\.$/);
    expect(screen.getByRole('table', { name: 'Mistakes' })).toBeVisible();
  });
});

describe('what only a person can say', () => {
  it('is asked with what each answer would mean', async () => {
    const onAnswer = vi.fn<(answer: CandleAnswer) => void>();
    const read = readCandlesCsv('time,open,high,low,close\n01/02/2024,1,1,1,1', { volumeDecimals: 0 });
    if (!('question' in read)) throw new Error('it is not asked');
    render(<ReadingQuestion question={read.question} onAnswer={onAnswer} />);
    expect(screen.getByRole('group', { name: 'How are the dates written?' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'It is 2024-01-02 (month/day/year)' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'It is 2024-02-01 (day/month/year)' }));
    expect(onAnswer).toHaveBeenCalledWith({ dateOrder: 'dayFirst' });
  });
});
