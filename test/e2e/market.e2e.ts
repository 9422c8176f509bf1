import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { writeCandlesCsv } from '../../src/market/csvWrite.ts';
import { syntheticCandles } from '../../src/market/synthetic.ts';
import { openPage } from './openPage.ts';

const BARS = 2_148;

/** Opens the page with a long file of candles as a new pair, whose first bar has been shown. */
async function openLongFile(): Promise<Page> {
  const { page } = await openPage();
  const candles = syntheticCandles({
    seed: 'long',
    character: 'trend',
    bars: BARS,
    startTimeMs: Date.UTC(2024, 0, 3),
    stepMs: 15 * 60_000,
    startPrice: 10_000,
  });
  const chooser = page.waitForEvent('filechooser');
  await page.locator('#lifecycle').focus();
  await page.keyboard.press('o');
  const buffer = Buffer.from(writeCandlesCsv(candles, 2, 2));
  await (await chooser).setFiles({ name: 'long.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText(`${BARS.toLocaleString('en-US')} bars of LONG/USD`).waitFor();
  return page;
}

async function buyFarBelow(page: Page): Promise<void> {
  const ticket = page.getByRole('region', { name: 'New order' });
  await ticket.getByLabel('Volume').fill('1');
  await ticket.getByLabel('Limit price').fill('20');
  await ticket.getByRole('button', { name: 'Buy 1 LONG' }).click();
}

/** Where the last bar before the moment ends on the price chart, as a share of the plot's width and in CSS pixels. */
async function edgeOf(page: Page): Promise<{ share: number; px: number }> {
  return page
    .locator('#charts section [aria-hidden]')
    .first()
    .evaluate((plot) => {
      const px = Number.parseFloat(getComputedStyle(plot).getPropertyValue('--edge'));
      return { share: px / plot.clientWidth, px };
    });
}

describe('a long run of bars', () => {
  it('plays to its end, says that nothing happened, and leaves a usable chart when it is undone', async () => {
    const page = await openLongFile();
    const market = page.getByRole('region', { name: 'Market' });
    expect(await market.innerText()).toContain('2,147 bars left');
    const until = page.getByRole('button', { name: 'Until something' });
    expect(await until.getAttribute('title')).toContain('No order works');
    await buyFarBelow(page);
    await until.click();
    await page.getByText('Played 2,147 bars; nothing happened. No more bars are left.').waitFor();
    await expect.poll(async () => (await edgeOf(page)).share).toBeGreaterThan(0.9);
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('Control+z');
    await market.getByText('2,147 bars left').waitFor();
    // One bar, at the left, no wider than a candle may be.
    await expect.poll(async () => (await edgeOf(page)).px).toBeLessThan(60);
    expect((await edgeOf(page)).px).toBeGreaterThan(20);
  });

  it('brings the bar of the moment back into sight where a person has zoomed', async () => {
    const page = await openLongFile();
    await buyFarBelow(page);
    await page.getByRole('button', { name: 'Until something' }).click();
    await page.getByText('nothing happened').waitFor();
    const box = await page.locator('#charts canvas').first().boundingBox();
    if (box === null) throw new Error('The chart is not drawn.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    for (let turn = 0; turn < 12; turn += 1) await page.mouse.wheel(0, -300);
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowRight');
    const isInSight = async (): Promise<boolean> => {
      const { share } = await edgeOf(page);
      return share > 0 && share < 1;
    };
    await expect.poll(isInSight).toBe(true);
  });
});
