import type { Scenario } from '../format.ts';
import firstLook from './first-look.json' with { type: 'json' };

/** What a newcomer sees; by itself, so that the page opens without waiting for the other examples. */
export const FIRST_LOOK: Scenario = firstLook as unknown as Scenario;
