import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../src/scenario/format.ts';
import { play } from '../../src/scenario/play.ts';
import { VENUE_PRESETS, venueScenario, type VenueKey } from '../../src/scenario/presets.ts';

describe('a venue to begin with', () => {
  it.each(Object.keys(VENUE_PRESETS) as VenueKey[])('%s is a sound scenario, complete as it is', (key) => {
    const { deposit, price } = VENUE_PRESETS[key].market;
    const scenario = venueScenario(key, deposit, price);
    expect(checkScenario(scenario)).toEqual({ ok: true, scenario });
    const { journal, balances } = play(scenario);
    expect(balances.at({ entries: journal.entries.length }, 'main', 'USD').available.toFixed()).toBe(deposit);
  });
});
