import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import { checkScenario, formatScenario, type Scenario } from '../../src/scenario/format.ts';
import { linkText, readLinkText } from '../../src/scenario/link.ts';
import { fromColumns, toColumns, TooLargeError } from '../../src/scenario/linkColumns.ts';
import type { Json } from '../../src/scenario/linkSample.ts';
import { venueScenario, VENUE_PRESETS, type VenueKey } from '../../src/scenario/presets.ts';
import { randomCase, RandomPlay } from '../engine/randomScenario.ts';
import { randomTrades, TradePlay } from '../engine/randomTrades.ts';
import { handScenario } from './handScenario.ts';

/** The scenario that comes out of a link; fails with why there is none. */
async function opened(text: string): Promise<Scenario> {
  const reading = await readLinkText(text);
  if (reading.ok) return reading.scenario;
  throw new Error(`${reading.defect.kind} ${JSON.stringify(reading.defect.problems)}`);
}

async function kindOf(text: string): Promise<string> {
  const reading = await readLinkText(text);
  return reading.ok ? 'opened' : reading.defect.kind;
}

/** A link around a text of columns that need not be one. */
async function linkAround(columns: string): Promise<string> {
  const stream = new Blob([columns]).stream().pipeThrough(new CompressionStream('deflate'));
  return `1${Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url')}`;
}

/** As a file holds them, which has no -0. */
const anyJson = fc.json({ maxDepth: 4 }).map((text) => JSON.parse(text) as Json);
const anyNumbers = fc.array(
  fc.oneof(
    fc.stringMatching(/^-?\d{1,30}(?:\.\d{1,20})?$/),
    fc.constantFrom('O-1', 'O-12', 'O-x', '', '-0', '00.10', '5.', '.5', '1e3'),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom('2024-01-02', '2024-01-02T09:00Z', '2024-01-02T09:00:00Z', '2024-01-02T09:00:00.5Z'),
  ),
  { maxLength: 30 },
);

describe('a link', () => {
  it('gives every example back as it was', async () => {
    for (const { scenario } of Object.values(EXAMPLES)) {
      expect(formatScenario(await opened(await linkText(scenario)))).toBe(formatScenario(scenario));
    }
  });

  it('gives any scenario back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(randomCase(40), async (random) => {
        const play = new RandomPlay(random);
        for (const deed of random.deeds) play.do(deed);
        const scenario = play.scenario();
        expect(formatScenario(await opened(await linkText(scenario)))).toBe(formatScenario(scenario));
      }),
      { numRuns: 40 },
    );
    await fc.assert(
      fc.asyncProperty(randomTrades(40), async (random) => {
        const play = new TradePlay(random);
        for (const deed of random.deeds) play.do(deed);
        const scenario = play.scenario();
        expect(formatScenario(await opened(await linkText(scenario)))).toBe(formatScenario(scenario));
      }),
      { numRuns: 40 },
    );
  });

  it('keeps every text and name of a scenario, however odd', async () => {
    const scenario = {
      ...venueScenario('cryptoSpot', '1', null),
      name: 'Überlauf "\n| ,\\ 漢字 😀',
      steps: [
        { at: '2024-01-02T09:00Z', note: 'O-1', overnight: {} },
        { at: '2024-01-02T09:00:00.500Z', run: { pair: 'BTCUSD', params: { 'a.b:c|d': '01.50', 2: -0.5 } } },
      ],
    };
    const checked = checkScenario(scenario);
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
    expect(formatScenario(await opened(await linkText(checked.scenario)))).toBe(
      formatScenario(checked.scenario),
    );
  });

  it('with 300 ordinary actions has at most 3,000 characters, though every price is to the cent', async ({
    annotate,
  }) => {
    const typed = await linkText(handScenario(300, 'round'));
    const rough = await linkText(handScenario(300, 'rough'));
    await annotate(`300 actions: ${typed.length} characters as people type, ${rough.length} to the cent`);
    expect(rough.length).toBeLessThanOrEqual(3_000);
    expect(typed.length).toBeLessThanOrEqual(2_000);
  });

  it('to a new scenario at any venue is short', async () => {
    for (const key of Object.keys(VENUE_PRESETS) as VenueKey[]) {
      expect((await linkText(venueScenario(key, '100000', '48000'))).length).toBeLessThan(250);
    }
  });

  it('written by the first version still opens', async () => {
    // It had no description then.
    const { description: _, ...scenario } = EXAMPLES['long-with-bracket'].scenario;
    expect(await opened(OLD_LINK)).toEqual(scenario);
  });
});

