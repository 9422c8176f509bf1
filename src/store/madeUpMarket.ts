import { syntheticCandles, type MarketCharacter } from '../market/synthetic.ts';
import { pow10 } from '../money/minorUnits.ts';
import type { CandleFeed } from './candleFeed.ts';
import { stepsOf } from './openScenario.ts';
import { currentOf } from './selectors.ts';
import { MADE_UP_MARKETS } from './marketTitles.ts';
import type { AppState } from './state.ts';
import { lastTimeMs } from './stepTime.ts';

const BARS = 500;
const BAR_MS = 15 * 60_000;
/** What a market begins at that has shown no price yet, in the quote asset. */
const FIRST_PRICE = 100;
const VOLUME_BASE = 5n;

/** Made-up candles for a pair that go on from its last price; the same scenario gives the same ones. */
export function madeUpFeed(
  state: AppState,
  code: string,
  character: MarketCharacter,
): Omit<CandleFeed, 'firstIndex' | 'firstStep'> {
  const { world, scenario } = state.player;
  const pair = world.pairByCode(code);
  const last = lastTimeMs(stepsOf(currentOf(state))) ?? world.nowMs;
  const unit = Number(pow10(pair.priceDecimals));
  const candles = syntheticCandles({
    seed: scenario.seed,
    character,
    bars: BARS,
    startTimeMs: (Math.floor(last / BAR_MS) + 1) * BAR_MS,
    stepMs: BAR_MS,
    startPrice: world.referencePrice(pair) ?? Math.ceil((FIRST_PRICE * unit) / pair.tick) * pair.tick,
    tick: pair.tick,
    volume: Number(VOLUME_BASE * pow10(pair.base.decimals)),
  });
  return {
    pair: code,
    name: MADE_UP_MARKETS[character],
    candles,
    priceDecimals: pair.priceDecimals,
    volumeDecimals: pair.base.decimals,
  };
}
