import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './openPage.ts';

const PHONE = { width: 390, height: 844 };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Begins a scenario at the 10× venue by mouse. */
async function beginAtTen(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('menuitem', { name: 'New scenario…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New scenario' });
  await dialog.getByRole('radio', { name: /10× derivatives/ }).check();
  await dialog.getByRole('button', { name: 'Begin', exact: true }).click();
}

function ticketOf(page: Page): Locator {
  return page.getByRole('region', { name: 'New order' });
}

/** Sends a long of 2 at 48,000 with a stop loss and a take profit, which fills at the price that stands there. */
async function openLong(page: Page, leverage = '5'): Promise<void> {
  const ticket = ticketOf(page);
  await ticket.getByLabel('Volume').fill('2');
  await ticket.getByLabel('Limit price').fill('48,000');
  await ticket.getByLabel('Leverage').fill(leverage);
  await ticket.getByLabel('Stop loss').fill('47000');
  await ticket.getByLabel('Take profit').fill('50000');
  await ticket.getByRole('button', { name: 'Open long 2 BTC' }).click();
  await page.getByRole('button', { name: 'Trade at last price' }).click();
}

async function movePrice(page: Page, price: string): Promise<void> {
  const field = page.getByLabel('Price of BTCUSD');
  await field.fill(price);
  await field.press('Enter');
}

function head(page: Page): Locator {
  return page.getByRole('heading', { name: /^O-1/ });
}

/** Where the position of the order in focus stands. */
async function positionOf(page: Page): Promise<string> {
  return page
    .locator('dt', { hasText: /^Position$/ })
    .locator('+ dd')
    .innerText();
}

async function sentenceOf(page: Page): Promise<string> {
  return page.getByLabel('What happened').innerText();
}

async function linesOf(page: Page): Promise<number> {
  return Number(await page.getByRole('grid', { name: 'Ledger lines' }).getAttribute('aria-rowcount'));
}

