import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Candles, type Candle } from '../../src/market/candles.ts';
import { CandleCsvReader, readCandlesCsv, type CsvOptions, type CsvResult } from '../../src/market/csv.ts';
import { CSV_DIALECTS, type CsvMapping } from '../../src/market/csvDialects.ts';
import type { CsvError } from '../../src/market/csvErrors.ts';
import { previewCsv } from '../../src/market/csvLayout.ts';
import { writeCandlesCsv } from '../../src/market/csvWrite.ts';

const JAN_2 = Date.UTC(2024, 0, 2);
const DAY = 86_400_000;

function flatBar(price: string): string {
  return `time,open,high,low,close\n2024-01-02,${[price, price, price, price].join(',')}`;
}

function accepted(result: CsvResult): Extract<CsvResult, { ok: true }> {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

function read(text: string, options: Partial<CsvOptions> = {}): Extract<CsvResult, { ok: true }> {
  return accepted(readCandlesCsv(text, { volumeDecimals: 0, ...options }));
}

function errorsOf(text: string, options: Partial<CsvOptions> = {}): readonly CsvError[] {
  const result = readCandlesCsv(text, { volumeDecimals: 0, ...options });
  if (!('errors' in result)) throw new Error('accepted or asked about');
  return result.errors;
}

function placesOf(errors: readonly CsvError[]): unknown[] {
  return errors.map(({ line, column, value, rule }) => [line, column, value, rule]);
}

function rowsOf(candles: Candles): Candle[] {
  return Array.from({ length: candles.length }, (_, at) => candles.candleAt(at));
}

const HEAD = 'time,open,high,low,close,volume';

function rowOf(day: number, open = '10'): string {
  return `2024-01-${String(day).padStart(2, '0')},${open},12,9,11,${day}`;
}

function datedFile(...dates: readonly string[]): string {
  return [HEAD, ...dates.map((date) => `${date},10,12,9,11,1`)].join('\n');
}

function daysOf(text: string, options: Partial<CsvOptions> = {}): readonly string[] {
  return rowsOf(read(text, options).candles).map(({ timeMs }) => new Date(timeMs).toISOString().slice(0, 10));
}

interface Sample {
  readonly name: string;
  readonly dialect: string;
  readonly text: string;
  /** Whole units of 10^-priceDecimals. */
  readonly bars: readonly (readonly [
    timeMs: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
  ])[];
  readonly priceDecimals: number;
  readonly volumeDecimals?: number;
}

const SAMPLES: readonly Sample[] = [
  {
    name: 'Binance klines in ms',
    dialect: 'binance',
    text: [
      '1704153600000,44179.55000000,45879.63000000,44148.34000000,44946.91000000,65146.40661000,1704239999999,2944331757.71,1834568,33006.81,1491770456.12,0',
      '1704240000000,44946.91000000,45500.00000000,40750.00000000,42845.23000000,81194.55173000,1704326399999,3507105549.27,2252570,39252.24,1696061553.21,0',
    ].join('\n'),
    bars: [
      [JAN_2, 4417955, 4587963, 4414834, 4494691, 6514640661000],
      [JAN_2 + DAY, 4494691, 4550000, 4075000, 4284523, 8119455173000],
    ],
    priceDecimals: 2,
    volumeDecimals: 8,
  },
  {
    name: 'Binance klines in µs',
    dialect: 'binance',
    text: '1735689600000000,93576.00,94509.42,93489.03,94401.14,755.99010,1735693199999999,71079000.1,1,1,1,0\r\n',
    bars: [[Date.UTC(2025, 0, 1), 9357600, 9450942, 9348903, 9440114, 75599010]],
    priceDecimals: 2,
    volumeDecimals: 5,
  },
  {
    name: 'Binance klines with a header',
    dialect: 'binance',
    text: [
      'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore',
      '1704153600000,0.08130,0.08250,0.08000,0.08200,1000,1704239999999,81.3,1,1,1,0',
    ].join('\n'),
    bars: [[JAN_2, 813, 825, 800, 820, 1000]],
    priceDecimals: 4,
  },
  {
    name: 'Yahoo',
    dialect: 'yahoo',
    text: [
      'Date,Open,High,Low,Close,Adj Close,Volume',
      '2024-01-02,187.149994,188.440002,183.889999,185.639999,184.938217,82488700',
      '2024-01-03,184.220001,185.880005,183.429993,184.250000,183.553467,58414500',
    ].join('\n'),
    bars: [
      [JAN_2, 187149994, 188440002, 183889999, 185639999, 82488700],
      [JAN_2 + DAY, 184220001, 185880005, 183429993, 184250000, 58414500],
    ],
    priceDecimals: 6,
  },
  {
    name: 'TradingView in unix seconds',
    dialect: 'tradingview',
    text: 'time,open,high,low,close,Volume,Volume MA\n1704153600,1.104,1.105,1.094,1.096,100,90\n1704240000,1.096,1.097,1.09,1.092,100,90',
    bars: [
      [JAN_2, 1104, 1105, 1094, 1096, 100],
      [JAN_2 + DAY, 1096, 1097, 1090, 1092, 100],
    ],
    priceDecimals: 3,
  },
  {
    name: 'TradingView in ISO times',
    dialect: 'tradingview',
    text: 'time,open,high,low,close,Volume\n2024-01-02T09:00:00+01:00,10,12,9,11,5',
    bars: [[JAN_2 + 8 * 3_600_000, 10, 12, 9, 11, 5]],
    priceDecimals: 0,
  },
  {
    name: 'MetaTrader 5',
    dialect: 'metatrader',
    text: [
      '<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>',
      '2024.01.02\t00:05:00\t141.021\t141.045\t140.998\t141.037\t245\t0\t12',
    ].join('\r\n'),
    bars: [[JAN_2 + 300_000, 141021, 141045, 140998, 141037, 245]],
    priceDecimals: 3,
  },
  {
    name: 'MetaTrader 5, daily, of an exchange that counts volume',
    dialect: 'metatrader',
    text: '<DATE>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n2024.01.02\t10.5\t10.75\t10.25\t10.5\t245\t9000\t1',
    bars: [[JAN_2, 1050, 1075, 1025, 1050, 9000]],
    priceDecimals: 2,
  },
  {
    name: 'MetaTrader 4 without a header',
    dialect: 'metatrader',
    text: '2024.01.02,00:00,1.10427,1.10450,1.10400,1.10430,512\n2024.01.02,00:01,1.10430,1.10440,1.10420,1.10425,300\n',
    bars: [
      [JAN_2, 110427, 110450, 110400, 110430, 512],
      [JAN_2 + 60_000, 110430, 110440, 110420, 110425, 300],
    ],
    priceDecimals: 5,
  },
  {
    name: 'Stooq, one symbol',
    dialect: 'stooq',
    text: 'Date,Open,High,Low,Close,Volume\r\n1896-05-27,29.39,29.39,29.39,29.39,0\r\n2024-01-02,37566.22,37790.08,37495.5,37715.04,367102890\r\n',
    bars: [
      [Date.UTC(1896, 4, 27), 2939, 2939, 2939, 2939, 0],
      [JAN_2, 3756622, 3779008, 3749550, 3771504, 367102890],
    ],
    priceDecimals: 2,
  },
  {
    name: 'Stooq, with tickers',
    dialect: 'stooq',
    text: '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\nAAPL.US,5,20240102,153500,187.15,187.2,186.9,187.0,1000,0',
    bars: [[JAN_2 + (15 * 60 + 35) * 60_000, 18715, 18720, 18690, 18700, 1000]],
    priceDecimals: 2,
  },
  {
    name: 'a table saved with its index',
    dialect: 'generic',
    text: ',Open,High,Low,Close,Volume\n2004-08-19,100,104.06,95.96,100.34,22351900\n2004-08-20,101.01,109.08,100.5,108.31,11428600\n',
    bars: [
      [Date.UTC(2004, 7, 19), 10000, 10406, 9596, 10034, 22351900],
      [Date.UTC(2004, 7, 20), 10101, 10908, 10050, 10831, 11428600],
    ],
    priceDecimals: 2,
  },
  {
    name: 'names in any case and order, without volume',
    dialect: 'generic',
    text: '\uFEFFClose, LOW ,Symbol,High,oPen,Timestamp\n11,9,ABC,12,10,1704153600000',
    bars: [[JAN_2, 10, 12, 9, 11, Number.NaN]],
    priceDecimals: 0,
  },
  {
    name: 'date and time apart',
    dialect: 'generic',
    text: 'Date|Time|Open|High|Low|Close|Vol\n2024/01/02|09:30|10|12|9|11|\n',
    bars: [[JAN_2 + 34_200_000, 10, 12, 9, 11, Number.NaN]],
    priceDecimals: 0,
  },
  {
    name: 'semicolons and decimal commas',
    dialect: 'generic',
    text: 'sep=;\r\nDatum;Date;Open;High;Low;Close;Volume\r\nx;02.01.2024;1.104,06;1.109,5;1.100;1.105;2.000\r\n\r\n',
    bars: [[JAN_2, 110406, 110950, 110000, 110500, 2000]],
    priceDecimals: 2,
  },
  {
    name: 'German names and numbers',
    dialect: 'generic',
    text: 'Datum;Eröffnung;Hoch;Tief;Schlusskurs;Volumen\n02.01.2024;1.104,06;1.109,5;1.100;1.105;2.000\n',
    bars: [[JAN_2, 110406, 110950, 110000, 110500, 2000]],
    priceDecimals: 2,
  },
  {
    name: 'quotes around everything',
    dialect: 'generic',
    text: '"date","a ""name""","open","high","low","close","volume"\n"2024-01-02","x, ""y""","1,104.06","1,109.50", "1,100.00" ,"1,105.00","2,000"\n',
    bars: [[JAN_2, 110406, 110950, 110000, 110500, 2000]],
    priceDecimals: 2,
  },
];

describe('readCandlesCsv', () => {
  it('has a sample of every dialect', () => {
    expect(new Set(SAMPLES.map((sample) => sample.dialect))).toEqual(
      new Set(CSV_DIALECTS.map(({ id }) => id)),
    );
  });

  it.each(SAMPLES)('reads $name', ({ dialect, text, bars, priceDecimals, volumeDecimals = 0 }) => {
    const result = read(text, { volumeDecimals });
    expect(rowsOf(result.candles)).toEqual(
      bars.map(([timeMs, open, high, low, close, volume]) => ({ timeMs, open, high, low, close, volume })),
    );
    expect([result.dialect, result.priceDecimals]).toEqual([dialect, priceDecimals]);
  });

  it.each(SAMPLES)('reads $name in chunks that end anywhere', ({ text, volumeDecimals = 0 }) => {
    const options = { volumeDecimals };
    const whole = accepted(readCandlesCsv(text, options));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (size) => {
        const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
          text.slice(at * size, (at + 1) * size),
        );
        const parts = accepted(readCandlesCsv(chunks, options));
        expect(rowsOf(parts.candles)).toEqual(rowsOf(whole.candles));
        expect({ ...parts, candles: 0 }).toEqual({ ...whole, candles: 0 });
      }),
    );
  });

  it('[X9] lists five different mistakes with line, column, value and what was expected', () => {
    const errors = errorsOf(
      [
        'Date,Open,High,Low,Close,Volume',
        '2024-01-02,10,12,9,11,100',
        '2024-01-03,11,8.5,9,8.7,100',
        '',
        '2024-01-04,11,NaN,9,10,100',
        '2024-01-02,10,12,9,11,100',
        '2024-01-05,10,12,0,11,100',
        'yesterday,10,12,9,11,100',
        '2024-01-06,10,12,9,11,100',
      ].join('\n'),
    );
    expect(placesOf(errors)).toEqual([
      [3, 'High', '8.5', 'HIGH_BELOW_LOW'],
      [5, 'High', 'NaN', 'NUMBER_UNREADABLE'],
      [6, 'Date', '2024-01-02', 'TIME_NOT_AFTER_LAST'],
      [7, 'Low', '0', 'PRICE_NOT_POSITIVE'],
      [8, 'Date', 'yesterday', 'TIME_UNREADABLE'],
    ]);
    expect(errors.map((error) => error.message)).toEqual([
      'High 8.5 is below Low 9: expected at least that',
      '"NaN" is not a number: expected digits with a decimal point',
      'Date 2024-01-02 is not after 2024-01-04T00:00:00.000Z in line 5: expected oldest first, no time twice',
      'Low 0 is 0 with 1 price decimals: expected a price above 0',
      '"yesterday" is not a time: expected 2024-01-02, 2024-01-02T09:30:00Z, 20240102, 02.01.2024, 02/01/2024, or unix time in s, ms or µs',
    ]);
  });

  it.each([
    ['a doubled time', '2024-01-02,10,12,9,11,1', [3, 'time', '2024-01-02', 'TIME_NOT_AFTER_LAST']],
    ['too few fields', '2024-01-03,10,12,9,11', [3, '', '5 fields', 'FIELD_COUNT']],
    ['too many fields', '2024-01-03,10,12,9,11,1,1', [3, '', '7 fields', 'FIELD_COUNT']],
    ['a null', '2024-01-03,10,12,9,null,1', [3, 'close', 'null', 'NUMBER_UNREADABLE']],
    ['nothing where a price should be', '2024-01-03,,12,9,11,1', [3, 'open', '', 'NUMBER_UNREADABLE']],
    ['a NaN volume', '2024-01-03,10,12,9,11,NaN', [3, 'volume', 'NaN', 'NUMBER_UNREADABLE']],
    ['a negative volume', '2024-01-03,10,12,9,11,-1', [3, 'volume', '-1', 'VOLUME_NEGATIVE']],
    ['a negative price', '2024-01-03,10,12,-9,11,1', [3, 'low', '-9', 'PRICE_NOT_POSITIVE']],
    ['an open above the high', '2024-01-03,13,12,9,11,1', [3, 'open', '13', 'OUTSIDE_HIGH_LOW']],
    ['a close below the low', '2024-01-03,10,12,9,8,1', [3, 'close', '8', 'OUTSIDE_HIGH_LOW']],
    ['an open quote', '2024-01-03,"10,12,9,11,1', [3, '', '2024-01-03,"10,12,9,11,1', 'QUOTE_NOT_CLOSED']],
    [
      'an order of day and month that is unclear',
      '01/03/2024,10,12,9,11,1',
      [3, 'time', '01/03/2024', 'TIME_UNREADABLE'],
    ],
    ['a price beyond 2^53', '2024-01-03,10,1e16,9,11,1', [3, 'high', '1e16', 'PRICE_INVALID']],
  ])('[X9] refuses %s', (_name, row, place) => {
    const errors = errorsOf(`time,open,high,low,close,volume\n2024-01-02,10,12,9,11,1\n${row}\n`);
    expect(placesOf(errors)).toEqual([place]);
  });

  describe('a file with its newest bar first', () => {
    it('[X9] is turned around, and says so', () => {
      const { candles, notes } = read([HEAD, rowOf(5), rowOf(4), rowOf(3), rowOf(2)].join('\n'));
      expect(rowsOf(candles)).toEqual(
        rowsOf(read([HEAD, rowOf(2), rowOf(3), rowOf(4), rowOf(5)].join('\n')).candles),
      );
      expect(notes).toEqual([
        { code: 'NEWEST_FIRST', count: 4, message: 'The newest candle stood first: 4 rows turned around' },
      ]);
    });

    it('[X9] is refused where a row breaks that order, which the others show, with all other mistakes', () => {
      const errors = errorsOf(
        [HEAD, rowOf(5), rowOf(4), rowOf(4), rowOf(3, 'x'), rowOf(9), rowOf(2)].join('\n'),
      );
      expect(placesOf(errors)).toEqual([
        [4, 'time', '2024-01-04', 'TIME_NOT_BEFORE_LAST'],
        [5, 'open', 'x', 'NUMBER_UNREADABLE'],
        [6, 'time', '2024-01-09', 'TIME_NOT_BEFORE_LAST'],
      ]);
      expect(errors[2]?.message).toBe(
        'time 2024-01-09 is not before 2024-01-03T00:00:00.000Z in line 5: expected newest first, as in most lines, no time twice',
      );
    });

    it('[X9] reads as the same file the other way round does, in whatever pieces it comes', () => {
      const days = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 2 });
      fc.assert(
        fc.property(days, fc.integer({ min: 1, max: 40 }), (found, size) => {
          const rows = found
            .toSorted((a, b) => b - a)
            .map((day) => rowOf(day, day % 3 === 0 ? '10.25' : '10'));
          const text = [HEAD, ...rows].join('\n');
          const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
            text.slice(at * size, (at + 1) * size),
          );
          const turned = accepted(readCandlesCsv(pieces, { volumeDecimals: 0 }));
          const straight = read([HEAD, ...rows.toReversed()].join('\n'));
          expect(rowsOf(turned.candles)).toEqual(rowsOf(straight.candles));
          expect(turned.priceDecimals).toBe(straight.priceDecimals);
        }),
      );
    });
  });

  describe('dates between slashes', () => {
    it('are read in the one order that they can have', () => {
      expect(daysOf(datedFile('01/12/2024', '01/13/2024'))).toEqual(['2024-01-12', '2024-01-13']);
      expect(daysOf(datedFile('12/01/2024', '13/01/2024'))).toEqual(['2024-01-12', '2024-01-13']);
      expect(daysOf(datedFile('1/2/2024 16:00:00', '1/13/2024 16:00:00'))).toEqual([
        '2024-01-02',
        '2024-01-13',
      ]);
    });

    it('are asked about where both are possible, and read as answered', () => {
      const text = datedFile('01/02/2024', '01/03/2024');
      expect(readCandlesCsv(text, { volumeDecimals: 0 })).toEqual({
        ok: false,
        question: {
          about: 'dateOrder',
          samples: [
            { line: 2, column: 'time', value: '01/02/2024' },
            { line: 3, column: 'time', value: '01/03/2024' },
          ],
          choices: [
            { answer: { dateOrder: 'monthFirst' }, readings: ['2024-01-02', '2024-01-03'] },
            { answer: { dateOrder: 'dayFirst' }, readings: ['2024-02-01', '2024-03-01'] },
          ],
        },
      });
      expect(daysOf(text, { dateOrder: 'monthFirst' })).toEqual(['2024-01-02', '2024-01-03']);
      expect(daysOf(text, { dateOrder: 'dayFirst' })).toEqual(['2024-02-01', '2024-03-01']);
    });

    it('are asked about after the numbers, with the answer to that kept', () => {
      const text = 'day;open;high;low;close\n01/02/2024;1.000;1.000;1.000;1.000';
      const mapping = {
        hasHeader: true,
        time: 0,
        clock: null,
        open: 1,
        high: 2,
        low: 3,
        close: 4,
        volume: null,
      };
      const about = (options: Partial<CsvOptions>): unknown => {
        const result = readCandlesCsv(text, { volumeDecimals: 0, mapping, ...options });
        return 'question' in result ? result.question.about : result.ok;
      };
      expect(about({})).toBe('numberFormat');
      expect(about({ numberFormat: 'comma' })).toBe('dateOrder');
      expect(about({ numberFormat: 'comma', dateOrder: 'dayFirst' })).toBe(true);
    });

    it('[X9] are refused where they contradict each other', () => {
      expect(placesOf(errorsOf(datedFile('01/13/2024', '14/01/2024')))).toEqual([
        [3, 'time', '14/01/2024', 'TIME_UNREADABLE'],
      ]);
    });
  });

  it('[X9] names every mistake of a row', () => {
    const errors = errorsOf('time,open,high,low,close,volume\n2024-01-32,x,8,9,,-1');
    expect(placesOf(errors)).toEqual([
      [2, 'time', '2024-01-32', 'TIME_UNREADABLE'],
      [2, 'open', 'x', 'NUMBER_UNREADABLE'],
      [2, 'close', '', 'NUMBER_UNREADABLE'],
      [2, 'high', '8', 'HIGH_BELOW_LOW'],
      [2, 'volume', '-1', 'VOLUME_NEGATIVE'],
    ]);
  });

  it('names the columns of a file without a header by what they hold', () => {
    const errors = errorsOf('2024.01.02,00:00,1.1,1.2,1.0,1.1,5\n2024.01.02,25:00,1.1,1.2,1.3,1.1,5');
    expect(placesOf(errors)).toEqual([
      [2, 'clock', '25:00', 'TIME_UNREADABLE'],
      [2, 'high', '1.2', 'HIGH_BELOW_LOW'],
    ]);
  });

  it.each([
    ['an empty file', '', [[1, '', '', 'FILE_EMPTY']]],
    ['blank lines', '\uFEFF \r\n\n', [[1, '', '', 'FILE_EMPTY']]],
    ['a header alone', 'time,open,high,low,close\n', [[1, '', '', 'NO_ROWS']]],
    [
      'missing columns',
      '\ntime,open,high,last\n2024-01-02,1,2,3',
      [
        [2, 'low', 'time, open, high, last', 'COLUMN_MISSING'],
        [2, 'close', 'time, open, high, last', 'COLUMN_MISSING'],
      ],
    ],
    [
      'row numbers where the times should be',
      ',open,high,low,close\n0,10,12,9,11',
      [[1, 'time', ', open, high, low, close', 'COLUMN_MISSING']],
    ],
    ['an unknown shape', '2024-01-02,10,12,9,11', [[1, '', '2024-01-02, 10, 12, 9, 11', 'SHAPE_UNKNOWN']]],
  ])('[X9] refuses %s', (_name, text, places) => {
    expect(placesOf(errorsOf(text))).toEqual(places);
  });

  it('[X9] keeps the first thousand mistakes and counts all', () => {
    const rows = Array.from({ length: 2500 }, () => '2024-01-02,10,12,9,11').join('\n');
    const result = readCandlesCsv(`time,open,high,low,close\n${rows}`, { volumeDecimals: 0 });
    expect(result).toMatchObject({ ok: false, total: 2499 });
    expect('errors' in result && result.errors.length).toBe(1000);
  });

  describe('decimals', () => {
    it('[M5] rounds the noise of binary fractions at eight decimals, half to even, and says so', () => {
      const { candles, priceDecimals, notes } = read(flatBar('104.05999755859375'));
      expect([candles.candleAt(0).open, priceDecimals]).toEqual([10405999756, 8]);
      expect(notes).toContainEqual({
        code: 'PRICES_ROUNDED',
        count: 4,
        message: '4 prices with more than 8 decimals, rounded half to even',
      });
    });

    it('[M5] rounds prices to the decimals of the pair and says how many', () => {
      const text = `${flatBar('100.125')}\n2024-01-03,100.5,100.5,100.1,100.135`;
      const { candles, notes } = read(text, { priceDecimals: 2, numberFormat: 'point' });
      expect(rowsOf(candles).map(({ open, close }) => [open, close])).toEqual([
        [10012, 10012],
        [10050, 10014],
      ]);
      expect(notes).toMatchObject([
        { code: 'PRICES_ROUNDED', count: 5 },
        { code: 'NO_VOLUME', count: 2 },
      ]);
    });

    it('[M5] finds the decimals anywhere in the file, and within one row', () => {
      const text = `${flatBar('100')}\n2024-01-03,101,101.12345,100.125,100.5\n2024-01-04,7,7,7,7`;
      const { candles, priceDecimals } = read(text);
      expect(priceDecimals).toBe(5);
      expect(Array.from(candles.open)).toEqual([10000000, 10100000, 700000]);
      expect(candles.candleAt(1)).toMatchObject({ high: 10112345, low: 10012500, close: 10050000 });
    });

    it('[X9] refuses a price that rounds to 0, and one too large for the decimals another needs', () => {
      expect(errorsOf(flatBar('0.000000001'))[0]).toMatchObject({ line: 2, rule: 'PRICE_NOT_POSITIVE' });
      const errors = errorsOf(`${flatBar('9000000000.5')}\n2024-01-03,1,1.00000001,1,1`);
      expect(placesOf(errors)).toEqual([[2, 'high', '9000000000.5', 'PRICE_INVALID']]);
    });

    it('rounds volumes to minor units and says how many', () => {
      const text =
        'time,open,high,low,close,volume\n2024-01-02,1,1,1,1,0.125\n2024-01-03,1,1,1,1,12345678901234567.5';
      const { candles, notes } = read(text, { volumeDecimals: 2 });
      expect(Array.from(candles.volume)).toEqual([12, Number('1234567890123456750')]);
      expect(notes).toMatchObject([{ code: 'VOLUMES_ROUNDED', count: 1 }]);
    });

    it.each([-1, 13, 1.5])('refuses %d decimals', (decimals) => {
      expect(() => readCandlesCsv('', { volumeDecimals: decimals })).toThrow('expected a whole number');
      expect(() => readCandlesCsv('', { volumeDecimals: 0, priceDecimals: decimals })).toThrow(
        'priceDecimals',
      );
    });
  });

  describe('1.000 against 1,000', () => {
    const ambiguous = 'time;open;high;low;close;volume\n2024-01-02;1.000;1.200;1.000;1.100;5\n';

    it('is asked, with both readings', () => {
      expect(readCandlesCsv(ambiguous, { volumeDecimals: 0 })).toEqual({
        ok: false,
        question: {
          about: 'numberFormat',
          samples: [
            { line: 2, column: 'open', value: '1.000' },
            { line: 2, column: 'high', value: '1.200' },
            { line: 2, column: 'low', value: '1.000' },
            { line: 2, column: 'close', value: '1.100' },
          ],
          choices: [
            { answer: { numberFormat: 'point' }, readings: ['1', '1.2', '1', '1.1'] },
            { answer: { numberFormat: 'comma' }, readings: ['1000', '1200', '1000', '1100'] },
          ],
        },
      });
    });

    it('takes the answer', () => {
      expect(read(ambiguous, { numberFormat: 'point' }).candles.candleAt(0).high).toBe(12);
      expect(read(ambiguous, { numberFormat: 'comma' }).candles.candleAt(0).high).toBe(1200);
    });

    it('is not asked where a later number tells', () => {
      const point = read(`${ambiguous}2024-01-03;1.000;1.200;1.000;1.15;5`);
      expect([point.priceDecimals, point.candles.candleAt(0).high]).toEqual([2, 120]);
      const comma = read(`${ambiguous}2024-01-03;1.000;1.200,5;1.000;1.100;5`);
      expect([comma.priceDecimals, comma.candles.candleAt(0).high]).toEqual([1, 12000]);
    });

    it('is not asked of programs that always write a point', () => {
      const text = '2024.01.02,00:00,141.021,141.045,140.998,141.037,245';
      expect(read(text).candles.candleAt(0).open).toBe(141021);
    });

    it('is asked with commas in quotes, too', () => {
      const text = 'time,open,high,low,close\n2024-01-02,"1,000","1,200","1,000","1,100"';
      expect(readCandlesCsv(text, { volumeDecimals: 0 })).toHaveProperty('question');
    });
  });

  describe('columns mapped by hand', () => {
    const mapping: CsvMapping = {
      hasHeader: false,
      time: 5,
      clock: null,
      open: 3,
      high: 1,
      low: 2,
      close: 0,
      volume: null,
    };

    it('are read as they are mapped', () => {
      const { candles, dialect } = read('11,12,9,10,x,2024-01-02\n12,13,10,11,x,2024-01-03', { mapping });
      expect(candles.candleAt(0)).toMatchObject({ timeMs: JAN_2, open: 10, high: 12, low: 9, close: 11 });
      expect([candles.length, dialect]).toEqual([2, 'byHand']);
    });

    it('must be in the file', () => {
      expect(placesOf(errorsOf('11,12,9,10\n', { mapping }))).toEqual([
        [1, 'time', '11, 12, 9, 10', 'COLUMN_MISSING'],
      ]);
    });

    it('may have a header of any names', () => {
      const text = 'c;h;l;o;;d\n11;12;9;0;x;2024-01-02';
      expect(placesOf(errorsOf(text, { mapping: { ...mapping, hasHeader: true } }))).toEqual(
        [
          [2, 'o', '0', 'OUTSIDE_HIGH_LOW'],
          [2, 'o', '0', 'PRICE_NOT_POSITIVE'],
        ].toReversed(),
      );
    });
  });

  it('counts rows while it reads, and changes nothing it gave by reading on', () => {
    const reader = new CandleCsvReader({ volumeDecimals: 0 });
    reader.push('time,open,high,low,close\n');
    expect(reader.rowCount).toBe(0);
    for (let day = 0; day < 30; day += 1) reader.push(`${JAN_2 + day * DAY},1.5,1.5,1.5,1.5\n`);
    expect(reader.rowCount).toBe(30);
    expect(accepted(reader.finish()).candles.length).toBe(30);
  });
});

