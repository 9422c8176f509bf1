/** The small integer that a column of the journal holds for each of some names: its place among them. */
export function codesOf<N extends string>(names: readonly N[]): (name: N) => number {
  const codes = new Map(names.map((name, code) => [name, code]));
  return (name) => codes.get(name) ?? -1;
}
