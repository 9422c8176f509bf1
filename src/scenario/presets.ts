import type { Scenario } from './format.ts';

/** How a kind of venue trades: the rules of a pair without its code, and how orders execute there. */
export interface VenuePreset {
  readonly title: string;
  readonly summary: string;
  readonly rules: Omit<Scenario['rules'][number], 'pair'>;
  readonly settings: Scenario['settings'];
  /** What is traded there where nothing else is given: what it costs and the funds to begin with, in the quote. */
  readonly market: {
    readonly base: Scenario['assets'][number];
    readonly quote: Scenario['assets'][number];
    readonly tickSize: string;
    readonly lotSize: string;
    readonly price: string;
    readonly deposit: string;
  };
}

const USUAL_SETTINGS = {
  pathPolicy: 'CONSERVATIVE',
  limitPolicy: 'touch',
  participation: null,
  slippage: '0.0002',
  marketBuffer: '0.05',
  liquidation: 'isolated',
} as const satisfies Scenario['settings'];

const USD = { code: 'USD', decimals: 2 } as const;
const BITCOIN = {
  base: { code: 'BTC', decimals: 8 },
  quote: USD,
  tickSize: '0.01',
  lotSize: '0.00000001',
  price: '48000',
  deposit: '100000',
} as const;

/** The venues to choose from by key, the first being the usual one. Minimums are whole numbers, so they suit any quote asset. */
export const VENUE_PRESETS = {
  cryptoSpot: {
    title: 'Crypto spot exchange',
    summary: 'Buy and sell the coin itself, 0.1 % a fill; no trades on margin.',
    rules: {
      leverage: { type: 'NO_LEVERAGE' },
      fees: [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' }],
      overnight: { timing: 'ON_PERIOD_CHANGE' },
      minVolume: '0',
      minNotional: '5',
      minMargin: '0',
      allowsLong: false,
      allowsShort: false,
      maintenanceRate: '0',
    },
    settings: USUAL_SETTINGS,
    market: BITCOIN,
  },
  stockBroker: {
    title: 'Stock broker without leverage',
    summary: '1 USD an order; trades can be long only, and their margin is their whole price.',
    rules: {
      leverage: { type: 'NO_LEVERAGE' },
      fees: [
        { type: 'FLAT_PER_TRADE', timing: 'ON_FILL', amount: '1' },
        { type: 'FLAT_PER_TRADE', timing: 'ON_CLOSE', amount: '1' },
      ],
      overnight: { timing: 'ON_PERIOD_CHANGE' },
      minVolume: '0',
      minNotional: '0',
      minMargin: '0',
      allowsLong: true,
      allowsShort: false,
      maintenanceRate: '0',
    },
    settings: USUAL_SETTINGS,
    market: {
      base: { code: 'ACME', decimals: 0 },
      quote: USD,
      tickSize: '0.01',
      lotSize: '1',
      price: '180',
      deposit: '25000',
    },
  },
  derivatives10x: {
    title: '10× derivatives venue',
    summary:
      'Long and short with up to ten times the margin; fees for makers, takers, closing and nights; liquidation.',
    rules: {
      leverage: { type: 'MARGIN_MULTIPLIER', value: '10' },
      fees: [
        { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.0002', liquidity: 'maker' },
        { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.0005', liquidity: 'taker' },
        { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_CLOSE', amount: '0.0005' },
        { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_OVERNIGHT_FILLED', amount: '0.0001' },
      ],
      overnight: { timing: 'ON_PERIOD_CHANGE' },
      minVolume: '0',
      minNotional: '5',
      minMargin: '0',
      allowsLong: true,
      allowsShort: true,
      maintenanceRate: '0.005',
    },
    settings: USUAL_SETTINGS,
    market: BITCOIN,
  },
} as const satisfies Record<string, VenuePreset>;

/** The key of a venue. */
export type VenueKey = keyof typeof VENUE_PRESETS;

/** When the market of a new scenario shows its first price. */
const OPENING = '2024-01-02T09:00:00Z';

/** A scenario at a venue with its usual market: one account with funds, and a first price unless there is to be none. */
export function venueScenario(key: VenueKey, deposit: string, price: string | null): Scenario {
  const preset: VenuePreset = VENUE_PRESETS[key];
  const { base, quote, tickSize, lotSize } = preset.market;
  const code = `${base.code}${quote.code}`;
  return {
    format: 'orderscope-scenario',
    version: 1,
    name: preset.title,
    seed: 1,
    assets: [quote, base],
    pairs: [{ code, base: base.code, quote: quote.code, tickSize, lotSize, contractSize: '1' }],
    rules: [{ pair: code, ...preset.rules }],
    accounts: [{ id: 'main', agent: 'me', deposits: { [quote.code]: deposit } }],
    settings: preset.settings,
    steps: price === null ? [] : [{ at: OPENING, price: { pair: code, last: price } }],
  };
}
