import { createPair } from '../domain/pair.ts';
import { createTradingRules, type TradingRules } from '../domain/tradingRules.ts';
import type { Asset } from '../domain/asset.ts';
import { World } from '../engine/world.ts';
import { RATE_DECIMALS, truncateUnits } from '../money/minorUnits.ts';
import type { Scenario } from './format.ts';

/** The world that a scenario starts from: its nouns in whole numbers, nobody with any balance yet. */
export function createWorld(scenario: Scenario): World {
  // Written out, as the rules are: see createTradingRules.
  const assets: Asset[] = scenario.assets.map(({ code, decimals }, index) => ({ code, decimals, index }));
  const assetOf = (code: string): Asset => {
    const asset = assets.find((candidate) => candidate.code === code);
    if (asset === undefined) throw new RangeError(`no asset ${code}`);
    return asset;
  };
  const pairs = scenario.pairs.map((pair, index) =>
    createPair(index, { ...pair, base: assetOf(pair.base), quote: assetOf(pair.quote) }),
  );
  const rules = pairs.map((pair): TradingRules => {
    const stated = scenario.rules.find((candidate) => candidate.pair === pair.code);
    return createTradingRules(pair, {
      leverage: {
        type: stated?.leverage.type ?? 'NO_LEVERAGE',
        value: rateOf(stated?.leverage.value ?? '1'),
      },
      fees: (stated?.fees ?? []).map((fee) => ({
        type: fee.type,
        timing: fee.timing,
        amount: rateOf(fee.amount),
        liquidity: fee.liquidity ?? null,
      })),
      overnight:
        stated?.overnight.time === undefined
          ? { timing: 'ON_PERIOD_CHANGE' }
          : { timing: 'ON_FIXED_TIME', minuteOfDay: minuteOf(stated.overnight.time) },
      minVolume: truncateUnits(stated?.minVolume ?? '0', pair.base.decimals),
      minNotional: truncateUnits(stated?.minNotional ?? '0', pair.quote.decimals),
      minMargin: truncateUnits(stated?.minMargin ?? '0', pair.quote.decimals),
      allowsLong: stated?.allowsLong ?? true,
      allowsShort: stated?.allowsShort ?? true,
      maintenanceRate: rateOf(stated?.maintenanceRate ?? '0'),
    });
  });
  const { settings } = scenario;
  return new World(
    {
      run: scenario.name,
      assets,
      pairs,
      accounts: scenario.accounts.map(({ id, agent }, index) => ({ index, id, agent })),
    },
    rules,
    {
      pathPolicy: settings.pathPolicy,
      limitPolicy: settings.limitPolicy,
      participation: settings.participation === null ? null : rateOf(settings.participation),
      slippage: rateOf(settings.slippage),
      marketBuffer: rateOf(settings.marketBuffer),
      liquidation: settings.liquidation,
    },
  );
}

function rateOf(text: string): bigint {
  return truncateUnits(text, RATE_DECIMALS);
}

function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
