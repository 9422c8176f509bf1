import type { Browser } from 'playwright-core';
import { afterAll, expect, inject, onTestFinished } from 'vitest';
import { launchBrowser } from './browser.ts';
import { openWatchedPage, type PageOptions, type WatchedPage } from './watchedPage.ts';

let browser: Promise<Browser> | undefined;

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

/** Opens the built app for one test, closes it after the test, and fails the test when the page had problems. */
export async function openPage(options: PageOptions = {}): Promise<WatchedPage> {
  browser ??= launchBrowser();
  const opened = await openWatchedPage(await browser, inject('appUrl'), options);
  onTestFinished(async () => {
    const problems = opened.takeProblems();
    await opened.close();
    expect(problems, 'problems of the page').toEqual([]);
  });
  return opened;
}
