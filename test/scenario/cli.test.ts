import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '../../src/scenario/format.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const TIMEOUT_MS = 60_000;

const SCENARIO = {
  format: 'orderscope-scenario',
  version: 1,
  name: 'From the command line',
  assets: [
    { code: 'USD', decimals: 2 },
    { code: 'BTC', decimals: 8 },
  ],
  pairs: [{ code: 'BTCUSD', base: 'BTC', quote: 'USD', tickSize: '0.01', lotSize: '0.00000001' }],
  accounts: [{ id: 'main', deposits: { USD: '1000' } }],
  steps: [
    {
      at: '2024-01-02T09:00:00Z',
      action: { type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'buy', volume: '2', price: '100' },
    },
    { at: '2024-01-02T09:01:00Z', action: { type: 'CANCEL_SPOT_LIMIT', order: 'O-7' } },
    { at: '2024-01-02T09:02:00Z', fill: { order: 'O-1', volume: '2', price: '99' } },
  ],
};
const RUNNING = {
  ...SCENARIO,
  steps: [SCENARIO.steps[0], { at: '2024-01-02T10:00:00Z', run: { pair: 'BTCUSD' } }],
};
const CANDLES = `time,open,high,low,close,volume
2024-01-02T09:30:00Z,100,100,50,60,1
2024-01-02T10:00:00Z,105,110,101,105,1
2024-01-02T11:00:00Z,105,106,98,99,1
`;

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'orderscope-cli-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file and returns its path. */
function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** Runs the command as `npm run scenario` does. */
function run(
  args: readonly string[],
  input = '',
): { readonly status: number | null; readonly out: string; readonly errors: readonly string[] } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/scenario/cli.ts', ...args],
    { cwd: ROOT, input, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  return { status, out: stdout, errors: stderr.split('\n').filter((line) => line !== '') };
}

function json(text: string): unknown {
  return JSON.parse(text) as unknown;
}

describe('a scenario that is played', { timeout: TIMEOUT_MS }, () => {
  it('[A2] ends with 0 and prints the world, denials and all', () => {
    const { status, out, errors } = run([file('sound.json', SCENARIO)]);
    expect({ status, errors }).toEqual({ status: 0, errors: [] });
    expect(json(out)).toMatchObject({
      scenario: 'From the command line',
      entries: 4,
      orders: [{ id: 'O-1', status: 'FILLED', averagePrice: '99' }],
      balances: { main: { USD: { available: '802.00' }, BTC: { available: '2.00000000' } } },
      denied: [{ step: 1, code: 'ORDER_NOT_FOUND', numbers: { order: 'O-7', account: 'main' } }],
    });
  });

  it('[O6] prints the same again, and the same from standard input', () => {
    const path = file('again.json', SCENARIO);
    const first = run([path]);
    expect(run([path]).out).toBe(first.out);
    expect(run(['-'], JSON.stringify(SCENARIO))).toEqual(first);
  });

  it('[L9] prints the world at a seq', () => {
    const path = file('at.json', SCENARIO);
    expect(json(run([path, '--at', '2']).out)).toMatchObject({
      cursor: { seq: 2 },
      orders: [{ status: 'PENDING', held: { USD: '200.00' } }],
    });
    expect(json(run([path, '--at', '0']).out)).toMatchObject({ entries: 0, orders: [], transactions: [] });
  });

  it('[L2] prints the ledger, the orders and the figures alone', () => {
    const path = file('outputs.json', SCENARIO);
    const ledger = run([path, '--out', 'ledger.csv']).out.trimEnd().split('\n');
    expect(ledger[0]).toBe(
      'seq,entry,at,account,asset,type,available,unavailable,availableAfter,unavailableAfter,order,fill,bar,phase,description',
    );
    expect(ledger[2]).toBe(
      '2,2,2024-01-02T09:00:00Z,main,USD,RESERVE_MARGIN,-200.00,200.00,800.00,200.00,O-1,,,,Set 200.00 USD aside for O-1',
    );
    expect(ledger).toHaveLength(6);
    const orders = run([path, '--out', 'orders.csv']).out.trimEnd().split('\n');
    expect(orders).toHaveLength(2);
    expect(orders[1]).toMatch(/^O-1,O-1,,spot,limit,main,BTCUSD,buy,FILLED,2,2,0,0,0,/);
    const statistics = json(run([path, '--out', 'statistics']).out);
    expect(statistics).toMatchObject({ entries: 4, statistics: { feesPaid: '0.00' } });
    expect(statistics).not.toHaveProperty('orders');
    expect(statistics).not.toHaveProperty('transactions');
  });

  it('[X3] runs through candles from the step’s time on', () => {
    const path = file('running.json', RUNNING);
    const candles = file('candles.csv', CANDLES);
    const { status, out } = run([path, '--candles', candles]);
    expect(status).toBe(0);
    // The bar before the run step would have filled it at 100.
    expect(json(out)).toMatchObject({
      cursor: { at: '2024-01-02T11:00:00Z' },
      orders: [{ status: 'FILLED', averagePrice: '100' }],
      statistics: { bars: 2 },
      denied: [],
    });
  });

  it('[A3] denies a run without candles, and does not fail', () => {
    const { status, out } = run([file('bare.json', RUNNING)]);
    expect(status).toBe(0);
    expect(json(out)).toMatchObject({ denied: [{ step: 1, code: 'CANDLES_MISSING' }] });
  });
});

