import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { openPage } from './openPage.ts';

const ALLOWED = { context: { serviceWorkers: 'allow' } } as const;

/** Until every file is kept and the page is served from there. */
async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** The app behind a server whose next version can be published. */
async function publisher(): Promise<{ readonly url: string; readonly publish: () => void }> {
  let version = '';
  const app = inject('appUrl');
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    const from = await fetch(new URL(path, app));
    const body = Buffer.from(await from.arrayBuffer());
    response.writeHead(from.status, { 'content-type': from.headers.get('content-type') ?? '' });
    const isWorker = path.endsWith('/service-worker.js');
    response.end(isWorker ? body.toString().replace("VERSION = '", `VERSION = '${version}`) : body);
  };
  const server = createServer((request, response) => void answer(request.url ?? '/', response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${new URL(app).pathname}`,
    publish: () => {
      version = 'next-';
    },
  };
}

describe('without a network', () => {
  it('opens again from any folder, loads what it has not shown yet, and runs a backtest', async () => {
    const { page } = await openPage(ALLOWED);
    await untilKept(page);
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await page.reload();
    expect(await page.getByRole('heading', { name: /^O-1/ }).innerText()).toContain('Partially filled');
    await page.locator('#charts canvas').first().waitFor();
    await page.getByRole('link', { name: 'Backtest' }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Open run 1 in Explore' }).waitFor();
    await page.goto(page.url().replace(/#.*/, '?embed=1'));
    await page.getByRole('link', { name: 'Open in Orderscope' }).waitFor();
  });

  it('can be installed: its icons are as large as it says', async () => {
    const { page } = await openPage();
    const icons = await page.evaluate(async () => {
      const address = document.querySelector<HTMLLinkElement>('link[rel=manifest]')?.href ?? '';
      const manifest = (await (await fetch(address)).json()) as { icons: { src: string; sizes: string }[] };
      return Promise.all(
        manifest.icons.map(async ({ src, sizes }) => {
          const image = new Image();
          image.src = new URL(src, address).href;
          await image.decode();
          return sizes === 'any' || sizes === `${image.naturalWidth}x${image.naturalHeight}`;
        }),
      );
    });
    expect(icons).toEqual([true, true, true, true]);
  });
});

describe('a new version', () => {
  it('is offered, waits to be asked for, and is shown then', async () => {
    const { url, publish } = await publisher();
    const { page } = await openPage({ ...ALLOWED, url });
    await untilKept(page);
    expect(await page.getByText('A new version is ready.').count()).toBe(0);

    publish();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.getByText('A new version is ready.').waitFor();
    await page.evaluate(() => document.body.classList.add('still-the-old-one'));
    const names = await page.evaluate(() => caches.keys());
    expect(names.some((name) => name.includes('next-'))).toBe(true);

    await page.keyboard.press('Home');
    expect(await page.locator('body.still-the-old-one').count()).toBe(1);
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.locator('body:not(.still-the-old-one)').waitFor();
    await page.getByRole('heading', { name: /^O-1/ }).waitFor();
    expect(await page.getByText('A new version is ready.').count()).toBe(0);
  });
});
