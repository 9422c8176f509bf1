import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import { explainEntry } from '../../src/scenario/explain.ts';
import { parseScenario } from '../../src/scenario/format.ts';
import { play } from '../../src/scenario/play.ts';
import { reportOf } from '../../src/scenario/report.ts';

const FOLDER = new URL('../../src/scenario/examples/', import.meta.url);
const all = Object.entries(EXAMPLES);

describe.each(all)('example %s', (slug, { scenario }) => {
  it('is a scenario file as it stands, with every optional key filled in', () => {
    const parsed = parseScenario(readFileSync(new URL(`${slug}.json`, FOLDER), 'utf8'));
    expect(parsed).toEqual({ ok: true, scenario });
  });

  it('[L11] keeps every invariant, at every seq', () => {
    const player = play(scenario);
    for (let seq = 0; seq <= player.journal.transactions.length; seq += seq < 50 ? 1 : 37) {
      expect(reportOf(player, seq).invariants.filter(({ holds }) => !holds)).toEqual([]);
    }
  });

  it('explains every line with a formula', () => {
    const player = play(scenario);
    const entries = player.journal.entries.length;
    for (let entry = 1; entry <= entries; entry += 1) {
      for (const { formula } of explainEntry(player, entry)) expect(formula).toMatch(/\d/);
    }
    expect(entries).toBeGreaterThan(0);
  });
});

it('every file of the folder is in the registry', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  expect(files.toSorted()).toEqual(all.map(([slug]) => `${slug}.json`).toSorted());
});

it('the day of many orders has at least 200 and ties up most of the balance at its busiest', () => {
  const report = reportOf(play(EXAMPLES['busy-day'].scenario));
  expect(report.orders.length).toBeGreaterThanOrEqual(200);
  expect(Number(report.statistics.peakUtilisationPercent)).toBeGreaterThan(50);
});
