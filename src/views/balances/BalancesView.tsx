import { useCallback, useId, useMemo, useState } from 'react';
import type { Balance } from '../../domain/balance.ts';
import type { BalanceRepository } from '../../journal/balanceRepository.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';
import { late } from '../../store/late.tsx';
import { Button } from '../../ui/Button.tsx';
import { ChartFrame } from '../../ui/ChartFrame.tsx';
import { useKeyOf } from '../../ui/commands.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatNumber, formatPercent } from '../../ui/formatNumber.ts';
import { formatTime } from '../../ui/formatTime.ts';
import { accountSeries, assetSeries } from '../../journal/balanceSeries.ts';
import styles from './BalancesView.module.css';
import { BalanceTable } from './BalanceTable.tsx';
import { chartReach } from './chartPoints.ts';
import { holdersAt } from './holders.ts';
import { HoldersPanel } from './HoldersPanel.tsx';
import { niceTicks } from './niceTicks.ts';
import { Scrubber } from './Scrubber.tsx';
import { WaterfallFrame } from './WaterfallFrame.tsx';

/** What the balances are drawn from. `moment` counts entries; `version` changes when the journal grows. */
export interface BalancesViewProps {
  readonly journal: Journal;
  readonly version: number;
  readonly balances: BalanceRepository;
  readonly orders: OrderRepository;
  readonly account: string;
  /** Tells what is shown from anything else that is opened. */
  readonly scenario: string;
  readonly moment: number;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly onSelect: (orderId: string | null) => void;
  readonly onHover: (orderId: string | null) => void;
  readonly onMoment: (moment: number) => void;
  /** Whether they give way to what the selected order moved. */
  readonly showsWaterfall: boolean;
  readonly onWaterfall: (showsWaterfall: boolean) => void;
}

const BalanceChart = late(async () => (await import('./BalanceChart.tsx')).BalanceChart);

/** The choice of the whole account; no asset is called so. */
const WHOLE = ' whole';

const NOT_HELD = { in: '', takesFocus: false };