describe('writeCandlesCsv', () => {
  it('writes what a person can read', () => {
    const candles = new Candles();
    candles.push(JAN_2, 10000, 10406, 5, 10034, 22351900);
    candles.push(JAN_2 + 250, 1, 1, 1, 1, Number.NaN);
    expect(writeCandlesCsv(candles, 2, 8)).toBe(
      [
        'time,open,high,low,close,volume',
        '2024-01-02T00:00:00Z,100.00,104.06,0.05,100.34,0.22351900',
        '2024-01-02T00:00:00.250Z,0.01,0.01,0.01,0.01,',
        '',
      ].join('\n'),
    );
  });

  it('gives numbers of three decimals a fourth, for nobody to take them for thousands', () => {
    const candles = new Candles();
    candles.push(JAN_2, 1000, 1000, 1000, 1000, 1000);
    const text = writeCandlesCsv(candles, 3, 3);
    expect(text).toContain('2024-01-02T00:00:00Z,1.0000,1.0000,1.0000,1.0000,1.0000\n');
    expect(read(text, { priceDecimals: 3, volumeDecimals: 3 }).candles.candleAt(0)).toEqual(
      candles.candleAt(0),
    );
  });

  it('is read again unchanged, whatever the candles', () => {
    const price = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    const amount = fc.oneof(
      fc.constant(Number.NaN),
      fc.maxSafeNat(),
      fc.double({ min: 2 ** 53, max: 1e30, noNaN: true, noDefaultInfinity: true }),
    );
    const bar = fc.tuple(fc.integer({ min: 1, max: 1e10 }), price, price, price, price, amount);
    fc.assert(
      fc.property(
        fc.array(bar, { minLength: 1 }),
        fc.nat(12),
        fc.nat(12),
        (bars, priceDecimals, volumeDecimals) => {
          const candles = new Candles();
          let timeMs = Date.UTC(1970, 0, 1);
          for (const [stepMs, open, a, b, close, volume] of bars) {
            timeMs += stepMs;
            candles.push(
              timeMs,
              open,
              Math.max(open, a, b, close),
              Math.min(open, a, b, close),
              close,
              volume,
            );
          }
          const text = writeCandlesCsv(candles, priceDecimals, volumeDecimals);
          const again = read(text, { priceDecimals, volumeDecimals });
          expect(rowsOf(again.candles)).toEqual(rowsOf(candles));
          expect(writeCandlesCsv(again.candles, priceDecimals, volumeDecimals)).toBe(text);
        },
      ),
    );
  });

  it('refuses times that have no four digits for the year', () => {
    const candles = new Candles();
    candles.push(Date.UTC(12000, 0, 1), 1, 1, 1, 1, 1);
    expect(() => writeCandlesCsv(candles, 2, 0)).toThrow('expected one in the years 0 to 9999');
  });
});

