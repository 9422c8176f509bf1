import { MARKET_CHARACTERS, type MarketCharacter } from '../market/synthetic.ts';
import { Decimal } from '../money/decimal.ts';
import { decimalsOf, formatUnits, MAX_DECIMALS, MAX_MINOR } from '../money/minorUnits.ts';
import type { CandleSource } from '../scenario/backtest.ts';
import { checkScenario, type Scenario } from '../scenario/format.ts';
import { VENUE_PRESETS, type VenueKey, type VenuePreset } from '../scenario/presets.ts';
import { numbersOf, venueWith, type VenueNumbers } from '../scenario/venueNumbers.ts';
import type { Parameter } from '../strategies/defineStrategy.ts';
import {
  createStrategy,
  STRATEGIES,
  STRATEGY_NAMES,
  strategyOf,
  type StrategyName,
} from '../strategies/registry.ts';
import { unitOf } from './candleImport.ts';
import { MADE_UP_MARKETS } from './marketTitles.ts';
import { CHANGED, type OwnSeries, type RunOrder } from './run.ts';
import { runKey } from './runKey.ts';
import { fileTime } from './stepTime.ts';

/** A form as it is filled in; numbers as they are typed. */
export interface BacktestSetup {
  /** The id of an own series, or {@link SAMPLE}. */
  readonly data: string;
  readonly character: MarketCharacter;
  readonly bars: SampleBars;
  readonly barLength: BarLength;
  readonly seed: string;
  readonly strategy: StrategyName;
  /** By strategy, then by parameter; what is left out takes its default. */
  readonly parameters: Readonly<Partial<Record<StrategyName, Readonly<Record<string, string>>>>>;
  readonly venue: VenueKey;
  readonly numbers: VenueNumbers;
  readonly pathPolicy: Scenario['settings']['pathPolicy'];
  readonly limitPolicy: Scenario['settings']['limitPolicy'];
  readonly deposit: string;
}

/** What the form holds at first. */
export const FIRST_SETUP: BacktestSetup = {
  data: 'sample',
  character: 'trend',
  bars: '1000',
  barLength: '1 day',
  seed: '1',
  strategy: 'smaCross',
  // The bars are drawn to a line: averages that are short beside the length of the market buy what is about to fall.
  parameters: { smaCross: { fast: '20', slow: '60' } },
  ...venueSetup('cryptoSpot'),
};

/** The choice of a made-up market. */
export const SAMPLE = 'sample';
/** How long a made-up market can be. */
export const SAMPLE_BARS = ['1000', '5000', '10000', '50000', '100000', '1000000'] as const;
type SampleBars = (typeof SAMPLE_BARS)[number];
export const CHARACTERS = MARKET_CHARACTERS;

const BAR_LENGTH_MS = {
  '1 minute': 60_000,
  '15 minutes': 15 * 60_000,
  '1 hour': 3_600_000,
  '1 day': 86_400_000,
} as const;
/** How long a bar of a made-up market is. */
export type BarLength = keyof typeof BAR_LENGTH_MS;
export const BAR_LENGTHS = Object.keys(BAR_LENGTH_MS) as readonly BarLength[];

