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

  /** Adds a change of available and of unavailable, in minor units of the asset. */
  add(type: TransactionType, asset: Asset, available: bigint, unavailable: bigint): void {
    if (available === 0n && unavailable === 0n) return;
    const { account, order, fill } = this;
    this.lines.push({ type, account, asset: asset.index, available, unavailable, order, fill });
  }

  /** Moves an amount from available to unavailable. */
  reserve(asset: Asset, amount: bigint): void {
    this.add('RESERVE_MARGIN', asset, -amount, amount);
  }

  /** Moves an amount back from unavailable to available. */
  release(asset: Asset, amount: bigint): void {
    this.add('RETURN_MARGIN', asset, amount, -amount);
  }
}