/** What axe finds wrong with the page as it stands; a dialog is no landmark, and need not lie in one. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run({ rules: { region: { enabled: false } } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  });
}

describe('trading on margin', () => {
  it('opens a long with stop loss and take profit, and the price takes the profit', async () => {
    const { page } = await openPage();
    await beginAtTen(page);
    await openLong(page);
    expect(await positionOf(page)).toBe('Open');
    await movePrice(page, '50,000');
    expect(await positionOf(page)).toBe('Closed · take profit');
    expect(await sentenceOf(page)).toContain(
      'The take profit was reached: O-1 closed 2 of its long position at 50,000 for a gain of 4,000.00 USD',
    );
    const ledger = page.getByRole('grid', { name: 'Ledger lines' });
    for (const type of ['Return', 'Profit or loss', 'Fee, close']) {
      await expect.poll(() => ledger.getByText(type, { exact: true }).count()).toBeGreaterThan(0);
    }
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await positionOf(page)).toBe('Open');
  });

  it('[O4] moves the stop loss alone: the ledger has no line more', async () => {
    const { page } = await openPage();
    await beginAtTen(page);
    await openLong(page);
    const lines = await linesOf(page);
    await page.getByRole('button', { name: 'Modify…' }).click();
    const form = page.getByRole('region', { name: 'Modify O-1' });
    await form.getByRole('textbox', { name: 'Stop loss' }).fill('47,500');
    expect(await form.getByText('no line is written').isVisible()).toBe(true);
    await form.getByRole('button', { name: 'Modify O-1' }).click();
    expect(await sentenceOf(page)).toContain('the stop loss moved from 47,000 to 47,500');
    expect(await linesOf(page)).toBe(lines);
  });

  it('closes half by hand, and the rest at the next price, which it waits for', async () => {
    const { page } = await openPage();
    await beginAtTen(page);
    await openLong(page);
    await movePrice(page, '48,800');
    await page.getByRole('button', { name: 'Close…' }).click();
    const form = page.getByRole('region', { name: 'Close O-1' });
    await form.getByRole('button', { name: '50%' }).click();
    await form.getByRole('button', { name: 'Close 1 of O-1' }).click();
    expect(await positionOf(page)).toBe('Partially closed · manual');
    expect(await sentenceOf(page)).toContain('for a gain of 800.00 USD; 1 stays open.');
    await page.getByRole('button', { name: 'Close…' }).click();
    await form.getByText('At the next price').click();
    await form.getByRole('button', { name: 'Close O-1', exact: true }).click();
    expect(await page.getByText('A close of 1 waits for the next bar or price.').isVisible()).toBe(true);
    await movePrice(page, '48,900');
    expect(await positionOf(page)).toBe('Closed · manual');
  });

  it('is liquidated when the price goes far enough, and undone', async () => {
    const { page } = await openPage();
    await beginAtTen(page);
    await openLong(page, '10');
    await page.getByRole('button', { name: 'Modify…' }).click();
    await page.getByRole('button', { name: 'Remove the stop loss' }).click();
    await page.getByRole('button', { name: 'Modify O-1', exact: true }).click();
    await movePrice(page, '43,000');
    expect(await positionOf(page)).toBe('Closed · liquidation');
    expect(await sentenceOf(page)).toContain('Liquidation: O-1 closed 2 of its long position at 43,000');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await positionOf(page)).toBe('Open');
  });

  it('can be done from beginning to end by keyboard', async () => {
    const { page } = await openPage();
    const { keyboard } = page;
    await page.getByRole('button', { name: /^Scenario/ }).focus();
    await keyboard.press('Enter');
    const wanted = page.getByRole('menuitem', { name: 'New scenario…' });
    for (let tries = 0; tries < 20; tries += 1) {
      if (await wanted.evaluate((item) => item === document.activeElement)) break;
      await keyboard.press('ArrowDown');
    }
    await keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'New scenario' });
    await dialog.getByRole('radio').first().focus();
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });

    const ticket = ticketOf(page);
    await ticket.getByLabel('Volume').focus();
    await keyboard.type('2');
    await ticket.getByLabel('Limit price').focus();
    await keyboard.type('48000');
    // Past the buttons of the leverage to its field.
    for (let tab = 0; tab < 4; tab += 1) await keyboard.press('Tab');
    await keyboard.type('5');
    await keyboard.press('Enter');
    expect(await head(page).innerText()).toContain('Pending');
    await page.getByRole('button', { name: 'Trade at last price' }).focus();
    await keyboard.press('Enter');
    expect(await positionOf(page)).toBe('Open');

    await page.getByRole('button', { name: 'Close…' }).focus();
    await keyboard.press('Enter');
    const form = page.getByRole('region', { name: 'Close O-1' });
    await form.getByRole('radio').first().focus();
    await keyboard.press('ArrowRight');
    await form.getByLabel('Volume').focus();
    await keyboard.press('Enter');
    expect(await page.getByText('A close of 2 waits for the next bar or price.').isVisible()).toBe(true);
    await page.locator('#lifecycle').focus();
    await keyboard.press('Control+z');
    await expect.poll(() => page.getByText(/^A close of .* waits/).count()).toBe(0);
  });

  it('offers no trade where the rules allow none, and says so', async () => {
    const { page } = await openPage();
    await page.getByRole('button', { name: /^Scenario/ }).click();
    await page.getByRole('menuitem', { name: 'New scenario…' }).click();
    await page.getByRole('button', { name: 'Begin', exact: true }).click();
    const ticket = ticketOf(page);
    expect(await ticket.getByRole('radio', { name: 'Trade' }).isDisabled()).toBe(true);
    expect(await ticket.getByText('The rules of BTCUSD allow spot orders only.').isVisible()).toBe(true);
  });

  it('fits a phone, and axe finds no fault', async () => {
    const { page } = await openPage(PHONE);
    await beginAtTen(page);
    await page.getByRole('button', { name: 'Orders and ticket' }).click();
    await openLong(page);
    await movePrice(page, '48,800');
    await page.getByRole('button', { name: 'Orders and ticket' }).click();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close orders' }).click();
    expect(await positionOf(page)).toBe('Open');
    expect(await page.getByText('Unrealised at 48,800').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Close…' }).click();
    expect(await page.getByRole('region', { name: 'Close O-1' }).isVisible()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  });

  it('has no fault that axe finds on a wide page, with the dialog open and after', async () => {
    const { page } = await openPage();
    await page.getByRole('button', { name: /^Scenario/ }).click();
    await page.getByRole('menuitem', { name: 'New scenario…' }).click();
    const dialog = page.getByRole('dialog', { name: 'New scenario' });
    await dialog.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await beginAtTen(page);
    await openLong(page);
    await page.getByRole('button', { name: 'Modify…' }).click();
    expect(await faultsOf(page)).toEqual([]);
  });
});
