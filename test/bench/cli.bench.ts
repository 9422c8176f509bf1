/** Seconds of processor time that the command line takes as a whole process to play a file of candles and print the statistics, or the MB it holds at most (`memory`). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatScenario } from '../../src/scenario/format.ts';
import { csvOf, FAST, runScenario, SLOW, walk } from './market.ts';
import { median, report, task } from './measure.ts';

/** Lets the process tell at its end what it held at most, in kB, and its processor time, in µs. */
const TELL =
  "process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); process.stderr.write('used ' + maxRSS + ' ' + (userCPUTime + systemCPUTime)); })";

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
  const used = Array.from({ length: 3 }, () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        '--import',
        'tsx',
        '--import',
        `data:text/javascript,${encodeURIComponent(TELL)}`,
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
    const [, peakKb, processorUs] = /used (\d+) (\d+)/.exec(stderr) ?? [];
    return { peakMb: Number(peakKb) / 1024, seconds: Number(processorUs) / 1_000_000 };
  });
  report(median(used.map(({ peakMb, seconds }) => (variant === 'memory' ? peakMb : seconds))));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
