import { describe, expect, it } from 'vitest';
import { openPage } from './openPage.ts';

const EXAMPLE = 'Stop loss and take profit in one bar: CONSERVATIVE';

describe('the four paths', () => {
  it('[X6] are walked beside each other from the bar of a moment, by keys', async () => {
    const { page } = await openPage();
    await page.getByRole('button', { name: /^Scenario:/ }).click();
    await page.getByRole('menuitem', { name: EXAMPLE }).click();
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('w');
    const dialog = page.getByRole('dialog', { name: 'Under the four paths' });
    const table = dialog.getByRole('table');
    await expect.poll(() => table.getByRole('columnheader').count()).toBe(5);
    expect(await dialog.getByText(/It matters how it is walked/).isVisible()).toBe(true);
    const conservative = dialog.getByRole('region', { name: 'Walked Conservative' });
    expect(await conservative.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/stop loss.*at 49,000.*ambiguous/),
      expect.stringMatching(/stop loss.*at 51,000.*ambiguous/),
    ]);
    const high = dialog.getByRole('region', { name: 'Walked O H L C' });
    expect(await high.getByText(/take profit/).count()).toBe(1);
    const equity = table.getByRole('row', { name: /^Equity after it/ });
    expect(await equity.innerText()).toMatch(/18,000\.00\s+19,000\.00\s+\+1,000\.00/);

    await dialog.getByRole('radio', { name: 'Bar 5' }).focus();
    await page.keyboard.press('ArrowRight');
    const result = dialog.getByRole('row', { name: /^Profit or loss/ });
    await expect.poll(() => result.innerText()).toMatch(/−2,000\.00\s+0\.00\s+\+2,000\.00/);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
  });

  it('are opened from the inspector, and fit a phone', async () => {
    const { page } = await openPage({ width: 320, height: 640 });
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('tab', { name: 'Inspector' }).click();
    const way = page.getByRole('tabpanel').getByRole('button', { name: 'Under the four paths…' });
    await way.click();
    const dialog = page.getByRole('dialog', { name: 'Under the four paths' });
    await expect.poll(() => dialog.getByRole('region', { name: /^Walked/ }).count()).toBe(4);
    const box = await dialog.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320);
    expect(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await way.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('are walked by a whole run, off the page, and can be called off', async () => {
    const { page } = await openPage({ path: '#/backtest' });
    await page.getByLabel('Bars', { exact: true }).selectOption({ label: '1,000,000' });
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const way = page.getByRole('button', { name: 'Run 1 under the four paths' });
    await way.waitFor();
    // Called off by the page itself as soon as it can be: a quick machine would be done before a click from outside.
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        const button = [...document.querySelectorAll('dialog button')].find(
          ({ textContent }) => textContent === 'Cancel',
        );
        if (!(button instanceof HTMLElement)) return;
        observer.disconnect();
        button.click();
      }).observe(document.body, { subtree: true, childList: true });
    });
    await way.click();
    const dialog = page.getByRole('dialog', { name: 'Under the four paths' });
    await dialog.getByText(/^Called off/).waitFor();
    await page.keyboard.press('Escape');
    await way.click();
    await dialog.getByRole('progressbar', { name: 'Looked at so far' }).waitFor();
    await expect.poll(() => dialog.getByRole('columnheader').count(), { timeout: 30_000 }).toBe(5);
    expect(await dialog.getByRole('row', { name: /^Fees paid/ }).isVisible()).toBe(true);
  });
});
