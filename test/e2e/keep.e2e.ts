import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { FIRST_LOOK } from '../../src/scenario/examples/firstLook.ts';
import { formatScenario, parseScenario } from '../../src/scenario/format.ts';
import { openPage } from './openPage.ts';

const CANDLES = [
  'Date,Open,High,Low,Close,Volume',
  '2024-01-03,100.00,103.50,99.25,102.00,1200',
  '2024-01-04,102.00,104.00,101.00,103.75,900',
  '2024-01-05,103.75,105.00,103.00,104.50,700',
  '2024-01-06,104.50,107.00,104.00,106.25,800',
].join('\n');

/** Loads the page again once it is whole: a request that is cut short would count as one that failed. */
async function reload(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.reload({ waitUntil: 'networkidle' });
}

async function movePrice(page: Page, to: string): Promise<void> {
  await page.getByLabel('Price of BTCUSD').fill(to);
  await page.keyboard.press('Enter');
  await page.locator('#lifecycle').focus();
}

/** Saving follows a change by a moment, a longer one on a busy machine. */
const PATIENT = { timeout: 15_000 };

async function marketSays(page: Page, price: string): Promise<void> {
  await expect.poll(() => page.getByRole('region', { name: 'Market' }).innerText(), PATIENT).toContain(price);
}

/** What the page shows: the scenario's name, the market, and the moment. */
async function lookOf(page: Page): Promise<readonly string[]> {
  return Promise.all([
    page.getByRole('button', { name: /^Scenario/ }).innerText(),
    page.getByRole('region', { name: 'Market' }).innerText(),
    page
      .getByLabel('Time', { exact: true })
      .getByText(/^\d+ \/ \d+$/)
      .innerText(),
  ]);
}

function nameOf(page: Page): Promise<string> {
  return page.getByRole('button', { name: /^Scenario/ }).innerText();
}

async function openMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Scenario/ }).click();
}

async function choose(page: Page, name: string | RegExp): Promise<void> {
  await openMenu(page);
  await page.getByRole('menuitem', { name }).click();
}

/** Types over the name in the dialog that was asked for. */
async function typeName(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog', { name: 'Rename the scenario' }).waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect.poll(() => nameOf(page), PATIENT).toBe(name);
}

interface Kept {
  readonly name: string;
  readonly steps: number;
}

/** What stands in the database. */
async function keptIn(page: Page): Promise<readonly Kept[]> {
  return page.evaluate(
    () =>
      new Promise<readonly Kept[]>((resolve, reject) => {
        const opening = indexedDB.open('orderscope');
        opening.addEventListener('error', () => reject(new Error('not opened')));
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction('heads').objectStore('heads').getAll();
          reading.addEventListener('success', () => {
            opening.result.close();
            resolve(reading.result as Kept[]);
          });
        });
      }),
  );
}

/** Puts something else in the place of every kept scenario. */
async function replaceBodies(page: Page, body: unknown): Promise<void> {
  await page.evaluate(
    (value) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('orderscope');
        opening.addEventListener('success', () => {
          const change = opening.result.transaction('bodies', 'readwrite');
          const bodies = change.objectStore('bodies');
          const keys = bodies.getAllKeys();
          keys.addEventListener('success', () => {
            for (const key of keys.result) bodies.put(value, key);
          });
          change.addEventListener('complete', () => {
            opening.result.close();
            resolve();
          });
        });
      }),
    body,
  );
}

async function isKept(page: Page, kept: Partial<Kept>): Promise<void> {
  await expect.poll(() => keptIn(page), PATIENT).toContainEqual(expect.objectContaining(kept));
}

