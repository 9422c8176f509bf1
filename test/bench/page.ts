/**
 * `npm run bench:page -- [--quick] [--write] [--rounds N]`: builds the page and measures it in a real Chromium, where it is used: a first run of a
 * million bars, a journal of a million lines, a file of a million rows; several rounds, each in pages of their own, and shows the medians. `--quick`
 * takes one round of a tenth of each, to see that it works; `--write` puts the table into docs/BENCHMARKS.md. Ends with 1 when a target is missed.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseArgs } from 'node:util';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../e2e/browser.ts';
import { buildAndServe } from '../e2e/server.ts';
import { openWatchedPage } from '../e2e/watchedPage.ts';
import { figure, printRow, writeSection, type Shown } from './document.ts';
import { csvOf, FAST, SLOW, walk } from './market.ts';
import { mainThreadDuring } from './mainThread.ts';
import { median } from './measure.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, write: { type: 'boolean' }, rounds: { type: 'string' } },
});
const QUICK = values.quick === true;
const ROUNDS = QUICK ? 1 : Number(values.rounds ?? 3);
const BARS = QUICK ? 100_000 : 1_000_000;
const FRAME_MS = 16.7;
/** Places on the way of the slider. */
const MOVES = 200;
const HEAD = ['', 'figure', 'target'];
const WIDTHS = [76, 26, 20];
const shown: Shown[] = [];

/** What the rounds have measured, by its name. */
interface Measured {
  readonly name: string;
  readonly values: number[];
  readonly unit: string;
  readonly most: number | null;
  readonly reason: string | undefined;
}
const measured = new Map<string, Measured>();
/** What "the same" is said of. */
let subject = '';

const TAKING_OVER = 'what the worker hands over is read in one task, and the figures of the run are drawn.';

/** Takes note of what one round has measured. */
function note(name: string, value: number, unit: string, most: number | null, reason?: string): void {
  if (!name.startsWith('the same')) subject = name;
  const key = `${subject}: ${name}`;
  const known = measured.get(key) ?? { name, values: [], unit, most, reason };
  known.values.push(value);
  measured.set(key, known);
}

/** Shows the medians of what was noted. */
function show(): void {
  for (const { name, values: rounds, unit, most, reason } of measured.values()) {
    const value = median(rounds);
    const met = most === null ? null : value <= most;
    const row = {
      cells: [name, `${figure(value)} ${unit}`, most === null ? '' : `≤ ${figure(most)} ${unit}`],
      met,
      reason,
    };
    printRow(WIDTHS, row);
    shown.push(row);
  }
  measured.clear();
}

/** What the page notes about itself from its start on: when it can be used, and when runs ended. */
const NOTES = `
  globalThis.notes = { ended: [], usableMs: NaN };
  let sayUsable;
  notes.whenUsable = new Promise((resolve) => { sayUsable = resolve; });
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', (event) => {
        const startMs = performance.now();
        if (event.data.kind === 'ended') notes.ended.push({ startMs, readMs: performance.now() - startMs, tookMs: event.data.tookMs });
      });
    }
  };
  new MutationObserver((_, observer) => {
    if (![...document.querySelectorAll('h1, h2, h3')].some(({ textContent }) => textContent.startsWith('O-'))) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { notes.usableMs = performance.now(); sayUsable(); }));
  }).observe(document, { subtree: true, childList: true });
  // Milliseconds from an act until what it leads to is there and painted.
  globalThis.untilPainted = async (act, isThere) => {
    const startMs = performance.now();
    act();
    while (!isThere()) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    performance.mark('painted');
    return performance.now() - startMs;
  };
  globalThis.buttonOf = (label) => [...document.querySelectorAll('button')].find((button) => button.getAttribute('aria-label') === label || button.textContent === label);
`;

async function openPage(browser: Browser, url: string, path: string) {
  return openWatchedPage(browser, url, { path, initScript: NOTES });
}