/** Available over unavailable through every moment, and who holds what is unavailable ([L5], [L10]). */
export function BalancesView(props: BalancesViewProps) {
  const { journal, balances, orders, account, scenario, moment, selected, hovered } = props;
  const { onSelect, onHover, onMoment, showsWaterfall, onWaterfall } = props;
  const { assets, pairs } = journal.header;
  const quote = pairs[0]?.quote ?? assets[0];
  const [chosen, setChosen] = useState('');
  // The list of holders is of one scenario: in another it was not asked for. It takes the focus where it was asked for by its button.
  const [held, setHeld] = useState(NOT_HELD);
  const showsHolders = held.in === scenario;
  const lockId = useId();
  const closeHolders = useCallback(
    (hadFocus: boolean): void => {
      setHeld(NOT_HELD);
      if (hadFocus) document.getElementById(lockId)?.focus();
    },
    [lockId],
  );
  const waterfallKey = useKeyOf(
    'waterfall',
    showsWaterfall ? 'Back to the balances' : `What ${selected} moved, step by step`,
  );
  const isWhole = chosen === WHOLE;
  const asset = assets.find(({ code }) => code === chosen) ?? quote;
  const code = asset?.code ?? '';
  const decimals = asset?.decimals ?? 0;
  // The journal grows in place: its length says when there is more to draw.
  const end = journal.entries.length;
  const series = useMemo(
    () =>
      isWhole
        ? accountSeries(journal, account, code, end, balances.opensOf)
        : assetSeries(journal, account, code, end),
    [journal, balances, account, code, isWhole, end],
  );
  const reach = useMemo(() => chartReach(series), [series]);
  const ticks = useMemo(() => niceTicks(reach.highest, 4), [reach]);
  const top = ticks.at(-1) ?? 1;

  if (asset === undefined || series.moments.length === 0) {
    return (
      <EmptyState>
        Nothing has been deposited yet: balances appear with the first line of the ledger.
      </EmptyState>
    );
  }
  const balanceAt = (at: number): Balance =>
    isWhole
      ? balances.valuation({ entries: at }, account, code)
      : balances.at({ entries: at }, account, code);
  const timeAt = (at: number): number => journal.entries.columns.timeMs[at - 1] ?? Number.NaN;
  const write = (value: Balance['total']): string => formatNumber(value.toDecimalPlaces(decimals), decimals);
  const now = balanceAt(moment);
  const name = isWhole ? `Account in ${code}` : code;
  const peak = reach.peakMoment === 0 ? null : balanceAt(reach.peakMoment);
  const summary =
    `${write(now.available)} available, ${write(now.unavailable)} unavailable, ${formatPercent(now.utilisation)} in use` +
    (peak === null ? '' : `; most in use ${formatPercent(peak.utilisation)} at moment ${reach.peakMoment}`);

  const toggle = selected !== null && (
    <Button
      {...waterfallKey}
      look="plain"
      icon="waterfall"
      aria-pressed={showsWaterfall}
      aria-label={`What ${selected} moved, step by step`}
      onClick={() => onWaterfall(!showsWaterfall)}
    />
  );
  if (showsWaterfall && selected !== null) {
    return (
      <div className={styles.view}>
        <div className={styles.chart}>
          <WaterfallFrame
            journal={journal}
            end={end}
            moment={moment}
            orderId={selected}
            toggle={toggle}
            onMoment={onMoment}
          />
        </div>
      </div>
    );
  }

  const drawTable = () => (
    <BalanceTable
      moments={series.moments}
      moment={moment}
      decimals={decimals}
      balanceAt={balanceAt}
      timeAt={timeAt}
    />
  );

  return (
    <div className={styles.view}>
      <div className={styles.body}>
        <div className={styles.chart}>
          <ChartFrame
            picture="balances"
            title={name}
            summary={summary}
            isTitleLed
            lead={
              <select
                className={styles.choice}
                aria-label="Balance of"
                value={isWhole ? WHOLE : code}
                onChange={(event) => setChosen(event.target.value)}
              >
                {assets.map((each) => (
                  <option key={each.code}>{each.code}</option>
                ))}
                <option value={WHOLE}>Account in {quote?.code}</option>
              </select>
            }
            toolbar={
              <>
                {toggle}
                <Button
                  id={lockId}
                  look="plain"
                  icon="lock"
                  aria-pressed={showsHolders}
                  title="Which orders hold what is unavailable"
                  onClick={() => setHeld(showsHolders ? NOT_HELD : { in: scenario, takesFocus: true })}
                >
                  Who holds it
                </Button>
              </>
            }
            table={drawTable}
          >
            {({ width, height }) => (
              <>
                <BalanceChart
                  width={width}
                  height={height}
                  series={series}
                  peakMoment={reach.peakMoment}
                  end={end}
                  ticks={ticks}
                />
                <Scrubber
                  end={end}
                  moment={moment}
                  height={height}
                  onMoment={onMoment}
                  onPress={(at, share) => {
                    if (share >= 0 && share * top < balanceAt(at).unavailable.toNumber())
                      setHeld({ in: scenario, takesFocus: false });
                  }}
                  renderReadout={(at) => (
                    <Readout at={at} timeMs={timeAt(at)} balance={balanceAt(at)} write={write} />
                  )}
                />
              </>
            )}
          </ChartFrame>
        </div>
        {showsHolders && (
          <HoldersPanel
            journal={journal}
            holders={holdersAt(journal, orders, account, moment).filter(
              (each) => isWhole || each.asset === code,
            )}
            balanceOf={(of) => balances.at({ entries: moment }, account, of)}
            moment={moment}
            takesFocus={held.takesFocus}
            selected={selected}
            hovered={hovered}
            onSelect={onSelect}
            onHover={onHover}
            onMoment={onMoment}
            onClose={closeHolders}
          />
        )}
      </div>
    </div>
  );
}

interface ReadoutProps {
  readonly at: number;
  readonly timeMs: number;
  readonly balance: Balance;
  readonly write: (value: Balance['total']) => string;
}

/** A moment's balance, in figures. */
function Readout({ at, timeMs, balance, write }: ReadoutProps) {
  return (
    <dl className={styles.readout}>
      <dt className={styles.when}>
        {at} {Number.isNaN(timeMs) ? '' : `· ${formatTime(timeMs)}`}
      </dt>
      <dt>
        <i className={styles.available} /> available
      </dt>
      <dd>{write(balance.available)}</dd>
      <dt>
        <i className={styles.unavailable} /> unavailable
      </dt>
      <dd>{write(balance.unavailable)}</dd>
      <dt>in use</dt>
      <dd>{formatPercent(balance.utilisation)}</dd>
    </dl>
  );
}
