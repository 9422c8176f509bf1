/** Milliseconds to read candles from the text of a CSV file; plainly: split at line ends and commas, unchecked, into doubles. */
import { readCandlesCsv } from '../../src/market/csv.ts';
import { csvOf, walk } from './market.ts';
import { report, task, timeOf } from './measure.ts';

const { variant, size } = task();
const text = csvOf(walk(size));
if (variant === 'ours') {
  report(
    timeOf(() => {
      const result = readCandlesCsv(text, { priceDecimals: 2, volumeDecimals: 8, numberFormat: 'point' });
      if (!result.ok || result.candles.length !== size) throw new Error('bars are missing');
    }),
  );
} else {
  report(
    timeOf(() => {
      const columns = Array.from({ length: 6 }, () => new Float64Array(size));
      for (const [row, line] of text.split('\n').slice(1).entries()) {
        for (const [index, field] of line.split(',').entries()) {
          const column = columns[index];
          if (column !== undefined) column[row] = Number(field);
        }
      }
    }),
  );
}
