import type { PositionView } from '../../src/domain/orders/order.ts';
import type { StepOutcome } from '../../src/scenario/play.ts';
import { Stage, type StageOptions, type StepBody } from './stage.ts';

/** Further fields of a create: leverage, stopLoss, takeProfit, triggerPrice, timeInForce, pair. */
type More = Readonly<Record<string, string>>;

/** A stage on which BTCUSD is traded at up to ten times its margin, if the options do not say otherwise. */
export class TradeStage extends Stage {
  #last: StepOutcome = { firstEntry: 1, lastEntry: 0, denials: [] };

  constructor(options: StageOptions = {}) {
    super({ ...options, rules: { leverage: { type: 'MARGIN_MULTIPLIER', value: '10' }, ...options.rules } });
  }

  override step(body: StepBody): StepOutcome {
    this.#last = super.step(body);
    return this.#last;
  }

  /** A limit trade. */
  trade(
    direction: 'long' | 'short',
    volume: string,
    price: string,
    more: More = {},
    account?: string,
  ): StepOutcome {
    return this.act(
      { type: 'CREATE_TRADE_LIMIT', pair: 'BTCUSD', direction, volume, price, ...more },
      account,
    );
  }

  /** A market trade. */
  tradeMarket(direction: 'long' | 'short', volume: string, more: More = {}, account?: string): StepOutcome {
    return this.act({ type: 'CREATE_TRADE_MARKET', pair: 'BTCUSD', direction, volume, ...more }, account);
  }

  /** A limit trade that is filled by hand at its limit price. */
  hold(
    direction: 'long' | 'short',
    volume: string,
    price: string,
    more: More = {},
    account?: string,
  ): StepOutcome {
    const refused = this.trade(direction, volume, price, more, account).denials;
    if (refused.length > 0) throw new RangeError(JSON.stringify(refused));
    const order = `O-${this.journal.orders.length}`;
    const fill = { order, volume, price };
    return this.step(account === undefined ? { fill } : { fill, account });
  }

  closeTrade(order: string, more: { readonly volume?: string; readonly price?: string } = {}): StepOutcome {
    return this.act({ type: 'CLOSE_TRADE', order, ...more });
  }

  modifyTrade(
    order: string,
    change: {
      readonly volume?: string;
      readonly price?: string;
      readonly leverage?: string;
      readonly stopLoss?: string | null;
      readonly takeProfit?: string | null;
    },
  ): StepOutcome {
    return this.act({ type: 'MODIFY_TRADE_LIMIT', order, ...change });
  }

  splitTrade(order: string, ...chunks: readonly { volume: string; price?: string }[]): StepOutcome {
    return this.act({ type: 'SPLIT_TRADE_LIMIT', order, chunks: [...chunks] });
  }

  cancelTrade(order: string): StepOutcome {
    return this.act({ type: 'CANCEL_TRADE_LIMIT', order });
  }

  /** A bar of any pair, from `"open high low close"`. */
  barOf(pair: string, prices: string): StepOutcome {
    const [open = '', high = '', low = '', close = ''] = prices.split(' ');
    return this.step({ bar: { pair, open, high, low, close } });
  }

  /** What the last step did to orders, entry by entry, such as `"O-1 fill 1 @ 98"` or `"O-1 STOP_LOSS 1 @ 95 ambiguous"`. */
  get moves(): readonly string[] {
    const { firstEntry, lastEntry } = this.#last;
    const found: string[] = [];
    for (let entry = firstEntry; entry <= lastEntry; entry += 1) {
      for (const { order, event, fill, kind } of this.player.orders.eventsIn(entry)) {
        const name = event === 'close' ? kind : event;
        const how = fill?.ambiguous === true ? ' ambiguous' : '';
        found.push(
          fill === null
            ? `${order} ${name}`
            : `${order} ${name} ${fill.volume.toString()} @ ${fill.price.toString()}${how}`,
        );
      }
    }
    return found;
  }

  /** The codes that the last step was refused for. */
  get denied(): readonly string[] {
    return this.#last.denials.map(({ code }) => code);
  }

  position(id: string): PositionView {
    const position = this.player.orders.at(id, { entries: this.journal.entries.length })?.position;
    if (position === null || position === undefined) throw new RangeError(`no position of ${id}`);
    return position;
  }

  /** A position as `"OPEN 1 @ 100 margin 10 liquidated at 90"`. */
  standing(id: string): string {
    const { status, open, entryPrice, margin, liquidationPrice } = this.position(id);
    const at = entryPrice === null ? '' : ` @ ${entryPrice.toString()}`;
    const end = liquidationPrice === null ? '' : ` liquidated at ${liquidationPrice.toString()}`;
    return `${status} ${open.toString()}${at} margin ${margin.toString()}${end}`;
  }
}
