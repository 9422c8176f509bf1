import { readFileSync, readSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { InvariantError } from '../domain/invariant.ts';
import { readCandlesCsv } from '../market/csv.ts';
import { ENCODING_BYTES, encodingOf } from '../market/csvEncoding.ts';
import { decimalsOf } from '../money/minorUnits.ts';
import { beancountFile } from './export/beancount.ts';
import { hledgerJournal } from './export/hledger.ts';
import { ledgerCsv } from './export/ledgerCsv.ts';
import { ordersCsv } from './export/ordersCsv.ts';
import { tradesCsv } from './export/tradesCsv.ts';
import { MAX_FILE_BYTES, parseScenario, tooLarge, type Problem, type Scenario } from './format.ts';
import { play, type CandlesByPair, type Player } from './play.ts';
import { reportOf, summaryOf } from './report.ts';

const USAGE = `Usage: npm run --silent scenario -- FILE.json [--candles FILE.csv] [--out FORMAT] [--at SEQ]
  FILE.json  a scenario file, or - for standard input
  --candles  a CSV of candles for the scenario's run steps
  --out      json (default), statistics, ledger.csv, orders.csv, trades.csv, hledger or beancount
  --at       the ledger's seq at which to print the world (default: the last)`;

/** What can be printed, by the name of the format. */
const OUTPUTS = {
  json: (player: Player, seq: number) => jsonText(reportOf(player, seq)),
  statistics: (player: Player, seq: number) => jsonText(summaryOf(player, seq)),
  'ledger.csv': ledgerCsv,
  'orders.csv': ordersCsv,
  'trades.csv': tradesCsv,
  hledger: hledgerJournal,
  beancount: beancountFile,
} as const satisfies Record<string, (player: Player, seq: number) => string>;

/** The files or the arguments are wrong: what to print, one line each. */
class UsageError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines[0] ?? '');
    this.lines = lines;
  }
}

// Whoever reads our output may stop reading before its end, as `head` does: nothing is wrong then.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = main(process.argv.slice(2));

/** Runs the command and returns its exit status: 0 done, 1 an invariant broke, 2 the files or the arguments are wrong. */
function main(args: readonly string[]): number {
  try {
    const { file, candlesFile, out, at } = readArguments(args);
    const scenario = readScenario(file);
    const player = play(scenario, readCandles(candlesFile, scenario));
    const last = player.journal.transactions.length;
    if (at !== null && at > last) {
      throw new UsageError([`--at: expected a seq from 0 to ${last}, found ${at}`]);
    }
    process.stdout.write(OUTPUTS[out](player, at ?? last));
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.lines.join('\n')}\n`);
      return 2;
    }
    if (error instanceof InvariantError) {
      process.stderr.write(`An invariant broke: ${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

function readArguments(args: readonly string[]): {
  readonly file: string;
  readonly candlesFile: string | null;
  readonly out: keyof typeof OUTPUTS;
  readonly at: number | null;
} {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { candles: { type: 'string' }, out: { type: 'string' }, at: { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError([error instanceof Error ? error.message : String(error), USAGE]);
  }
  const { positionals, values } = parsed;
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw new UsageError([`expected one scenario file, found ${positionals.length}`, USAGE]);
  }
  const out = values.out ?? 'json';
  if (!isOutput(out)) {
    throw new UsageError([`--out: expected one of ${Object.keys(OUTPUTS).join(', ')}, found ${out}`]);
  }
  if (values.at !== undefined && !/^\d{1,10}$/.test(values.at)) {
    throw new UsageError([`--at: expected a seq such as 12, found ${values.at}`]);
  }
  return {
    file,
    candlesFile: values.candles ?? null,
    out,
    at: values.at === undefined ? null : Number(values.at),
  };
}

function isOutput(name: string): name is keyof typeof OUTPUTS {
  return Object.hasOwn(OUTPUTS, name);
}

function readScenario(file: string): Scenario {
  const source = readBounded(file);
  const parsed =
    typeof source === 'string' ? parseScenario(source) : { ok: false as const, problems: [source] };
  if (parsed.ok) return parsed.scenario;
  throw new UsageError(parsed.problems.map(({ path, message }) => `${file}: ${path}: ${message}`));
}

/** The text of a file, or of standard input for `-`; no more than a scenario may have is read. */
function readBounded(file: string): string | Problem {
  return reading(file, () => {
    if (file !== '-') {
      const { size } = statSync(file);
      return size > MAX_FILE_BYTES ? tooLarge(size) : readFileSync(file, 'utf8');
    }
    const chunks: Buffer[] = [];
    let size = 0;
    const chunk = Buffer.alloc(1 << 16);
    for (let read = readChunk(0, chunk); read > 0; read = readChunk(0, chunk)) {
      size += read;
      if (size > MAX_FILE_BYTES) return tooLarge(size);
      chunks.push(Buffer.from(chunk.subarray(0, read)));
    }
    return Buffer.concat(chunks).toString('utf8');
  });
}

function readChunk(descriptor: number, into: Buffer): number {
  try {
    return readSync(descriptor, into);
  } catch (error) {
    // A closed or empty terminal reports the end in this way on some systems.
    if (error instanceof Error && 'code' in error && error.code === 'EOF') return 0;
    throw error;
  }
}

/** The candles of the file, for the pair that the scenario's first run step names. */
function readCandles(file: string | null, scenario: Scenario): CandlesByPair {
  if (file === null) return new Map();
  const run = scenario.steps.find((step) => 'run' in step);
  if (run === undefined) throw new UsageError(['--candles: the scenario has no run step to feed them to']);
  const pair = scenario.pairs.find(({ code }) => code === run.run.pair);
  const base = scenario.assets.find(({ code }) => code === pair?.base);
  const result = readCandlesCsv(
    reading(file, () => decoded(readFileSync(file))),
    {
      priceDecimals: decimalsOf(pair?.tickSize ?? '1'),
      volumeDecimals: base?.decimals ?? 0,
      // A scenario's numbers have a decimal point, so those of its candles are read in the same way.
      numberFormat: 'point',
    },
  );
  if (result.ok) {
    for (const { message } of result.notes) process.stderr.write(`${file}: ${message}\n`);
    return new Map([[run.run.pair, result.candles]]);
  }
  if ('question' in result) {
    const what = result.question.about === 'dateOrder' ? 'dates' : 'numbers';
    const samples = result.question.samples.map(({ line, value }) => `${value} (line ${line})`).join(', ');
    throw new UsageError([`${file}: ambiguous ${what}, expected ones that read in one way only: ${samples}`]);
  }
  const lines = result.errors.map(
    ({ line, column, message }) => `${file}: line ${line}, ${column}: ${message}`,
  );
  const more = result.total - lines.length;
  throw new UsageError(more > 0 ? [...lines, `${file}: and ${more} more`] : lines);
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes.subarray(0, ENCODING_BYTES))).decode(bytes);
}

function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError([`${file}: cannot be read: ${why}`]);
  }
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
