import { plainColor } from './plainColor.ts';
import { resolvedClone } from './resolvedClone.ts';

/** What stands above a picture. */
export interface PictureWords {
  readonly title: string;
  /** Where and when it was taken. */
  readonly caption: string;
  /** What it shows. */
  readonly note: string;
}

/** A drawing that needs nothing else: no style sheet, no font file, no other address. */
interface PictureSvg {
  readonly svg: string;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 16;
const TITLE_SIZE = 15;
const WORDS_SIZE = 11;
const WORDS_LINE = 15;
/** Mean width of a letter, as a share of its size. */
const LETTER = 0.56;
const SIDES = ['Top', 'Right', 'Bottom', 'Left'] as const;

/** What an element shows as a drawing, in the colours and on the ground that are seen, under its title; canvases have theirs. */
export function pictureSvg(
  element: HTMLElement,
  { title, caption, note }: PictureWords,
  canvases: ReadonlyMap<Element, SVGSVGElement>,
): PictureSvg {
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const inner = Math.ceil(Math.max(box.width, 240));
  const lines = [caption, note].flatMap((text) => wrapped(text, inner / (WORDS_SIZE * LETTER)));
  const head = MARGIN + TITLE_SIZE + 6 + lines.length * WORDS_LINE;
  const width = inner + 2 * MARGIN;
  const height = head + Math.ceil(box.height) + MARGIN;

  const root = make('svg', {
    xmlns: SVG,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': style.fontFamily,
    'font-variant-numeric': 'tabular-nums',
  });
  const name = make('title', {});
  name.textContent = [title, caption].join(' – ');
  const color = plainColor(getComputedStyle(document.documentElement).color);
  root.append(name, make('rect', { width, height, fill: groundOf(element) }));
  const above = make('text', {
    x: MARGIN,
    y: MARGIN + TITLE_SIZE - 3,
    fill: color,
    'font-size': TITLE_SIZE,
    'font-weight': 600,
  });
  above.textContent = title;
  root.append(above);
  for (const [index, line] of lines.entries()) {
    const text = make('text', {
      x: MARGIN,
      y: MARGIN + TITLE_SIZE + 6 + (index + 0.7) * WORDS_LINE,
      fill: color,
      'fill-opacity': 0.75,
      'font-size': WORDS_SIZE,
    });
    text.textContent = line;
    root.append(text);
  }
  const body = make('g', {});
  root.append(body);
  drawElement(element, body, { x: box.left - MARGIN, y: box.top - head, canvases });
  return { svg: new XMLSerializer().serializeToString(root), width, height };
}

/** Where the page's corner lies in the picture, so that places on the page become places in it, and what its canvases show. */
interface Origin {
  readonly x: number;
  readonly y: number;
  readonly canvases: ReadonlyMap<Element, SVGSVGElement>;
}

function make(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** Lines of at most so many letters. */
function wrapped(text: string, letters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.replaceAll(' %', '\u00a0%').split(' ').filter(Boolean)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > letters) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** The colour behind an element. */
function groundOf(element: HTMLElement): string {
  for (let at: HTMLElement | null = element; at !== null; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!isClear(backgroundColor)) return plainColor(backgroundColor);
  }
  return 'white';
}

function isClear(color: string): boolean {
  return color === 'transparent' || /(?:,|\/)\s*0\)$/.test(color);
}

