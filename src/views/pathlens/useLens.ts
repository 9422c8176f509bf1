import { useEffect, useRef, useState } from 'react';
import type { LensAnswer, LensQuestion, StartLens } from '../../scenario/pathLens.ts';

/** What has been found so far. */
export interface LensState {
  readonly answers: readonly LensAnswer[];
  /** 0 to 1. */
  readonly share: number;
  readonly status: 'looking' | 'done' | 'called off' | 'failed';
  readonly why: string;
}

/** Looks for answers to one question; it is called off by itself when nobody looks any more. */
export function useLens(
  start: StartLens,
  question: LensQuestion,
): LensState & { readonly cancel: () => void } {
  const [state, setState] = useState<LensState>({ answers: [], share: 0, status: 'looking', why: '' });
  const end = useRef<() => void>(() => {});
  useEffect(() => {
    end.current = start(question, {
      onProgress: (share) => setState((before) => ({ ...before, share })),
      onAnswer: (answer) => setState((before) => ({ ...before, answers: [...before.answers, answer] })),
      onEnd: () => setState((before) => ({ ...before, status: 'done' })),
      onFailure: (why) => setState((before) => ({ ...before, status: 'failed', why })),
    });
    return () => end.current();
  }, [start, question]);
  const cancel = (): void => {
    end.current();
    setState((before) => ({ ...before, status: 'called off' }));
  };
  return { ...state, cancel };
}
