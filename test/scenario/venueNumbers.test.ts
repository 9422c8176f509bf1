import { describe, expect, it } from 'vitest';
import { VENUE_PRESETS, type VenuePreset } from '../../src/scenario/presets.ts';
import { numbersOf, venueWith } from '../../src/scenario/venueNumbers.ts';

const VENUES: readonly (readonly [string, VenuePreset])[] = Object.entries(VENUE_PRESETS);

describe('the numbers of a venue', () => {
  it.each(VENUES)('give the rules of %s again', (_, { rules, settings }) => {
    expect(venueWith({ rules, settings }, numbersOf({ rules, settings }))).toEqual({ rules, settings });
  });

  it('say shares in percent, exactly', () => {
    expect(numbersOf(VENUE_PRESETS.derivatives10x)).toEqual({
      makerPercent: '0.02',
      takerPercent: '0.05',
      perOrder: '0',
      closePercent: '0.05',
      nightPercent: '0.01',
      leverage: '10',
      slippagePercent: '0.02',
      participationPercent: '',
    });
  });

  it('change only what they speak of', () => {
    const { rules, settings } = venueWith(VENUE_PRESETS.cryptoSpot, {
      ...numbersOf(VENUE_PRESETS.cryptoSpot),
      makerPercent: '0',
      leverage: '3.0',
      participationPercent: '12.5',
    });
    expect(rules.fees).toEqual([
      { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001', liquidity: 'taker' },
    ]);
    expect(rules.leverage).toEqual({ type: 'MARGIN_MULTIPLIER', value: '3' });
    expect(rules.minNotional).toBe('5');
    expect(settings.participation).toBe('0.125');
  });
});
