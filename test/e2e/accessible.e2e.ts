import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './openPage.ts';

/** The axe that jest-axe brings. */
const AXE = readFileSync(
  createRequire(createRequire(import.meta.url).resolve('jest-axe')).resolve('axe-core'),
  'utf8',
);
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** What axe finds wrong with a part of the page as it stands, one line each. */
async function faultsOf(page: Page, part = 'html'): Promise<readonly string[]> {
  // Transitions are over, so that colours are what they will be.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(${JSON.stringify(part)}, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}

/** Controls that are smaller than 24 px (that of the chart library is, with room around it), where no other way of the rule holds: text links and what the browser draws itself. */
function smallTargetsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'button, a[href]:not(#tv-attr-logo), select, summary, input:not([type=hidden]), [role=option], [role=tab], [role=slider]',
    );
    return Array.from(controls).flatMap((control) => {
      const place = control.closest('label') ?? control;
      const { width, height } = place.getBoundingClientRect();
      if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: false }) || width <= 1)
        return [];
      // A word within a sentence is excepted, and so is what reaches the finger by a larger area around it.
      const isInText = getComputedStyle(control).display === 'inline';
      const around = getComputedStyle(control, '::after');
      const reach = around.position === 'absolute' ? Number.parseFloat(around.height) : 0;
      if (isInText || (width >= 23.5 && Math.max(height, reach) >= 23.5)) return [];
      return [`${control.outerHTML.slice(0, 140)} is ${width.toFixed(0)} × ${height.toFixed(0)}`];
    });
  });
}

async function pressTo(page: Page, key: string, dialog: string | RegExp): Promise<void> {
  await page.keyboard.press(key);
  await page.getByRole('dialog', { name: dialog }).waitFor();
}

/** Opens a file by the page's own key. */
async function pick(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  // The browser hears of the waiting before the key.
  await page.locator('#lifecycle').focus();
  await page.keyboard.press('o');
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.getByRole('dialog', { name }).waitFor();
}

const HEAD = 'Date,Open,High,Low,Close,Volume';

/** What fills the page, its address, and how it gets there. */
const VIEWS: readonly (readonly [name: string, path: string, reach: (page: Page) => Promise<unknown>])[] = [
  ['Explore', '', (page) => page.locator('#lifecycle svg').first().waitFor()],
  [
    'Backtest',
    '#/backtest',
    async (page) => {
      const run = page.getByRole('button', { name: 'Run', exact: true });
      await run.waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await run.click();
      await page.getByRole('button', { name: 'Open run 1 in Explore' }).waitFor();
    },
  ],
  [
    'Compare',
    '',
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search or command' }).fill('what nights cost');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /^Scenario: What nights/ }).waitFor();
      await page.getByRole('link', { name: 'Compare' }).click();
      await page.getByRole('table').first().waitFor();
    },
  ],
  [
    'the presentation',
    '',
    async (page) => {
      await page.keyboard.press('p');
      await page.getByRole('button', { name: 'Leave', exact: true }).waitFor();
    },
  ],
  [
    'a page within another',
    '?embed=1&panes=lifecycle,ledger',
    (page) => page.locator('#lifecycle svg').first().waitFor(),
  ],
];

/** What lies over the page, and how it opens. */
type Dialogs = readonly (readonly [name: string, open: (page: Page) => Promise<unknown>])[];
const COMMAND_DIALOGS: Dialogs = [
  ['the keys', (page) => pressTo(page, '?', 'Keys')],
  ['the palette', (page) => pressTo(page, 'Control+k', 'Search or command')],
  ['the branches', (page) => pressTo(page, 'b', 'Branches')],
  ['the sharing', (page) => pressTo(page, 's', 'Share')],
  ['the four paths', (page) => pressTo(page, 'w', /./)],
  [
    'a new scenario',
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search or command' }).fill('new scenario');
      await pressTo(page, 'Enter', 'New scenario');
    },
  ],
  [
    'what is kept',
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search or command' }).fill('all kept');
      await pressTo(page, 'Enter', /kept/i);
    },
  ],
];
const FILE_DIALOGS: Dialogs = [
  ['the problems of a file', (page) => pick(page, 'broken.json', '{"format":"orderscope-scenario"}')],
  [
    'an import with its mistakes',
    async (page) => {
      await pick(page, 'bad.csv', [HEAD, '2024-01-03,100,99,101,100,1', '2024-01-04,1,x,1,1,-5'].join('\n'));
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      await page.getByRole('table', { name: 'Mistakes' }).waitFor();
    },
  ],
  [
    'an import of unknown columns',
    (page) => pick(page, 'odd.csv', ['day;a;b;c;d', '2024-01-03;1.000;1.000;1.000;1.000'].join('\n')),
  ],
];

