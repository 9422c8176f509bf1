/** Part of `npm run check`: builds the page and fails when what index.html loads at once is too large. */
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** Thousands of bytes of JavaScript, gzipped. */
const MOST_KB = 185;
/** Large, and needed only once something is drawn: each in a file of its own. */
const LATER = ['recharts', 'lightweight-charts'];

process.env['NODE_ENV'] = 'production';
const built = await build({ build: { write: false }, logLevel: 'warn' });
if (!('output' in built)) throw new Error('The build has no single output');
const chunks = new Map(
  built.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])),
);
const page = built.output.find(({ fileName }) => fileName === 'index.html');
if (page?.type !== 'asset') throw new Error('The build has no index.html');

const loaded = new Set<string>();
function load(file: string): void {
  const chunk = chunks.get(file);
  if (chunk === undefined || loaded.has(file)) return;
  loaded.add(file);
  chunk.imports.forEach(load);
}
for (const [, file = ''] of String(page.source).matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)) load(file);

const sizes = [...loaded].map((file) => ({
  file,
  kB: gzipSync(chunks.get(file)?.code ?? '').length / 1000,
}));
const total = sizes.reduce((sum, { kB }) => sum + kB, 0);
const problems: string[] = [];
for (const name of LATER) {
  const files = [...chunks.values()].filter(({ moduleIds }) =>
    moduleIds.some((id) => id.includes(`/node_modules/${name}/`)),
  );
  if (files.length === 0) problems.push(`${name} is in no file: take it off the list when it is not used`);
  for (const { fileName, moduleIds } of files) {
    if (loaded.has(fileName)) problems.push(`${name} is loaded at once, in ${fileName}`);
    if (moduleIds.some((id) => /\/src\//.test(id))) problems.push(`${name} shares ${fileName} with our code`);
  }
}
if (total > MOST_KB) {
  problems.push(
    `The first load is ${total.toFixed(1)} kB of JavaScript, gzipped; at most ${MOST_KB} are allowed:`,
    ...sizes.map(({ file, kB }) => `  ${kB.toFixed(1).padStart(6)} kB  ${file}`),
    'Load what the first paint does not need by import() (see src/app/boundViews.tsx).',
  );
}
console.log(`First load: ${total.toFixed(1)} kB of ${MOST_KB} kB of JavaScript, gzipped`);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
}
