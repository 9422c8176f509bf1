/** What is printed on: the width of a sheet across, without its margins, whatever its kind. */
const SHEET_PX = 960;
/** A phone's page, in one column, finds its own width on paper. */
const ONE_COLUMN_PX = 768;

/** The page's theme while it is printed in the light; null otherwise. */
let before: { readonly theme: string | undefined } | null = null;

/** Readies the page for paper however printing was asked for, and brings back what was on the screen. */
export function keepPrintable(): void {
  window.addEventListener('beforeprint', () => {
    fitPaper();
    lightUp();
  });
  window.addEventListener('afterprint', putOut);
}

/** Prints once canvases, which do not follow the paper by themselves, have been drawn in the light. */
export function printPage(): void {
  lightUp();
  // One frame to hear of it, one to draw.
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      window.print();
      putOut();
    });
  });
}

function lightUp(): void {
  const { dataset } = document.documentElement;
  before ??= { theme: dataset['theme'] };
  dataset['theme'] = 'light';
}

function putOut(): void {
  const { dataset } = document.documentElement;
  if (before?.theme === undefined) delete dataset['theme'];
  else dataset['theme'] = before.theme;
  before = null;
}

/**
 * Charts are laid out for the width they have on the screen, and paper does not ask them again: what is printed keeps its width and is
 * scaled as a whole.
 */
function fitPaper(): void {
  const width = document.querySelector('[data-printed]')?.clientWidth ?? 0;
  const isFixed = width >= ONE_COLUMN_PX;
  const { style } = document.documentElement;
  style.setProperty('--print-width', isFixed ? `${width}px` : '100%');
  style.setProperty('--print-zoom', isFixed ? String(SHEET_PX / width) : '1');
}
