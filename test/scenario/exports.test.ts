import { describe, expect, it } from 'vitest';
import { formatUnits, parseUnits } from '../../src/money/minorUnits.ts';
import { beancountFile } from '../../src/scenario/export/beancount.ts';
import { hledgerJournal } from '../../src/scenario/export/hledger.ts';
import { tradesCsv } from '../../src/scenario/export/tradesCsv.ts';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import { play, type Player } from '../../src/scenario/play.ts';
import { tradesOf } from '../../src/scenario/report.ts';
import { Stage } from '../engine/stage.ts';
import { sampleCandles, sampleRun } from '../strategies/sampleRuns.ts';

/** More decimals than any asset has, so that all amounts are whole numbers of one unit. */
const DECIMALS = 12;

function units(text: string): bigint {
  const found = parseUnits(text, DECIMALS);
  if (found === null) throw new SyntaxError(`not an amount: ${text}`);
  return found;
}

/** What a reader of a ledger keeps: balances by account and commodity, and what was wrong. */
class Ledger {
  readonly wrong: string[] = [];
  readonly asserted = new Map<string, string>();
  readonly #balances = new Map<string, bigint>();
  #sums = new Map<string, bigint>();

  post(account: string, amount: string, commodity: string): void {
    const key = `${account} ${commodity}`;
    this.#balances.set(key, (this.#balances.get(key) ?? 0n) + units(amount));
    this.#sums.set(commodity, (this.#sums.get(commodity) ?? 0n) + units(amount));
  }

  assert(account: string, amount: string, commodity: string): void {
    const key = `${account} ${commodity}`;
    this.asserted.set(key, amount);
    const held = this.#balances.get(key) ?? 0n;
    if (held !== units(amount))
      this.wrong.push(`${key} is ${formatUnits(held, DECIMALS)}, asserted ${amount}`);
  }

  endTransaction(title: string): void {
    for (const [commodity, sum] of this.#sums) {
      if (sum !== 0n) this.wrong.push(`${title} is off by ${formatUnits(sum, DECIMALS)} ${commodity}`);
    }
    this.#sums = new Map();
  }
}

/** Reads exactly what the export may write, and nothing else; accounts and commodities are declared first. */
function readHledger(text: string): Ledger {
  const ledger = new Ledger();
  const declared = new Set<string>();
  let open: string | null = null;
  let day = '';
  for (const line of text.split('\n')) {
    const posting =
      /^ {4}([\w:./-]+) {2}(-?[\d.]+) ("[^"]+"|[A-Za-z]+)(?: (==?) (-?[\d.]+) ("[^"]+"|[A-Za-z]+))?(?: {2}; seq \d+ [A-Z_]+)?$/.exec(
        line,
      );
    if (posting !== null && open !== null) {
      const [, account = '', amount = '', commodity = '', sign, held, sameCommodity] = posting;
      if (!declared.has(account) || !declared.has(commodity)) ledger.wrong.push(`not declared: ${line}`);
      ledger.post(account, amount, commodity);
      if (sign !== undefined) ledger.assert(account, held ?? '', sameCommodity ?? '');
      continue;
    }
    if (open !== null) ledger.endTransaction(open);
    open = null;
    const start =
      /^(\d{4}-\d\d-\d\d) ([A-Z_]+(?: O-\d+)?|Balances)(?: {2}; entry \d+ at [\d-]+T[\d:.]+Z)?$/.exec(line);
    if (start !== null) {
      open = line;
      if ((start[1] ?? '') < day) ledger.wrong.push(`goes back in time: ${line}`);
      day = start[1] ?? '';
      continue;
    }
    const declaration = /^(?:account ([\w:./-]+)|commodity 1000\.\d* ("[^"]+"|[A-Za-z]+))$/.exec(line);
    if (declaration !== null) declared.add(declaration[1] ?? declaration[2] ?? '');
    else if (line !== '' && line !== 'decimal-mark .' && !line.startsWith('; '))
      ledger.wrong.push(`not understood: ${line}`);
  }
  return ledger;
}

