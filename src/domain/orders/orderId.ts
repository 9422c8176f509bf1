/** An order's id from its number, `O-1`, `O-2`, … ([O6]). */
export function orderId(number: number): string {
  return `O-${number}`;
}

/** A fill's id from its number, `F-1`, `F-2`, … ([O6]). */
export function fillId(number: number): string {
  return `F-${number}`;
}

/** The number in an order's id, or `null` when the text is no such id. */
export function orderNumber(id: string): number | null {
  const digits = /^O-([1-9]\d{0,8})$/.exec(id)?.[1];
  return digits === undefined ? null : Number(digits);
}
