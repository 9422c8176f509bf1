import type { CandlePreview } from '../../store/candleImport.ts';

const FRACTION = /[.,]\d+$/;
/** Whole shares are counted with two decimals to spare, coins to the satoshi. */
const SHARE_DECIMALS = 2;
const COIN_DECIMALS = 8;

/** An asset's code made from a file's name: `GOOG` of `GOOG.csv`, `BTCUSDT` of `btcusdt-1h.csv`. */
export function codeFromName(fileName: string): string {
  const [first = ''] = fileName.split(/[^A-Za-z0-9]/);
  return first.toUpperCase().slice(0, 12) || 'ASSET';
}

/** How finely volumes are counted, by how the file writes them. */
export function volumeDecimalsOf(preview: CandlePreview): number {
  const { volume } = preview.mapping;
  if (volume === null) return SHARE_DECIMALS;
  return preview.rows.some((cells) => FRACTION.test(cells[volume] ?? '')) ? COIN_DECIMALS : SHARE_DECIMALS;
}
