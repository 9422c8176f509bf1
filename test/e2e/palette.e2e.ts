import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './openPage.ts';

async function openPalette(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  const input = page.getByRole('combobox', { name: 'Search or command' });
  await input.waitFor();
  return input;
}

/** The option that Enter would choose. */
function active(page: Page): Locator {
  return page.getByRole('dialog').getByRole('option', { selected: true });
}

describe('the command palette', () => {
  it('finds a command by keys alone, shows its key and does it', async () => {
    const { page } = await openPage();
    const input = await openPalette(page);
    await page.keyboard.type('beginning');
    expect(await active(page).innerText()).toMatch(/To the beginning[^]*Home/);
    expect(await input.getAttribute('aria-activedescendant')).toBe(await active(page).getAttribute('id'));
    await page.keyboard.press('Enter');
    await input.waitFor({ state: 'detached' });
    await page.getByText('0 / 6', { exact: true }).waitFor();
    expect(await page.getByText('0 / 6', { exact: true }).isVisible()).toBe(true);
  });

  it('is written to by what is typed before it is there', async () => {
    const { page } = await openPage();
    const theme = await page.evaluate(() => document.documentElement.dataset['theme']);
    await page.keyboard.down('Control');
    await page.keyboard.down('k');
    await page.keyboard.up('Control');
    await page.keyboard.type('tenth');
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Search or command' }).inputValue())
      .toBe('tenth');
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(theme);
  });

  it('opens from its button and while something is typed, with what was chosen last at its head, now and on the next visit', async () => {
    const { page } = await openPage();
    await page.getByRole('button', { name: 'Search or command' }).click();
    await page.getByRole('combobox', { name: 'Search or command' }).fill('ten moments back');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'New order' }).getByLabel('Volume').focus();
    await openPalette(page);
    expect(await page.getByRole('group', { name: 'Recent' }).getByRole('option').innerText()).toContain(
      'Ten moments back',
    );
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('inputmode')))
      .toBe('decimal');
    await page.waitForLoadState('networkidle');
    await page.reload({ waitUntil: 'networkidle' });
    await openPalette(page);
    expect(await page.getByRole('group', { name: 'Recent' }).getByRole('option').innerText()).toContain(
      'Ten moments back',
    );
  });

  it('goes to what a number can mean: a moment, a line of the ledger, an order', async () => {
    const { page } = await openPage();
    await openPalette(page);
    await page.keyboard.type('2');
    const places = page.getByRole('group', { name: 'Go to' }).getByRole('option');
    expect((await places.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
      'Moment 2',
      'Ledger line 2',
      'O-2 sell 0.5 @ 49,500',
    ]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^O-2/ }).waitFor();
    await openPalette(page);
    await page.keyboard.type('moment 3');
    await page.keyboard.press('Enter');
    expect(await page.getByText('3 / 6', { exact: true }).isVisible()).toBe(true);
  });

  it('says why a command cannot be done, and stays open', async () => {
    const { page } = await openPage();
    const input = await openPalette(page);
    await page.keyboard.type('redo');
    expect(await active(page).getAttribute('aria-disabled')).toBe('true');
    expect(await active(page).innerText()).toContain('Nothing has been undone');
    await page.keyboard.press('Enter');
    expect(await input.isVisible()).toBe(true);
    await input.fill('no such thing');
    expect(await page.getByText('Nothing found').count()).toBe(1);
    // A list without options is none.
    expect(await input.getAttribute('aria-expanded')).toBe('false');
    expect(await page.getByRole('listbox').count()).toBe(0);
  });

  it('opens an example and another dialog', async () => {
    const { page } = await openPage();
    await openPalette(page);
    await page.keyboard.type('nights cost');
    await expect.poll(() => active(page).count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Scenario: What nights cost/ }).waitFor();
    const input = await openPalette(page);
    await input.fill('every key');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Keys' }).getByText('Show every key').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(1);
  });
});
