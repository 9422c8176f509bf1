import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import { ledgerCsv } from '../../src/scenario/export/ledgerCsv.ts';
import { play } from '../../src/scenario/play.ts';
import { openPage } from './openPage.ts';

const FIRST = play(EXAMPLES['first-look'].scenario);

async function ledgerOf(page: Page): Promise<Locator> {
  const grid = page.getByRole('grid', { name: 'Ledger lines' });
  await grid.getByRole('gridcell').first().waitFor();
  return grid;
}

/** The numbers of the lines in sight, from top to bottom. */
async function numbersIn(grid: Locator): Promise<readonly number[]> {
  const rows = await grid.getByRole('row').evaluateAll((found) =>
    found.slice(1).map((row) => ({
      top: row.getBoundingClientRect().top,
      number: Number(row.querySelector('[role=gridcell]')?.textContent),
    })),
  );
  return rows.toSorted((a, b) => a.top - b.top).map(({ number }) => number);
}

/** Where something is on the screen; of what lies in a box that scrolls, as far as that shows it. */
async function boxOf(element: Locator): Promise<DOMRect> {
  return element.evaluate((found) =>
    (found.tagName === 'UL' ? (found.parentElement ?? found) : found).getBoundingClientRect(),
  );
}

async function momentOf(page: Page): Promise<string> {
  return page.getByRole('region', { name: 'What happened' }).innerText();
}

