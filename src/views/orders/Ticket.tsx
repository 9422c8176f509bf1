import { useMemo, useState, type ReactNode } from 'react';
import { definitionOf, type Action } from '../../domain/actions/registry.ts';
import { denial, denialSentence } from '../../domain/denial.ts';
import { kindOf, type Direction, type OrderKind } from '../../domain/orders/order.ts';
import type { Pair } from '../../domain/pair.ts';
import type { TradingRules } from '../../domain/tradingRules.ts';
import { Decimal } from '../../money/decimal.ts';
import { formatShortest, RATE_DECIMALS, toDecimal } from '../../money/minorUnits.ts';
import { isInReach, sceneAt } from '../../store/scene.ts';
import { pairInFocusOf } from '../../store/selectors.ts';
import { useApp, useAppStore, useWorld } from '../../store/useApp.ts';
import { formatAmount, formatNumber, paddedDecimals } from '../../ui/formatNumber.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { ActionForm } from './ActionForm.tsx';
import { numberIn, without, type FormValues } from './actionForm.ts';
import { liquidationNote, liquidationOf } from './liquidationNote.ts';
import { pairOf } from './pairLookup.ts';
import { distanceOf, priceAway } from './positionFigures.ts';
import { SmallButtons } from './SmallButtons.tsx';
import styles from './Ticket.module.css';

const TYPES = {
  spot: { limit: 'CREATE_SPOT_LIMIT', market: 'CREATE_SPOT_MARKET' },
  trade: { limit: 'CREATE_TRADE_LIMIT', market: 'CREATE_TRADE_MARKET' },
} as const;
const WAYS = [
  { value: 'limit', title: 'Limit' },
  { value: 'market', title: 'Market' },
] as const;
const SHARES = [50n, 100n] as const;
const LEVERAGES = ['2', '5'] as const;
/** How far off the entry a stop loss or take profit is put by a button, in percent. */
const DISTANCES = ['2', '5'] as const;
const PROTECTIONS = ['stopLoss', 'takeProfit'] as const;
const NO_FIXED = {};
const AMOUNTS = ['volume', 'spend'] as const;
const ONLY_PRICE: ReadonlySet<string> = new Set(['price']);
/** What may be left out of some orders, but not where it is asked for here. */
const NEEDED: ReadonlySet<string> = new Set(['expiresAt']);
const NEEDED_TO_SELL: ReadonlySet<string> = new Set([...NEEDED, 'volume']);
/** What belongs to one pair only. */
const PRICES: ReadonlySet<string> = new Set(['price', 'triggerPrice', ...PROTECTIONS]);
/** What is not taken over into the next order. */
const DONE_WITH: ReadonlySet<string> = new Set([...AMOUNTS, ...PROTECTIONS, 'triggerPrice']);