function drawElement(element: Element, into: SVGElement, origin: Origin): void {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  // Words for those who listen take a single pixel; what follows the pointer is no part of the picture.
  if (element.matches('[data-passing]')) return;
  if (style.display === 'none' || style.visibility === 'hidden' || Math.max(box.width, box.height) <= 1)
    return;
  const place = { x: box.left - origin.x, y: box.top - origin.y, width: box.width, height: box.height };
  const copy = element instanceof SVGSVGElement ? resolvedClone(element) : origin.canvases.get(element);
  if (copy !== undefined) {
    for (const [key, value] of Object.entries(place)) copy.setAttribute(key, value.toFixed(2));
    into.append(copy);
    return;
  }
  const group = make('g', style.opacity === '1' ? {} : { opacity: style.opacity });
  drawBox(style, place, group);
  const before = getComputedStyle(element, '::before');
  if (before.content !== 'none' && before.position === 'absolute')
    drawBox(before, placeWithin(before, place), group);
  for (const child of element.childNodes) {
    if (child instanceof Element) drawElement(child, group, origin);
    else if (child instanceof Text) drawText(child, style, group, origin);
  }
  if (group.childNodes.length === 0) return;
  if (style.overflow !== 'visible') clip(group, place);
  into.append(group);
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function placeWithin(style: CSSStyleDeclaration, { x, y }: Place): Place {
  const [left, top, width, height] = [style.left, style.top, style.width, style.height].map(
    (length) => Number.parseFloat(length) || 0,
  );
  return { x: x + (left ?? 0), y: y + (top ?? 0), width: width ?? 0, height: height ?? 0 };
}

let clips = 0;

function clip(group: SVGElement, place: Place): void {
  clips += 1;
  const id = `clip-${clips}`;
  const path = make('clipPath', { id });
  path.append(make('rect', { ...place }));
  group.prepend(path);
  group.setAttribute('clip-path', `url(#${id})`);
}

/** The ground and the borders of a box. */
function drawBox(style: CSSStyleDeclaration, { x, y, width, height }: Place, into: SVGElement): void {
  const rx = Number.parseFloat(style.borderTopLeftRadius) || 0;
  if (!isClear(style.backgroundColor))
    into.append(make('rect', { x, y, width, height, rx, fill: plainColor(style.backgroundColor) }));
  const borders = SIDES.map((side) => ({
    width: style[`border${side}Style`] === 'none' ? 0 : Number.parseFloat(style[`border${side}Width`]) || 0,
    color: style[`border${side}Color`],
  })).filter((border) => border.width > 0 && !isClear(border.color));
  const [first] = borders;
  if (first === undefined) return;
  if (borders.length === 4) {
    const half = first.width / 2;
    const inner = { x: x + half, y: y + half, width: width - first.width, height: height - first.width };
    into.append(
      make('rect', {
        ...inner,
        rx,
        fill: 'none',
        stroke: plainColor(first.color),
        'stroke-width': first.width,
      }),
    );
    return;
  }
  const edges = {
    Top: `M${x} ${y}h${width}`,
    Right: `M${x + width} ${y}v${height}`,
    Bottom: `M${x} ${y + height}h${width}`,
    Left: `M${x} ${y}v${height}`,
  };
  for (const side of SIDES) {
    const wide = style[`border${side}Style`] === 'none' ? 0 : Number.parseFloat(style[`border${side}Width`]);
    if (!(wide > 0) || isClear(style[`border${side}Color`])) continue;
    into.append(
      make('path', { d: edges[side], stroke: plainColor(style[`border${side}Color`]), 'stroke-width': wide }),
    );
  }
}

/** The lines of a text where they stand. */
function drawText(node: Text, style: CSSStyleDeclaration, into: SVGElement, origin: Origin): void {
  for (const { text, x, y, height } of linesOf(node)) {
    const size = Number.parseFloat(style.fontSize);
    const line = make('text', {
      x: (x - origin.x).toFixed(2),
      // Letters stand on a line a little above the foot of their box.
      y: (y - origin.y + height / 2 + size * 0.36).toFixed(2),
      fill: plainColor(style.color),
      'font-size': size,
      'font-weight': style.fontWeight,
      'font-family': style.fontFamily,
    });
    line.textContent = text;
    into.append(line);
  }
}

function linesOf(node: Text) {
  const range = document.createRange();
  const lines: { text: string; x: number; y: number; height: number }[] = [];
  for (let at = 0; at < node.data.length; at += 1) {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const [box] = range.getClientRects();
    if (box === undefined || box.height === 0) continue;
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last.y - box.top) < 2) last.text += node.data[at] ?? '';
    else lines.push({ text: node.data[at] ?? '', x: box.left, y: box.top, height: box.height });
  }
  return lines.filter(({ text }) => text.trim() !== '');
}
