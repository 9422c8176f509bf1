/**
 * The small integer that a column of the journal holds for each of some names: its place among them, -1 for another. Few as they are,
 * comparing one after the other is faster than a map, and a run asks millions of times.
 */
export function codesOf<N extends string>(names: readonly N[]): (name: N) => number {
  return (name) => {
    for (let code = 0; code < names.length; code += 1) if (names[code] === name) return code;
    return -1;
  };
}