describe('columns', () => {
  it('hold any value', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(fromColumns(toColumns(value))).toEqual(value);
      }),
    );
  });

  it('hold any numbers and times as they are written', () => {
    fc.assert(
      fc.property(anyNumbers, (values) => {
        expect(fromColumns(toColumns({ values }))).toEqual({ values });
      }),
    );
  });
});

describe('a link that is not in order', () => {
  const link = linkText(EXAMPLES['modify-chain'].scenario);

  it('is refused wherever it is cut off', async () => {
    const text = await link;
    for (let length = 1; length < text.length; length += 1) {
      expect(await kindOf(text.slice(0, length))).toBe('damaged');
    }
    expect(await kindOf('')).toBe('damaged');
  });

  it('never gives another scenario when characters are changed', async () => {
    const text = await link;
    const expected = formatScenario(EXAMPLES['modify-chain'].scenario);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: text.length - 1 }),
        fc.stringMatching(/^[\w\- %.]$/),
        async (at, character) => {
          const reading = await readLinkText(text.slice(0, at) + character + text.slice(at + 1));
          expect(reading.ok ? formatScenario(reading.scenario) : expected).toBe(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is told from one of a newer version', async () => {
    const text = await link;
    expect(await kindOf(`2${text.slice(1)}`)).toBe('newer');
    expect(await kindOf(`?${text.slice(1)}`)).toBe('damaged');
  });

  it('is refused when it would grow without bound', async () => {
    const zeros = 'x'.repeat(1024 * 1024);
    expect(await kindOf(await linkAround(zeros.repeat(17)))).toBe('tooLarge');
    expect(await kindOf(await linkAround('w[1000000000]|1\nw0|'))).toBe('tooLarge');
    const nested = Array.from({ length: 100_000 }, (_, depth) => `w["a"]|${depth === 0 ? 1 : ''}`).join('\n');
    expect(() => fromColumns(nested)).toThrow(TooLargeError);
    const notes = `w${JSON.stringify('x'.repeat(1_000_000))}|`;
    expect(() => fromColumns(`w[1000]|1\n${notes}`)).toThrow(TooLargeError);
  });

  it('names what is wrong with its scenario', async () => {
    const reading = await readLinkText(await linkAround(toColumns({ format: 'orderscope-scenario' })));
    expect(reading).toMatchObject({ ok: false, defect: { kind: 'problems' } });
    expect(!reading.ok && reading.defect.problems.map(({ path }) => path)).toContain('$.version');
  });
});

/** An example, as the first version wrote it. */
const OLD_LINK =
  '1eJyNUz1v3DAM3fUrCK1VDvT3OVvatUOHbEEG9cw7C_FJhqQ7N4B-fCHJdpoCBWrABsn3-EhKNGNs4U8wGX0Bb-VAsCg_gvNmhsk4B1IP4OUbwWzNWXkeKsYYWwIW-ZMfXYdsLqFIL1tCufF0HWpRr8yMphwMBSLiDrz0r6GKiW1ftX1b9cwXHdbFsawjD8VDdotjdrdwu6IVfo4_bMZnYi5dRxG28GfS4NWVHEx0Jysv9Ah4aODr8zeQHupONIigHCzG-hHKSnQNCjBnWEZ1GkGCJ-3HyHDkQTo1EEgHV2kvSot0fv2hQTgbC34kOBMduODPI8GkrsrHTG9up5GGx0TI16AcmJlWAeU3QXBevju4aXmXapI_p13s48qu5k4ObjN4kwRJe_sOs1UnegRtYFKaQOmETTRcyIoY1rSAsQPZTfGPa4_tWJK5yVFOZ5BwMkrDRSpNA5QCESESYvJTjIp4fLGEpl9-ncUq96b0BYpEXyW8SSpZI9eOR6KulNI_5lIORuUPPBRlVTctW164f5-JCz5LZbngg7J08spoLvjdTLdrwuLcXPCo8904xwWPg_3I6_wq_kvkH8lhJMWW0HRtWviS6SI0okn71TWITOOXULcNoij6ze13l-XAcdte0SOK4-qsWJH3NkHRfthluzqu9go16ffAHev-UtvBUKIoG1GjKI6iqtje62_sNyE0';