/** Kilobytes of some files, gzipped. */
async function weigh(addresses: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    addresses.map(async (address) => gzipSync(await (await fetch(address)).text()).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

/** First load: what it weighs, and how long it takes on a machine four times slower. */
async function measureStart(browser: Browser, url: string): Promise<void> {
  const opened = await openPage(browser, url, '');
  await opened.page.evaluate('notes.whenUsable');
  const scripts = await opened.page.evaluate<string[]>(
    `performance.getEntriesByType('resource').filter(({ name, startTime }) => name.endsWith('.js') && startTime < notes.usableMs).map(({ name }) => name)`,
  );
  await opened.close();
  const named = [...(await (await fetch(url)).text()).matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(
    ([, address = '']) => new URL(address, url).href,
  );
  note('first load: JavaScript that the page names, gzipped', await weigh(named), 'kB', 185);
  note(
    'the same with what its first picture asks for, charts included',
    await weigh([...new Set([...named, ...scripts])]),
    'kB',
    null,
  );
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  await context.addInitScript(NOTES);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(url);
  await page.evaluate('notes.whenUsable');
  note(
    'usable, with the processor slowed down four times',
    await page.evaluate<number>('notes.usableMs'),
    'ms',
    1500,
  );
  await context.close();
}

/** A file of candles, read where the page is. */
async function importCandles(page: Page): Promise<void> {
  // On disk: too much to be sent to the browser.
  const folder = await mkdtemp(join(tmpdir(), 'orderscope-bench-'));
  const file = join(folder, 'walk.csv');
  await writeFile(file, csvOf(walk(BARS)));
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Own CSV…' }).click();
  await (await chooser).setFiles(file);
  await page.getByRole('button', { name: 'Import', exact: true }).waitFor();
  const { longestMs } = await mainThreadDuring(page, async () => {
    const tookMs = await page.evaluate<number>(
      `untilPainted(() => buttonOf('Import').click(), () => document.querySelector('dialog[open]') === null)`,
    );
    note(`import a CSV file of ${BARS.toLocaleString('en-US')} rows`, tookMs / 1000, 's', 3);
  });
  note('the same, longest task of the page', longestMs, 'ms', 50);
  await rm(folder, { recursive: true });
}

async function fillStrategy(page: Page, fast: number, slow: number): Promise<void> {
  await page.getByLabel('Fast').fill(String(fast));
  await page.getByLabel('Slow').fill(String(slow));
}

/** Runs what the form says, and returns how long the worker took. */
async function run(page: Page, number: number): Promise<number> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: `Open run ${number} in Explore` }).waitFor({ timeout: 120_000 });
  return page.evaluate<number>('notes.ended.at(-1).tookMs');
}

async function measureRuns(browser: Browser, url: string): Promise<void> {
  const opened = await openPage(browser, url, '#/backtest');
  const { page } = opened;
  await page.getByRole('form', { name: 'New backtest' }).waitFor();
  await importCandles(page);
  await page.getByText('Fees, leverage and execution').click();
  for (const label of ['Maker fee', 'Taker fee']) await page.getByLabel(label).fill('0.001');
  await page.getByLabel('Deposit').fill('1000000');
  await fillStrategy(page, FAST, SLOW);
  const first = await mainThreadDuring(page, async () => {
    note(
      `first run of ${BARS.toLocaleString('en-US')} bars in the worker, statistics and curves included`,
      await run(page, 1),
      'ms',
      250,
      'three quarters of it are the backtest in Node, see there; statistics, curves and the list of trades are the rest. The code is compiled before, while the form is filled in.',
    );
  });
  note('the same, longest task of the page', first.longestMs, 'ms', 50, TAKING_OVER);
  // A price that goes up and down by chance crosses these at every other bar.
  await fillStrategy(page, 1, 2);
  const second = await mainThreadDuring(page, () => run(page, 2));
  note(
    'a run of about a million lines, from worker to page: longest task',
    second.longestMs,
    'ms',
    50,
    TAKING_OVER,
  );
  await measureExplore(page, 2, 'about a million lines');
  await opened.close();
}