describe('what is open', () => {
  it('is there again after a reload at once, with its candles and what can be undone and redone', async () => {
    const { page } = await openPage();
    const chooser = page.waitForEvent('filechooser');
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('o');
    await (await chooser).setFiles({ name: 'goog.csv', mimeType: 'text/csv', buffer: Buffer.from(CANDLES) });
    await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('button', { name: 'Next bar' }).click();
    await page.getByRole('button', { name: 'Next bar' }).click();
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('Control+z');
    await isKept(page, { name: 'GOOG · goog.csv', steps: 2 });
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('Control+z');
    const before = await lookOf(page);
    await page.reload({ waitUntil: 'networkidle' });
    expect(await lookOf(page)).toEqual(before);
    await openMenu(page);
    expect(await page.getByRole('menuitemradio').allInnerTexts()).toHaveLength(2);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Redo' }).click();
    await page.getByRole('button', { name: 'Redo' }).click();
    await page.getByRole('button', { name: 'Next bar' }).click();
    await marketSays(page, '106.25');
  });

  it('is not kept while nothing was done, and the browser is asked to keep it once something was', async () => {
    const { page } = await openPage({
      initScript: `window.asked = 0; navigator.storage.persist = async () => { window.asked += 1; return true; };`,
    });
    const asked = (): Promise<unknown> => page.evaluate('window.asked');
    expect(await keptIn(page)).toEqual([]);
    expect(await asked()).toBe(0);
    await movePrice(page, '47000');
    await expect.poll(asked, PATIENT).toBe(1);
    await reload(page);
    await movePrice(page, '46000');
    await isKept(page, { name: 'A first look', steps: 7 });
    expect(await asked()).toBe(0);
  });

  it('takes over the scenario that an earlier version kept', async () => {
    const kept = JSON.stringify({ ...FIRST_LOOK, name: 'From before' });
    const { page } = await openPage({
      initScript: `if (sessionStorage.getItem('once') === null) localStorage.setItem('orderscope.scenario', ${JSON.stringify(kept)});
        sessionStorage.setItem('once', 'yes');`,
    });
    expect(await nameOf(page)).toBe('From before');
    await reload(page);
    expect(await nameOf(page)).toBe('From before');
    expect(await keptIn(page)).toHaveLength(1);
  });
});

