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
});