/** The form for a new order: spot or trade, limit or market. */
export function Ticket() {
  const store = useAppStore();
  const { moment, cursor } = useWorld();
  const player = useApp((state) => state.player);
  const [chosenKind, setKind] = useState<OrderKind | null>(null);
  const [way, setWay] = useState<(typeof WAYS)[number]['value']>('limit');
  const [typed, setValues] = useState<FormValues>({ texts: {}, chunks: [] });
  // It is for the pair in focus; once there is an amount in it, it stays with the pair that the amount was meant for.
  const inFocus = useApp(pairInFocusOf);
  const isBegun = AMOUNTS.some((name) => (typed.texts[name] ?? '') !== '');
  const pair = pairOf(player.journal, (isBegun ? typed.texts['pair'] : undefined) ?? inFocus);
  const values = (typed.texts['pair'] ?? pair.code) === pair.code ? typed : without(typed, PRICES);
  const rules = player.rules(pair);
  const blocked = blockedKinds(pair, rules);
  const kind = kindToOffer(chosenKind, blocked, rules);
  const blockedDirections = kind === 'trade' ? wrongSides(pair, rules) : {};
  const direction = directionToOffer(values.texts['direction'], kind, blockedDirections);
  const type = TYPES[kind][way];
  const hasShares = useApp((state) => isInReach(state, cursor));
  const last = player.balances.lastPrice(moment, pair.base.code, pair.quote.code);
  // Until another price is typed it is the last one, wherever the market goes.
  const suggested = last === null || way === 'market' ? undefined : formatNumber(last);
  const offered = suggested === undefined ? {} : { price: suggested };
  const texts = { ...offered, ...values.texts, pair: pair.code, direction };
  const withPair = { ...values, texts };
  const isMultiplied = rules.leverage.type === 'MARGIN_MULTIPLIER';
  const hasEnd = values.texts['timeInForce'] === 'GTD';
  const sells = direction === 'sell';
  const hidden = useMemo(
    () =>
      new Set([
        ...(isMultiplied ? [] : ['leverage']),
        ...(hasEnd ? [] : ['expiresAt']),
        ...(sells ? ['spend'] : []),
      ]),
    [isMultiplied, hasEnd, sells],
  );

  const takeValues = (next: FormValues): void => {
    const wanted = next.texts['pair'] ?? pair.code;
    const isSuggested = values.texts['price'] === undefined && next.texts['price'] === suggested;
    setValues(isSuggested ? without(next, ONLY_PRICE) : next);
    if (wanted !== pair.code) store.getState().choosePair(wanted);
  };
  const setText = (name: string, text: string): void =>
    setValues({ ...values, texts: { ...values.texts, pair: pair.code, [name]: text } });

  const takeShare = async (share: bigint): Promise<void> => {
    const { mostLots } = await import('./largestVolume.ts');
    const scene = sceneAt(store.getState(), cursor);
    const most = mostLots(scene, pair, definitionOf(type), without(withPair, hidden), direction);
    setText('volume', formatNumber(formatShortest(((most * share) / 100n) * pair.lot, pair.base.decimals)));
  };

  const asides: Record<string, ReactNode> = {};
  if (hasShares) {
    asides['volume'] = (
      <SmallButtons
        buttons={SHARES.map((share) => ({
          text: share === 100n ? 'Max' : `${share}%`,
          title: `${share} % of the largest volume that can be paid`,
          onClick: () => void takeShare(share),
        }))}
      />
    );
  }
  const notes: Record<string, string> = {};
  if (last !== null) {
    const takeLast = (): void => setText('price', formatNumber(last));
    asides['price'] = (
      <SmallButtons buttons={[{ text: 'Last', title: 'Take the last price', onClick: takeLast }]} />
    );
  }
  if (isMultiplied) {
    const most = toDecimal(rules.leverage.value, RATE_DECIMALS);
    const leverages = [...LEVERAGES.filter((each) => most.greaterThan(each)), most.toFixed()];
    asides['leverage'] = (
      <SmallButtons
        buttons={leverages.map((each) => ({
          text: `${formatNumber(each)}×`,
          title: `${formatNumber(each)} times the margin`,
          onClick: () => setText('leverage', formatNumber(each)),
        }))}
      />
    );
    notes['leverage'] = `From 1 to ${formatNumber(most)}×, the most that ${pair.code} allows.`;
  }
  const entry = way === 'limit' ? numberIn(withPair, 'price') : (numberIn(values, 'triggerPrice') ?? last);
  if (kind === 'trade' && entry !== null) {
    for (const name of PROTECTIONS) {
      // A long's loss lies below its entry, a short's above.
      const isBelow = (name === 'stopLoss') === (direction === 'long');
      asides[name] = (
        <SmallButtons
          buttons={DISTANCES.map((percent) => ({
            text: `${percent}%`,
            title: `${percent} % ${isBelow ? 'below' : 'above'} the entry`,
            onClick: () => {
              const price = priceAway(entry, isBelow ? `-${percent}` : percent, pair);
              if (price !== null) setText(name, formatNumber(price));
            },
          }))}
        />
      );
      const note = protectionNote(entry, numberIn(values, name), numberIn(values, 'volume'), direction, pair);
      if (note !== null) notes[name] = note;
    }
    const stopLoss = numberIn(values, 'stopLoss');
    if (stopLoss !== null && player.scenario.settings.liquidation === 'isolated') {
      const planned = {
        direction,
        entry,
        volume: numberIn(values, 'volume'),
        leverage: numberIn(values, 'leverage'),
      };
      const first = liquidationNote(direction, stopLoss, liquidationOf(planned, pair, rules));
      if (first !== null) notes['stopLoss'] = `${notes['stopLoss'] ?? ''} ${first}`.trim();
    }
  }
  return (
    <div className={styles.ticket}>
      <div className={styles.kinds}>
        <SegmentedControl
          label="Kind of order"
          options={[
            { value: 'spot', title: 'Spot', blocked: blocked.spot },
            { value: 'trade', title: 'Trade', blocked: blocked.trade },
          ]}
          value={kind}
          onChange={setKind}
        />
        <SegmentedControl label="Price of the order" options={WAYS} value={way} onChange={setWay} />
      </div>
      {[blocked.spot, blocked.trade, ...Object.values(blockedDirections)].map(
        (reason) =>
          reason !== null &&
          reason !== undefined && (
            <p key={reason} className={styles.reason}>
              {reason}
            </p>
          ),
      )}
      <ActionForm
        key={type}
        definition={definitionOf(type)}
        pair={pair}
        fixed={NO_FIXED}
        hidden={hidden}
        needed={sells ? NEEDED_TO_SELL : NEEDED}
        values={withPair}
        onValues={takeValues}
        placeholders={placeholdersOf(rules)}
        submitTitle={(action) => titleOf(action, direction, pair)}
        onDone={() => setValues(without(values, DONE_WITH))}
        asides={asides}
        notes={notes}
        blockedChoices={{ direction: blockedDirections }}
      />
    </div>
  );
}