const SIZES = [
  { width: 1440, height: 900, colorSchemes: ['light', 'dark'] },
  { width: 1024, height: 768, colorSchemes: ['dark', 'light'] },
  { width: 390, height: 844, colorSchemes: ['light', 'dark'] },
] as const;

/** All that is wrong with the page at every size, in the light and in the dark; with a part of it, each size in one of both. */
async function faultsInAllLooks(page: Page, part?: string): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { width, height, colorSchemes } of SIZES) {
    await page.setViewportSize({ width, height });
    // Another width may ask for another layout, which a part that lies over the page has no part in.
    if (part === undefined) await page.waitForLoadState('networkidle');
    for (const colorScheme of part === undefined ? colorSchemes : colorSchemes.slice(0, 1)) {
      await page.emulateMedia({ colorScheme });
      const found = [...(await faultsOf(page, part)), ...(await smallTargetsOf(page))];
      faults.push(...found.map((fault) => `${colorScheme}, ${width} wide: ${fault}`));
    }
  }
  return faults;
}

describe('small or large, in the light or in the dark, axe and the size of targets find no fault with', () => {
  it.each(VIEWS)('%s', async (_, path, reach) => {
    const { page } = await openPage({ path });
    await reach(page);
    expect(await faultsInAllLooks(page)).toEqual([]);
  });

  it.each([
    ['of commands', COMMAND_DIALOGS],
    ['of files', FILE_DIALOGS],
  ] as const)('the dialogs %s', async (_, dialogs) => {
    const { page } = await openPage();
    const faults: string[] = [];
    for (const [name, open] of dialogs) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.locator('#lifecycle').focus();
      await open(page);
      faults.push(...(await faultsInAllLooks(page, 'dialog[open]')).map((fault) => `${name}, ${fault}`));
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
    expect(faults).toEqual([]);
  });

  it('the scenario menu', async () => {
    const { page } = await openPage();
    await page.getByRole('button', { name: /^Scenario/ }).click();
    await page.getByRole('menuitem', { name: /What nights cost/ }).waitFor();
    expect(await faultsInAllLooks(page, '[role=menu]')).toEqual([]);
    for (const { width, height } of SIZES) {
      await page.setViewportSize({ width, height });
      const box = await page.getByRole('menu').boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    }
  });

  it.each(['charts', 'ledger', 'inspector'])('a phone with the tab of the %s', async (tab) => {
    const { page } = await openPage({ width: 390, height: 844 });
    await page.getByRole('tab', { name: tab }).click();
    await page.waitForLoadState('networkidle');
    expect(await faultsOf(page)).toEqual([]);
    expect(await smallTargetsOf(page)).toEqual([]);
  });
});

describe('an enlarged or narrow page', () => {
  it.each([
    { width: 640, height: 450, context: { deviceScaleFactor: 2 } },
    { width: 320, height: 640 },
    { width: 320, height: 256, context: { deviceScaleFactor: 4 } },
  ])('does not scroll sideways at $width × $height', async (options) => {
    for (const path of ['', '#/backtest', '#/compare']) {
      const { page } = await openPage({ ...options, path });
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        options.width,
      );
    }
  });

  it.each([
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
    { width: 640, height: 450 },
  ])('never has the focus under the transport at $width × $height', async (options) => {
    const { page } = await openPage({ ...options, reducedMotion: 'reduce' });
    await page.waitForLoadState('networkidle');
    const hidden: string[] = [];
    for (let stops = 0; stops < 90; stops += 1) {
      await page.keyboard.press('Tab');
      const fault = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return null;
        const { left, top, width, height } = element.getBoundingClientRect();
        if (width === 0 || height === 0) return null;
        const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [x, y] as const));
        const isSeen = points.some(([x, y]) => {
          const above = document.elementFromPoint(left + width * x, top + height * y);
          return above !== null && (element.contains(above) || above.contains(element));
        });
        return isSeen ? null : element.outerHTML.slice(0, 140);
      });
      if (fault !== null) hidden.push(fault);
    }
    expect(hidden).toEqual([]);
  });

  it('moves nothing by itself where motion is not wanted', async () => {
    const { page } = await openPage({ reducedMotion: 'reduce' });
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    const moving = await page.evaluate(() =>
      Array.from(document.querySelectorAll('*')).flatMap((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element);
        const durations = [transitionDuration, animationDuration].flatMap((text) => text.split(', '));
        return durations.some((text) => Number.parseFloat(text) > 0) ? [element.outerHTML.slice(0, 100)] : [];
      }),
    );
    expect(moving).toEqual([]);
  });
});
