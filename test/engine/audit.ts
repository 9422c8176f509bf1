import { ENTRY_KINDS, type EntryKind } from '../../src/domain/entry.ts';
import { isTerminal, STATUS_NAMES } from '../../src/domain/orders/lifecycle.ts';
import {
  DIRECTIONS,
  evolve,
  isBuying,
  kindOf,
  openVolumeOf,
  remainingOf,
  TIMES_IN_FORCE,
  type OrderEvent,
  type OrderState,
  type OrderTerms,
} from '../../src/domain/orders/order.ts';
import {
  CLOSE_REASONS,
  ORDER_EVENT_NAMES,
  POSITION_STATUS_NAMES,
  type Closing,
} from '../../src/domain/orders/position.ts';
import type { Pair } from '../../src/domain/pair.ts';
import { reservationOf } from '../../src/domain/postings/reservation.ts';
import type { TradingRules } from '../../src/domain/tradingRules.ts';
import { TRANSACTION_TYPE_NAMES, type TransactionType } from '../../src/domain/transaction.ts';
import { FILL_AMBIGUOUS, FILL_TAKER, wide, type Journal } from '../../src/journal/journal.ts';
import { decimalsOf, truncateUnits } from '../../src/money/minorUnits.ts';

/** The rules' own copy of the shapes: signs of (available, unavailable); `=` means of equal size. */
const SHAPES: Readonly<Record<TransactionType, readonly string[]>> = {
  RESERVE_MARGIN: ['-+='],
  RETURN_MARGIN: ['+-='],
  FILL_BUY: ['0-'],
  FILL_SELL: ['0-'],
  SPOT_EXCHANGE: ['+0'],
  FEE_CREATE: ['-0'],
  FEE_FILL: ['0-', '-0'],
  FEE_CLOSE: ['-0'],
  FEE_CANCEL: ['0-', '-0'],
  FEE_OVERNIGHT: ['-0', '0-'],
  CLOSE_PNL: ['+0', '-0'],
  ADJUSTMENT: ['+0', '-0'],
};

const CREATING: ReadonlySet<EntryKind> = new Set([
  'CREATE_SPOT_LIMIT',
  'CREATE_SPOT_MARKET',
  'MODIFY_SPOT_LIMIT',
  'SPLIT_SPOT_LIMIT',
  'CREATE_TRADE_LIMIT',
  'CREATE_TRADE_MARKET',
  'MODIFY_TRADE_LIMIT',
  'SPLIT_TRADE_LIMIT',
] as const);

/** Fees are reckoned here as fractions over this, which holds price × volume × rate of the finest grids exactly. */
const EXACT_DECIMALS = 48;

interface Line {
  readonly type: TransactionType;
  readonly book: number;
  readonly order: number;
  readonly available: bigint;
  readonly unavailable: bigint;
}

interface Sums {
  /** Exact fee on all fills so far, in 10^-EXACT_DECIMALS of the quote × the order's leverage, and what was charged for them. */
  exactFee: bigint;
  chargedFee: bigint;
  flatsCharged: Set<string>;
  /** Everything a buy took out of its reservation, and what it was given. */
  spent: bigint;
  reserved: bigint;
  /** Volume of the base that its fills moved. */
  exchanged: bigint;
  /** Σ price × volume of a trade's fills and of its closes, and the exact fee on these as {@link exactFee}. */
  entered: bigint;
  left: bigint;
  exactCloseFee: bigint;
  flatsOnClose: Set<string>;
}

/**
 * Reads a journal entry by entry with its own arithmetic, and notes every rule that does not hold after each of them. It knows the
 * stored facts and the trading rules, but neither the world nor the code that decided.
 */
