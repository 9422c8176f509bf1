import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openPage } from './openPage.ts';

describe('the built page', () => {
  it('opens with its title and heading, and without a word on the console', async () => {
    const { page } = await openPage();
    expect(await page.title()).toBe('Orderscope');
    expect(await page.getByRole('heading', { name: 'Orderscope', level: 1 }).isVisible()).toBe(true);
  });

  it('does not scroll sideways on a phone', async () => {
    const { page } = await openPage({ width: 390, height: 844, colorScheme: 'dark' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it('opens in a browser whose language is none', async () => {
    const { page } = await openPage({
      initScript: `for (const [name, value] of [['language', 'en-US@posix'], ['languages', ['en-US@posix']]])
        Object.defineProperty(navigator, name, { get: () => value });`,
    });
    expect(await page.getByRole('heading', { name: /^O-1/ }).innerText()).toContain('48,000');
    await page.locator('#charts canvas').first().waitFor();
  });

  it('writes numbers that its inputs take in a language with other digits', async () => {
    const { page } = await openPage({ context: { locale: 'ar-EG' } });
    await page.getByRole('button', { name: 'Fill…' }).click();
    const form = page.getByRole('region', { name: 'Fill O-1' });
    await form.getByRole('button', { name: 'Fill O-1' }).click();
    expect(await page.getByRole('heading', { name: /^O-1/ }).innerText()).toContain('Filled');
    await page.getByLabel('Price of BTCUSD').fill('٤٨٬٠٠٠٫٥');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('region', { name: 'Market' }).innerText()).toMatch(/48.000.5/);
  });

  it('says that it cannot start, and hands over the scenario of the last visit', async () => {
    const { page } = await openPage({
      initScript: `localStorage.setItem('orderscope.scenario', '{"kept":true}');
        Intl.NumberFormat = function () { throw new Error('out of order'); };`,
      context: { acceptDownloads: true },
    });
    await page.getByText('out of order').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the scenario of the last visit' }).click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toBe('{"kept":true}');
  });
});
