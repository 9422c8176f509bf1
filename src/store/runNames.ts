import { grouped } from '../money/minorUnits.ts';
import { numbersOf } from '../scenario/venueNumbers.ts';
import { CHANGED, type Run } from './run.ts';

/** So few parameters are known by their places: 50/200. */
const KNOWN_BY_PLACE = 3;

/** What tells runs apart, by their ids: only what differs among them, nothing where that is their number alone. */
export function runNames(runs: readonly Run[]): ReadonlyMap<string, string> {
  return new Map(
    runs.map((run) => {
      const alike = runs.filter(({ title }) => title === run.title);
      const sameVenue = runs.filter((each) => venueOf(each) === venueOf(run));
      const words = [
        ...differing(run, runs, ({ title }) => [title]),
        ...parametersOf(run, alike),
        ...differing(run, runs, ({ data }) => data.split(', ')),
        ...differing(run, runs, (each) => [venueOf(each)]),
        ...differing(run, sameVenue, figuresOf),
        ...differing(run, runs, ({ request }) => [`path ${request.scenario.settings.pathPolicy}`]),
        ...differing(run, runs, ({ request }) =>
          Object.entries(request.scenario.accounts[0]?.deposits ?? {}).map(
            ([asset, amount]) => `${grouped(amount)} ${asset}`,
          ),
        ),
      ];
      return [run.id, words.join(' · ')];
    }),
  );
}

/** A run as one names it: its number, and what tells it from the others. */
export function runName({ id, number }: Run, names: ReadonlyMap<string, string>): string {
  const name = names.get(id) ?? '';
  return name === '' ? `#${number}` : `#${number} · ${name}`;
}

/** Whether two runs went over the same bars, as far as each came. */
export function isSameData(a: Run, b: Run | undefined): boolean {
  return a.data === b?.data && a.series === b.series && a.pairs[0]?.code === b.pairs[0]?.code;
}

/** Of what a run says in so many places, those that are not the same in all runs. */
function differing(
  run: Run,
  runs: readonly Run[],
  wordsOf: (run: Run) => readonly string[],
): readonly string[] {
  const all = runs.map(wordsOf);
  return wordsOf(run).filter((word, place) => all.some((each) => each[place] !== word));
}

/** The venue, whether or not its rules were changed: what was changed in them is told by itself. */
function venueOf({ rules }: Run): string {
  return rules.replace(CHANGED, '');
}

/** The rules' figures in words, each in its place. */
function figuresOf({ request: { scenario } }: Run): readonly string[] {
  const [rules] = scenario.rules;
  if (rules === undefined) return [];
  const numbers = numbersOf({ rules, settings: scenario.settings });
  return [
    `maker fee ${numbers.makerPercent} %`,
    `taker fee ${numbers.takerPercent} %`,
    `${numbers.perOrder} an order`,
    `close fee ${numbers.closePercent} %`,
    `night fee ${numbers.nightPercent} %`,
    `leverage ${numbers.leverage}×`,
    `slippage ${numbers.slippagePercent} %`,
    numbers.participationPercent === '' ? 'any volume' : `${numbers.participationPercent} % of volume`,
    scenario.settings.limitPolicy === 'touch' ? 'filled when touched' : 'filled when traded through',
  ];
}

function parametersOf(run: Run, alike: readonly Run[]): readonly string[] {
  const different = differing(run, alike, eachParameter);
  const all = eachParameter(run);
  if (different.length === 0 || all.length > KNOWN_BY_PLACE) return different;
  return [all.map((each) => each.slice(each.lastIndexOf(' ') + 1)).join('/')];
}

function eachParameter({ parameters }: Run): readonly string[] {
  return parameters.split(', ');
}
