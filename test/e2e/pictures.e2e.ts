import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './openPage.ts';

/** A picture out of the menu that saves it, opened again by itself. */
async function save(page: Page, menu: RegExp, format: 'SVG' | 'PNG') {
  await page.getByRole('button', { name: menu }).first().click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: new RegExp(`^${format}`) }).click();
  const download = await coming;
  const content = await readFile(await download.path());
  const type = format === 'SVG' ? 'image/svg+xml' : 'image/png';
  const seen = await page.evaluate(
    async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const dots = context?.getImageData(0, 0, canvas.width, canvas.height).data;
      const colors = new Uint32Array(dots?.buffer ?? new ArrayBuffer(4));
      // The corner is never drawn on.
      const [red = 0, green = 0, blue = 0] = dots ?? [];
      return {
        width: image.naturalWidth,
        height: image.naturalHeight,
        ground: [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join(''),
        drawn: colors.reduce((sum, color) => sum + (color === colors[0] ? 0 : 1), 0),
      };
    },
    `data:${type};base64,${content.toString('base64')}`,
  );
  return { name: download.suggestedFilename(), text: format === 'SVG' ? content.toString() : '', ...seen };
}

const PICTURES = [
  { menu: /^Save Life cycle of O-1/, words: ['Life cycle of O-1', 'Partially filled', 'modify to filled'] },
  { menu: /^Save Chain of O-1/, words: ['Chain of O-1', 'reserved', '96,096.00'] },
  { menu: /^Save USD as/, words: ['USD', '100K', '38,438.40 unavailable'] },
  { menu: /^Save BTCUSD as/, words: ['BTCUSD', 'O-2 sell 0.5', '49,500.00', '+1.2', '09:05'] },
  { menu: /^Save Orders as/, words: ['Orders', 'O-2', 'pending'] },
] as const;

