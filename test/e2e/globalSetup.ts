import type { TestProject } from 'vitest/node';
import { launchBrowser } from './browser.ts';
import { buildAndServe } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    appUrl: string;
  }
}

/** Once for all browser tests: builds and serves the page, and makes sure that there is a browser. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [app, browser] = await Promise.all([buildAndServe(), launchBrowser()]);
  await browser.close();
  project.provide('appUrl', app.url);
  return () => app.close();
}