describe('a kept scenario', () => {
  it('is renamed, duplicated, deleted and brought back by keyboard', async () => {
    const { page } = await openPage();
    await movePrice(page, '47000');
    await page.getByRole('button', { name: /^Scenario/ }).focus();
    const pick = async (name: string): Promise<void> => {
      await page.keyboard.press('Enter');
      const item = page.getByRole('menuitem', { name });
      for (let press = 0; press < 30; press += 1) {
        if (await item.evaluate((element) => element === document.activeElement)) break;
        await page.keyboard.press('ArrowDown');
      }
      await page.keyboard.press('Enter');
    };
    await pick('Rename the scenario…');
    await typeName(page, 'My grid');
    await pick('Duplicate the scenario');
    await expect.poll(() => nameOf(page), PATIENT).toBe('My grid (2)');
    await isKept(page, { name: 'My grid (2)' });
    await pick('Delete the scenario');
    await page.getByText('“My grid (2)” was deleted.').waitFor();
    expect(await nameOf(page)).toBe('My grid');
    await expect.poll(() => keptIn(page), PATIENT).toHaveLength(1);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await expect.poll(() => nameOf(page), PATIENT).toBe('My grid (2)');
    await isKept(page, { name: 'My grid (2)' });
  });

  it('that was closed stands under Recent, the last one first, and opens from there and from the palette', async () => {
    const { page } = await openPage();
    await movePrice(page, '47000');
    await choose(page, 'Rename the scenario…');
    await typeName(page, 'Older');
    await choose(page, 'Duplicate the scenario');
    await choose(page, 'Rename the scenario…');
    await typeName(page, 'Newer');
    await choose(page, /^A chain of modifications/);
    await choose(page, 'Close Older');
    await choose(page, 'Close Newer');
    await isKept(page, { name: 'Newer' });
    await openMenu(page);
    const recent = page
      .getByRole('group', { name: 'Recent' })
      .getByRole('menuitem', { name: /^(?:Older|Newer)/ });
    await expect.poll(() => recent.allInnerTexts(), PATIENT).toHaveLength(2);
    expect((await recent.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual(['Newer', 'Older']);
    await recent.last().click();
    await expect.poll(() => nameOf(page), PATIENT).toBe('Older');
    await marketSays(page, '47,000');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or command' }).fill('newer');
    expect(await page.getByRole('group', { name: 'Kept' }).getByRole('option').innerText()).toMatch(/^Newer/);
    await page.keyboard.press('Enter');
    await expect.poll(() => nameOf(page), PATIENT).toBe('Newer');
  });

  it.each([
    ['that is damaged', { format: 1, scenario: { steps: 'none' } }, 'is damaged'],
    ['of a later version', { format: 2, wonders: [1, 2, 3] }, 'a later version'],
  ])('%s does not keep the page from opening, stays, and can be saved as it is', async (_, body, why) => {
    const { page } = await openPage({ context: { acceptDownloads: true } });
    await movePrice(page, '47000');
    await isKept(page, { name: 'A first look', steps: 6 });
    await replaceBodies(page, body);
    await reload(page);
    await page.getByText('“A first look” cannot be opened').waitFor();
    expect(await page.getByText(why).isVisible()).toBe(true);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save it as it is' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(JSON.parse(text)).toEqual(body);
    await movePrice(page, '46000');
    await expect.poll(() => keptIn(page), PATIENT).toHaveLength(2);
  });
});

describe('a storage that is full', () => {
  it('is told of, the page goes on, and the scenario can be saved as a file', async () => {
    const { page } = await openPage({
      context: { acceptDownloads: true },
      initScript: `const put = IDBObjectStore.prototype.put;
        window.isFull = true;
        window.tries = 0;
        IDBObjectStore.prototype.put = function (...given) {
          window.tries += 1;
          if (window.isFull) throw new DOMException('full', 'QuotaExceededError');
          return put.apply(this, given);
        };`,
    });
    await movePrice(page, '47000');
    await page.getByText('the browser has no more room for this page').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save it as a file' }).click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toContain('47000');
    const before = Number(await page.evaluate('window.tries'));
    await movePrice(page, '46000');
    await expect.poll(() => page.evaluate('window.tries'), PATIENT).toBeGreaterThan(before);
    await marketSays(page, '46,000');
    await page.getByRole('button', { name: 'Not saved' }).click();
    await page.evaluate('window.isFull = false');
    await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('dialog').getByText('Saved in this browser').waitFor();
    await isKept(page, { name: 'A first look', steps: 7 });
  });
});

describe('two tabs', () => {
  it('show the same scenario: what is done in one is seen in the other', async () => {
    const { page } = await openPage();
    await movePrice(page, '47000');
    await isKept(page, { name: 'A first look', steps: 6 });
    const other = await page.context().newPage();
    await other.goto(page.url());
    await marketSays(other, '47,000');
    await movePrice(other, '46000');
    await marketSays(page, '46,000');
    expect(await keptIn(page)).toHaveLength(1);
  });

  it('that change it at the same time keep both', async () => {
    const { page } = await openPage({ initScript: 'BroadcastChannel.prototype.postMessage = () => {};' });
    await movePrice(page, '47000');
    await isKept(page, { name: 'A first look', steps: 6 });
    const other = await page.context().newPage();
    await other.goto(page.url());
    await marketSays(other, '47,000');
    await movePrice(other, '46000');
    await isKept(page, { name: 'A first look', steps: 7 });
    await movePrice(page, '45000');
    await page.getByText('was changed in another tab at the same time').waitFor();
    expect(await nameOf(page)).toBe('A first look (2)');
    await isKept(page, { name: 'A first look (2)', steps: 7 });
    await isKept(page, { name: 'A first look', steps: 7 });
    await reload(other);
    await marketSays(other, '46,000');
    await reload(page);
    await marketSays(page, '45,000');
  });
});

describe('the list of kept scenarios', () => {
  it('saves one as the scenario file that it is', async () => {
    const { page } = await openPage({ context: { acceptDownloads: true } });
    await movePrice(page, '47000');
    await isKept(page, { name: 'A first look', steps: 6 });
    await choose(page, /^All kept scenarios/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save A first look as a file' }).click(),
    ]);
    const file = parseScenario(await readFile(await download.path(), 'utf8'));
    const shipped = parseScenario(formatScenario(FIRST_LOOK));
    if (!file.ok || !shipped.ok) throw new Error('expected two scenario files');
    expect(file.scenario.steps.slice(0, -1)).toEqual(shipped.scenario.steps);
  });

  it('deletes the one that is played and brings it back, by keyboard', async () => {
    const { page } = await openPage();
    await movePrice(page, '47000');
    await choose(page, 'Duplicate the scenario');
    await isKept(page, { name: 'A first look (2)' });
    await choose(page, /^All kept scenarios/);
    const rows = page.getByRole('dialog').getByRole('listitem');
    await expect.poll(() => rows.count(), PATIENT).toBe(2);
    await page.getByRole('button', { name: 'Delete A first look (2)' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.count(), PATIENT).toBe(1);
    const undo = page.getByRole('dialog').getByRole('button', { name: 'Undo' });
    await expect.poll(() => undo.evaluate((button) => button === document.activeElement), PATIENT).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.count(), PATIENT).toBe(2);
    await page.keyboard.press('Escape');
    expect(await nameOf(page)).toBe('A first look (2)');
  });
});
