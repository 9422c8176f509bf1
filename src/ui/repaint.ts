/** Asks who drew a canvas to draw it once more; sent to the canvas. */
export const REPAINT = 'repaint';
