/** What was typed on the way to a field that is still to be drawn; `null` where none is awaited. */
let ahead: string | null = null;

/** From now on, what is typed is meant for a field that comes in some frames. */
export function awaitField(): void {
  ahead = '';
}

/** Keeps the letter of a key for the field that is awaited; returns whether the key was meant for one. */
export function keepTyped({ key, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent): boolean {
  if (key === 'Escape') ahead = null;
  const isLetter = key.length === 1;
  if (ahead === null || ctrlKey || metaKey || altKey || !(isLetter || key === 'Enter')) return false;
  // What is held down is still the key that led here; to confirm takes seeing what is confirmed.
  if (isLetter && !repeat) ahead += key;
  return true;
}

/** Writes what was kept into the field that has come, in place of what is selected there; it is dropped where none has. */
export function writeTyped(field: Element | undefined): void {
  const typed = ahead ?? '';
  ahead = null;
  if (typed === '' || !(field instanceof HTMLInputElement)) return;
  field.setRangeText(typed, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: typed }));
}