describe('a command that cannot be carried out', { timeout: TIMEOUT_MS }, () => {
  it('[A2] ends with 2 and names every defect of the file, one a line', () => {
    const path = file('wrong.json', { ...SCENARIO, extra: 1, assets: [{ code: 'USD', decimals: '2' }] });
    const { status, out, errors } = run([path]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(errors).toEqual([
      `${path}: $.assets[0].decimals: expected a whole number from 0 to 12, found "2"`,
      `${path}: $.extra: unknown key; expected "format", "version", "name", "description", "seed", "assets", "pairs", "rules", "accounts", "settings", "steps"`,
    ]);
  });

  it('[A2] ends with 2 for 50 MB of steps, without reading them', () => {
    const step = JSON.stringify(SCENARIO.steps[1]);
    const steps = Array.from({ length: Math.ceil(5e7 / (step.length + 1)) }, () => step).join(',');
    const text = JSON.stringify({ ...SCENARIO, steps: [] }).replace('"steps":[]', `"steps":[${steps}]`);
    const path = file('huge.json', text);
    const found = `the file is ${(text.length / 1024 / 1024).toFixed(1)} MB; expected at most 16.0 MB`;
    const { status, out, errors } = run([path]);
    expect({ status, out, errors }).toEqual({ status: 2, out: '', errors: [`${path}: $: ${found}`] });
    const piped = run(['-'], text);
    expect(piped).toMatchObject({ status: 2, out: '' });
    expect(piped.errors.join()).toMatch(/^-: \$: the file is \d+\.\d MB; expected at most 16\.0 MB$/);
  });

  it('[A2] ends with 2 for more steps than a scenario may have, within the size', () => {
    const step = { at: '2024-01-02T09:00:00Z', overnight: {} };
    const text = JSON.stringify({ ...SCENARIO, steps: Array.from({ length: 100_001 }, () => step) });
    expect(text.length).toBeLessThan(MAX_FILE_BYTES);
    const path = file('long.json', text);
    expect(run([path])).toEqual({
      status: 2,
      out: '',
      errors: [`${path}: $.steps: expected at most 100000 steps`],
    });
  });

  it.each([
    ['no file', [], /^expected one scenario file, found 0$/],
    ['two files', ['a.json', 'b.json'], /^expected one scenario file, found 2$/],
    ['a file that is missing', ['missing.json'], /^missing\.json: cannot be read: ENOENT/],
    ['a folder', ['src'], /^src: cannot be read: EISDIR/],
    ['an option that is unknown', ['a.json', '--speed', '2'], /^Unknown option '--speed'/],
    ['a format that is unknown', ['a.json', '--out', 'xml'], /^--out: expected one of json, .*, found xml$/],
    ['a seq that is none', ['a.json', '--at', '-1'], /--at/],
    ['a seq with a fraction', ['a.json', '--at', '1.5'], /^--at: expected a seq such as 12, found 1\.5$/],
  ])('[A2] ends with 2 for %s', (_name, args, message) => {
    const { status, out, errors } = run(args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(errors[0]).toMatch(message);
    expect(errors.join('\n')).not.toMatch(/^\s+at /m);
  });

  it('[A2] ends with 2 for a seq beyond the last, for candles nobody asked for and for ones that are missing', () => {
    const path = file('beyond.json', SCENARIO);
    expect(run([path, '--at', '6'])).toEqual({
      status: 2,
      out: '',
      errors: ['--at: expected a seq from 0 to 5, found 6'],
    });
    const candles = file('unasked.csv', CANDLES);
    expect(run([path, '--candles', candles])).toMatchObject({
      status: 2,
      errors: ['--candles: the scenario has no run step to feed them to'],
    });
    const running = file('asked.json', RUNNING);
    const missing = join(folder, 'missing.csv');
    expect(run([running, '--candles', missing]).errors.join()).toContain(
      `${missing}: cannot be read: ENOENT`,
    );
  });

  it('[X9] ends with 2 for candles that are not sound, and names their lines', () => {
    const path = file('unsound.json', RUNNING);
    const candles = file('unsound.csv', `${CANDLES}2024-01-02T12:00:00Z,100,90,95,100,1\n`);
    const { status, out, errors } = run([path, '--candles', candles]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(errors.join('\n')).toMatch(/unsound\.csv: line 5, high: /);
  });
});
