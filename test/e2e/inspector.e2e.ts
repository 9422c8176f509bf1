import { describe, expect, it } from 'vitest';
import { openPage } from './openPage.ts';

describe('the inspector', () => {
  it('[L11] checks the whole journal when asked', async () => {
    const { page } = await openPage();
    await page.getByRole('button', { name: 'Check the whole journal' }).press('Enter');
    const verdict = page.getByText(/^Every one of 7 lines and 2 balances agrees\.$/);
    await expect.poll(() => verdict.isVisible()).toBe(true);
  });

  it('tries a fault on a copy by keyboard, goes to where it shows, and leaves by Escape', async () => {
    const { page } = await openPage();
    const grid = page.getByRole('grid', { name: 'Ledger lines' });
    const lines = await grid.getAttribute('aria-rowcount');
    const fault = page.getByRole('button', { name: 'Drop a release' });
    await fault.press('Enter');
    const copy = page.getByRole('region', { name: 'Copy with a fault' });
    await copy.getByText(/orders and positions hold 38,438\.40, the ledger says 38,558\.52/).waitFor();
    await copy.getByRole('button', { name: /^line/ }).press('Enter');
    await copy.getByText('At moment 4').waitFor();
    const row = copy.getByRole('row', { name: /USD unavailable/ });
    expect(await row.innerText()).toContain('38,558.52');
    // The ledger beside it is the real one.
    expect(await grid.getAttribute('aria-rowcount')).toBe(lines);
    await page.keyboard.press('Escape');
    await expect.poll(() => copy.count()).toBe(0);
    await expect.poll(() => fault.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('tries a fault by touch on a phone, where nothing is wider than the page', async () => {
    const { page } = await openPage({ width: 320, height: 640 });
    await page.getByRole('tab', { name: 'Inspector' }).click();
    await page.getByRole('button', { name: 'Leave out the very time' }).click();
    const copy = page.getByRole('region', { name: 'Copy with a fault' });
    await copy.getByRole('table', { name: 'The ledger beside its copy' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await copy.getByRole('button', { name: /^Leave/ }).click();
    await page.getByRole('region', { name: 'Invariants' }).waitFor();
  });
});

describe('the life cycle', () => {
  it('shows what an action would write while it is pointed at, and nothing after', async () => {
    const { page } = await openPage();
    const life = page.locator('#lifecycle');
    const preview = life.getByRole('table', { name: 'What this writes to the ledger' });
    await page.getByRole('button', { name: 'Cancel…' }).hover();
    await preview.waitFor();
    expect(await preview.innerText()).toContain('+38,438.40');
    await page.getByRole('heading', { name: 'Inspector' }).hover();
    await expect.poll(() => preview.count()).toBe(0);
    await life.locator('[data-row="split SPLIT"]').focus();
    // Reached by key: focus that is only led there asks for nothing.
    expect(await preview.count()).toBe(0);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await preview.waitFor();
    expect(await life.innerText()).toContain('For example into 0.4 and 0.4');
  });

  it('counts all orders, and says how often each way was taken', async () => {
    const { page } = await openPage();
    const life = page.locator('#lifecycle');
    await life.getByText('All orders').click();
    await life.getByText('2 orders at this moment').waitFor();
    await life.locator('[data-row="accept PENDING"]').hover();
    await expect.poll(() => life.getByText(/Taken from New 2 times/).isVisible()).toBe(true);
  });
});
