import { plainColor } from './plainColor.ts';

/** What is handed down from an element to those in it, and is written where it changes. */
const INHERITED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'marker-end',
  'visibility',
] as const;
const COLORS: ReadonlySet<string> = new Set(['fill', 'stroke']);
/** What only a page needs. */
const NOISE = /^(?:class|style|role|tabindex|focusable|xmlns|aria-.*|data-.*|on.*)$/;

/** A copy of a drawing with all that its style sheets say about it written into it. */
export function resolvedClone(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const copies = [copy, ...copy.querySelectorAll('*')];
  const hidden: Element[] = [];
  for (const [index, original] of [svg, ...svg.querySelectorAll('*')].entries()) {
    const target = copies[index];
    if (target === undefined) break;
    const style = getComputedStyle(original);
    if (style.display === 'none') hidden.push(target);
    for (const { name } of Array.from(target.attributes)) if (NOISE.test(name)) target.removeAttribute(name);
    const above =
      original === svg || original.parentElement === null ? null : getComputedStyle(original.parentElement);
    for (const property of INHERITED) {
      const value = style.getPropertyValue(property);
      if (value === above?.getPropertyValue(property)) target.removeAttribute(property);
      else target.setAttribute(property, COLORS.has(property) ? plainColor(value) : value);
    }
    if (style.opacity !== '1') target.setAttribute('opacity', style.opacity);
    if (style.strokeDashoffset !== '0px') target.setAttribute('stroke-dashoffset', style.strokeDashoffset);
  }
  for (const each of hidden) each.remove();
  return copy;
}