/** As {@link readHledger}; an assertion holds at the start of its day. */
function readBeancount(text: string): Ledger {
  const ledger = new Ledger();
  const declared = new Set<string>();
  let open: string | null = null;
  let day = '';
  const currency = String.raw`[A-Z][A-Z0-9._-]{0,22}[A-Z0-9]`;
  const account = String.raw`(?:Assets|Equity|Income|Expenses)(?::[A-Z0-9][A-Za-z0-9-]*)+`;
  const posting = new RegExp(`^ {2}(${account}) {2}(-?[\\d.]+) (${currency}) ; seq \\d+ [A-Z_]+$`);
  const balance = new RegExp(
    `^(\\d{4}-\\d\\d-\\d\\d) balance (${account}) {2}(-?[\\d.]+) ~ 0 (${currency})$`,
  );
  const declaration = new RegExp(
    `^\\d{4}-\\d\\d-\\d\\d (?:commodity (${currency})|open (${account})(?: ${currency})?)$`,
  );
  for (const line of text.split('\n')) {
    const moved = posting.exec(line);
    if (moved !== null && open !== null) {
      const [, name = '', amount = '', unit = ''] = moved;
      if (!declared.has(name) || !declared.has(unit)) ledger.wrong.push(`not declared: ${line}`);
      ledger.post(name, amount, unit);
      continue;
    }
    if (/^ {2}(?:entry: \d+|(?:at|name): "[^"\\]+")$/.test(line)) continue;
    if (open !== null) ledger.endTransaction(open);
    open = null;
    const held = balance.exec(line);
    const start = /^(\d{4}-\d\d-\d\d) \* "[A-Z_]+(?: O-\d+)?"$/.exec(line);
    const declares = declaration.exec(line);
    if (start !== null) {
      open = line;
      if ((start[1] ?? '') < day) ledger.wrong.push(`goes back in time: ${line}`);
      day = start[1] ?? '';
    } else if (held !== null) {
      // Nothing may happen on a day whose start is asserted before the assertion is read.
      if ((held[1] ?? '') <= day) ledger.wrong.push(`asserted too early: ${line}`);
      ledger.assert(held[2] ?? '', held[3] ?? '', held[4] ?? '');
    } else if (declares !== null) declared.add(declares[1] ?? declares[2] ?? '');
    else if (line !== '' && !/^; |^option "title" "(?:[^"\\]|\\["\\])*"$/.test(line)) {
      ledger.wrong.push(`not understood: ${line}`);
    }
  }
  return ledger;
}

/** Every account and asset with both parts, as the exports have to assert them at the end. */
function holdings(player: Player, seq: number): readonly (readonly [string, string])[] {
  const { accounts, assets } = player.journal.header;
  return accounts.flatMap(({ id }) =>
    assets.flatMap(({ code, decimals }) => {
      const { available, unavailable } = player.balances.at({ seq }, id, code);
      const name = (part: string): string => ['assets', id, code, part].join(':');
      return [
        [`${name('available')} ${code}`, available.toFixed(decimals)] as const,
        [`${name('unavailable')} ${code}`, unavailable.toFixed(decimals)] as const,
      ];
    }),
  );
}

/** Assertions by account in lower case, as beancount wants capitals. */
function lowerCase(entries: Iterable<readonly [string, string]>): ReadonlyMap<string, string> {
  return new Map(Array.from(entries, ([key, value]) => [key.toLowerCase(), value]));
}

const played: readonly (readonly [string, Player])[] = [
  ...Object.entries(EXAMPLES).map(([slug, { scenario }]) => [slug, play(scenario)] as const),
  ['breakout in a gap-ridden market', sampleRun('breakout', 'derivatives', sampleCandles('gapRidden', 600))],
  ['grid where everything costs', sampleRun('grid', 'costlySpot', sampleCandles('crash', 300))],
];

describe.each(played)('the ledger of %s', (_, player) => {
  const { length } = player.journal.transactions;
  const seqs = [...new Set([0, 1, 2, Math.floor(length / 3), Math.floor(length / 2), length - 1, length])];

  it('[E1] balances and asserts everything as an hledger journal, at any seq', () => {
    for (const seq of seqs) {
      const { wrong, asserted } = readHledger(hledgerJournal(player, seq));
      expect(wrong).toEqual([]);
      expect(asserted).toEqual(new Map(holdings(player, seq)));
    }
  });

  it('[E1] balances and asserts everything as a beancount file, at any seq', () => {
    for (const seq of seqs) {
      const { wrong, asserted } = readBeancount(beancountFile(player, seq));
      expect(wrong).toEqual([]);
      expect(lowerCase(asserted)).toEqual(lowerCase(holdings(player, seq)));
    }
  });

  it('[E2] lists the closed trades as CSV, at any seq', () => {
    for (const seq of seqs) {
      const [header = '', ...rows] = tradesCsv(player, seq).trimEnd().split('\n');
      const columns = header.split(',');
      const trades = tradesOf(player, seq);
      expect(rows.map((row) => row.split(','))).toEqual(
        trades.map((trade) => columns.map((column) => String(trade[column as keyof typeof trade]))),
      );
    }
  });
});

describe('names that the other programs would not take', () => {
  const stage = new Stage({
    assets: [
      { code: 'usd', decimals: 2 },
      { code: '1INCH', decimals: 0 },
      { code: 'USD', decimals: 2 },
    ],
    pairs: [{ code: 'A/B', base: '1INCH', quote: 'usd', tickSize: '0.01', lotSize: '1' }],
    accounts: [
      { id: 'Equity', deposits: { usd: '10', '1INCH': '3' } },
      { id: 'a_b', deposits: { usd: '20' } },
      { id: 'a-b', deposits: { USD: '30' } },
    ],
    rules: { pair: 'A/B' },
  });
  stage.step({ adjust: { asset: 'usd', amount: '-1', reason: 'date: never ; "quoted"\n2024-01-01 close' } });

  it('[E1] are quoted or changed, no two to the same', () => {
    const { length } = stage.journal.transactions;
    const hledger = readHledger(hledgerJournal(stage.player, length));
    expect(hledger.wrong).toEqual([]);
    expect(hledger.asserted.get('assets:Equity:1INCH:available "1INCH"')).toBe('3');
    const beancount = readBeancount(beancountFile(stage.player, length));
    expect(beancount.wrong).toEqual([]);
    expect(beancount.asserted.size).toBe(hledger.asserted.size);
    expect(beancount.asserted.get('Assets:Equity-2:1INCH:Available X1INCH')).toBe('3');
    expect(beancount.asserted.get('Assets:A-b-2:USD:Available USD-2')).toBe('30.00');
  });
});

it('the readers see what is wrong', () => {
  const player = play(EXAMPLES['first-look'].scenario);
  const text = hledgerJournal(player, 7);
  expect(readHledger(text.replace('57.48 USD  ; seq 5', '57.49 USD  ; seq 5')).wrong).toHaveLength(1);
  expect(readHledger(text.replace('= 38438.40', '= 38438.41')).wrong).toHaveLength(1);
  expect(readHledger(text.replace('account expenses:fees:fill:main\n', '')).wrong).toHaveLength(1);
  const other = beancountFile(player, 7);
  expect(readBeancount(other.replace('38438.40 ~ 0', '38438.41 ~ 0')).wrong).toHaveLength(1);
  expect(readBeancount(other.replace('  57480.00 USD', '  57480.01 USD')).wrong).toHaveLength(1);
});