/** A strategy to choose. */
export interface StrategyChoice {
  readonly name: StrategyName;
  readonly title: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/** The strategies in the order in which people are offered them. */
export const STRATEGY_CHOICES: readonly StrategyChoice[] = STRATEGY_NAMES.map((name) => {
  const { title, description, parameters } = STRATEGIES[name];
  return { name, title, description, parameters };
});

/** The venues to choose. */
export const VENUE_CHOICES = (Object.keys(VENUE_PRESETS) as readonly VenueKey[]).map((key) => {
  const { title, summary } = VENUE_PRESETS[key];
  return { key, title, summary };
});

/** What a venue fills into the form. */
export function venueSetup(
  venue: VenueKey,
): Pick<BacktestSetup, 'venue' | 'numbers' | 'pathPolicy' | 'limitPolicy' | 'deposit'> {
  const preset: VenuePreset = VENUE_PRESETS[venue];
  const { pathPolicy, limitPolicy } = preset.settings;
  return { venue, numbers: numbersOf(preset), pathPolicy, limitPolicy, deposit: preset.market.deposit };
}

/** Whether the rules are not those of the venue any more. */
export function isVenueChanged(setup: BacktestSetup): boolean {
  const own = venueSetup(setup.venue);
  return (
    setup.pathPolicy !== own.pathPolicy ||
    setup.limitPolicy !== own.limitPolicy ||
    NUMBER_KEYS.some((key) => setup.numbers[key] !== own.numbers[key])
  );
}

/** What a number may be; `percent` and `money` from 0, `factor` from 1, `share` also nothing at all. */
const NUMBERS = {
  makerPercent: 'percent',
  takerPercent: 'percent',
  perOrder: 'money',
  closePercent: 'percent',
  nightPercent: 'percent',
  leverage: 'factor',
  slippagePercent: 'percent',
  participationPercent: 'share',
} as const satisfies Record<keyof VenueNumbers, string>;
const NUMBER_KEYS = Object.keys(NUMBERS) as readonly (keyof VenueNumbers)[];

const MOST_LEVERAGE = 1000;
const MOST_PERCENT_DECIMALS = 10;

/** What is wrong with a form, by field: `seed`, `deposit`, `venue`, `numbers.<name>`, `parameters.<name>`; `form` for what has no field. */
export type SetupProblems = Readonly<Record<string, string>>;

/** The backtest that a form asks for, or everything that is wrong with it. `parse` reads a number as people of the place write it. */
export function readSetup(
  setup: BacktestSetup,
  series: readonly OwnSeries[],
  parse: (typed: string) => string | null,
):
  | { readonly order: RunOrder; readonly problems: null }
  | { readonly order: null; readonly problems: SetupProblems } {
  const problems: Record<string, string> = {};
  const own = series.find(({ id }) => id === setup.data) ?? null;
  const preset: VenuePreset = VENUE_PRESETS[setup.venue];
  const numbers = readNumbers(setup.numbers, parse, problems);
  const values = readParameters(setup, parse, problems);
  const typed = parse(setup.deposit);
  const deposit = typed === null ? null : new Decimal(typed).toFixed();
  const { decimals } = preset.market.quote;
  const mostDeposit = formatUnits(MAX_MINOR, decimals);
  if (deposit === null || new Decimal(deposit).lte(0)) problems['deposit'] = 'Expected an amount above zero.';
  else if (decimalsOf(deposit) > decimals) problems['deposit'] = `Expected at most ${decimals} decimals.`;
  else if (new Decimal(deposit).gt(mostDeposit))
    problems['deposit'] = `Expected at most ${grouped(mostDeposit)}.`;
  const seed = parse(setup.seed);
  if (own === null && (seed === null || !Number.isSafeInteger(Number(seed))))
    problems['seed'] = 'Expected a whole number.';
  const definition = strategyOf(setup.strategy);
  const { allowsLong, allowsShort } = preset.rules;
  if (definition?.kind === 'trade' && !allowsLong && !allowsShort)
    problems['venue'] =
      'This strategy trades on margin, which this venue does not offer: choose another venue.';
  if (Object.keys(problems).length > 0 || deposit === null) return { order: null, problems };

  const market = own === null ? sampleMarket(setup, preset, Number(seed)) : ownMarket(own, preset);
  const data =
    own === null
      ? `${MADE_UP_MARKETS[setup.character]}, ${grouped(setup.bars)} × ${setup.barLength}, seed ${seed}`
      : own.name;
  const title = definition?.title ?? setup.strategy;
  const venue = venueWith(preset, numbers);
  const checked = checkScenario({
    format: 'orderscope-scenario',
    version: 1,
    name: `${title} · ${data}`.slice(0, 200),
    seed: own === null ? Number(seed) : 1,
    assets: [market.quote, market.base],
    pairs: [
      {
        code: market.code,
        base: market.base.code,
        quote: market.quote.code,
        tickSize: market.tickSize,
        lotSize: market.lotSize,
      },
    ],
    rules: [{ pair: market.code, ...venue.rules }],
    accounts: [{ id: 'main', agent: 'strategy', deposits: { [market.quote.code]: deposit } }],
    settings: { ...venue.settings, pathPolicy: setup.pathPolicy, limitPolicy: setup.limitPolicy },
    steps: [
      {
        at: fileTime(market.startMs),
        run: { pair: market.code, strategy: setup.strategy, params: values },
      },
    ],
  });
  if (!checked.ok) {
    return { order: null, problems: { form: checked.problems.map(({ message }) => message).join(' ') } };
  }
  return {
    order: {
      key: runKey({ setup, file: own?.name ?? null, candles: own?.id ?? null }),
      request: { scenario: checked.scenario, candles: [market.source] },
      setup,
      title,
      parameters: parametersText(setup.strategy, values),
      data,
      rules: preset.title + (isVenueChanged(setup) ? CHANGED : ''),
      series: own,
    },
    problems: null,
  };
}

function readNumbers(
  typed: VenueNumbers,
  parse: (typed: string) => string | null,
  problems: Record<string, string>,
): VenueNumbers {
  const read: Partial<Record<keyof VenueNumbers, string>> = {};
  for (const key of NUMBER_KEYS) {
    const text = typed[key].trim();
    const kind = NUMBERS[key];
    if (kind === 'share' && text === '') {
      read[key] = '';
      continue;
    }
    const number = parse(text);
    const problem = number === null ? 'Expected a number.' : numberProblem(new Decimal(number), kind);
    if (problem !== null) problems[`numbers.${key}`] = problem;
    read[key] = number ?? '0';
  }
  return { ...typed, ...read };
}

function numberProblem(value: Decimal, kind: (typeof NUMBERS)[keyof VenueNumbers]): string | null {
  switch (kind) {
    case 'factor':
      return value.gte(1) && value.lte(MOST_LEVERAGE)
        ? null
        : `Expected a number from 1 to ${MOST_LEVERAGE}.`;
    case 'money':
      return value.gte(0) && value.decimalPlaces() <= MAX_DECIMALS
        ? null
        : 'Expected an amount of zero or more.';
    case 'share':
      if (value.lte(0)) return 'Expected a share above 0 %, or nothing for no bound.';
      break;
    case 'percent':
      break;
  }
  if (value.lt(0) || value.gt(100)) return 'Expected a share from 0 to 100 %.';
  return value.decimalPlaces() <= MOST_PERCENT_DECIMALS
    ? null
    : `Expected at most ${MOST_PERCENT_DECIMALS} decimals.`;
}

function readParameters(
  { strategy, parameters }: BacktestSetup,
  parse: (typed: string) => string | null,
  problems: Record<string, string>,
): Readonly<Record<string, string | number>> {
  const definition = strategyOf(strategy);
  if (definition === null) return {};
  const typed = parameters[strategy] ?? {};
  const values: Record<string, string | number> = {};
  for (const [name, parameter] of Object.entries(definition.parameters)) {
    const text = typed[name];
    if (text === undefined) {
      values[name] = parameter.default;
    } else if (parameter.kind === 'choice') {
      values[name] = text;
    } else {
      const number = parse(text);
      const problem = number === null ? 'Expected a number.' : parameterProblem(parameter, Number(number));
      if (problem !== null) problems[`parameters.${name}`] = problem;
      values[name] = Number(number ?? 0);
    }
  }
  if (Object.keys(problems).some((field) => field.startsWith('parameters.'))) return values;
  const { problem } = createStrategy(definition, values);
  if (problem !== null) {
    problems[`parameters.${problem.parameter}`] =
      problem.expected.charAt(0).toUpperCase() + problem.expected.slice(1) + '.';
  }
  return values;
}

/** What is wrong with a number by itself, or `null`. */
function parameterProblem(
  { min, max, step }: Extract<Parameter, { kind: 'number' }>,
  value: number,
): string | null {
  if (value < min || value > max) return `Expected a number from ${grouped(min)} to ${grouped(max)}.`;
  return step === 1 && !Number.isInteger(value) ? 'Expected a whole number.' : null;
}

interface Market {
  readonly code: string;
  readonly base: Scenario['assets'][number];
  readonly quote: Scenario['assets'][number];
  readonly tickSize: string;
  readonly lotSize: string;
  readonly startMs: number;
  readonly source: CandleSource;
}

const SAMPLE_START_MS = Date.UTC(2020, 0, 1);
/** What is traded in an average bar, in the quote. */
const SAMPLE_TURNOVER = 1_000_000;

function sampleMarket(setup: BacktestSetup, { market }: VenuePreset, seed: number): Market {
  const { base, quote, tickSize, lotSize, price } = market;
  const code = `${base.code}/${quote.code}`;
  const startPrice = Number(new Decimal(price).times(10 ** decimalsOf(tickSize)));
  const volume = new Decimal(SAMPLE_TURNOVER).div(price).times(10 ** base.decimals);
  return {
    code,
    base,
    quote,
    tickSize,
    lotSize,
    startMs: SAMPLE_START_MS,
    source: {
      kind: 'synthetic',
      pair: code,
      options: {
        seed,
        character: setup.character,
        bars: Number(setup.bars),
        startTimeMs: SAMPLE_START_MS,
        stepMs: BAR_LENGTH_MS[setup.barLength],
        startPrice,
        volume: Number(volume.toFixed(0)),
      },
    },
  };
}

function ownMarket(own: OwnSeries, { market }: VenuePreset): Market {
  const { base, quote, candles, priceDecimals, volumeDecimals } = own;
  const code = `${base}/${quote}`;
  return {
    code,
    base: { code: base, decimals: volumeDecimals },
    quote: { code: quote, decimals: market.quote.decimals },
    tickSize: unitOf(priceDecimals),
    // Where whole pieces are traded, so are those of a file that counts parts of them.
    lotSize: unitOf(Math.min(decimalsOf(market.lotSize), volumeDecimals)),
    startMs: candles.timeAt(0),
    source: { kind: 'columns', pair: code, columns: candles.toColumns() },
  };
}

/** The parameters in words, without those that leave no choice. */
function parametersText(strategy: StrategyName, values: Readonly<Record<string, string | number>>): string {
  const definition = strategyOf(strategy);
  return Object.entries(definition?.parameters ?? {})
    .filter(([, parameter]) => parameter.kind !== 'choice' || parameter.choices.length > 1)
    .map(([name, { label }]) => `${label} ${values[name] ?? ''}`)
    .join(', ');
}

function grouped(value: string | number): string {
  return String(value).replaceAll(/\B(?<!\.\d*)(?=(?:\d{3})+(?:\.|$))/g, ',');
}
