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
      const dots = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
      const colors = new Map<number, number>();
      for (let at = 0; at < dots.length; at += 4) {
        const color = ((dots[at] ?? 0) << 16) + ((dots[at + 1] ?? 0) << 8) + (dots[at + 2] ?? 0);
        colors.set(color, (colors.get(color) ?? 0) + 1);
      }
      const [ground, ...others] = [...colors].toSorted((a, b) => b[1] - a[1]);
      return {
        width: image.naturalWidth,
        height: image.naturalHeight,
        ground: (ground?.[0] ?? 0).toString(16).padStart(6, '0'),
        drawn: others.reduce((sum, [, count]) => sum + count, 0),
      };
    },
    `data:${type};base64,${content.toString('base64')}`,
  );
  return { name: download.suggestedFilename(), text: format === 'SVG' ? content.toString() : '', ...seen };
}

const PICTURES = [
  { menu: /^Save Life cycle of O-1/, words: ['Life cycle of O-1', 'Partially filled', 'modify to filled'] },
  { menu: /^Save Lineage of O-1/, words: ['Lineage of O-1', 'reserved', '96,096.00'] },
  { menu: /^Save USD as/, words: ['USD', '100K', '38,438.40 unavailable'] },
  { menu: /^Save Orders as/, words: ['Orders', 'O-2', 'pending'] },
] as const;

describe('pictures', () => {
  it.each(['light', 'dark'] as const)(
    'are saved as drawings that need nothing else, %s',
    async (colorScheme) => {
      const { page } = await openPage({ colorScheme, context: { acceptDownloads: true } });
      await page.locator('.recharts-area-area').first().waitFor();
      await page.keyboard.press('g');
      await page.getByRole('listbox', { name: 'Orders, 2' }).waitFor();
      for (const { menu, words } of PICTURES) {
        const { name, text, width, height, drawn, ground } = await save(page, menu, 'SVG');
        expect(name).toMatch(/^A-first-look-moment-6-.*\.svg$/);
        const wanted = [...words, 'A first look · moment 6 of 6 · 2024-01-02 09:40'];
        expect(wanted.filter((word) => !text.includes(word))).toEqual([]);
        // Not one thing that only the page could look up.
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
    // Candles are painted: the menu says why there is no drawing of them.
    await page.getByRole('button', { name: /^Save BTCUSD as/ }).click();
    expect(await page.getByRole('menuitem').count()).toBe(1);
    expect(await page.getByRole('menuitem').innerText()).toContain('Candles are painted in pixels');
  });
});
