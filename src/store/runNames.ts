import type { Run } from './run.ts';

/** So few parameters are known by their places: 50/200. */
const KNOWN_BY_PLACE = 3;

/** What tells runs apart, by their ids: only what differs among them, nothing where that is their number alone. */
export function runNames(runs: readonly Run[]): ReadonlyMap<string, string> {
  return new Map(
    runs.map((run) => {
      const alike = runs.filter(({ title }) => title === run.title);
      const words = [
        ...differing(run, runs, ({ title }) => [title]),
        ...parametersOf(run, alike),
        ...differing(run, runs, ({ data }) => data.split(', ')),
        ...differing(run, runs, ({ rules }) => [rules]),
        ...differing(run, runs, ({ request }) => [`path ${request.scenario.settings.pathPolicy}`]),
        ...differing(run, runs, ({ request }) =>
          Object.entries(request.scenario.accounts[0]?.deposits ?? {}).map((each) => each.join(' ')),
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

function parametersOf(run: Run, alike: readonly Run[]): readonly string[] {
  const different = differing(run, alike, eachParameter);
  const all = eachParameter(run);
  if (different.length === 0 || all.length > KNOWN_BY_PLACE) return different;
  return [all.map((each) => each.slice(each.lastIndexOf(' ') + 1)).join('/')];
}

function eachParameter({ parameters }: Run): readonly string[] {
  return parameters.split(', ');
}
