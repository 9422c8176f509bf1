import { useState } from 'react';
import type { ActionDefinition } from '../../domain/actions/defineAction.ts';
import { ACTIONS, definitionOf, type Action } from '../../domain/actions/registry.ts';
import type { Pair } from '../../domain/pair.ts';
import type { Player } from '../../scenario/play.ts';
import { formatShortest } from '../../money/minorUnits.ts';
import { stepNow } from '../../store/selectors.ts';
import { useApp, useAppStore, useWorld } from '../../store/useApp.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { parseNumber } from '../../ui/parseNumber.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import fieldStyles from './ActionFields.module.css';
import { ActionForm } from './ActionForm.tsx';
import { readForm, type FormValues } from './actionForm.ts';
import { largestAffordable } from './largestVolume.ts';
import { pairOf } from './pairLookup.ts';
import styles from './Ticket.module.css';

const TYPES = ['CREATE_SPOT_LIMIT', 'CREATE_SPOT_MARKET'] as const;
const SHARES = [50n, 100n] as const;
const NO_FIXED = {};

/** The form for a new spot order. */
export function Ticket() {
  const store = useAppStore();
  const { moment } = useWorld();
  const player = useApp((state) => state.player);
  const [type, setType] = useState<(typeof TYPES)[number]>('CREATE_SPOT_LIMIT');
  const [values, setValues] = useState<FormValues>({ texts: { direction: 'buy' }, chunks: [] });
  const [firstPair] = player.journal.header.pairs;
  const pair = pairOf(player.journal, values.texts['pair'] ?? firstPair?.code);
  const definition = definitionOf(type);
  const withPair = { ...values, texts: { ...values.texts, pair: pair.code } };
  const last = player.balances.lastPrice(moment, pair.base.code, pair.quote.code);

  const setText = (name: string, text: string): void =>
    setValues({ ...values, texts: { ...values.texts, [name]: text } });

  const takeShare = (share: bigint): void => {
    const most = mostLots(player, pair, definition, withPair, (action) =>
      stepNow(store.getState(), { action }),
    );
    setText('volume', formatShortest(((most * share) / 100n) * pair.lot, pair.base.decimals));
  };

  return (
    <div className={styles.ticket}>
      <SegmentedControl
        label="Kind of order"
        options={TYPES.map((value) => ({ value, title: ACTIONS[value].title }))}
        value={type}
        onChange={setType}
      />
      <ActionForm
        key={type}
        definition={definition}
        pair={pair}
        fixed={NO_FIXED}
        values={withPair}
        onValues={setValues}
        placeholders={last === null ? {} : { price: formatNumber(last) }}
        submitTitle={(action) => titleOf(action, values.texts['direction'] ?? 'buy', pair)}
        onDone={() => setText('volume', '')}
        asides={{
          volume: (
            <span className={fieldStyles.shares}>
              {SHARES.map((share) => (
                <button
                  key={String(share)}
                  type="button"
                  className={fieldStyles.share}
                  title={`${share} % of the largest volume that can be paid`}
                  onClick={() => takeShare(share)}
                >
                  {share === 100n ? 'Max' : `${share}%`}
                </button>
              ))}
            </span>
          ),
          ...(last === null
            ? {}
            : {
                price: (
                  <button
                    type="button"
                    className={fieldStyles.share}
                    title="Take the last price"
                    onClick={() => setText('price', formatNumber(last))}
                  >
                    Last
                  </button>
                ),
              }),
        }}
      />
    </div>
  );
}

/** What the button says: `Buy 0.5 BTC`. */
function titleOf(action: Action | null, direction: string, pair: Pair): string {
  const verb = direction === 'sell' ? 'Sell' : 'Buy';
  if (action === null) return `${verb} ${pair.base.code}`;
  if ('volume' in action && action.volume !== undefined && action.volume !== null)
    return `${verb} ${formatNumber(action.volume)} ${pair.base.code}`;
  if ('spend' in action && action.spend !== undefined)
    return `${verb} for ${formatNumber(action.spend)} ${pair.quote.code}`;
  return `${verb} ${pair.base.code}`;
}

type Preview = Parameters<Player['preview']>[0];

/** How many lots the rest of the form could pay for, fees included. */
function mostLots(
  player: Player,
  pair: Pair,
  definition: ActionDefinition,
  values: FormValues,
  stepOf: (action: Action) => Preview,
): bigint {
  const { journal } = player;
  const book = (asset: number): bigint => journal.available(journal.book(0, asset));
  const price = parseNumber(values.texts['price'] ?? '');
  const reading = (lots: bigint): Action | null => {
    const volume = formatShortest(lots * pair.lot, pair.base.decimals);
    const { spend: _spend, ...texts } = values.texts;
    return readForm(definition, {
      ...values,
      texts: { ...texts, volume, ...(price === null ? {} : { price }) },
    }).action;
  };
  const isAffordable = (lots: bigint): boolean => {
    const action = reading(lots);
    if (action === null) return false;
    const { denial } = player.preview(stepOf(action));
    return denial === null || denial.code === 'BELOW_MIN_VOLUME' || denial.code === 'BELOW_MIN_NOTIONAL';
  };
  if (values.texts['direction'] === 'sell')
    return largestAffordable(book(pair.base.index) / pair.lot, isAffordable);
  // One price unit is the least that a lot can cost.
  const most = (book(pair.quote.index) * pair.notionalDenominator) / pair.notionalNumerator / pair.lot;
  return largestAffordable(most, isAffordable);
}
