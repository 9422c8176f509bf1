import type { BacktestSetup } from './backtestSetup.ts';

/** How a run was set up: its form, and the file whose candles it ran on, by its name and by what they are ({@link candlesId}). */
export interface RunWay {
  readonly setup: BacktestSetup;
  readonly file: string | null;
  /** `null` with a made-up market, and for runs that were kept before it was known. */
  readonly candles: string | null;
}

/** All that tells how runs were set up: the same text for the same way. */
export function wayText({ setup, file, candles }: RunWay): string {
  // What stands in the form of other strategies, and which of the page's candles were chosen, made no difference.
  const known = { ...setup, data: null, parameters: setup.parameters[setup.strategy] ?? {}, file };
  const own = candles === null ? {} : { candles };
  const keys = [known, own, known.numbers, known.parameters].flatMap((part) => Object.keys(part));
  return JSON.stringify({ ...known, ...own }, keys.toSorted());
}

/** A short name for the way a run was set up, by which an address names the run on a later visit too. */
export function runKey(way: RunWay): string {
  // FNV-1a, twice with other beginnings: 64 bits tell the few runs that are kept apart.
  const text = wayText(way);
  return [0x811c9dc5, 0x1b873593]
    .map((beginning) => {
      let hash = beginning;
      for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
      return (hash >>> 0).toString(36);
    })
    .join('');
}
