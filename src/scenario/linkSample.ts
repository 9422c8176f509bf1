/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const STEP_SHAPES: readonly Json[] = [
  { type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'buy', volume: '1', price: '1' },
  { type: 'CREATE_SPOT_MARKET', pair: 'BTCUSD', direction: 'sell', volume: '1' },
  { type: 'MODIFY_SPOT_LIMIT', order: 'O-1', price: '1' },
  { type: 'CANCEL_SPOT_LIMIT', order: 'O-1' },
  { type: 'SPLIT_SPOT_LIMIT', order: 'O-1', chunks: [{ volume: '1' }, { volume: '1', price: '1' }] },
  {
    type: 'CREATE_SPOT_LIMIT',
    pair: 'BTCUSD',
    direction: 'buy',
    volume: '1',
    price: '1',
    triggerPrice: '1',
  },
  {
    type: 'CREATE_SPOT_LIMIT',
    pair: 'BTCUSD',
    direction: 'buy',
    volume: '1',
    price: '1',
    timeInForce: 'GTC',
  },
  {
    type: 'CREATE_SPOT_LIMIT',
    pair: 'BTCUSD',
    direction: 'buy',
    volume: '1',
    price: '1',
    timeInForce: 'GTD',
    expiresAt: '',
  },
  { type: 'CREATE_SPOT_MARKET', pair: 'BTCUSD', direction: 'buy', spend: '1' },
  { type: 'CREATE_SPOT_MARKET', pair: 'BTCUSD', direction: 'buy', volume: '1', triggerPrice: '1' },
  { type: 'MODIFY_SPOT_LIMIT', order: 'O-1', volume: '1' },
  { type: 'MODIFY_SPOT_LIMIT', order: 'O-1', volume: '1', price: '1' },
  {
    type: 'CREATE_TRADE_LIMIT',
    pair: 'BTCUSD',
    direction: 'long',
    volume: '1',
    price: '1',
    leverage: '1',
    stopLoss: '1',
    takeProfit: '1',
  },
  { type: 'CREATE_TRADE_MARKET', pair: 'BTCUSD', direction: 'short', volume: '1', leverage: '1' },
  { type: 'MODIFY_TRADE_LIMIT', order: 'O-1', price: '1' },
  { type: 'MODIFY_TRADE_LIMIT', order: 'O-1', stopLoss: '1' },
  { type: 'MODIFY_TRADE_LIMIT', order: 'O-1', takeProfit: '1' },
  { type: 'SPLIT_TRADE_LIMIT', order: 'O-1', chunks: [] },
  { type: 'CANCEL_TRADE_LIMIT', order: 'O-1' },
  { type: 'CLOSE_TRADE', order: 'O-1' },
  { type: 'CLOSE_TRADE', order: 'O-1', volume: '1' },
  { type: 'CLOSE_TRADE', order: 'O-1', price: '1' },
].map((action) => ({ at: '', action }));

const RULES = {
  pair: 'BTCUSD',
  leverage: { type: 'NO_LEVERAGE' },
  fees: [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' }],
  overnight: { timing: 'ON_PERIOD_CHANGE' },
  minVolume: '0',
  minNotional: '0',
  minMargin: '0',
  allowsLong: true,
  allowsShort: true,
  maintenanceRate: '0',
};

const SETTINGS = {
  pathPolicy: 'CONSERVATIVE',
  limitPolicy: 'touch',
  participation: null,
  slippage: '0',
  marketBuffer: '0.05',
  liquidation: 'isolated',
};

const USUAL = {
  format: 'orderscope-scenario',
  version: 1,
  name: 'Untitled',
  seed: 1,
  assets: [
    { code: 'USD', decimals: 2 },
    { code: 'BTC', decimals: 8 },
  ],
  pairs: [
    {
      code: 'BTCUSD',
      base: 'BTC',
      quote: 'USD',
      tickSize: '0.01',
      lotSize: '0.00000001',
      contractSize: '1',
    },
  ],
  rules: [RULES],
  accounts: [{ id: 'main', agent: 'me', deposits: { USD: '100000' } }],
  settings: SETTINGS,
  steps: STEP_SHAPES,
};

const MARGIN = {
  ...USUAL,
  name: 'Crypto spot exchange',
  rules: [
    {
      ...RULES,
      leverage: { type: 'MARGIN_MULTIPLIER', value: '10' },
      fees: [
        { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.0002', liquidity: 'maker' },
        { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.0005', liquidity: 'taker' },
        { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_CLOSE', amount: '0.0005' },
        { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_OVERNIGHT_FILLED', amount: '0.0001' },
      ],
      minNotional: '5',
      maintenanceRate: '0.005',
    },
  ],
  settings: { ...SETTINGS, slippage: '0.0002' },
  steps: [
    { at: '', fill: { order: 'O-1', volume: '1', price: '1' } },
    { at: '', price: { pair: 'BTCUSD', last: '1' } },
    { at: '', bar: { pair: 'BTCUSD', open: '1', high: '1', low: '1', close: '1', volume: '1' } },
    { at: '', adjust: { asset: 'USD', amount: '1' } },
    { at: '', overnight: {} },
    { at: '', note: '', action: {} },
    { at: '', note: '', fill: {} },
    { at: '', note: '', price: {} },
    { at: '', note: '', bar: {} },
    { at: '', note: '', adjust: {} },
    { at: '', note: '', overnight: {} },
  ],
};

const SHARES = {
  ...USUAL,
  name: 'Stock broker without leverage',
  assets: [
    { code: 'USD', decimals: 2 },
    { code: 'ACME', decimals: 0 },
  ],
  pairs: [{ code: 'ACMEUSD', base: 'ACME', quote: 'USD', tickSize: '0.01', lotSize: '1', contractSize: '1' }],
  rules: [
    {
      ...RULES,
      pair: 'ACMEUSD',
      fees: [
        { type: 'FLAT_PER_TRADE', timing: 'ON_FILL', amount: '1' },
        { type: 'FLAT_PER_TRADE', timing: 'ON_CLOSE', amount: '1' },
      ],
      allowsShort: false,
    },
  ],
  accounts: [{ id: 'main', agent: 'me', deposits: { USD: '25000' } }],
  steps: [],
};

/**
 * What scenarios usually say, which links therefore leave out. It is a part of version 1 of the link: change anything and links that
 * people have kept read differently, so another sample is another version.
 */
export const LINK_SAMPLE: readonly Json[] = [USUAL, MARGIN, SHARES];
