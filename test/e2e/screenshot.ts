/** `npx tsx test/e2e/screenshot.ts OUTDIR [PATH …]`: builds the page and takes pictures of it, for the eyes. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './browser.ts';
import { buildAndServe } from './server.ts';
import { openWatchedPage } from './watchedPage.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;

const [folder, ...paths] = process.argv.slice(2);
if (folder === undefined) {
  console.error(
    'Usage: npx tsx test/e2e/screenshot.ts OUTDIR [PATH …]   (a PATH is for example "#/learn" or "?embed=1")',
  );
  process.exit(2);
}

await mkdir(folder, { recursive: true });
const [app, browser] = await Promise.all([buildAndServe(), launchBrowser()]);
try {
  for (const path of paths.length === 0 ? [''] : paths) {
    const name = path.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'page';
    for (const size of SIZES) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const opened = await openWatchedPage(browser, app.url, {
          ...size,
          colorScheme,
          path,
          reducedMotion: 'reduce',
        });
        await opened.page.waitForLoadState('networkidle');
        // Charts draw after the first frame, once they know their size.
        await opened.page.waitForTimeout(500);
        const file = join(folder, `${name}-${size.width}x${size.height}-${colorScheme}.png`);
        await opened.page.screenshot({ path: file });
        console.log(file);
        for (const problem of opened.takeProblems()) {
          console.error(`  ${problem}`);
          process.exitCode = 1;
        }
        await opened.close();
      }
    }
  }
} finally {
  await browser.close();
  await app.close();
}
