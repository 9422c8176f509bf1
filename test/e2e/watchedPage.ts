import type { Browser, BrowserContextOptions, Locator, Page, Request } from 'playwright-core';

export interface PageOptions {
  /** CSS pixels; 1440 by default. */
  readonly width?: number;
  /** CSS pixels; 900 by default. */
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  /** The address of the app, where another server than the usual one has it. */
  readonly url?: string;
  /** What follows the address of the app, for example `?embed=1` or `#/learn`. */
  readonly path?: string;
  /** Runs in the page before its own scripts. */
  readonly initScript?: string;
  /** Further options of the Playwright context, for example `{ acceptDownloads: true }`. */
  readonly context?: BrowserContextOptions;
}

export interface WatchedPage {
  readonly page: Page;
  /** What went wrong so far, one line each; the list is emptied. For tests that expect something to go wrong. */
  takeProblems(): string[];
  close(): Promise<void>;
}

/**
 * Opens the app in a context of its own (nothing stored) and watches it: console errors and warnings, uncaught
 * errors, requests that fail or that the content policy forbids, and requests to anywhere but the app count as problems.
 */
export async function openWatchedPage(
  browser: Browser,
  usualUrl: string,
  options: PageOptions = {},
): Promise<WatchedPage> {
  const appUrl = options.url ?? usualUrl;
  const context = await browser.newContext({
    locale: 'en-US',
    timezoneId: 'UTC',
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.colorScheme ?? 'light',
    // What fades is neither waited for nor looked at halfway.
    reducedMotion: options.reducedMotion ?? 'reduce',
    // Keeping files for later costs every other test time.
    serviceWorkers: 'block',
    ...options.context,
  });
  if (options.initScript !== undefined) await context.addInitScript(options.initScript);
  const page = await context.newPage();
  waitAfterMoves(page);
  let problems: string[] = [];
  const appOrigin = new URL(appUrl).origin;

  page.on('console', (message) => {
    const type = message.type();
    const isOurDoing = message.text() === 'Service Worker registration blocked by Playwright';
    if ((type === 'error' || type === 'warning') && !isOurDoing)
      problems.push(`console ${type}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
  // What is broken off because the page is left, as by loading it again, has not failed.
  const visitOf = new WeakMap<Request, number>();
  let visits = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) visits += 1;
    visitOf.set(request, visits);
  });
  page.on('requestfailed', (request) => {
    const isLeft = (visitOf.get(request) ?? visits) < visits;
    if (isLeft && request.failure()?.errorText === 'net::ERR_ABORTED') return;
    problems.push(`request failed: ${request.url()} (${request.failure()?.errorText ?? 'no reason given'})`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== appOrigin)
      problems.push(`left the app: ${request.url()}`);
  });

  await page.goto(appUrl + (options.path ?? ''), { waitUntil: 'load' });
  await page.locator('#root > *').first().waitFor();
  return {
    page,
    takeProblems() {
      const taken = problems;
      problems = [];
      return taken;
    },
    close: () => context.close(),
  };
}

const patient = new WeakSet<object>();

async function settle(page: Page): Promise<void> {
  // A page that was closed by what was done has nothing more to show.
  await page.waitForFunction(() => document.documentElement.ariaBusy !== 'true').catch(() => {});
}

/** Whatever is done by keyboard or mouse is done once all panes show it: they take turns, and may be some frames behind. */
function waitAfterMoves(page: Page): void {
  const { keyboard, mouse } = page;
  const press = keyboard.press.bind(keyboard);
  keyboard.press = async (...key) => {
    await press(...key);
    await settle(page);
  };
  const click = mouse.click.bind(mouse);
  mouse.click = async (...place) => {
    await click(...place);
    await settle(page);
  };
  const locators = Object.getPrototypeOf(page.locator('html')) as Pick<Locator, 'click'>;
  if (patient.has(locators)) return;
  patient.add(locators);
  const { click: clickOn } = locators;
  locators.click = async function clickAndWait(this: Locator, ...options) {
    await clickOn.apply(this, options);
    await settle(this.page());
  };
}
