import { describe, expect, it } from 'vitest';
import type { FrameLocator, Page } from 'playwright-core';
import { openPage } from './openPage.ts';

const CLIPBOARD = { context: { permissions: ['clipboard-read', 'clipboard-write'] } };

function hashOf(page: Page): Promise<string> {
  return page.evaluate(() => window.location.hash);
}

function momentOf(page: Page): Promise<string> {
  return page.getByRole('slider', { name: 'Moment' }).inputValue();
}

/** The page within a frame of 600 × 400, showing an example behind a link. */
async function openEmbedded(query: string): Promise<FrameLocator> {
  const { page } = await openPage(CLIPBOARD);
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('menuitem', { name: /^Split/ }).click();
  await page.getByRole('button', { name: 'Copy a link to this moment' }).click();
  await page.getByText('is copied').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const src = link.replace('#', `${query}#`).replaceAll('&', '&amp;');
  const around = new URL('/around.html', link).href;
  const body = `<iframe title="Orderscope" width="600" height="400" src="${src}"></iframe>`;
  await page.route(around, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(around);
  return page.frameLocator('iframe');
}

describe('the address', () => {
  it('names the moment and the order, and back and forward return to them', async () => {
    const { page } = await openPage();
    const steps = page.getByRole('list', { name: 'Steps of this order' });
    await steps.getByRole('button').first().click();
    await expect.poll(() => hashOf(page)).toMatch(/^#\/explore\?at=\d+&order=O-\d+$/);
    const first = await momentOf(page);
    await page.keyboard.press('j');
    await expect.poll(() => hashOf(page)).toContain('order=O-2');
    await page.getByRole('link', { name: 'Backtest' }).click();
    await expect.poll(() => hashOf(page)).toBe('#/backtest');

    await page.goBack();
    await expect.poll(() => hashOf(page)).toContain('order=O-2');
    expect(await momentOf(page)).toBe(first);
    await page.goBack();
    await expect.poll(() => hashOf(page)).toBe(`#/explore?at=${first}&order=O-1`);
    await page.goBack();
    await expect.poll(() => momentOf(page)).toBe(await page.getByRole('slider').getAttribute('max'));
    await page.goForward();
    await expect.poll(() => momentOf(page)).toBe(first);
  });

  it('follows the scrubber and the arrow keys without filling the history', async () => {
    const { page } = await openPage();
    const before = await page.evaluate(() => window.history.length);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('slider', { name: 'Moment' }).fill('2');
    await expect.poll(() => hashOf(page)).toBe('#/explore?at=2&order=O-1');
    expect(await page.evaluate(() => window.history.length)).toBe(before);
  });

  it('opens at its moment when it is loaded again', async () => {
    const { page } = await openPage({ path: '#/explore?at=3&order=O-2' });
    expect(await momentOf(page)).toBe('3');
    await expect.poll(() => page.locator('#order').innerText()).toContain('O-2');
  });

  it('returns to the scenario that was open', async () => {
    const { page } = await openPage();
    const menu = page.getByRole('button', { name: /^Scenario/ });
    await menu.click();
    await page.getByRole('menuitem', { name: /^Split/ }).click();
    await expect.poll(() => menu.innerText()).toContain('Split');
    await page.goBack();
    await expect.poll(() => menu.innerText()).toContain('A first look');
    await page.goForward();
    await expect.poll(() => menu.innerText()).toContain('Split');
  });
});

describe('a link', () => {
  it('is copied by keys, and opens a copy at its moment beside what is there', async () => {
    const { page } = await openPage(CLIPBOARD);
    await page.getByRole('button', { name: /^Scenario/ }).click();
    await page.getByRole('menuitem', { name: /^Split/ }).click();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Share' });
    const address = dialog.getByRole('textbox', { name: 'Link' });
    await expect.poll(() => address.inputValue()).toMatch(/#\/s\/1[\w-]+\?at=\d+&order=O-\d+$/);
    await dialog.getByRole('button', { name: 'Copy the link' }).press('Enter');
    await dialog.getByText('Copied').first().waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(await address.inputValue());
    const moment = await momentOf(page);

    const other = await openPage();
    await other.page.evaluate((to) => window.location.assign(to), link.slice(link.indexOf('#')));
    await other.page.getByText('Opened a copy of “Split').waitFor();
    expect(await momentOf(other.page)).toBe(moment);
    expect(await hashOf(other.page)).toContain(`#/explore?at=${moment}&order=O-`);
    await other.page.goBack();
    await expect
      .poll(() => other.page.getByRole('button', { name: /^Scenario/ }).innerText())
      .toContain('A first look');
  });

  it('opened twice is one copy', async () => {
    const { page } = await openPage(CLIPBOARD);
    await page.getByRole('button', { name: 'Copy a link to this moment' }).click();
    await page.getByText('is copied').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await page.evaluate((to) => window.location.assign(to), link.slice(link.indexOf('#')));
    await page.getByText('is open already').waitFor();
    await page.getByRole('button', { name: /^Scenario/ }).click();
    expect(await page.getByRole('menuitemradio', { name: 'A first look' }).count()).toBe(1);
  });

  it('that is damaged or newer says so and loses nothing', async () => {
    const { page } = await openPage();
    const menu = page.getByRole('button', { name: /^Scenario/ });
    const entries = await page.getByRole('slider', { name: 'Moment' }).getAttribute('max');
    for (const [link, words] of [
      ['1eJyNULtuwzAM3PkVhNeqBiW', 'This link is damaged'],
      ['2abcdef', 'newer version of Orderscope'],
      ['', 'This link is damaged'],
    ] as const) {
      await page.evaluate((to) => window.location.assign(to), `#/s/${link}?at=1`);
      await page.getByText(words).waitFor();
      await expect.poll(() => hashOf(page)).toMatch(/^#\/explore/);
      expect(await menu.innerText()).toContain('A first look');
      expect(await page.getByRole('slider', { name: 'Moment' }).getAttribute('max')).toBe(entries);
      await page.getByRole('button', { name: 'Dismiss' }).click();
    }
  });

  it('to a page that is not open yet opens there', async () => {
    const { page } = await openPage({ path: '#/s/2new' });
    await page.getByText('newer version of Orderscope').waitFor();
    await expect.poll(() => hashOf(page)).toMatch(/^#\/explore/);
  });
});

describe('the code to embed', () => {
  it('follows the choices and is copied', async () => {
    const { page } = await openPage(CLIPBOARD);
    await page.getByRole('button', { name: 'Share…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Share' });
    const code = dialog.getByRole('textbox', { name: 'Code' });
    await expect.poll(() => code.inputValue()).toContain('?embed=1&amp;panes=lifecycle,ledger#/s/1');
    await dialog.getByRole('checkbox', { name: 'Ledger' }).uncheck();
    await dialog.getByRole('checkbox', { name: 'Transport' }).uncheck();
    await dialog.getByRole('radio', { name: 'Dark' }).check({ force: true });
    expect(await code.inputValue()).toContain('panes=lifecycle&amp;transport=0&amp;theme=dark#/s/1');
    await dialog.getByRole('button', { name: 'Copy the code' }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe(await code.inputValue());
    await dialog.getByRole('checkbox', { name: 'Life cycle' }).uncheck();
    await dialog.getByText('Choose at least one pane.').waitFor();
  });
});

describe('embedded in another page', () => {
  it('shows the chosen panes and the transport, and leads to the whole page', async () => {
    const frame = await openEmbedded('?embed=1&panes=ledger,lifecycle');
    await frame.getByRole('tab', { name: 'Life cycle' }).waitFor();
    await expect.poll(() => frame.getByRole('tab').count()).toBe(2);
    await frame.locator('#lifecycle svg').first().waitFor();
    expect(await frame.getByRole('button', { name: /Fill/ }).count()).toBe(0);
    expect(await frame.getByRole('navigation').count()).toBe(0);
    await frame.getByRole('tab', { name: 'Ledger' }).click();
    await frame.getByRole('grid', { name: 'Ledger lines' }).waitFor();
    const slider = frame.getByRole('slider', { name: 'Moment' });
    await frame.getByRole('button', { name: 'Moment back' }).click();
    const open = frame.getByRole('link', { name: 'Open in Orderscope' });
    await expect
      .poll(() => open.getAttribute('href'))
      .toMatch(new RegExp(`/#/s/1[\\w-]+\\?at=${await slider.inputValue()}\\b`));
    const width = await frame.locator('html').evaluate((page) => page.scrollWidth);
    expect(width).toBeLessThanOrEqual(600);
  });

  it('keeps nothing, reads nothing and changes nothing', async () => {
    const { page } = await openPage({
      path: '?embed=1&panes=ledger&transport=0&theme=dark',
      initScript: `for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
        Object.defineProperty(window, name, { get() { window.touched = name; throw new Error(name); } });`,
    });
    const grid = page.getByRole('grid', { name: 'Ledger lines' });
    await grid.waitFor();
    expect(await page.getByRole('slider').count()).toBe(0);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    for (const key of ['t', 'a', 'p', 's', 'ArrowLeft']) await grid.press(key);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await hashOf(page)).toBe('');
    expect(await page.evaluate(() => 'touched' in window)).toBe(false);
  });
});

describe('presenting', () => {
  it('is begun and left by keys and by the mouse, and shows in large what can be looked at', async () => {
    const { page } = await openPage();
    const heightOf = async (): Promise<number> =>
      (await page.getByRole('heading', { level: 2, name: /^O-1/ }).boundingBox())?.height ?? 0;
    const before = await heightOf();
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Leave', exact: true }).waitFor();
    await page.getByRole('grid', { name: 'Ledger lines' }).waitFor();
    expect(await heightOf()).toBeGreaterThan(before * 1.2);
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.locator('#ticket').count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Fill/ }).count()).toBe(0);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.getByText(/^Moment 5 of 6/).count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.locator('#ticket').waitFor();
    expect(await momentOf(page)).toBe('5');

    await page.getByRole('button', { name: 'Present' }).click();
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await page.locator('#ticket').waitFor();
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Leave', exact: true }).waitFor();
    await page.keyboard.press('p');
    await page.locator('#ticket').waitFor();
  });

  it('is reached by the menu of a phone, and so is the comparison', async () => {
    const { page } = await openPage({ width: 390, height: 844 });
    await page.getByRole('button', { name: /^Scenario/ }).click();
    await page.getByRole('menuitem', { name: 'Present' }).click();
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await page.getByRole('button', { name: /^Scenario/ }).click();
    await page.getByRole('menuitem', { name: /^Split/ }).click();
    await page.getByRole('button', { name: /^Scenario: Split/ }).click();
    await page.getByRole('menuitem', { name: 'Compare' }).click();
    await page.getByRole('table').first().waitFor();
    expect(await hashOf(page)).toBe('#/compare');
  });
});

describe('on paper', () => {
  it("canvases are printed in the light by the browser's own menu too, and are dark again after", async () => {
    const { page } = await openPage({
      colorScheme: 'dark',
      // Heard before the page hears of it.
      initScript: `window.addEventListener('afterprint', () => { window.printed = window.brightness(); });`,
    });
    await page.locator('#charts canvas').first().waitFor();
    await page.evaluate(() => {
      // How bright the words of the price axis are, of 255.
      Object.assign(window, {
        brightness: () => {
          const canvases = Array.from(document.querySelectorAll<HTMLCanvasElement>('#charts canvas'));
          const axis = canvases.find(({ width }) => width < 100);
          if (axis === undefined) return Number.NaN;
          const copy = new OffscreenCanvas(axis.width, axis.height).getContext('2d', {
            willReadFrequently: true,
          });
          copy?.drawImage(axis, 0, 0);
          const dots = copy?.getImageData(0, 0, axis.width, axis.height).data ?? [];
          let [sum, count] = [0, 0];
          for (let at = 0; at < dots.length; at += 4) {
            if ((dots[at + 3] ?? 0) < 250) continue;
            sum += dots[at] ?? 0;
            count += 1;
          }
          return sum / count;
        },
      });
    });
    const now = () => page.evaluate('window.brightness()');
    // A canvas that is there may have its painting still to come.
    await expect.poll(now).toBeGreaterThan(150);
    const dark = Number(await now());
    await page.pdf();
    expect(Number(await page.evaluate('window.printed'))).toBeLessThan(130);
    await expect.poll(now).toBe(dark);
    expect(await page.locator('html').getAttribute('data-theme')).toBeNull();
  });

  it('the life cycle, the charts and the ledger stand in the light, without what can be pressed', async () => {
    const { page } = await openPage({
      colorScheme: 'dark',
      initScript: 'window.print = () => { window.printedIn = document.documentElement.dataset.theme; };',
    });
    await page.getByRole('grid', { name: 'Ledger lines' }).waitFor();
    await page.locator('#charts canvas').first().waitFor();
    await page.keyboard.press('Control+p');
    await page.waitForFunction(() => 'printedIn' in window && window.printedIn === 'light');
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBeNull();

    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 1032, height: 720 });
    for (const id of ['lifecycle', 'charts', 'balances', 'ledger']) {
      expect(await page.locator(`#${id}`).isVisible()).toBe(true);
    }
    for (const hidden of ['#orders', '#ticket', '#transport', 'nav', '#inspector']) {
      expect(await page.locator(hidden).filter({ visible: true }).count()).toBe(0);
    }
    expect(await page.getByRole('button', { name: /^Fill…/ }).count()).toBe(0);
    const { color, width } = await page.evaluate(() => ({
      color: getComputedStyle(document.documentElement).backgroundColor,
      width: document.documentElement.scrollWidth,
    }));
    expect(color).toBe('rgb(255, 255, 255)');
    expect(width).toBeLessThanOrEqual(1032);
  });
});
