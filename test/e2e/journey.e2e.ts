import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { writeCandlesCsv } from '../../src/market/csvWrite.ts';
import { syntheticCandles } from '../../src/market/synthetic.ts';
import { Decimal } from '../../src/money/decimal.ts';
import { openPage } from './openPage.ts';

const BARS = 2_148;
/** Bars that are shown before the order is placed. */
const SHOWN = 5;

const MARKET = syntheticCandles({
  seed: 'years',
  character: 'range',
  bars: BARS,
  startTimeMs: Date.UTC(2016, 0, 4),
  stepMs: 86_400_000,
  startPrice: 10_000,
});
/** Eight years of daily bars as a file. */
const CSV = writeCandlesCsv(MARKET, 2, 2);
const BUY = { volume: '10', limit: '98.50' };

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((node) => node === document.activeElement);
}

async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let tab = 0; tab < 40 && !(await isFocused(element)); tab += 1) await page.keyboard.press('Tab');
  expect(await isFocused(element)).toBe(true);
}

/** The ways through the page: what is done is the same, with the mouse or by keys alone. */
interface Hands {
  readonly chooseFile: (page: Page) => Promise<void>;
  readonly importIt: (page: Page) => Promise<void>;
  readonly nextBar: (page: Page) => Promise<void>;
  readonly placeOrder: (page: Page) => Promise<void>;
  readonly playUntilFilled: (page: Page) => Promise<void>;
  /** Back to the moment before this one at which the order changed. */
  readonly goBack: (page: Page) => Promise<void>;
}

const MOUSE: Hands = {
  async chooseFile(page) {
    await page.getByRole('button', { name: /^Scenario/ }).click();
    await page.getByRole('menuitem', { name: 'Open a scenario or candles' }).click();
  },
  importIt: (page) => page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click(),
  nextBar: (page) => page.getByRole('button', { name: 'Next bar' }).click(),
  async placeOrder(page) {
    const ticket = page.getByRole('region', { name: 'New order' });
    await ticket.getByLabel('Volume').fill(BUY.volume);
    await ticket.getByLabel('Limit price').fill(BUY.limit);
    await ticket.locator('button[type=submit]').click();
  },
  playUntilFilled: (page) => page.getByRole('button', { name: 'Until something' }).click(),
  goBack: (page) => page.getByRole('button', { name: 'Previous of this order' }).click(),
};

const KEYS: Hands = {
  async chooseFile({ keyboard }) {
    await keyboard.press('Tab');
    await keyboard.press('o');
  },
  async importIt(page) {
    await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }));
    await page.keyboard.press('Enter');
  },
  async nextBar({ keyboard }) {
    await keyboard.press('.');
  },
  async placeOrder(page) {
    const { keyboard } = page;
    await keyboard.press('a');
    const ticket = page.getByRole('region', { name: 'New order' });
    await expect.poll(() => isFocused(ticket.getByLabel('Volume'))).toBe(true);
    await keyboard.type(BUY.volume);
    await tabTo(page, ticket.getByLabel('Limit price'));
    await keyboard.press('Control+a');
    await keyboard.type(BUY.limit);
    await keyboard.press('Enter');
  },
  async playUntilFilled(page) {
    // Out of the field, in which a key writes.
    await page.keyboard.press('Tab');
    await page.keyboard.press('>');
  },
  async goBack({ keyboard }) {
    await keyboard.press('Shift+N');
  },
};

/** The figure of that name at the head of the order in focus. */
async function figure(page: Page, name: string): Promise<Decimal> {
  const text = await page.locator('#order').innerText();
  const found = new RegExp(String.raw`${name}\s+([\d,.]+)`).exec(text)?.[1];
  if (found === undefined) throw new Error(`No "${name}" in "${text}".`);
  return new Decimal(found.replaceAll(',', ''));
}

/** The amount that a cell shows; nothing is zero. */
function amountIn(cell = ''): Decimal {
  return new Decimal(/\d/.test(cell) ? cell.replaceAll(',', '').replace('−', '-') : 0);
}

/** The amounts of the ledger's lines in USD at the moment, the deposit left out, by their type. */
async function amounts(
  page: Page,
): Promise<ReadonlyMap<string, { available: Decimal; unavailable: Decimal }>> {
  const rows = await page
    .getByRole('grid', { name: 'Ledger lines' })
    .getByRole('row')
    .filter({ hasText: 'O-1' })
    .filter({ hasText: 'USD' })
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent ?? '')),
    );
  return new Map(
    rows.map((cells) => [
      (cells[2] ?? '').trim(),
      { available: amountIn(cells[5]), unavailable: amountIn(cells[6]) },
    ]),
  );
}

describe('years of daily bars', () => {
  it.each([
    ['by mouse', MOUSE],
    ['by keyboard alone', KEYS],
  ])('fill an order below the market, and agree with the ledger at any moment, %s', async (_, hands) => {
    const { page } = await openPage();
    // The charts come last: then everything else is there.
    await page.locator('#charts canvas').first().waitFor();
    const chooser = page.waitForEvent('filechooser');
    await hands.chooseFile(page);
    await (await chooser).setFiles({ name: 'daily.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
    await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).waitFor();
    await hands.importIt(page);
    await page.getByText(`${BARS.toLocaleString('en-US')} bars of DAILY/USD`).waitFor();
    for (let bar = 1; bar < SHOWN; bar += 1) await hands.nextBar(page);

    await hands.placeOrder(page);
    await page.locator('#order').getByText('Pending').waitFor();
    const held = await figure(page, 'Holds');
    expect(held.toFixed(2)).toBe('985.99');

    await hands.playUntilFilled(page);
    await page.locator('#order').getByText('Filled', { exact: true }).last().waitFor();
    expect((await figure(page, 'Holds')).toFixed(2)).toBe('0.00');
    const lines = await amounts(page);
    const released = [...lines].flatMap(([type, { unavailable }]) =>
      type === 'Reserve' ? [] : [unavailable],
    );
    expect(lines.get('Reserve')?.unavailable).toEqual(held);
    expect(lines.get('Reserve')?.available).toEqual(held.neg());
    // To the last unit: what was set aside is spent, paid and given back.
    expect(Decimal.sum(...released)).toEqual(held.neg());

    await hands.goBack(page);
    await page.locator('#order').getByText('Pending').waitFor();
    expect(await figure(page, 'Holds')).toEqual(held);
    const inspector = page.getByRole('region', { name: 'Inspector' });
    expect(await inspector.innerText()).toContain('985.99');
  });
});
