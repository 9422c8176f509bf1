/** A computed colour in a writing that every program which reads pictures knows: `rgb()` with whole numbers, or a hex number. */
export function plainColor(color: string): string {
  const mixed = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.]+))?\)$/.exec(color);
  if (mixed === null) return color;
  const [, red, green, blue, opacity] = mixed;
  const parts = [red, green, blue].map((part) => Math.round(Math.max(0, Math.min(1, Number(part))) * 255));
  return opacity === undefined ? `rgb(${parts.join(', ')})` : `rgba(${parts.join(', ')}, ${opacity})`;
}
