import { REPAINT } from './repaint.ts';
import { SvgContext } from './svgContext.ts';

/** What the canvases in an element show, as drawings: each is asked to be drawn once more, and its commands are taken down. */
export async function canvasDrawings(element: HTMLElement): Promise<ReadonlyMap<Element, SVGSVGElement>> {
  const contexts = Array.from(element.querySelectorAll('canvas'), (canvas) => new SvgContext(canvas));
  const repaint = (): void => {
    for (const { canvas } of contexts) canvas.dispatchEvent(new Event(REPAINT, { bubbles: true }));
  };
  for (const context of contexts)
    Object.defineProperty(context.canvas, 'getContext', { configurable: true, value: () => context });
  try {
    repaint();
    // What is to be drawn is drawn in the next frame, in whatever order.
    await nextFrame();
    await nextFrame();
  } finally {
    for (const { canvas } of contexts) Reflect.deleteProperty(canvas, 'getContext');
    repaint();
  }
  return new Map(contexts.map((context) => [context.canvas, context.svg()]));
}

function nextFrame(): Promise<number> {
  return new Promise(requestAnimationFrame);
}