describe('pictures', () => {
  it.each(['light', 'dark'] as const)(
    'are saved as drawings that need nothing else, %s',
    async (colorScheme) => {
      const { page } = await openPage({ colorScheme, context: { acceptDownloads: true } });
      await page.locator('.recharts-area-area').first().waitFor();
      await page.locator('#charts canvas').first().waitFor();
      for (const { menu, words } of PICTURES) {
        if (words[0] === 'Orders') await page.keyboard.press('g');
        const { name, text, width, height, drawn, ground } = await save(page, menu, 'SVG');
        expect(name).toMatch(/^A-first-look-moment-6-.*\.svg$/);
        const wanted = [...words, 'A first look · moment 6 of 6 · 2024-01-02 09:40'];
        expect(wanted.filter((word) => !text.includes(word))).toEqual([]);
        // Not one thing that only the page could look up.
        expect(text).not.toContain('<image');
        expect(/var\(|class=|style=|light-dark|color-mix|<script|\son\w+=/.exec(text)).toBeNull();
        expect(/https?:|url\((?!#|&quot;#)/.exec(text.replaceAll('http://www.w3.org/', ''))).toBeNull();
        const places = [...text.matchAll(/url\((?:&quot;)?#([^)&]+)/g)].map((match) => match[1] ?? '');
        expect(places.filter((id) => !text.includes(`id="${id}"`))).toEqual([]);
        expect(width).toBeGreaterThan(200);
        expect(height).toBeGreaterThan(100);
        expect(drawn).toBeGreaterThan(1_000);
        expect(ground).toBe(colorScheme === 'light' ? 'ffffff' : '0f1419');
      }
    },
  );

  it('are saved in dots, twice as many as on the screen', async () => {
    const { page } = await openPage({ context: { acceptDownloads: true } });
    const chart = page.locator('#charts canvas').first();
    await chart.waitFor();
    const box = await page.locator('#charts figure > div').boundingBox();
    const price = await save(page, /^Save BTCUSD as/, 'PNG');
    expect(price.name).toBe('A-first-look-moment-6-BTCUSD.png');
    expect(price.width).toBe(2 * (Math.ceil(box?.width ?? 0) + 32));
    expect(price.drawn).toBeGreaterThan(5_000);
    expect(price.ground).toBe('ffffff');
    const diagram = await save(page, /^Save Life cycle/, 'PNG');
    expect(diagram.drawn).toBeGreaterThan(5_000);
  });
});

/** The parts of the page that scrubbing may not draw anew. */
async function watchDrawings(page: Page, selector: string): Promise<void> {
  await page.evaluate((watched) => {
    const counter = window as unknown as { drawn: number };
    counter.drawn = 0;
    const observer = new MutationObserver((changes) => {
      counter.drawn += changes.length;
    });
    for (const each of document.querySelectorAll(watched))
      observer.observe(each, { subtree: true, childList: true, attributes: true, characterData: true });
  }, selector);
}

describe('the list of commands', () => {
  it('saves every picture that is on the page, and says of the others that they are not', async () => {
    const { page } = await openPage({ context: { acceptDownloads: true } });
    await page.locator('.recharts-area-area').first().waitFor();
    const list = page.getByRole('combobox', { name: 'Search or command' });
    await page.keyboard.press('Control+k');
    await list.fill('save the timeline of orders as svg');
    const option = page.getByRole('dialog').getByRole('option', { selected: true });
    await expect
      .poll(() => option.innerText())
      .toContain('The page does not show the timeline of orders now');
    await list.fill('save the balances as png');
    await expect.poll(() => option.innerText()).toContain('Save the balances as PNG');
    const coming = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await coming).suggestedFilename()).toBe('A-first-look-moment-6-USD.png');
  });
});

describe('the timeline of orders', () => {
  it('is one with the rest: what is pressed, pointed at and chosen shows everywhere', async () => {
    const { page } = await openPage();
    await page.getByRole('radio', { name: 'Price' }).focus();
    await page.keyboard.press('ArrowRight');
    const list = page.getByRole('listbox', { name: 'Orders, 2' });
    const rows = list.getByRole('presentation');
    await rows.waitFor();
    // The choice stands where it stood, and so does the focus.
    await expect
      .poll(() =>
        page.getByRole('radio', { name: 'Timeline' }).evaluate((radio) => radio === document.activeElement),
      )
      .toBe(true);
    expect(await list.getByRole('option', { selected: true }).innerText()).toContain('O-1 buy 2 @ 48,000');
    // The second row is the second order; the first one's name is pressed, so it is looked at where it began.
    await rows.hover({ position: { x: 100, y: 36 } });
    await expect
      .poll(() => page.locator('#orders').getByRole('button', { name: /^O-2/ }).getAttribute('class'))
      .toMatch(/lit/);
    await rows.click({ position: { x: 100, y: 12 } });
    await expect.poll(() => page.getByText(/^\d \/ 6$/).innerText()).not.toBe('6 / 6');
    await list.focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => list.getByRole('option').innerText()).toContain('O-2 sell 0.5');
    expect(await page.getByRole('heading', { name: /^O-2/ }).isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByText('6 / 6').isVisible()).toBe(true);
  });

  it('is not drawn anew while the moment is moved, nor are the balances', async () => {
    const { page } = await openPage();
    await page.locator('.recharts-area-area').first().waitFor();
    await page.keyboard.press('g');
    await page.getByRole('listbox', { name: 'Orders, 2' }).waitFor();
    // An order that is chosen stays so, whatever moment is looked at.
    await page.locator('#orders').getByRole('button', { name: /^O-1/ }).click();
    await page.locator('#lifecycle').focus();
    await watchDrawings(page, '#charts svg, .recharts-surface');
    for (let moment = 6; moment > 0; moment -= 1) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.getByText('0 / 6').isVisible()).toBe(true);
    expect(await page.evaluate(() => (window as unknown as { drawn: number }).drawn)).toBe(0);
  });

  it('holds the tens of thousands of orders of a backtest', async () => {
    const { page } = await openPage({ path: '#/backtest', context: { acceptDownloads: true } });
    await page.getByRole('form', { name: 'New backtest' }).waitFor();
    await page.getByLabel('Strategy').first().selectOption({ label: 'Market maker' });
    await page.getByLabel('Bars', { exact: true }).selectOption('50000');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Open run 1 in Explore' }).waitFor();
    const curves = await save(page, /^Save Equity as/, 'SVG');
    expect(curves.name).toMatch(/^Run-1-Market-maker-Equity\.svg$/);
    expect(curves.drawn).toBeGreaterThan(1_000);
    await page.getByRole('button', { name: 'Open run 1 in Explore' }).click();
    await page.locator('#charts canvas').first().waitFor();
    await page.keyboard.press('g');
    const list = page.getByRole('listbox', { name: /^Orders, / });
    await list.waitFor();
    const orders = Number((await list.getAttribute('aria-label'))?.replaceAll(/\D/g, ''));
    expect(orders).toBeGreaterThan(27_000);
    // However many there are, what is drawn of them is what fits.
    const nodes = () => page.locator('#charts *').count();
    expect(await nodes()).toBeLessThan(1_500);
    await page.getByRole('button', { name: 'A row for each order' }).click();
    await expect.poll(() => list.evaluate((element) => element.scrollHeight)).toBeGreaterThan(24 * 27_000);
    expect(await nodes()).toBeLessThan(1_500);
    await list.focus();
    await page.keyboard.press('PageUp');
    await expect.poll(() => list.getByRole('option').getAttribute('aria-posinset')).not.toBe(String(orders));
  });
});

describe('the balances', () => {
  it('lead from the unavailable area down to the lines of the ledger', async () => {
    const { page } = await openPage();
    await page.locator('#balances .recharts-area-area').first().waitFor();
    const plot = page.locator('#balances').getByRole('presentation');
    const box = await plot.boundingBox();
    if (box === null) throw new Error('the balances have no plot');
    // At the end, low in the upper plot, lies what is unavailable.
    await plot.click({ position: { x: box.width - 3, y: box.height * 0.55 } });
    const panel = page.getByRole('region', { name: 'Who holds what is unavailable at moment 6' });
    await panel.getByText('buy 0.8').click();
    const lines = panel.getByRole('list', { name: 'What O-1 holds, line by line' }).getByRole('listitem');
    expect((await lines.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
      expect.stringContaining('+96,096.00'),
      expect.stringContaining('−57,480.00'),
      expect.stringContaining('−57.48'),
      expect.stringContaining('−120.12'),
    ]);
    await lines.first().getByRole('button', { name: 'moment 3' }).click();
    await expect.poll(() => page.getByText('3 / 6').isVisible()).toBe(true);
  });

  it('turn into the waterfall of the selected order, to be saved as it is', async () => {
    const { page } = await openPage({ context: { acceptDownloads: true } });
    await page.locator('#balances .recharts-area-area').first().waitFor();
    await page.getByRole('button', { name: 'What O-1 moved, step by step' }).click();
    const steps = page.getByRole('list', { name: 'What O-1 moved of USD, step by step' });
    await steps.getByRole('button', { name: /^Fill buy/ }).click();
    await expect.poll(() => page.getByText('4 / 6').isVisible()).toBe(true);
    const { name, text, drawn } = await save(page, /^Save O-1 in USD as/, 'SVG');
    expect(name).toBe('A-first-look-moment-4-O-1-in-USD.svg');
    expect(drawn).toBeGreaterThan(1_000);
    for (const word of ['Before', '100,000.00', '−96,096.00', '−57,480.00']) expect(text).toContain(word);
  });
});

describe('the prices', () => {
  it('light up the order of a mark that is pointed at, and choose it', async () => {
    const { page } = await openPage();
    const plot = page.locator('#charts canvas').first();
    await plot.waitFor();
    const box = await plot.boundingBox();
    if (box === null) throw new Error('the prices have no plot');
    await page.locator('#orders').getByRole('button', { name: /^O-2/ }).click();
    const fill = page.locator('#orders').getByRole('button', { name: /^O-1/ });
    // The one fill of the example lies somewhere in the lower half: the pointer goes over it row by row.
    const isLit = async (): Promise<boolean> => /lit/.test((await fill.getAttribute('class')) ?? '');
    const found = async (): Promise<boolean> => {
      for (let y = 0.95; y > 0.4; y -= 0.05) {
        for (let x = 0.1; x < 0.6; x += 0.03) {
          await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
          // What the pointer was over before may be lit a moment longer.
          if (!(await isLit())) continue;
          await page.evaluate(
            () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))),
          );
          if (await isLit()) return true;
        }
      }
      return false;
    };
    await expect.poll(found, { timeout: 30_000 }).toBe(true);
    await page.mouse.down();
    await page.mouse.up();
    await expect.poll(() => page.getByRole('heading', { name: /^O-1/ }).isVisible()).toBe(true);
  });
});