/** Why a kind of order cannot be sent for a pair, or `null`. */
function blockedKinds(pair: Pair, rules: TradingRules): Readonly<Record<OrderKind, string | null>> {
  const { code, contractSize } = pair;
  return {
    spot:
      contractSize === '1'
        ? null
        : denialSentence(denial('CONTRACT_SIZE_NOT_SPOT', { pair: code, contractSize })),
    trade: rules.allowsLong || rules.allowsShort ? null : `The rules of ${code} allow spot orders only.`,
  };
}

/** The kind that is asked for while it is allowed; without a wish, trades where there is leverage. */
function kindToOffer(
  chosen: OrderKind | null,
  blocked: Readonly<Record<OrderKind, string | null>>,
  rules: TradingRules,
): OrderKind {
  const wanted = chosen ?? (rules.leverage.type === 'NO_LEVERAGE' ? 'spot' : 'trade');
  if (blocked[wanted] === null) return wanted;
  return wanted === 'spot' ? 'trade' : 'spot';
}

/** The trade directions that the rules do not allow, with the reason; none where the other is not allowed either. */
function wrongSides(pair: Pair, { allowsLong, allowsShort }: TradingRules): Readonly<Record<string, string>> {
  if (allowsLong === allowsShort) return {};
  const direction = allowsLong ? 'short' : 'long';
  return { [direction]: denialSentence(denial('DIRECTION_NOT_ALLOWED', { pair: pair.code, direction })) };
}

const OTHER_KIND = { buy: 'long', sell: 'short', long: 'buy', short: 'sell' } as const;
const OTHER_SIDE = { buy: 'sell', sell: 'buy', long: 'short', short: 'long' } as const;

/** The direction that was chosen, as the kind of order calls it, or the other one where that is not allowed. */
function directionToOffer(
  chosen: string | undefined,
  kind: OrderKind,
  blocked: Readonly<Record<string, string>>,
): Direction {
  const known: Direction = chosen === 'sell' || chosen === 'long' || chosen === 'short' ? chosen : 'buy';
  const direction = kindOf(known) === kind ? known : OTHER_KIND[known];
  return blocked[direction] === undefined ? direction : OTHER_SIDE[direction];
}

function placeholdersOf(rules: TradingRules): Readonly<Record<string, string>> {
  return {
    leverage: formatNumber(toDecimal(rules.leverage.value, RATE_DECIMALS)),
    stopLoss: 'none',
    takeProfit: 'none',
  };
}

/** How far a protecting price lies from the entry and what reaching it brings: `−2 %: −960.00 USD`. */
function protectionNote(
  entry: Decimal,
  price: Decimal | null,
  volume: Decimal | null,
  direction: Direction,
  { quote, contractSize }: Pair,
): string | null {
  if (price === null) return null;
  const away = `${formatNumber(distanceOf(entry, price), undefined, 'always')} %`;
  if (volume === null) return `${away} from the entry.`;
  const rise = price.minus(entry).times(volume).times(contractSize);
  const pnl = (direction === 'long' ? rise : rise.negated()).toDecimalPlaces(
    quote.decimals,
    Decimal.ROUND_FLOOR,
  );
  return `${away}: ${formatNumber(pnl, quote.decimals, 'always')} ${quote.code}.`;
}

const VERBS: Readonly<Record<Direction, string>> = {
  buy: 'Buy',
  sell: 'Sell',
  long: 'Open long',
  short: 'Open short',
};

/** What the button says: `Buy 0.5 BTC`, `Open long 0.5 BTC, stop 49,000`. */
function titleOf(action: Action | null, direction: Direction, pair: Pair): string {
  const verb = VERBS[direction];
  const stop =
    action !== null && 'triggerPrice' in action && action.triggerPrice !== undefined
      ? `, stop ${formatNumber(action.triggerPrice)}`
      : '';
  if (action !== null && 'volume' in action && action.volume !== undefined) {
    return `${verb} ${formatAmount(action.volume, pair.base.code)}${stop}`;
  }
  if (action !== null && 'spend' in action && action.spend !== undefined) {
    return `${verb} for ${formatAmount(action.spend, pair.quote.code, paddedDecimals(pair.quote.decimals))}${stop}`;
  }
  return kindOf(direction) === 'spot' ? `${verb} ${pair.base.code}` : `${verb} of ${pair.base.code}`;
}
