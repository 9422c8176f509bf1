import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformWithOxc, type Plugin, type ResolvedConfig } from 'vite';

const SOURCE = 'src/worker/offline.worker.ts';

/** Writes the service worker, with the list of all files that were built and a version made of their contents. */
export function offline(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'orderscope:offline',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const files = new Map<string, string | Uint8Array>();
        for (const file of Object.values(bundle))
          files.set(file.fileName, file.type === 'chunk' ? file.code : file.source);
        for (const name of readdirSync(config.publicDir))
          files.set(name, readFileSync(join(config.publicDir, name)));

        const hash = createHash('sha256');
        const names = [...files.keys()].toSorted();
        for (const name of names) hash.update(name).update(files.get(name) ?? '');
        // By the address of its folder: a server may send the one with the name elsewhere.
        const addresses = names.map((name) => (name === 'index.html' ? './' : name));
        const path = join(config.root, SOURCE);
        const { code } = await transformWithOxc(readFileSync(path, 'utf8'), path);
        this.emitFile({
          type: 'asset',
          fileName: 'service-worker.js',
          source: `const FILES = ${JSON.stringify(addresses)};\nconst VERSION = '${hash.digest('hex').slice(0, 16)}';\n${code}`,
        });
      },
    },
  };
}
