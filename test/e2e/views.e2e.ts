import { describe, expect, it } from 'vitest';
import { openPage } from './openPage.ts';

describe('the views', () => {
  it('draw prices and balances, and go to the moment that is pressed', async () => {
    const { page } = await openPage();
    const charts = page.locator('#charts, #price, #balances');
    await charts.locator('canvas').first().waitFor();
    await charts.locator('.recharts-area-area').first().waitFor();

    const plot = page.getByRole('presentation').last();
    const box = await plot.boundingBox();
    if (box === null) throw new Error('the balances have no plot');
    await plot.click({ position: { x: 4, y: 4 } });
    expect(await page.getByRole('list', { name: 'Steps of this order' }).count()).toBe(1);
    // At the first moment nothing of the ledger is past: not one step is done.
    await expect.poll(() => page.locator('[aria-current="step"]').count()).toBe(0);
    await plot.click({ position: { x: box.width - 4, y: 4 } });
    await expect
      .poll(() => page.getByRole('grid').locator('[aria-current="step"]').count())
      .toBeGreaterThan(0);
  });

  it('keep the names of the prices that hold at a past moment clear of the veil over what comes later', async () => {
    const { page } = await openPage({ path: '#/explore?at=4&order=O-1' });
    const plot = page.locator('#charts canvas').first();
    /** Which of these tokens the right half of the plot has dots of, as it is seen. */
    const seen = async (): Promise<readonly string[]> => {
      const box = await plot.boundingBox();
      if (box === null) return [];
      const { x, y, width, height } = box;
      const picture = await page.screenshot({ clip: { x: x + width * 0.6, y, width: width * 0.4, height } });
      return page.evaluate(async (base64) => {
        const image = new Image();
        image.src = `data:image/png;base64,${base64}`;
        await image.decode();
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        context?.drawImage(image, 0, 0);
        const dots = context?.getImageData(0, 0, image.width, image.height).data ?? [];
        const found = new Set<string>();
        for (let at = 0; at < dots.length; at += 4) found.add(dots.slice(at, at + 3).join(', '));
        const probe = document.body.appendChild(document.createElement('i'));
        const tokens = ['--gain', '--muted', '--background'].filter((token) => {
          probe.style.color = `var(${token})`;
          return found.has(/\d+, \d+, \d+/.exec(getComputedStyle(probe).color)?.[0] ?? '');
        });
        probe.remove();
        return tokens;
      }, picture.toString('base64'));
    };
    // The name of the buy in its colour; the price that is still to come is paler than it was.
    await expect.poll(seen).toEqual(['--gain', '--background']);
  });

  it('say in whole on a phone what stands where, above the chart', async () => {
    const { page } = await openPage({ width: 390, height: 844 });
    const sentence = page.getByText(/^4,024\.12 available, 38,438\.40 unavailable/);
    await sentence.waitFor();
    const { size, room } = await sentence.evaluate((element) => {
      const range = document.createRange();
      const words = element.firstChild as Text;
      range.setStart(words, 0);
      range.setEnd(words, words.data.indexOf(' in use'));
      return { size: range.getBoundingClientRect().width, room: element.clientWidth };
    });
    expect(size).toBeLessThan(room);
  });

  it('find a line by words and go to its moment by keys', async () => {
    const { page } = await openPage();
    const grid = page.getByRole('grid', { name: 'Ledger lines' });
    await grid.waitFor();
    const all = Number(await grid.getAttribute('aria-rowcount'));
    await page.keyboard.press('/');
    await page.keyboard.type('set aside');
    await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBeLessThan(all);
    await grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect.poll(() => grid.locator('[aria-current="step"]').count()).toBe(1);
  });

  it('go to the moment of a line that is clicked, and keep the lines of the moment in sight', async () => {
    const { page } = await openPage({ width: 390, height: 844 });
    await page.getByRole('tab', { name: 'Ledger' }).click();
    const grid = page.getByRole('grid', { name: 'Ledger lines' });
    const now = grid.locator('[aria-current="step"]');
    await now.waitFor();
    const line = grid.getByRole('row', { name: /96,096\.00/ });
    // Both amounts stand on the phone.
    const box = await line.getByText('+96,096.00').boundingBox();
    expect((box?.x ?? 999) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    await line.click();
    await expect.poll(() => now.innerText()).toContain('+96,096.00');
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('Home');
    await expect.poll(() => grid.evaluate((element) => element.scrollTop)).toBe(0);
    await page.keyboard.press('End');
    await expect.poll(() => now.isVisible()).toBe(true);
  });

  it.each([
    { width: 720, height: 450 },
    { width: 390, height: 844 },
    { width: 320, height: 640 },
    { width: 360, height: 225 },
  ])('are all within reach at $width × $height', async ({ width, height }) => {
    const { page } = await openPage({ width, height });
    const seen = [
      page.getByRole('list', { name: 'Steps of this order' }).getByRole('button').last(),
      page.getByRole('list', { name: 'Chain of O-1' }).getByRole('button').first(),
      page.locator('#balances button').last(),
    ];
    for (const place of seen) {
      await place.focus();
      // Nothing lies over what has the focus, and it is not cut off.
      expect(
        await place.evaluate((element) => {
          const { left, top, width: wide, height: high } = element.getBoundingClientRect();
          return element.contains(document.elementFromPoint(left + wide / 2, top + high / 2));
        }),
      ).toBe(true);
    }
    const charts = page.locator('#charts, #balances');
    for (const box of [await charts.first().boundingBox(), await charts.last().boundingBox()])
      expect(box?.height).toBeGreaterThanOrEqual(150);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it('fit a phone', async () => {
    const { page } = await openPage({ width: 360, height: 780 });
    const diagram = page.getByRole('group', { name: /^Life cycle/ });
    await diagram.waitFor();
    const box = await diagram.boundingBox();
    expect(box?.width).toBeLessThanOrEqual(360);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
