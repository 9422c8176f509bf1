/** Seconds that the command line takes to play a file of candles and print the statistics, or the MB it holds at most (`memory`). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatScenario } from '../../src/scenario/format.ts';
import { csvOf, FAST, runScenario, SLOW, walk } from './market.ts';
import { median, onceMs, report, task } from './measure.ts';

const PEAK =
  "process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + ' kB'))";

const { variant, size } = task();
const folder = mkdtempSync(join(tmpdir(), 'orderscope-bench-'));
try {
  const file = join(folder, 'scenario.json');
  const candles = join(folder, 'candles.csv');
  writeFileSync(
    file,
    formatScenario(runScenario({ strategy: 'smaCross', params: { fast: FAST, slow: SLOW } })),
  );
  writeFileSync(candles, csvOf(walk(size)));
  const peaks: number[] = [];
  const tookMs = Array.from({ length: 3 }, () =>
    onceMs(() => {
      const { status, stderr } = spawnSync(
        process.execPath,
        [
          '--import',
          'tsx',
          '--import',
          `data:text/javascript,${encodeURIComponent(PEAK)}`,
          'src/scenario/cli.ts',
          file,
          '--candles',
          candles,
          '--out',
          'statistics',
        ],
        { encoding: 'utf8' },
      );
      if (status !== 0) throw new Error(stderr);
      peaks.push(Number(/peak (\d+) kB/.exec(stderr)?.[1]) / 1024);
    }),
  );
  report(variant === 'memory' ? median(peaks) : median(tookMs) / 1000);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