describe('the ledger', () => {
  it('shows the lines just written, whatever was looked at before', async () => {
    const { page } = await openPage();
    const grid = await ledgerOf(page);
    await page.getByRole('button', { name: 'Who holds it' }).click();
    const holders = page.getByRole('region', { name: /^Who holds/ });
    await holders.getByRole('button', { name: /^O-1/ }).click();
    await holders.getByRole('button', { name: 'moment 4' }).first().click();
    await grid.getByRole('row', { name: /Fill buy/ }).click();
    await page.getByRole('button', { name: 'To the end' }).click();
    await page.getByRole('button', { name: 'Close the list of holders' }).click();
    await page.getByRole('button', { name: 'Split…' }).click();
    await page.getByRole('button', { name: 'Split O-1' }).click();
    for (const number of ['8', '9', '10']) {
      const cell = grid.getByRole('gridcell', { name: number, exact: true });
      await expect
        .poll(async () => {
          const [line, box] = [await cell.boundingBox(), await grid.boundingBox()];
          return line !== null && box !== null && line.y + line.height <= box.y + box.height;
        })
        .toBe(true);
    }
  });

  it('is sorted by a press on a head, and by keys from head to head', async () => {
    const { page } = await openPage({ width: 1440, height: 1000 });
    const grid = await ledgerOf(page);
    const written = await numbersIn(grid);
    const head = grid.getByRole('columnheader', { name: 'Δ available' });
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await expect.poll(async () => (await numbersIn(grid))[0]).toBe(2);
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    await expect.poll(async () => (await numbersIn(grid))[0]).toBe(1);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    expect(await grid.getByRole('columnheader', { name: 'Δ unavailable' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    expect(await head.getAttribute('aria-sort')).toBe('none');
    await page.keyboard.press('Space');
    await page.keyboard.press('Space');
    await expect.poll(() => numbersIn(grid)).toEqual(written);
  });

  it('is narrowed to an order and a time by keyboard alone', async () => {
    const { page } = await openPage();
    const grid = await ledgerOf(page);
    await page.keyboard.press('/');
    await page.getByRole('button', { name: /^More filters/ }).press('Enter');
    await page.getByRole('textbox', { name: 'Order', exact: true }).fill('1');
    await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe('6');
    await page.getByLabel('From', { exact: true }).fill('2024-01-02T09:05');
    await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe('5');
    await page.getByRole('button', { name: 'Clear' }).press('Enter');
    await expect
      .poll(() => grid.getAttribute('aria-rowcount'))
      .toBe(String(FIRST.journal.transactions.length + 1));
  });

  it('leads from a line to its origin, by mouse and by key', async () => {
    const { page } = await openPage();
    const grid = await ledgerOf(page);
    await grid
      .getByRole('row', { name: /Fill buy/ })
      .getByRole('button', { name: 'Limit order' })
      .click();
    await expect.poll(() => momentOf(page)).toContain('O-1 was accepted');
    await page.keyboard.press('End');
    await grid.focus();
    await page.keyboard.press('Home');
    for (let row = 0; row < 3; row += 1) await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect.poll(() => momentOf(page)).toContain('O-1 bought 1.2');
    await page.keyboard.press('c');
    await expect.poll(() => momentOf(page)).toContain('O-1 was accepted');
  });

  it('has the columns that were ticked, also after the page is opened again', async () => {
    const { page } = await openPage();
    const grid = await ledgerOf(page);
    await page.getByRole('button', { name: 'Columns of the ledger' }).click();
    const menu = page.getByRole('menu', { name: 'Columns of the ledger' });
    await menu.getByRole('menuitemcheckbox', { name: 'Fill' }).click();
    await menu.getByRole('menuitemcheckbox', { name: 'What happened' }).click();
    // All of it can be reached, though it opens in a low pane.
    const box = await menu.boundingBox();
    expect(box?.y ?? -1).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Escape');
    expect(await menu.count()).toBe(0);
    const heads = await grid.getByRole('columnheader').allInnerTexts();
    expect(heads).toEqual(expect.arrayContaining(['Fill', 'What happened']));
    // The table is wider than its pane and is scrolled in it; the page is not.
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.reload();
    await ledgerOf(page);
    expect(await grid.getByRole('columnheader').allInnerTexts()).toEqual(heads);
  });

  it('is saved as CSV, byte for byte as the headless run prints it, and as JSON', async () => {
    const { page } = await openPage();
    await ledgerOf(page);
    const save = async (format: string): Promise<string> => {
      await page.getByRole('button', { name: 'Save what is shown' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: format }).click(),
      ]);
      return readFile(await download.path(), 'utf8');
    };
    const lines = FIRST.journal.transactions.length;
    expect(await save('CSV')).toBe(ledgerCsv(FIRST, lines));
    expect(JSON.parse(await save('JSON'))).toHaveLength(lines);
  });

  it('keeps the line of the moment in sight where what is told leaves it little room', async () => {
    const { page } = await openPage({ path: '#/explore?at=3&order=O-1', width: 1024, height: 768 });
    const grid = await ledgerOf(page);
    await page.getByLabel('Price of BTCUSD').fill('47000');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Branch from here' }).waitFor();
    const line = grid.locator('[aria-current=step]');
    const isInSight = async (): Promise<boolean> => {
      const { top, bottom } = await boxOf(line);
      const around = await boxOf(grid);
      return top >= around.top && bottom <= around.bottom + 1;
    };
    await expect.poll(isInSight).toBe(true);
  });

  it('follows the slider through a long run, and so do the orders', async () => {
    const { page } = await openPage({ path: '#/backtest' });
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Open run 1 in Explore' }).click();
    const grid = await ledgerOf(page);
    const slider = page.getByRole('slider', { name: 'Moment' });
    const box = await slider.boundingBox();
    if (box === null) throw new Error('there is no slider');
    const currents = [grid, page.locator('#orders').getByRole('list')].map((list) => ({
      list: list.first(),
      current: list.locator('[aria-current=step], [aria-current=true]').last(),
    }));
    for (const share of [0.6, 0.1, 0.61, 0.62, 0.99, 0.3]) {
      await page.mouse.click(box.x + box.width * share, box.y + box.height / 2);
      const moment = Number(await slider.inputValue());
      await expect
        .poll(() => momentOf(page))
        .toContain(`Moment ${moment.toLocaleString('en')} of`.replaceAll(',', ''));
      for (const { list, current } of currents) {
        const isInSight = async (): Promise<boolean> => {
          const { top, bottom } = await boxOf(current);
          const around = await boxOf(list);
          return top >= around.top - 1 && bottom <= around.bottom + 1;
        };
        await expect.poll(isInSight).toBe(true);
      }
    }
  });
});
