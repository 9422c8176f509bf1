import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './openPage.ts';

/** How long the page may be busy at a stretch on a machine that does other things too; the figures themselves are printed. */
const BOUND_MS = 250;

async function openBacktest(): Promise<Page> {
  const { page } = await openPage({ path: '#/backtest' });
  await page.getByRole('form', { name: 'New backtest' }).waitFor();
  return page;
}

async function run(page: Page): Promise<void> {
  const before = await page.getByRole('button', { name: /^Open run/ }).count();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: `Open run ${before + 1} in Explore` }).waitFor();
}

const CSV = [
  'Date,Open,High,Low,Close,Volume',
  ...Array.from({ length: 400 }, (_, index) => {
    const day = new Date(Date.UTC(2022, 0, 1 + index)).toISOString().slice(0, 10);
    const price = 100 + 20 * Math.sin(index / 9);
    return `${day},${price.toFixed(2)},${(price + 2).toFixed(2)},${(price - 2).toFixed(2)},${(price + 1).toFixed(2)},1000`;
  }),
].join('\n');

describe('backtests', () => {
  it('run 100,000 bars with the progress moving, while the page keeps answering', async () => {
    const page = await openBacktest();
    await page.getByLabel('Bars', { exact: true }).selectOption('100000');
    await page.getByLabel('Each').selectOption('15 minutes');
    // The first run also loads the worker and draws the results for the first time.
    await run(page);
    const { seen, runningMs, drawingMs } = await page.evaluate(async () => {
      const tasks: { readonly endMs: number; readonly tookMs: number }[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries())
          tasks.push({ endMs: startTime + duration, tookMs: duration });
      });
      observer.observe({ type: 'longtask' });
      const values = new Set<number>();
      new MutationObserver(() => {
        const bar = document.querySelector<HTMLProgressElement>('progress[value]');
        if (bar !== null) values.add(bar.value);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Run')?.click();
      const deadlineMs = performance.now() + 30_000;
      while (performance.now() < deadlineMs) {
        if (document.querySelector('[aria-label="Open run 2 in Explore"]') !== null) break;
        await new Promise((resolve) => {
          setTimeout(resolve, 4);
        });
      }
      const doneMs = performance.now();
      // What was observed last is told a little later.
      await new Promise((resolve) => {
        setTimeout(resolve, 300);
      });
      const longest = (some: typeof tasks): number => Math.max(0, ...some.map(({ tookMs }) => tookMs));
      // The last task before the run is seen as done draws its results.
      const drawing = tasks.findLast(({ endMs }) => endMs <= doneMs && endMs > doneMs - 50);
      return {
        seen: [...values],
        runningMs: longest(tasks.filter((task) => task.endMs <= doneMs && task !== drawing)),
        drawingMs: longest(tasks.filter((task) => task.endMs > doneMs || task === drawing)),
      };
    });
    process.stdout.write(
      `100,000 bars: progress seen at ${seen.join(', ')}; longest task while running ${runningMs} ms, drawing the results ${drawingMs} ms (0: none over 50 ms)\n`,
    );
    expect(seen.length).toBeGreaterThan(0);
    expect(runningMs).toBeLessThan(BOUND_MS);
    expect(drawingMs).toBeLessThan(BOUND_MS);
    expect(await page.getByRole('table').first().innerText()).toContain('Moving average crossing');
  });

  it('are offered again on the next visit, and give the same, until they are removed', async () => {
    const page = await openBacktest();
    await page.getByLabel('Seed').fill('11');
    await run(page);
    const returned = (): Promise<string> =>
      page.locator('#runs tbody tr').first().locator('td').nth(4).innerText();
    const before = await returned();
    await page.reload();
    await page.getByRole('button', { name: /^Run again: Moving average crossing/ }).click();
    await page.getByRole('button', { name: 'Open run 1 in Explore' }).waitFor();
    expect(await returned()).toBe(before);
    expect(await page.getByLabel('Seed').inputValue()).toBe('11');
    await page.getByRole('button', { name: 'Remove run 1' }).click();
    await page.reload();
    await page
      .getByRole('button', { name: /^Try it/ })
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: /^Run again/ }).count()).toBe(0);
  });

  it('are there again after a reload where they were looked at, at the same moment and order', async () => {
    const page = await openBacktest();
    await page.getByLabel('Seed').fill('12');
    await run(page);
    await page.getByRole('grid', { name: 'Trades' }).getByRole('row').nth(2).getByRole('button').click();
    const shown = page.getByRole('region', { name: 'Run', exact: true });
    await shown.waitFor();
    const seen = async (): Promise<readonly string[]> => [
      new URL(page.url()).hash,
      await page.getByLabel('What happened').innerText(),
      await page.locator('#order h2').innerText(),
    ];
    const before = await seen();
    await page.reload();
    await shown.waitFor();
    expect(await seen()).toEqual(before);
    // Without an order chosen, none of the scenario's is.
    await page.goto(page.url().replace(/&order=.*$/, ''));
    await page.reload();
    await shown.waitFor();
    expect(new URL(page.url()).hash).not.toContain('order');
    await page.goBack();
    await expect.poll(seen).toEqual(before);
    // It leads to its results, and back to where it was.
    await page.getByRole('button', { name: 'Its results' }).click();
    await page.getByRole('grid', { name: 'Trades' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^Run again/ }).waitFor();
    await page.goBack();
    await shown.waitFor();
    expect(await seen()).toEqual(before);
  });

  it('say when they cannot be run again for an address', async () => {
    const { page } = await openPage({ path: '#/explore?run=0&at=7&order=O-3' });
    await page.getByText('It is not kept in this browser').waitFor();
    expect(await page.getByRole('heading', { name: /^O-1\b/ }).innerText()).toContain('Partially filled');
  });

  it('[L1] are called off halfway and keep what they have', async () => {
    const page = await openBacktest();
    await page.getByLabel('Bars', { exact: true }).selectOption('1000000');
    // The strategy with the most to do, called off by the page itself as soon as there is progress: it must not be done before.
    await page.getByRole('combobox', { name: 'Strategy' }).selectOption('marketMaker');
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector('progress[value]') === null) return;
        observer.disconnect();
        [...document.querySelectorAll('button')]
          .find((button) => button.innerText.startsWith('Cancel, and'))
          ?.click();
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Open run 1 in Explore' }).waitFor();
    await page
      .getByText(/called off at [\d,]+/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Open run 1 in Explore' }).click();
    const inspector = page.getByRole('region', { name: 'Inspector' });
    await inspector.getByText('Unavailable is what orders and positions hold').waitFor();
    expect(await inspector.getByText(/invariant.*broken/i).count()).toBe(0);
  });

  it('lead from a trade to its moment in Explore, where nothing can be changed, and back', async () => {
    const page = await openBacktest();
    await run(page);
    const trades = page.getByRole('grid', { name: 'Trades' });
    await trades.getByRole('button', { name: 'Result' }).click();
    await trades.getByRole('button', { name: 'Result' }).click();
    expect(await trades.getByRole('columnheader', { name: 'Result' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    const best = trades.getByRole('row').nth(1);
    const order = (await best.getByRole('gridcell').nth(1).innerText()).trim();
    await best.getByRole('button').click();
    await page.getByRole('region', { name: 'Run', exact: true }).waitFor();
    expect(new URL(page.url()).hash).toMatch(/^#\/explore\?run=[0-9a-z]+&at=\d+&order=O-\d+$/);
    // A trade is named after its purchase; the moment shows what sold it.
    const [, seller = ''] = /^(O-\d+) sold/m.exec(await page.getByLabel('What happened').innerText()) ?? [];
    expect(seller).not.toBe(order);
    expect(await page.getByRole('heading', { name: new RegExp(`^${seller}\\b`) }).isVisible()).toBe(true);
    const modify = page.getByRole('button', { name: 'Modify…' });
    expect(await modify.getAttribute('aria-disabled')).toBe('true');
    expect(await modify.getAttribute('title')).toContain('record of a backtest');
    await page.goBack();
    await trades.waitFor();
    await page.goForward();
    await page.getByRole('button', { name: 'Back to the scenario' }).first().click();
    expect(await page.getByRole('heading', { name: /^O-1\b/ }).innerText()).toContain('Partially filled');
  });

  it('keep their place while one of their trades is looked at', async () => {
    const page = await openBacktest();
    await page.getByLabel('Fast').fill('5');
    await page.getByLabel('Slow').fill('20');
    await run(page);
    await page.getByText('Fees, leverage and execution').click();
    const trades = page.getByRole('grid', { name: 'Trades' });
    await trades.getByRole('button', { name: 'Result' }).click();
    await trades.focus();
    await page.keyboard.press('End');
    const last = trades.getByRole('row', { selected: true });
    const words = await last.innerText();
    const scrolled = await trades.evaluate(({ scrollTop }) => scrollTop);
    expect(scrolled).toBeGreaterThan(100);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Its results' }).click();
    await trades.waitFor();
    await expect.poll(() => trades.evaluate(({ scrollTop }) => scrollTop)).toBe(scrolled);
    expect(await last.innerText()).toBe(words);
    expect(await page.getByLabel('Maker fee').isVisible()).toBe(true);
  });

  it('come into sight on a phone, where they lie below the form', async () => {
    const { page } = await openPage({ path: '#/backtest', width: 390, height: 844 });
    const top = async (): Promise<number> => (await page.locator('#runs').boundingBox())?.y ?? Infinity;
    const head = await page.getByRole('banner').boundingBox();
    for (const number of [1, 2]) {
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByRole('button', { name: `Open run ${number} in Explore` }).waitFor();
      await expect.poll(top).toBeLessThan((head?.height ?? 0) + 20);
    }
  });

  it('stand side by side', async () => {
    const page = await openBacktest();
    await run(page);
    await page.getByRole('combobox', { name: 'Strategy' }).selectOption('buyAndHold');
    await run(page);
    await page.getByRole('checkbox', { name: 'Compare run 1 with the chosen one' }).check();
    const statistics = page.getByRole('region', { name: 'Statistics' });
    await statistics.getByRole('columnheader', { name: '#1 · Moving' }).waitFor();
    await statistics.getByRole('columnheader', { name: '#2 · Buy' }).waitFor();
    expect(await statistics.getByText('No trade has lost anything.').count()).toBe(1);
    await expect
      .poll(() => page.getByRole('list', { name: 'Lines drawn' }).getByRole('listitem').allInnerTexts())
      .toEqual(['#2 · Buy and hold', '#1 · Moving average crossing', 'BTC held']);
    await page.getByRole('button', { name: 'Remove run 1' }).click();
    await statistics.getByRole('columnheader', { name: '#1' }).waitFor({ state: 'detached' });
  });

  it('run on candles of one’s own, by keyboard', async () => {
    const page = await openBacktest();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Own CSV…' }).press('Enter');
    await (await chooser).setFiles({ name: 'acme.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
    const dialog = page.getByRole('dialog', { name: /acme\.csv/ });
    await dialog.getByRole('button', { name: 'Import', exact: true }).press('Enter');
    await page
      .getByText(/400 bars of ACME\/USD, 2022-01-01/)
      .first()
      .waitFor();
    const market = page.getByLabel('Market');
    const chosen = market.locator('option:checked');
    expect(await chosen.innerText()).toBe('acme.csv');
    await page.getByLabel('Fast').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('4');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Open run 1 in Explore' }).waitFor();
    const trades = page.getByRole('grid', { name: 'Trades' });
    await trades.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const shown = page.getByRole('region', { name: 'Run', exact: true });
    expect(await shown.innerText()).toContain('acme.csv');
    // On the next visit the candles are there again, until they are forgotten.
    await page.reload();
    await shown.waitFor();
    expect(await shown.innerText()).toContain('acme.csv');
    await page.getByRole('link', { name: 'Backtest' }).click();
    expect(await chosen.innerText()).toBe('acme.csv');
    await page.getByRole('button', { name: 'Forget the candles of acme.csv' }).press('Enter');
    const said = page.getByText('The candles of “acme.csv” are forgotten.');
    await said.waitFor();
    expect(await market.getByRole('option', { name: 'acme.csv' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    expect(await chosen.innerText()).toBe('acme.csv');
    await page.getByRole('button', { name: 'Forget the candles of acme.csv' }).press('Enter');
    await said.waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^Run again/ }).click();
    await page.getByText('It ran on “acme.csv”, whose candles are not here any more').waitFor();
  });

  it('say at the field what is wrong, and run nothing', async () => {
    const page = await openBacktest();
    await page.getByLabel('Slow').fill('3');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    expect(await page.getByText(/fast average to be shorter/).isVisible()).toBe(true);
    expect(await page.getByText('One field needs another value.').isVisible()).toBe(true);
    await page.getByLabel('Fast').fill('abc');
    expect(await page.getByText('Expected a number.').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: /^Open run/ }).count()).toBe(0);
  });

  it('have an address, and their own keys', async () => {
    const { page } = await openPage();
    await page.getByRole('link', { name: 'Backtest' }).click();
    await page.getByRole('form', { name: 'New backtest' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#/backtest');
    await page.goBack();
    await page.getByRole('heading', { name: /^O-1/ }).waitFor();
    await page.locator('#lifecycle').focus();
    await page.keyboard.press('r');
    await page.getByRole('form', { name: 'New backtest' }).waitFor();
    await page.getByRole('link', { name: 'Backtest' }).focus();
    await page.keyboard.press('x');
    await page.getByRole('heading', { name: /^O-1/ }).waitFor();
  });

  it.each([390, 320])('fit a page of %i, without scrolling sideways', async (width) => {
    const { page } = await openPage({ path: '#/backtest', width, height: 844 });
    await run(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});