export class Auditor {
  readonly broken: string[] = [];
  /** How often something happened, by name: what a search has really met. */
  readonly met = new Map<string, number>();
  /** Every order as folded from its events, and after each event row. */
  readonly orders = new Map<number, OrderState>();
  readonly versions: OrderState[] = [];
  readonly available: bigint[];
  readonly unavailable: bigint[];
  readonly #journal: Journal;
  readonly #rules: readonly TradingRules[];
  readonly #sums = new Map<number, Sums>();
  /** Every order as it was before its last event. */
  readonly #before = new Map<number, OrderState>();
  #entry = 0;
  #line = 0;
  #event = 0;
  #fills = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(journal: Journal, rules: readonly TradingRules[]) {
    this.#journal = journal;
    this.#rules = rules;
    const books = journal.header.accounts.length * journal.header.assets.length;
    this.available = Array.from({ length: books }, () => 0n);
    this.unavailable = Array.from({ length: books }, () => 0n);
  }

  /** Looks at the entries written since the last call; returns what is broken so far. */
  read(): readonly string[] {
    while (this.#entry < this.#journal.entries.length) this.#readEntry();
    return this.broken;
  }

  #breaks(rule: string, what: string): void {
    this.broken.push(`[${rule}] entry ${this.#entry + 1}: ${what}`);
  }

  #meet(what: string): void {
    this.met.set(what, (this.met.get(what) ?? 0) + 1);
  }

  #readEntry(): void {
    const { entries } = this.#journal;
    const { columns } = entries;
    const row = this.#entry;
    const kind = ENTRY_KINDS[columns.kind[row] ?? -1] ?? 'RUN';
    const timeMs = columns.timeMs[row] ?? Number.NaN;
    if (!(timeMs >= this.#lastMs)) this.#breaks('O6', `time goes back from ${this.#lastMs} to ${timeMs}`);
    this.#lastMs = timeMs;
    const lines = this.#readLines(columns.transactions[row] ?? -1);
    const happened = this.#readEvents(columns.events[row] ?? -1, kind, lines);
    this.#checkDenial(row, lines, happened);
    this.#checkBooks();
    this.#meet(kind);
    this.#entry += 1;
  }

  #readLines(end: number): readonly Line[] {
    const { transactions } = this.#journal;
    const { entry, book, type, order, available, unavailable, availableAfter, unavailableAfter } =
      transactions.columns;
    if (end < this.#line) this.#breaks('L2', `transactions end at ${end}, before ${this.#line}`);
    const lines: Line[] = [];
    for (; this.#line < end; this.#line += 1) {
      const row = this.#line;
      const line: Line = {
        type: TRANSACTION_TYPE_NAMES[type[row] ?? -1] ?? 'ADJUSTMENT',
        book: book[row] ?? -1,
        order: order[row] ?? -1,
        available: available[row] ?? 0n,
        unavailable: unavailable[row] ?? 0n,
      };
      lines.push(line);
      if (entry[row] !== this.#entry) this.#breaks('L2', `seq ${row + 1} names entry ${entry[row]}`);
      const shape = sign(line.available) + sign(line.unavailable);
      const equal = line.available === -line.unavailable ? '=' : '';
      if (!SHAPES[line.type].some((allowed) => allowed === shape || allowed === shape + equal)) {
        this.#breaks('L3', `${line.type} changes ${line.available}, ${line.unavailable}`);
      }
      this.available[line.book] = (this.available[line.book] ?? 0n) + line.available;
      this.unavailable[line.book] = (this.unavailable[line.book] ?? 0n) + line.unavailable;
      if (
        availableAfter[row] !== this.available[line.book] ||
        unavailableAfter[row] !== this.unavailable[line.book]
      ) {
        this.#breaks('L8', `seq ${row + 1} stores ${availableAfter[row]} / ${unavailableAfter[row]}`);
      }
      this.#meet(line.type);
    }
    return lines;
  }

  #readEvents(end: number, kind: EntryKind, lines: readonly Line[]): number {
    const { columns } = this.#journal.events;
    const first = this.#event;
    for (; this.#event < end; this.#event += 1) {
      const row = this.#event;
      const number = columns.order[row] ?? 0;
      const happened = this.#eventOf(row);
      const before = this.orders.get(number) ?? null;
      if (before !== null) this.#before.set(number, before);
      const after = evolve(before, happened);
      this.orders.set(number, after);
      this.versions.push(after);
      this.#checkStored(row, after);
      this.#checkOrder(after);
      if (happened.fill !== null) this.#checkFill(before, after, happened);
      if (happened.closing !== null) this.#checkClose(after, happened.closing);
      this.#checkPosition(after);
      if (after.position.status !== 'NONE') this.#meet(`${happened.event} → ${after.position.status}`);
      this.#meet(`${happened.event} → ${happened.to}`);
      if (((columns.fillFlags[row] ?? 0) & FILL_AMBIGUOUS) !== 0) this.#meet('ambiguous');
    }
    this.#checkLines(kind, lines, first);
    return this.#event - first;
  }

  #eventOf(row: number): OrderEvent {
    const { columns } = this.#journal.events;
    const event = ORDER_EVENT_NAMES[columns.event[row] ?? -1] ?? 'create';
    const number = columns.fill[row] ?? 0;
    const flags = columns.fillFlags[row] ?? 0;
    const ambiguous = (flags & FILL_AMBIGUOUS) !== 0;
    const volume = columns.fillVolume[row] ?? 0n;
    const price = columns.fillPrice[row] ?? Number.NaN;
    const cost = columns.fillCost[row] ?? 0n;
    const liquidity = (flags & FILL_TAKER) === 0 ? 'maker' : 'taker';
    const orderVolume = columns.volume[row] ?? 0n;
    const { columns: positions } = this.#journal.positions;
    const position = columns.position[row] ?? -1;
    const protects = position >= 0 && (event === 'create' || event === 'amend');
    const [stopLoss, takeProfit] = [
      orNull(positions.stopLoss[position]),
      orNull(positions.takeProfit[position]),
    ];
    const reason = CLOSE_REASONS[(positions.reason[position] ?? 0) - 1] ?? 'MANUAL';
    return {
      order: columns.order[row] ?? 0,
      event,
      to: STATUS_NAMES[columns.status[row] ?? -1] ?? 'NEW',
      fee: columns.fee[row] ?? 0n,
      held: columns.held[row] ?? 0n,
      terms: event === 'create' ? this.#termsOf(columns.order[row] ?? 0) : null,
      fill:
        number === 0 || event === 'close'
          ? null
          : {
              number,
              volume,
              price,
              notional: BigInt(price) * volume,
              liquidity,
              cost,
              orderVolume,
              ambiguous,
            },
      closing: event === 'close' ? { number, volume, price, pnl: cost, reason, ambiguous } : null,
      protection: protects ? { stopLoss, takeProfit } : null,
      margin: positions.margin[position] ?? 0n,
      liquidationPrice: orNull(positions.liquidationPrice[position]),
    };
  }

  #termsOf(number: number): OrderTerms {
    const { columns } = this.#journal.orders;
    const row = number - 1;
    const spend = columns.spend[row] ?? -1n;
    const leverage = columns.leverage[row] ?? -1n;
    return {
      number,
      rootNumber: columns.root[row] ?? 0,
      parentNumber: columns.parent[row] ?? 0,
      account: columns.account[row] ?? 0,
      pair: columns.pair[row] ?? 0,
      direction: DIRECTIONS[columns.direction[row] ?? 0] ?? 'buy',
      volume: columns.volume[row] ?? 0n,
      spend: spend < 0n ? null : spend,
      limitPrice: orNull(columns.limitPrice[row]),
      triggerPrice: orNull(columns.triggerPrice[row]),
      reservePrice: orNull(columns.reservePrice[row]),
      timeInForce: TIMES_IN_FORCE[columns.timeInForce[row] ?? 0] ?? 'GTC',
      expiresAtMs: orNull(columns.expiresAtMs[row]),
      leverage: leverage < 0n ? null : leverage,
    };
  }

  /** The version stored beside an event is the fold of the events by `evolve`. */
  #checkStored(row: number, order: OrderState): void {
    const { columns } = this.#journal.events;
    const notional = wide(columns.notionalHigh[row], columns.notionalLow[row]);
    const stored = [
      columns.volume[row],
      columns.filled[row],
      columns.cancelled[row],
      columns.moved[row],
      columns.cost[row],
      columns.fees[row],
      columns.held[row],
      notional,
    ].join(' ');
    const folded = [
      order.volume,
      order.filled,
      order.cancelled,
      order.moved,
      order.cost,
      order.fees,
      order.held,
      order.notional,
    ].join(' ');
    if (stored !== folded) this.#breaks('O2', `O-${order.terms.number} stores ${stored}, folds to ${folded}`);
    const position = columns.position[row] ?? -1;
    const trade = kindOf(order.terms.direction) === 'trade';
    if (trade !== position >= 0)
      this.#breaks('O2', `O-${order.terms.number} has the position row ${position}`);
    if (trade) this.#checkStoredPosition(position, order);
  }

  #checkStoredPosition(row: number, { position, protection, terms }: OrderState): void {
    const { columns } = this.#journal.positions;
    const stored = [
      POSITION_STATUS_NAMES[columns.status[row] ?? -1],
      columns.closed[row],
      wide(columns.basisHigh[row], columns.basisLow[row]),
      wide(columns.exitHigh[row], columns.exitLow[row]),
      columns.pnl[row],
      columns.margin[row],
      orNull(columns.liquidationPrice[row]),
      orNull(columns.stopLoss[row]),
      orNull(columns.takeProfit[row]),
      CLOSE_REASONS[(columns.reason[row] ?? 0) - 1] ?? null,
    ].join(' ');
    const folded = [
      position.status,
      position.closed,
      position.basis,
      position.exitNotional,
      position.pnl,
      position.margin,
      position.liquidationPrice,
      protection.stopLoss,
      protection.takeProfit,
      position.reason,
    ].join(' ');
    if (stored !== folded)
      this.#breaks('O2', `the position of O-${terms.number} stores ${stored}, folds to ${folded}`);
  }

  /** What is open and what is closed is what has filled, and a closed position has nothing left but its exact result. */
  #checkPosition(order: OrderState): void {
    const { position, filled, terms } = order;
    const id = `O-${terms.number}`;
    const open = openVolumeOf(order);
    const { status, closed, margin, basis, pnl } = position;
    if (status === 'NONE') {
      if (kindOf(terms.direction) === 'trade' && filled !== 0n)
        this.#breaks('O1', `${id} filled, but has no position`);
      if (margin !== 0n || basis !== 0n || pnl !== 0n)
        this.#breaks('O1', `${id} has no position, but ${margin}`);
      return;
    }
    if (open + closed !== filled || open < 0n || closed < 0n) {
      this.#breaks('O1', `${id}: ${open} open + ${closed} closed is not ${filled} filled`);
    }
    if (margin < 0n) this.#breaks('L4', `${id} has a margin of ${margin}`);
    if ((status === 'CLOSED') !== (open === 0n)) this.#breaks('O1', `${id} is ${status} with ${open} open`);
    if ((status === 'OPEN') !== (closed === 0n))
      this.#breaks('O1', `${id} is ${status} with ${closed} closed`);
    if (status !== 'CLOSED') return;
    if (!isTerminal(order.status)) this.#breaks('O5', `${id} is closed, and its entry still ${order.status}`);
    const { entered, left } = this.#sumsOf(terms.number);
    const pair = this.#pairOf(order);
    const result = floor(
      (terms.direction === 'long' ? left - entered : entered - left) * pair.notionalNumerator,
      pair.notionalDenominator,
    );
    if (margin !== 0n || basis !== 0n) this.#breaks('L6', `${id} is closed with a margin of ${margin}`);
    if (pnl !== result)
      this.#breaks('P7', `${id} gained ${pnl}, but its exits less its entries are ${result}`);
  }

  #checkClose(after: OrderState, { number, volume, price }: Closing): void {
    const pair = this.#pairOf(after);
    const sums = this.#sumsOf(after.terms.number);
    this.#fills += 1;
    if (number !== this.#fills) this.#breaks('O6', `close ${number} is not the next, ${this.#fills}`);
    if (volume <= 0n || volume % pair.lot !== 0n) this.#breaks('R4', `a close of ${volume}`);
    sums.left += BigInt(price) * volume;
    sums.exactCloseFee += this.#exactFee(sums.flatsOnClose, after, 'ON_CLOSE', price, volume, 'taker');
    const due = this.#rounded(after, sums.exactCloseFee);
    if (after.position.closeFees !== due) {
      this.#breaks(
        'M4',
        `O-${after.terms.number} paid ${after.position.closeFees} for closes, but ${due} is due`,
      );
    }
    const { margin } = after.position;
    const share = (this.#marginBefore(after) * openVolumeOf(after)) / (openVolumeOf(after) + volume);
    // What returns is rounded down, so what stays is rounded up.
    if (margin < share || margin > share + 1n)
      this.#breaks('P7', `O-${after.terms.number} keeps a margin of ${margin}`);
  }

  #marginBefore({ terms }: OrderState): bigint {
    const before = this.#before.get(terms.number);
    return before === undefined ? 0n : before.position.margin;
  }

  #checkOrder(order: OrderState): void {
    const { volume, filled, cancelled, moved, held, status, terms } = order;
    const id = `O-${terms.number}`;
    const remaining = remainingOf(order);
    const parts = [filled, cancelled, moved, remaining];
    if (parts.some((part) => part < 0n) || parts.reduce((sum, part) => sum + part) !== volume) {
      this.#breaks('O1', `${id}: ${parts.join(' + ')} is not the volume ${volume}`);
    }
    if (isTerminal(status)) {
      if (held !== 0n) this.#breaks('L6', `${id} is ${status} and holds ${held}`);
      if (remaining !== 0n) this.#breaks('O1', `${id} is ${status} and has ${remaining} remaining`);
      if (status === 'FILLED' && filled !== volume) this.#breaks('O1', `${id} is FILLED at ${filled}`);
    } else if (status !== 'NEW') {
      const needed = reservationOf(order, this.#pairOf(order), this.#rulesOf(order));
      if (held !== needed)
        this.#breaks('M4', `${id} holds ${held}, but the rest of its life needs ${needed}`);
    }
    if (terms.direction === 'sell' && !isTerminal(status) && status !== 'NEW' && held !== remaining) {
      this.#breaks('P1', `${id} sells ${remaining} and holds ${held}`);
    }
  }

  #checkFill(before: OrderState | null, after: OrderState, happened: OrderEvent): void {
    const { terms } = after;
    const { fill } = happened;
    if (fill === null || before === null) return;
    const id = `O-${terms.number}`;
    const pair = this.#pairOf(after);
    this.#fills += 1;
    if (fill.number !== this.#fills)
      this.#breaks('O6', `fill ${fill.number} is not the next, ${this.#fills}`);
    if (fill.volume <= 0n || fill.volume % pair.lot !== 0n) {
      this.#breaks('R4', `${id} fills ${fill.volume}, which is not whole lots of ${pair.lot}`);
    }
    const { limitPrice, direction, spend } = terms;
    const worse =
      limitPrice !== null && (isBuying(direction) ? fill.price > limitPrice : fill.price < limitPrice);
    if (worse) this.#breaks('X3', `${id} fills at ${fill.price}, worse than ${limitPrice}`);
    if (before.status === 'PENDING' && terms.triggerPrice !== null) {
      this.#breaks('X4', `${id} fills before its trigger`);
    }

    const exact = after.notional * pair.notionalNumerator;
    const posted = after.cost * pair.notionalDenominator;
    const off = isBuying(direction) ? posted - exact : exact - posted;
    if (off < 0n || off >= pair.notionalDenominator) {
      this.#breaks('M4', `${id} posted ${after.cost} for ${exact}/${pair.notionalDenominator}`);
    }
    if (spend !== null && after.cost + after.fillFees > spend) {
      this.#breaks('P2', `${id} spent ${after.cost} and ${after.fillFees} of ${spend}`);
    }

    const sums = this.#sumsOf(terms.number);
    sums.exchanged += fill.volume;
    sums.entered += BigInt(fill.price) * fill.volume;
    sums.exactFee += this.#exactFee(
      sums.flatsCharged,
      after,
      'ON_FILL',
      fill.price,
      fill.volume,
      fill.liquidity,
    );
    sums.chargedFee += happened.fee;
    const due = this.#rounded(after, sums.exactFee);
    const fair = direction === 'sell' ? sums.chargedFee <= due : sums.chargedFee === due;
    if (!fair || happened.fee < 0n) {
      this.#breaks('M4', `${id} was charged ${sums.chargedFee} for its fills, but ${due} is due`);
    }
    if (direction === 'sell' && sums.chargedFee < due) {
      const left = this.available[this.#journal.book(terms.account, pair.quote.index)] ?? 0n;
      if (left !== 0n)
        this.#breaks('P6', `${id} owes a fee of ${due - sums.chargedFee} with ${left} available`);
      this.#meet('fee cut short');
    }
    this.#meet(fill.liquidity);
  }

  /** The exact fee of one fill or close, straight from the rules, as a fraction over 10^EXACT_DECIMALS × the order's leverage. */
  #exactFee(
    flatsCharged: Set<string>,
    order: OrderState,
    timing: 'ON_FILL' | 'ON_CLOSE',
    price: number,
    volume: bigint,
    liquidity: 'maker' | 'taker',
  ): bigint {
    const pair = this.#pairOf(order);
    const rules = this.#rulesOf(order);
    const { base, priceDecimals } = pair;
    const share = leverageOf(order, rules);
    const contractDecimals = decimalsOf(pair.contractSize);
    const worth = BigInt(price) * volume * truncateUnits(pair.contractSize, contractDecimals);
    const worthDecimals = priceDecimals + base.decimals + contractDecimals;
    let fee = 0n;
    for (const [index, rule] of rules.fees.entries()) {
      if (rule.timing !== timing || (rule.liquidity !== null && rule.liquidity !== liquidity)) continue;
      switch (rule.type) {
        case 'NO_FEE':
          break;
        case 'FLAT_PER_TRADE': {
          // Once an order; of a maker's and a taker's fee each once.
          if (flatsCharged.has(String(index))) break;
          flatsCharged.add(String(index));
          fee += share * scaled(rule.amount, 12);
          break;
        }
        case 'FLAT_PER_VOLUME':
          fee += share * scaled(rule.amount * volume, 12 + base.decimals);
          break;
        case 'PERCENT_OF_NOTIONAL':
          fee += share * scaled(rule.amount * worth, 12 + worthDecimals);
          break;
        case 'PERCENT_OF_MARGIN':
          fee +=
            kindOf(order.terms.direction) === 'trade' && rules.leverage.type === 'FLAT_MARGIN_PER_VOLUME'
              ? share * scaled(rule.amount * rules.leverage.value * volume, 24 + base.decimals)
              : ONE * scaled(rule.amount * worth, 12 + worthDecimals);
          break;
      }
    }
    return fee;
  }

  #rounded(order: OrderState, exact: bigint): bigint {
    const share = leverageOf(order, this.#rulesOf(order));
    const { decimals } = this.#pairOf(order).quote;
    return ceil(exact * 10n ** BigInt(decimals), share * 10n ** BigInt(EXACT_DECIMALS));
  }

  /** The lines of an entry are those that its events account for. */
  #checkLines(kind: EntryKind, lines: readonly Line[], firstEvent: number): void {
    const { columns } = this.#journal.events;
    const { header } = this.#journal;
    const numbers = new Set(lines.map(({ order }) => order));
    for (let row = firstEvent; row < this.#event; row += 1) numbers.add(columns.order[row] ?? 0);
    for (const number of numbers) {
      if (number === 0) continue;
      const order = this.orders.get(number);
      if (order === undefined) {
        this.#breaks('L1', `lines for O-${number}, which does not exist`);
        continue;
      }
      const pair = this.#pairOf(order);
      const own = lines.filter((line) => line.order === number);
      const sum = (pick: (line: Line) => bigint, ...types: readonly TransactionType[]): bigint =>
        own.reduce((total, line) => (types.includes(line.type) ? total + pick(line) : total), 0n);
      const total = (line: Line): bigint => line.available + line.unavailable;
      let fee = 0n;
      let cost = 0n;
      let volume = 0n;
      let gained = 0n;
      for (let row = firstEvent; row < this.#event; row += 1) {
        if (columns.order[row] !== number) continue;
        fee += columns.fee[row] ?? 0n;
        cost += columns.fillCost[row] ?? 0n;
        volume += columns.fillVolume[row] ?? 0n;
        if (ORDER_EVENT_NAMES[columns.event[row] ?? -1] === 'close') gained += columns.fillCost[row] ?? 0n;
      }
      const { direction } = order.terms;
      const trade = kindOf(direction) === 'trade';
      const buy = direction === 'buy';
      const charged = -sum(total, 'FEE_CREATE', 'FEE_FILL', 'FEE_CANCEL', 'FEE_OVERNIGHT', 'FEE_CLOSE');
      if (charged !== fee) this.#breaks('L7', `O-${number}: fee lines of ${charged} for a fee of ${fee}`);
      const leg = -sum(total, 'FILL_BUY', 'FILL_SELL');
      if (leg !== (trade ? 0n : buy ? cost : volume))
        this.#breaks('L7', `O-${number}: a leg of ${leg} was spent`);
      const received = sum(total, 'SPOT_EXCHANGE');
      if (received !== (trade ? 0n : buy ? volume : cost))
        this.#breaks('L7', `O-${number}: ${received} was received`);
      const posted = sum(total, 'CLOSE_PNL');
      if (posted !== gained) this.#breaks('L7', `O-${number}: ${posted} posted for a gain of ${gained}`);
      const cover = sum(total, 'ADJUSTMENT');
      const quoteBook = this.#journal.book(order.terms.account, pair.quote.index);
      if (cover < 0n || (cover > 0n && this.available[quoteBook] !== 0n)) {
        this.#breaks('P7', `O-${number}: a cover of ${cover} leaves ${this.available[quoteBook]}`);
      }
      if (cover > 0n) this.#meet('NEGATIVE_BALANCE_COVER');
      if (sum(total, 'RESERVE_MARGIN', 'RETURN_MARGIN') !== 0n) {
        this.#breaks('L7', `O-${number}: a reservation changed a total`);
      }
      for (const line of own) {
        const asset = line.book % header.assets.length;
        const spends = line.type === 'FILL_BUY' || line.type === 'FILL_SELL';
        const holds = line.type === 'RESERVE_MARGIN' || line.type === 'RETURN_MARGIN';
        const held = direction === 'sell' ? pair.base.index : pair.quote.index;
        const got = buy ? pair.base.index : pair.quote.index;
        const expected = spends || holds ? held : line.type === 'SPOT_EXCHANGE' ? got : pair.quote.index;
        if (asset !== expected || Math.floor(line.book / header.assets.length) !== order.terms.account) {
          this.#breaks('P3', `O-${number}: ${line.type} in the wrong book ${line.book}`);
        }
      }
      const sums = this.#sumsOf(number);
      const reserved = sum((line) => line.unavailable, 'RESERVE_MARGIN');
      sums.reserved += reserved;
      sums.spent -= sum(
        (line) => (line.unavailable < 0n ? line.unavailable : 0n),
        'FILL_BUY',
        'FEE_FILL',
        'FEE_CANCEL',
      );
      if (buy && sums.spent > sums.reserved) {
        this.#breaks('M4', `O-${number} spent ${sums.spent} of the ${sums.reserved} it was given`);
      }
      if (reserved > 0n && !CREATING.has(kind)) {
        this.#meet('top-up');
        const { limitPrice, spend } = order.terms;
        const dearer = limitPrice === null || direction === 'short';
        if (!dearer || spend !== null || direction === 'sell') {
          this.#breaks('P4', `O-${number} topped its reservation up by ${reserved}`);
        }
      }
    }
  }

  #checkDenial(row: number, lines: readonly Line[], events: number): void {
    const text = this.#journal.texts.of(row);
    if (text === undefined) return;
    const { denial } = JSON.parse(text) as { denial: { code: string } | null };
    if (denial === null) return;
    this.#meet(denial.code);
    const { entries } = this.#journal;
    this.#meet(`${denial.code} of ${ENTRY_KINDS[entries.columns.kind[row] ?? -1] ?? ''}`);
    const unpaid = denial.code === 'INSUFFICIENT_AT_FILL';
    if (!unpaid && lines.length > 0) this.#breaks('A2', `${denial.code} wrote ${lines.length} lines`);
    if (!unpaid && events !== 0 && events !== 2) this.#breaks('A2', `${denial.code} wrote ${events} events`);
  }

  #checkBooks(): void {
    const held = this.available.map(() => 0n);
    for (const order of this.orders.values()) {
      const pair = this.#pairOf(order);
      const asset = order.terms.direction === 'sell' ? pair.base : pair.quote;
      const book = this.#journal.book(order.terms.account, asset.index);
      held[book] = (held[book] ?? 0n) + order.held + order.position.margin;
    }
    for (const [book, free] of this.available.entries()) {
      const tied = this.unavailable[book] ?? 0n;
      if (free < 0n || tied < 0n) this.#breaks('L4', `book ${book} is at ${free} / ${tied}`);
      if (tied !== held[book])
        this.#breaks('L5', `book ${book} has ${tied} unavailable, orders hold ${held[book]}`);
    }
  }

  #sumsOf(number: number): Sums {
    const known = this.#sums.get(number);
    if (known !== undefined) return known;
    const made = {
      exactFee: 0n,
      chargedFee: 0n,
      flatsCharged: new Set<string>(),
      spent: 0n,
      reserved: 0n,
      exchanged: 0n,
      entered: 0n,
      left: 0n,
      exactCloseFee: 0n,
      flatsOnClose: new Set<string>(),
    };
    this.#sums.set(number, made);
    return made;
  }

  #pairOf({ terms }: OrderState): Pair {
    const pair = this.#journal.header.pairs[terms.pair];
    if (pair === undefined) throw new RangeError(`no pair number ${terms.pair}`);
    return pair;
  }

  #rulesOf({ terms }: OrderState): TradingRules {
    const rules = this.#rules[terms.pair];
    if (rules === undefined) throw new RangeError(`no rules for pair number ${terms.pair}`);
    return rules;
  }
}

function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

const ONE = 10n ** 12n;

/** Notional divided by margin, in units of 1e-12; 1 where margin is not a share of the notional. */
function leverageOf({ terms }: OrderState, { leverage }: TradingRules): bigint {
  if (kindOf(terms.direction) === 'spot' || leverage.type !== 'MARGIN_MULTIPLIER') return ONE;
  return terms.leverage ?? leverage.value;
}

/** Units of 10^-decimals as a numerator over 10^EXACT_DECIMALS. */
function scaled(units: bigint, decimals: number): bigint {
  return units * 10n ** BigInt(EXACT_DECIMALS - decimals);
}

function sign(change: bigint): string {
  return change < 0n ? '-' : change > 0n ? '+' : '0';
}

function floor(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return quotient * denominator > numerator ? quotient - 1n : quotient;
}

function ceil(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}
