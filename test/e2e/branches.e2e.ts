import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './openPage.ts';

/** Goes two moments back and branches there by keys, under a name; then moves the price in the branch. */
async function branchByKeys(page: Page, name: string): Promise<void> {
  await page.locator('#lifecycle').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('b');
  await page.getByRole('dialog', { name: 'Branches' }).waitFor();
  await expect
    .poll(() =>
      page.getByRole('textbox', { name: /^Name/ }).evaluate((element) => element === document.activeElement),
    )
    .toBe(true);
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Scenario: ${name}` }).waitFor();
  await page.getByLabel('Price of BTCUSD').fill('47000');
  await page.keyboard.press('Enter');
  await page.locator('#lifecycle').focus();
}

describe('branches', () => {
  it('are made and named by keys, and keep the original', async () => {
    const { page } = await openPage();
    await branchByKeys(page, 'Lower price');
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog', { name: 'Branches' });
    const row = dialog.getByRole('button', { name: /^Lower price/ });
    expect(await row.innerText()).toContain('leaves “A first look” after moment 4; 1 step of its own');
    expect(await row.getAttribute('aria-current')).toBe('true');
    await dialog.getByRole('button', { name: /^A first look/ }).click();
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await page.locator('#transport').innerText()).toContain('6 / 6');
  });

  it('are renamed, deleted and brought back', async () => {
    const { page } = await openPage();
    await branchByKeys(page, 'Lower price');
    await page.getByRole('button', { name: 'Branches…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Branches' });
    await dialog.getByRole('button', { name: 'Rename Lower price' }).click();
    // Escape keeps the name, and the dialog.
    await page.keyboard.type('Nothing');
    await page.keyboard.press('Escape');
    const rename = dialog.getByRole('button', { name: 'Rename Lower price' });
    await expect.poll(() => rename.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.type('At 47,000');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Delete At 47,000' }).click();
    await expect.poll(() => dialog.getByRole('button', { name: /^At 47,000/ }).count()).toBe(0);
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Scenario: At 47,000' }).waitFor();
    expect(await page.getByRole('heading', { name: /^O-1/ }).innerText()).toContain('Filled');
    // It still knows what it leaves.
    await page.getByRole('button', { name: 'Branches…' }).click();
    await dialog.getByText(/leaves “A first look” after moment 4/).waitFor();
  });

  it('are compared by keys: figures, orders, ledgers, and the way to the first difference', async () => {
    const { page } = await openPage();
    await branchByKeys(page, 'Lower price');
    await page.keyboard.press('c');
    const figures = page.getByRole('region', { name: 'What they come to' });
    const fees = figures.getByRole('row', { name: /^Fees paid/ });
    expect(await fees.innerText()).toMatch(/57\.48\s+95\.08\s+\+37\.60/);
    expect(page.url()).toContain('#/compare');
    const orders = page.getByRole('region', { name: 'Orders' });
    expect(await orders.locator('mark').allInnerTexts()).toContain('filled 2');
    const grid = page.getByRole('grid', { name: 'Lines of both ledgers' });
    const first = grid.locator('[aria-current="true"]');
    expect(await first.innerText()).toMatch(/Reserve[^]*Fill buy/);
    await grid.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.getByLabel('What happened').innerText())
      .toContain('O-1 bought 0.8 at 47,000');
    await page.goBack();
    await page.getByRole('button', { name: 'First difference in A' }).click();
    await expect.poll(() => page.getByLabel('What happened').innerText()).toContain('Moment 5 of 6');
    expect(await page.getByRole('button', { name: 'Scenario: A first look' }).count()).toBe(1);
  });

  it('are compared on a phone without anything cut off', async () => {
    const { page } = await openPage({ width: 320, height: 640 });
    await branchByKeys(page, 'Lower price');
    await page.keyboard.press('c');
    await page.getByLabel('Scenario A').waitFor();
    const chart = page.getByRole('figure', { name: 'Equity' });
    await chart.scrollIntoViewIfNeeded();
    await page.getByLabel('What is drawn').selectOption('USD');
    await page.getByRole('figure', { name: 'USD' }).getByRole('button', { name: 'USD as a table' }).click();
    const table = page.getByRole('table', { name: /^USD of both/ });
    expect(await table.getByRole('row', { name: /^6 / }).innerText()).toMatch(/4,024\.12\s+4,824\.92/);
    await page.getByRole('grid', { name: 'Lines of both ledgers' }).scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});
