/** Quotient rounded towards +∞, for what is taken from or set aside for the client; `denominator` > 0 ([M3]). */
export function ceilDiv(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator > 0n && quotient * denominator !== numerator ? quotient + 1n : quotient;
}

/** Quotient rounded towards −∞, for what is given to the client; `denominator` > 0 ([M3]). */
export function floorDiv(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}

/** The largest multiple of `step` that is not above `value`; `value` ≥ 0, `step` > 0 ([M3]). */
export function floorTo(value: bigint, step: bigint): bigint {
  return value - (value % step);
}
