import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEntry } from '../../src/journal/entryRepository.ts';
import { play } from '../../src/scenario/play.ts';
import {
  createStrategy,
  STRATEGIES,
  STRATEGY_NAMES,
  strategyOf,
  type StrategyName,
} from '../../src/strategies/registry.ts';
import { sampleCandles, sampleScenario } from './sampleRuns.ts';

type Values = Readonly<Record<string, string | number>>;

/** Each parameter just outside of its range, off its grid, and of the wrong kind. */
const wrong = STRATEGY_NAMES.flatMap((name) =>
  Object.entries(strategyOf(name)?.parameters ?? {}).flatMap(
    ([key, parameter]): [StrategyName, string, Values][] => {
      if (parameter.kind === 'choice') return [[name, key, { [key]: 'nothing like it' }]];
      const { min, max, step } = parameter;
      const values = [min - step, max + step, Number.NaN, 'many', '', ...(step === 1 ? [min + 0.5] : [])];
      return values.map((value) => [name, key, { [key]: value }]);
    },
  ),
);

describe('parameters', () => {
  it.each(wrong)('[X12] of %s: refuses %s given as %j', (name, key, params) => {
    const definition = strategyOf(name);
    if (definition === null) throw new RangeError(name);
    const { problem } = createStrategy(definition, params);
    expect(problem?.parameter).toBe(key);
    expect(problem?.expected).not.toBe('');
  });

  it.each([
    ['smaCross', { fast: 30, slow: 10 }],
    ['rsiReversion', { low: 70, high: 30 }],
    ['grid', { levels: 50, spacing: 2 }],
    ['grid', { rungs: 3 }],
  ] as const)('[X12] of %s: refuses %j', (name, params) => {
    const player = play(
      sampleScenario(name, 'spot', params),
      new Map([['BTCUSD', sampleCandles('trend', 10)]]),
    );
    const { kind, denial } = readEntry(player.journal, player.journal.entries.length);
    expect([kind, denial?.code]).toEqual(['RUN', 'PARAMETER_OUT_OF_RANGE']);
  });

  it.each(STRATEGY_NAMES)('of %s have defaults within their ranges, and words', (name) => {
    const definition = strategyOf(name);
    if (definition === null) throw new RangeError(name);
    expect(createStrategy(definition, {}).problem).toBeNull();
    expect(definition.title.length * definition.description.length).toBeGreaterThan(0);
    for (const { label, help } of Object.values(definition.parameters)) {
      expect(label.length * help.length).toBeGreaterThan(0);
    }
  });
});

it('are listed with their parameters and defaults in the documentation of scenario files', () => {
  const text = readFileSync(new URL('../../docs/SCENARIOS.md', import.meta.url), 'utf8');
  const listed = [...text.matchAll(/^\| `(\w+)` \| (.*?) \| .* \|$/gm)]
    .map(([, name, params]) => `${name} ${params}`)
    .filter((row) => STRATEGY_NAMES.some((name) => row.startsWith(`${name} `)));
  const expected = STRATEGY_NAMES.map((name) => {
    const params = Object.entries(strategyOf(name)?.parameters ?? {}).map(
      ([key, { default: value }]) => `\`${key}\` ${JSON.stringify(value)}`,
    );
    return `${name} ${params.join(', ') || '–'}`;
  });
  expect(listed).toEqual(expected);
});

it('knows no strategy by the name of something every object has', () => {
  expect(strategyOf('toString')).toBeNull();
  expect(Object.keys(STRATEGIES)).toEqual(STRATEGY_NAMES);
});
