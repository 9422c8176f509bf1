/**
 * Which points of several series of one length to draw so that no peak is lost: the first, and from each bucket of neighbours the
 * smallest and the largest of every series and the last; ascending indexes, at most `maxPoints`, all of them when they fit ([L10]).
 * Refuses a `maxPoints` too small for one bucket with a RangeError.
 */
export function downsample(series: readonly ArrayLike<number>[], maxPoints: number): Int32Array {
  const length = series[0]?.length ?? 0;
  if (length <= maxPoints) return Int32Array.from({ length }, (_, index) => index);
  const perBucket = 2 * series.length + 1;
  const buckets = Math.floor((maxPoints - 1) / perBucket);
  if (buckets < 1) throw new RangeError(`${maxPoints} points are too few, expected ${perBucket + 1} or more`);

  const kept = new Int32Array(1 + buckets * perBucket);
  const inBucket = new Int32Array(perBucket);
  let count = 1;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const [from, to] = bucketRange(length, buckets, bucket);
    inBucket.fill(to - 1);
    for (const [index, values] of series.entries()) noteExtremes(values, from, to, inBucket, 2 * index);
    inBucket.sort();
    for (const at of inBucket) {
      if (at === kept[count - 1]) continue;
      kept[count] = at;
      count += 1;
    }
  }
  return kept.slice(0, count);
}

/** Where the smallest and the largest value of a bucket are, the first of each, is written to a place and the next. */
function noteExtremes(values: ArrayLike<number>, from: number, to: number, found: Int32Array, place: number) {
  let lowest = from;
  let highest = from;
  let least = values[from] ?? 0;
  let most = least;
  for (let at = from + 1; at < to; at += 1) {
    const value = values[at] ?? 0;
    if (value < least) {
      least = value;
      lowest = at;
    }
    if (value > most) {
      most = value;
      highest = at;
    }
  }
  found[place] = lowest;
  found[place + 1] = highest;
}

/** The half-open range of indexes that a bucket covers; no bucket is empty while there are at least as many points as buckets. */
export function bucketRange(length: number, buckets: number, bucket: number): readonly [number, number] {
  return [Math.floor((bucket * length) / buckets), Math.floor(((bucket + 1) * length) / buckets)];
}
