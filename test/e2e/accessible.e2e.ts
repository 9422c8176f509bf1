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

/** What axe finds wrong with the page as it stands, one line each. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  // Transitions are over, so that colours are what they will be.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] })`,
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

/** What can be on the screen, and how it gets there. */
const STATES: readonly (readonly [name: string, path: string, reach: (page: Page) => Promise<unknown>])[] = [
  ['Explore', '', (page) => page.locator('#lifecycle svg').first().waitFor()],
  ['Backtest', '#/backtest', (page) => page.getByRole('form', { name: 'New back-test' }).waitFor()],
  [
    'Backtest after a run',
    '#/backtest',
    async (page) => {
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByRole('button', { name: 'Open run 1 in Explore' }).waitFor();
    },
  ],
  ['Compare', '#/compare', (page) => page.locator('main').waitFor()],
  ...(
    [
      ['the keys', '?'],
      ['the palette', 'Control+k'],
      ['the branches', 'b'],
    ] as const
  ).map(
    ([name, key]) =>
      [
        name,
        '',
        async (page: Page): Promise<void> => {
          await page.keyboard.press(key);
          await page.getByRole('dialog').waitFor();
        },
      ] as const,
  ),
  [
    'a new scenario',
    '',
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search or command' }).fill('new scenario');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'New scenario' }).waitFor();
    },
  ],
  [
    'the scenario menu',
    '',
    async (page) => {
      await page.getByRole('button', { name: /^Scenario/ }).click();
      await page.getByRole('menuitem', { name: /What nights cost/ }).waitFor();
    },
  ],
];

/** The views, which come first, in all looks; the dialogs, which share their parts, in the first and the last. */
const VIEWS = 4;
const LOOKS = [
  ['light', 1440, 900],
  ['dark', 1440, 900],
  ['light', 390, 844],
  ['dark', 390, 844],
] as const;

describe('every view and dialog, by axe and by the size of its targets', () => {
  it.each(
    STATES.flatMap(([name, path, reach], index) =>
      LOOKS.filter((_, look) => index < VIEWS || look % 3 === 0).map(([colorScheme, width, height]) => ({
        name,
        path,
        reach,
        colorScheme,
        width,
        height,
      })),
    ),
  )('$name, $colorScheme, $width wide', async ({ path, reach, colorScheme, width, height }) => {
    const { page } = await openPage({ path, colorScheme, width, height, reducedMotion: 'reduce' });
    await page.waitForLoadState('networkidle');
    await reach(page);
    expect(await faultsOf(page)).toEqual([]);
    expect(await smallTargetsOf(page)).toEqual([]);
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
