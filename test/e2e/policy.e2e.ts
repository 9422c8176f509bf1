import { describe, expect, it } from 'vitest';
import { openPage } from './openPage.ts';

describe('the content policy', () => {
  it.each([
    ['a style in a text', `document.body.innerHTML += '<p style="color: red">x</p>'`],
    [
      'a script in a text',
      `document.body.append(Object.assign(document.createElement('script'), { text: '0' }))`,
    ],
    ['words as a program', `window.eval('0')`],
    ['another server', `fetch('https://example.com/').catch(() => {})`],
    ['a picture from elsewhere', `new Image().src = 'https://example.com/x.png'`],
  ])('forbids %s, and the tests hear of it', async (_, attempt) => {
    const opened = await openPage();
    const { page } = opened;
    const forbidden = page.evaluate(
      `new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.disposition), { once: true });
        setTimeout(() => { ${attempt} }, 0);
      })`,
    );
    expect(await forbidden).toBe('enforce');
    await expect.poll(() => opened.takeProblems().join('\n')).toContain('Content Security Policy');
    opened.takeProblems();
  });

  it('lets the page work in a frame', async () => {
    const { page } = await openPage();
    await page.waitForLoadState('networkidle');
    const address = page.url();
    const host = new URL('/host.html', address).href;
    await page.route(host, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<title>Host</title><link rel="icon" href="data:,"><iframe src="${address}" width="900" height="700"></iframe>`,
      }),
    );
    await page.goto(host);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: /^O-1/ }).waitFor();
    await frame.locator('#charts canvas').first().waitFor();
    expect(await frame.getByRole('heading', { name: /^O-1/ }).innerText()).toContain('Partially filled');
  });
});
