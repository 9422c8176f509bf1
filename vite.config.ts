import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { contentPolicy } from './build/contentPolicy.ts';
import { offline } from './build/offline.ts';
import { CHUNKS, preloadPage } from './build/preloadPage.ts';

export default defineConfig({
  // Relative addresses: the built page works from any folder of any server.
  base: './',
  plugins: [react(), preloadPage(), contentPolicy(), offline()],
  // The first versions that know `light-dark()`, so that it is kept as it is written.
  build: {
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    rolldownOptions: { output: { codeSplitting: CHUNKS } },
  },
  worker: { format: 'es' },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          setupFiles: 'test/setupSeed.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['test/**/*.test.tsx'],
          setupFiles: 'test/setupDom.ts',
          // A document in memory finds things by their roles slowly, and slower still on a busy machine.
          testTimeout: 15_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: 'test/e2e/globalSetup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // As patient as the browser's own waits: a page on a busy machine may come to it late.
          expect: { poll: { timeout: 30_000 } },
          // Two browsers at a time, and only when nothing else competes with them.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
