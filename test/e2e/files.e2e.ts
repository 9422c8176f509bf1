import type { Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { FIRST_LOOK } from '../../src/scenario/examples/firstLook.ts';
import { parseScenario } from '../../src/scenario/format.ts';
import { openPage } from './openPage.ts';

/** Opens a file through the page's own picker. */
async function pick(page: Page, name: string, mimeType: string, text: string | Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.locator('#lifecycle').focus();
  await page.keyboard.press('o');
  await (await chooser).setFiles({ name, mimeType, buffer: Buffer.from(text) });
}

const HEAD = 'Date,Open,High,Low,Close,Volume';
const SOUND = [
  HEAD,
  '2024-01-03,100.00,103.50,99.25,102.00,1200',
  '2024-01-04,102.00,104.00,101.00,103.75,900',
];

describe('files', () => {
  it('names every problem of a broken scenario with its place, and opens nothing', async () => {
    const { page } = await openPage();
    const broken = {
      format: 'orderscope-scenario',
      version: 2,
      assets: [],
      pairs: 'none',
      accounts: [{ id: 'a b' }],
    };
    await pick(page, 'broken.json', 'application/json', JSON.stringify(broken));
    const dialog = page.getByRole('dialog', { name: 'broken.json was not opened' });
    const text = await dialog.innerText();
    for (const path of ['$.version', '$.assets', '$.pairs', '$.accounts[0].id']) expect(text).toContain(path);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('heading', { name: /^O-1/ }).isVisible()).toBe(true);
  });

  it('saves what it opens again, the same', async () => {
    const { page } = await openPage({ context: { acceptDownloads: true } });
    await page.getByRole('button', { name: /^Scenario/ }).click();
    const waiting = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Save the scenario' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('A-first-look.json');
    const text = await readFile(await download.path(), 'utf8');
    await pick(page, 'again.json', 'application/json', text);
    await page.getByRole('button', { name: /^Scenario/ }).click();
    expect(await page.getByRole('menuitemradio', { name: 'A first look' }).count()).toBe(2);
  });

  it('saves the scenario that broke the page, and goes on with it', async () => {
    const opened = await openPage({ context: { acceptDownloads: true } });
    const { page } = opened;
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => {
      const { prototype } = Intl.NumberFormat;
      const sound = Object.getOwnPropertyDescriptor(prototype, 'format') ?? {};
      Object.assign(window, { mend: () => Object.defineProperty(prototype, 'format', sound) });
      Object.defineProperty(prototype, 'format', {
        configurable: true,
        get() {
          throw new Error('out of shape');
        },
      });
    });
    await page.keyboard.press('ArrowLeft');
    const alert = page.getByRole('alert').filter({ hasText: 'The page cannot be shown.' });
    await alert.getByText('out of shape').waitFor();
    const waiting = page.waitForEvent('download');
    await alert.getByRole('button', { name: 'Save the scenario that shows it' }).click();
    const parsed = parseScenario(await readFile(await (await waiting).path(), 'utf8'));
    expect(parsed.ok && parsed.scenario.steps).toEqual(FIRST_LOOK.steps);
    await page.evaluate('window.mend()');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: /^O-1/ }).waitFor();
    expect(opened.takeProblems().join('\n')).toContain('out of shape');
  });

  it('[X9] lists every mistake of a file of candles and imports nothing', async () => {
    const { page } = await openPage();
    const lines = [
      HEAD,
      '2024-01-03,100,99,101,100,1',
      '2024-01-02,100,abc,99,100,1',
      '2024-01-04,0,1,0,1,-5',
    ];
    await pick(page, 'bad.csv', 'text/csv', lines.join('\n'));
    const dialog = page.getByRole('dialog', { name: /bad\.csv/ });
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    const mistakes = await dialog.getByRole('table', { name: 'Mistakes' }).innerText();
    for (const rule of [
      'HIGH_BELOW_LOW',
      'NUMBER_UNREADABLE',
      'TIME_NOT_AFTER_LAST',
      'PRICE_NOT_POSITIVE',
      'VOLUME_NEGATIVE',
    ])
      expect(mistakes).toContain(rule);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect(await page.getByRole('heading', { name: /^O-1/ }).isVisible()).toBe(true);
  });

  it('imports candles as a new pair, and plays them', async () => {
    const { page } = await openPage();
    await pick(page, 'goog.csv', 'text/csv', SOUND.join('\n'));
    const dialog = page.getByRole('dialog', { name: /goog\.csv/ });
    expect(await dialog.getByLabel('Asset').inputValue()).toBe('GOOG');
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('2 bars of GOOG/USD').waitFor();
    expect(await page.getByRole('region', { name: 'Market' }).innerText()).toContain('102.00');
    await page.getByRole('button', { name: 'Next bar' }).click();
    expect(await page.getByRole('region', { name: 'Market' }).innerText()).toContain('103.75');
  });

  it('asks how numbers and dates are written when the file does not say, one with the letters of an older spreadsheet', async () => {
    const { page } = await openPage();
    const text =
      'Datum;Eröffnung;Hoch;Tief;Schluß\n04/03/2024;1.000;1.000;1.000;1.000\n03/03/2024;1.000;1.000;1.000;1.000';
    await pick(page, 'odd.csv', 'text/csv', Buffer.from(text, 'latin1'));
    const dialog = page.getByRole('dialog', { name: /odd\.csv/ });
    await dialog.getByRole('columnheader', { name: 'Eröffnung' }).waitFor();
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await dialog.getByRole('group', { name: 'How are the numbers written?' }).waitFor();
    await dialog.getByRole('button', { name: /decimal comma/ }).click();
    await dialog.getByRole('button', { name: 'It is 2024-03-04 (day/month/year)' }).click();
    await page.getByText('2 bars of ODD/USD, 2024-03-03').waitFor();
    expect(await page.getByText('The newest candle stood first').count()).toBe(1);
    expect(await page.getByRole('region', { name: 'Market' }).innerText()).toMatch(/1,000/);
  });
});
