import type { Asset } from '../asset.ts';
import type { Line, TransactionType } from '../transaction.ts';

/** Collects the lines of one entry for one account and order; a change of nothing is no line. */
export class LineWriter {
  readonly lines: Line[] = [];
  readonly account: number;
  readonly order: number;
  readonly fill: number;

  constructor(account: number, order: number, fill = 0) {
    this.account = account;
    this.order = order;
    this.fill = fill;
  }

  /** Adds an amount, in minor units of the asset, to what is available. */
  receive(type: TransactionType, asset: Asset, amount: bigint): void {
    if (amount !== 0n) this.#add(type, asset, amount, 0n);
  }

  /** Takes an amount out of what is available. */
  pay(type: TransactionType, asset: Asset, amount: bigint): void {
    if (amount !== 0n) this.#add(type, asset, 0n - amount, 0n);
  }

  /** Takes an amount out of what is unavailable. */
  spend(type: TransactionType, asset: Asset, amount: bigint): void {
    if (amount !== 0n) this.#add(type, asset, 0n, 0n - amount);
  }

  /** Moves an amount from available to unavailable. */
  reserve(asset: Asset, amount: bigint): void {
    if (amount !== 0n) this.#add('RESERVE_MARGIN', asset, 0n - amount, amount);
  }

  /** Moves an amount back from unavailable to available. */
  release(asset: Asset, amount: bigint): void {
    if (amount !== 0n) this.#add('RETURN_MARGIN', asset, amount, 0n - amount);
  }

  #add(type: TransactionType, asset: Asset, available: bigint, unavailable: bigint): void {
    const { account, order, fill } = this;
    this.lines.push({ type, account, asset: asset.index, available, unavailable, order, fill });
  }
}
