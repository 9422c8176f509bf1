import { useCallback, useEffect, useRef, useState } from 'react';
import { saveFile } from './saveFile.ts';

/** How long the page waits for its turn, in milliseconds. */
const SLICE_MS = 12;

/** A file to be written piece by piece. */
export interface PiecedFile {
  readonly title: string;
  readonly extension: string;
  readonly type: string;
  readonly pieces: Iterator<string>;
  /** About how many pieces there are. */
  readonly count: number;
}

/** Writing a file. */
export interface FileWriting {
  /** How much is written, 0 to 1; `null` when nothing is being written. */
  readonly share: number | null;
  readonly start: (file: PiecedFile) => void;
  readonly cancel: () => void;
}

/** Writes files slice by slice, so that a long one does not stop the page, and hands each to the browser once it is whole. */
export function useFileWriting(): FileWriting {
  const [share, setShare] = useState<number | null>(null);
  const timer = useRef(0);
  const cancel = useCallback((): void => {
    window.clearTimeout(timer.current);
    setShare(null);
  }, []);
  const start = useCallback(({ title, extension, type, pieces, count }: PiecedFile): void => {
    window.clearTimeout(timer.current);
    const written: string[] = [];
    const go = (): void => {
      const untilMs = performance.now() + SLICE_MS;
      do {
        const piece = pieces.next();
        if (piece.done === true) {
          setShare(null);
          saveFile(title, extension, type, written);
          return;
        }
        written.push(piece.value);
      } while (performance.now() < untilMs);
      setShare(Math.min(1, written.length / Math.max(1, count)));
      timer.current = window.setTimeout(go, 0);
    };
    go();
  }, []);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return { share, start, cancel };
}
