/** Whether a dialog is open, which lies over all else and has its own use for all keys. */
export function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}
