import { plainColor } from './plainColor.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** What `save` keeps and `restore` brings back. */
const KEPT = [
  'fillStyle',
  'strokeStyle',
  'lineWidth',
  'lineCap',
  'lineJoin',
  'font',
  'textAlign',
  'textBaseline',
  'globalAlpha',
  'globalCompositeOperation',
  'dash',
  'place',
  'clipId',
] as const;
const ANCHORS: Readonly<Record<string, string>> = { center: 'middle', right: 'end', end: 'end' };

let clips = 0;

/** Takes the commands that a canvas is drawn by, and draws them as SVG, in dots of the canvas: as many of them as charts need. */
export class SvgContext {
  readonly canvas: HTMLCanvasElement;
  fillStyle = '#000';
  strokeStyle = '#000';
  lineWidth = 1;
  lineCap = 'butt';
  lineJoin = 'miter';
  font = '10px sans-serif';
  textAlign = 'start';
  textBaseline = 'alphabetic';
  globalAlpha = 1;
  globalCompositeOperation = 'source-over';
  dash: readonly number[] = [];
  /** Where the own coordinates lie on the canvas; nothing here is turned. */
  place = { x: 0, y: 0, scaleX: 1, scaleY: 1 };
  clipId: string | null = null;
  readonly #ruler: CanvasRenderingContext2D | null;
  readonly #saved: object[] = [];
  #drawn: SVGElement[] = [];
  #path = '';
  /** The last rectangles, while they are of one colour: thousands of candles are a few paths. */
  #rects: { readonly key: string; readonly element: SVGElement; path: string } | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.#ruler = canvas.getContext('2d');
  }

  /** What has been drawn since the canvas was last cleared. */
  svg(): SVGSVGElement {
    const { width, height } = this.canvas;
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.append(...this.#drawn);
    return svg;
  }

  save(): void {
    this.#saved.push(Object.fromEntries(KEPT.map((name) => [name, this[name]])));
  }

  restore(): void {
    Object.assign(this, this.#saved.pop());
  }

  setTransform(scaleX: number, _b: number, _c: number, scaleY: number, x: number, y: number): void {
    this.place = { x, y, scaleX, scaleY };
  }

  scale(byX: number, byY: number): void {
    const { x, y, scaleX, scaleY } = this.place;
    this.place = { x, y, scaleX: scaleX * byX, scaleY: scaleY * byY };
  }

  translate(byX: number, byY: number): void {
    const { x, y, scaleX, scaleY } = this.place;
    this.place = { x: x + byX * scaleX, y: y + byY * scaleY, scaleX, scaleY };
  }

  setLineDash(dash: readonly number[]): void {
    this.dash = dash;
  }

  getLineDash(): readonly number[] {
    return this.dash;
  }

  beginPath(): void {
    this.#path = '';
  }

  closePath(): void {
    this.#path += 'Z';
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${this.#point(x, y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `${this.#path === '' ? 'M' : 'L'}${this.#point(x, y)}`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path += this.#rectPath(x, y, width, height);
  }

  roundRect(x: number, y: number, width: number, height: number, radii: number | readonly number[]): void {
    const all = typeof radii === 'number' ? [radii] : radii;
    const radius = (corner: number): number => all[corner % all.length] ?? 0;
    const [right, bottom] = [x + width, y + height];
    this.moveTo(x + radius(0), y);
    this.lineTo(right - radius(1), y);
    this.#corner(radius(1), right, y + radius(1));
    this.lineTo(right, bottom - radius(2));
    this.#corner(radius(2), right - radius(2), bottom);
    this.lineTo(x + radius(3), bottom);
    this.#corner(radius(3), x, bottom - radius(3));
    this.lineTo(x, y + radius(0));
    this.#corner(radius(0), x + radius(0), y);
    this.closePath();
  }

  arc(x: number, y: number, radius: number, from: number, to: number): void {
    const at = (angle: number): readonly [number, number] => [
      x + radius * Math.cos(angle),
      y + radius * Math.sin(angle),
    ];
    this.lineTo(...at(from));
    // A circle begins where it ends: it is drawn in two halves.
    const middle = (from + to) / 2;
    this.#corner(radius, ...at(middle));
    this.#corner(radius, ...at(to));
  }

  clip(): void {
    clips += 1;
    const id = `canvas-clip-${clips}`;
    const clip = this.#make('clipPath', { id });
    clip.append(make('path', { d: this.#path }));
    this.#drawn.push(clip);
    this.clipId = id;
  }

  fill(): void {
    this.#draw('path', { d: this.#path, fill: plainColor(this.fillStyle) });
  }

  stroke(): void {
    this.#draw('path', { d: this.#path, fill: 'none', ...this.#pen() });
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    if (this.globalCompositeOperation === 'copy') this.#clear();
    const key = `${this.fillStyle} ${this.globalAlpha} ${this.clipId}`;
    const path = (this.#rects?.key === key ? this.#rects.path : '') + this.#rectPath(x, y, width, height);
    if (this.#rects?.key === key) {
      this.#rects.path = path;
      this.#rects.element.setAttribute('d', path);
      return;
    }
    const element = this.#draw('path', { d: path, fill: plainColor(this.fillStyle) });
    this.#rects = { key, element, path };
  }

  /** Whole canvases are cleared, not parts of them. */
  clearRect(): void {
    this.#clear();
  }

  fillText(text: string, x: number, y: number): void {
    this.#write(text, x, y, { fill: plainColor(this.fillStyle) });
  }

  strokeText(text: string, x: number, y: number): void {
    this.#write(text, x, y, { fill: 'none', ...this.#pen() });
  }

  measureText(text: string): TextMetrics {
    const ruler = this.#ruler;
    if (ruler === null) throw new Error('a canvas has nothing to measure words with');
    ruler.save();
    ruler.font = this.font;
    ruler.textBaseline = this.textBaseline as CanvasTextBaseline;
    const metrics = ruler.measureText(text);
    ruler.restore();
    return metrics;
  }

  #clear(): void {
    this.#drawn = [];
    this.#rects = null;
  }

  #point(x: number, y: number): string {
    const { place } = this;
    return `${rounded(place.x + x * place.scaleX)} ${rounded(place.y + y * place.scaleY)}`;
  }

  #rectPath(x: number, y: number, width: number, height: number): string {
    const [right, bottom] = [x + width, y + height];
    return `M${this.#point(x, y)}L${this.#point(right, y)}L${this.#point(right, bottom)}L${this.#point(x, bottom)}Z`;
  }

  /** A part of a circle, clockwise and no more than half of it. */
  #corner(radius: number, x: number, y: number): void {
    const { scaleX, scaleY } = this.place;
    this.#path += `A${rounded(radius * scaleX)} ${rounded(radius * scaleY)} 0 0 1 ${this.#point(x, y)}`;
  }

  #pen(): Readonly<Record<string, string | number>> {
    const { scaleX } = this.place;
    return {
      stroke: plainColor(this.strokeStyle),
      'stroke-width': rounded(this.lineWidth * scaleX),
      ...(this.lineCap === 'butt' ? {} : { 'stroke-linecap': this.lineCap }),
      ...(this.lineJoin === 'miter' ? {} : { 'stroke-linejoin': this.lineJoin }),
      ...(this.dash.length === 0
        ? {}
        : { 'stroke-dasharray': this.dash.map((length) => rounded(length * scaleX)).join(' ') }),
    };
  }

  #write(text: string, x: number, y: number, look: Readonly<Record<string, string | number>>): void {
    const [, weight = '', size = '10', family = 'sans-serif'] =
      /^(?:(?:normal|italic) )?(?:(\w+) )?([\d.]+)px (.+)$/.exec(this.font) ?? [];
    const above = this.measureText(text).fontBoundingBoxAscent;
    this.save();
    this.textBaseline = 'alphabetic';
    const fall = this.measureText(text).fontBoundingBoxAscent - above;
    this.restore();
    const { place } = this;
    const written = this.#draw('text', {
      x: rounded(place.x + x * place.scaleX),
      // Programs agree on the line that letters stand on, and on no other.
      y: rounded(place.y + (y + fall) * place.scaleY),
      'font-size': rounded(Number(size) * place.scaleY),
      'font-family': family,
      ...(weight === '' ? {} : { 'font-weight': weight }),
      ...(ANCHORS[this.textAlign] === undefined ? {} : { 'text-anchor': ANCHORS[this.textAlign] ?? '' }),
      ...look,
    });
    written.textContent = text;
  }

  #draw(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
    const element = this.#make(name, attributes);
    if (this.globalAlpha < 1) element.setAttribute('opacity', String(this.globalAlpha));
    this.#rects = null;
    this.#drawn.push(element);
    return element;
  }

  #make(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
    const element = make(name, attributes);
    if (this.clipId !== null) element.setAttribute('clip-path', `url(#${this.clipId})`);
    return element;
  }
}

function make(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

function rounded(length: number): number {
  return Math.round(length * 100) / 100;
}