describe('previewCsv', () => {
  it('shows the first rows and the guessed mapping', () => {
    const text = 'Date;Open;High;Low;Last;\n02.01.2024;1,5;2;1;2;\n03.01.2024;2;2;1;2;\n';
    expect(previewCsv(text)).toEqual({
      delimiter: ';',
      dialect: 'generic',
      dialectTitle: 'CSV with named columns',
      mapping: {
        hasHeader: true,
        time: 0,
        clock: null,
        open: 1,
        high: 2,
        low: 3,
        close: null,
        volume: null,
      },
      names: ['Date', 'Open', 'High', 'Low', 'Last', 'column 6'],
      rows: [
        ['02.01.2024', '1,5', '2', '1', '2', ''],
        ['03.01.2024', '2', '2', '1', '2', ''],
      ],
    });
  });

  it('numbers the columns of a file without a header', () => {
    const preview = previewCsv('\uFEFF2024-01-02,10,12,9,11\n');
    expect(preview).toMatchObject({ dialect: null, mapping: { hasHeader: false, time: null } });
    expect(preview?.names).toEqual(['column 1', 'column 2', 'column 3', 'column 4', 'column 5']);
    expect(preview?.rows).toEqual([['2024-01-02', '10', '12', '9', '11']]);
  });

  it('has nothing to show of an empty file', () => {
    expect(previewCsv(' \n')).toBeNull();
  });
});
