/** A currency, coin or security that balances are kept in; `decimals` 0 to 12 ([M1]). */
export interface Asset {
  readonly index: number;
  readonly code: string;
  readonly decimals: number;
}
