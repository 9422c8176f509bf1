import { FIRST_SETUP, readSetup, venueSetup, type BacktestSetup } from '../../store/backtestSetup.ts';
import { useAppStore } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { parseNumber } from '../../ui/parseNumber.ts';
import { EarlierRuns } from './EarlierRuns.tsx';
import styles from './ExampleRuns.module.css';

interface Example {
  readonly title: string;
  readonly detail: string;
  readonly setup: BacktestSetup;
}

const LONG = { bars: '10000', barLength: '1 hour' } as const;

const EXAMPLES: readonly Example[] = [
  {
    title: 'Averages that cross',
    detail:
      'In with all there is while a market rises, out while it falls: what that gains and costs beside holding on.',
    setup: FIRST_SETUP,
  },
  {
    title: 'A grid of orders',
    detail: 'Eight bids below a market that goes sideways, each sold a level higher: how much they tie up.',
    setup: { ...FIRST_SETUP, ...LONG, strategy: 'grid', character: 'range' },
  },
  {
    title: 'Breakouts on margin',
    detail:
      'Stops on both sides of a range that jumps, with stop loss and take profit, at ten times the margin.',
    setup: {
      ...FIRST_SETUP,
      ...LONG,
      ...venueSetup('derivatives10x'),
      strategy: 'breakout',
      character: 'gapRidden',
    },
  },
];

/** What stands here before the first run: what a run gives, and a few to begin with. */
export function ExampleRuns() {
  const store = useAppStore();
  const run = ({ setup }: Example): void => {
    const state = store.getState();
    state.setSetup(setup);
    const { order } = readSetup(setup, [], parseNumber);
    if (order === null) return;
    state.startRun(order);
    // This goes once the run is done, and the run can be called off over there.
    document.querySelector<HTMLElement>('#setup')?.focus();
  };
  return (
    <section className={styles.examples} aria-labelledby="examples-title">
      <h2 id="examples-title" className={styles.title}>
        What would a strategy have done?
      </h2>
      <p>
        A backtest runs a strategy through bars, one by one, and keeps every order, line and balance of it.
        Fill in the form and press Run, or begin with one of these:
      </p>
      <ul className={styles.list}>
        {EXAMPLES.map((example) => (
          <li key={example.title} className={styles.example}>
            <h3 className={styles.name}>{example.title}</h3>
            <p className={styles.detail}>{example.detail}</p>
            <Button icon="play" aria-label={`Try it: ${example.title}`} onClick={() => run(example)}>
              Try it
            </Button>
          </li>
        ))}
      </ul>
      <EarlierRuns />
      <h3 className={styles.name}>What a run gives</h3>
      <ul className={styles.gives}>
        <li>
          Equity, drawdown and how much of it is tied up, bar by bar; two runs and more beside each other.
        </li>
        <li>Return, risk and trades in figures, each with what it means.</li>
        <li>
          Every closed trade, which leads to its moment in Explore: its order, its lines, its arithmetic.
        </li>
        <li>Files that give the same run again, here or in a terminal, byte for byte.</li>
      </ul>
    </section>
  );
}
