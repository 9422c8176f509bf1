import { canvasDrawings } from './canvasDrawings.ts';
import { pictureSvg, type PictureWords } from './pictureSvg.ts';
import type { PictureFormat } from './pictures.ts';
import { saveFile } from './saveFile.ts';

/** Dots of a saved picture for each CSS pixel. */
const FINENESS = 2;

/** Hands what an element shows to the browser as a file. */
export async function savePicture(
  element: HTMLElement,
  words: PictureWords,
  name: string,
  format: PictureFormat,
): Promise<void> {
  const { svg, width, height } = pictureSvg(element, words, await canvasDrawings(element));
  if (format === 'svg') saveFile(name, 'svg', 'image/svg+xml', svg);
  else saveFile(name, 'png', 'image/png', await painted(svg, width, height));
}

/** A drawing as pixels. */
async function painted(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * FINENESS;
  canvas.height = height * FINENESS;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null)
        reject(new Error(`a picture of ${canvas.width} × ${canvas.height} cannot be painted`));
      else resolve(blob);
    }, 'image/png');
  });
}
