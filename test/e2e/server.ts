import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, preview } from 'vite';

/** The page as it will be published, on a port of this machine. */
export interface ServedApp {
  /** Ends with a slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Builds the page into a temporary folder and serves it from a folder below the root of the server, without falling
 * back to index.html: what a plain file server does, so that a wrong address shows.
 */
export async function buildAndServe(): Promise<ServedApp> {
  const outDir = await mkdtemp(join(tmpdir(), 'orderscope-'));
  await buildForProduction(outDir);
  const server = await preview({
    base: '/any/folder/',
    appType: 'mpa',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
    logLevel: 'warn',
  });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The preview server has no address');
  return {
    url,
    async close() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

/** Vite takes NODE_ENV from the environment; the test runner's would give React's development build. */
async function buildForProduction(outDir: string): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ build: { outDir, emptyOutDir: true }, logLevel: 'warn' });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}
