/** What is printed on: the width of a sheet across, without its margins, whatever its kind. */
const SHEET_PX = 960;
/** A phone's page, in one column, finds its own width on paper. */
const ONE_COLUMN_PX = 768;

/**
 * Charts are laid out for the width they have on the screen, and paper does not ask them again: what is printed keeps its width and is
 * scaled as a whole.
 */
export function fitPaper(): void {
  const width = document.querySelector('[data-printed]')?.clientWidth ?? 0;
  const isFixed = width >= ONE_COLUMN_PX;
  const { style } = document.documentElement;
  style.setProperty('--print-width', isFixed ? `${width}px` : '100%');
  style.setProperty('--print-zoom', isFixed ? String(SHEET_PX / width) : '1');
}

/** Prints in the light, for canvases do not follow the paper by themselves. */
export function printPage(): void {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  dataset['theme'] = 'light';
  // One frame to hear of it, one to draw.
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      window.print();
      if (theme === undefined) delete dataset['theme'];
      else dataset['theme'] = theme;
    });
  });
}
