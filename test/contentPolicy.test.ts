import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { STYLE_HASHES } from '../build/contentPolicy.ts';

it('the content policy allows the style tag of lightweight-charts, as installed, and no other', () => {
  const manifest = createRequire(import.meta.url).resolve('lightweight-charts/package.json');
  const code = readFileSync(join(dirname(manifest), 'dist/lightweight-charts.production.mjs'), 'utf8');
  const styles = [...code.matchAll(/createElement\("style"\),this\.\w+\.innerText="([^"]+)"/g)].map(
    ([, css = '']) => css,
  );
  expect(code.split('createElement("style")').length - 1).toBe(styles.length);
  expect(STYLE_HASHES).toEqual(
    styles.map((css) => `sha256-${createHash('sha256').update(css).digest('base64')}`),
  );
});