/** The journal of a run in the views of Explore. */
async function measureExplore(page: Page, number: number, what: string): Promise<void> {
  const opening = await mainThreadDuring(page, () =>
    page.evaluate(
      `untilPainted(() => buttonOf('Open run ${number} in Explore').click(), () => document.querySelector('[aria-label="Ledger lines"] [role=row][id]') !== null)`,
    ),
  );
  const lines = await page.getByLabel('Filters of the ledger').locator('output').innerText();
  note(
    `open a run of ${what} in Explore, until its ledger is painted (${lines})`,
    opening.untilPaintedMs,
    'ms',
    what.startsWith('about') ? 150 : 100,
    'the journal is taken over, and the head of the page and the life cycle are drawn, before the ledger is.',
  );
  note(
    'the same, longest task of the page',
    opening.longestMs,
    'ms',
    50,
    'the journal is taken over and the head of the page is drawn in one task; prices, orders, balances and what is drawn of them are read through all lines in a task each.',
  );
  // What comes late has come, so that it is not taken for a part of what follows.
  await page.locator('#charts canvas').first().waitFor();
  await page.locator('#balances svg').nth(3).waitFor();
  await page.waitForTimeout(1000);
  const scrubbing = await mainThreadDuring(page, () => dragSlider(page));
  note(
    `scrub through ${what}: work a frame, 95th percentile`,
    scrubbing.frameMs(0.95),
    'ms',
    FRAME_MS,
    'one pane at least is drawn in each frame, or what one has left for it.',
  );
  const scrolling = await mainThreadDuring(page, () =>
    page.evaluate(`(async () => {
      const grid = document.querySelector('[aria-label="Ledger lines"]');
      for (let step = 0; step < 100; step += 1) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * step / 99;
      }
    })()`),
  );
  note(`scroll a ledger of ${what}: work a frame, 95th percentile`, scrolling.frameMs(0.95), 'ms', FRAME_MS);
  const filtering = await mainThreadDuring(page, () =>
    page.evaluate(`(async () => {
      const choice = document.querySelector('select[aria-label="Type of line"]');
      const count = document.querySelector('[aria-label="Filters of the ledger"] output');
      const before = count.textContent;
      await untilPainted(() => {
        choice.value = 'FEE_FILL';
        choice.dispatchEvent(new Event('change', { bubbles: true }));
      }, () => count.textContent !== before);
    })()`),
  );
  note(`filter ${what} by type, until painted`, filtering.untilPaintedMs, 'ms', 150);
}

/** Drags the slider from its end to its beginning, one move in each frame: as browsers hand over what a mouse does. */
async function dragSlider(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    const slider = document.querySelector('input[type=range][aria-label="Moment"]');
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    for (let move = 1; move <= ${MOVES}; move += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      set.call(slider, String(Math.round(Number(slider.max) * (1 - move / ${MOVES}))));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    }
  })()`);
}

/** A hundred thousand lines in Explore. */
async function measureHundredThousand(browser: Browser, url: string): Promise<void> {
  const opened = await openPage(browser, url, '#/backtest');
  const { page } = opened;
  await page.getByLabel('Bars', { exact: true }).selectOption(QUICK ? '5000' : '50000');
  await page.getByRole('combobox', { name: 'Strategy' }).selectOption('marketMaker');
  await run(page, 1);
  await measureExplore(page, 1, 'a hundred thousand lines');
  await opened.close();
}

/** Whether memory comes back: run after run, each removed again. */
async function measureMemory(browser: Browser, url: string): Promise<void> {
  const opened = await openPage(browser, url, '#/backtest');
  const { page } = opened;
  const session = await page.context().newCDPSession(page);
  await page.getByLabel('Bars', { exact: true }).selectOption(String(BARS));
  const held: number[] = [];
  for (let number = 1; number <= 10; number += 1) {
    await run(page, number);
    await page.getByRole('button', { name: `Remove run ${number}` }).click();
    held.push((await heldBytes(session)) / 2 ** 20);
  }
  const [first = 0, second = 0] = held;
  const last = held.at(-1) ?? 0;
  note(
    `memory of the page after ten runs of ${BARS.toLocaleString('en-US')} bars over that after two`,
    last - second,
    'MB',
    8,
  );
  process.stdout.write(`  (${figure(first)} MB after the first, ${figure(last)} MB after the last)\n`);
  await opened.close();
}

async function heldBytes(session: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const usage: { usedSize: number; backingStorageSize?: number } = await session.send('Runtime.getHeapUsage');
  return usage.usedSize + (usage.backingStorageSize ?? 0);
}

const [app, browser] = await Promise.all([buildAndServe(), launchBrowser()]);
try {
  printRow(WIDTHS, { cells: HEAD, met: null });
  for (const part of [measureStart, measureRuns, measureHundredThousand]) {
    for (let round = 0; round < ROUNDS; round += 1) await part(browser, app.url);
    show();
  }
  await measureMemory(browser, app.url);
  show();
  if (values.write === true) writeSection('page', `Chromium ${browser.version()}`, HEAD, shown);
  if (shown.some(({ met }) => met === false)) process.exitCode = 1;
} finally {
  await browser.close();
  await app.close();
}
