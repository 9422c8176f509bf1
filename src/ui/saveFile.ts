const KEPT_MS = 10_000;

/** Hands a text, whole or in pieces, or what was painted to the browser as a file to save; its name is made of letters, digits and dashes. */
export function saveFile(
  title: string,
  extension: string,
  type: string,
  content: string | Blob | readonly string[],
): void {
  const name = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'orderscope';
  const address = URL.createObjectURL(
    new Blob(typeof content === 'string' || content instanceof Blob ? [content] : [...content], { type }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.${extension}`;
  link.click();
  // The browser reads the address after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
