import { useEffect } from 'react';
import type { StoreApi } from 'zustand';
import type { AppState } from '../store/state.ts';
import { arePanesBehind } from '../store/turns.ts';
import { awaitField, writeTyped } from './typedAhead.ts';

const ORDER = '#order';
const FORM = '#ticket';
/** Where a form is begun: at what is typed, else at what is chosen, else at its button. */
const BEGINNINGS = ['input[inputmode=decimal]', 'select', 'button[type=submit]'] as const;

/** How long something that is still being loaded is waited for, in frames. */
const MOST_FRAMES = 120;

/** Focuses the first of these elements that there is, once what was just asked for is drawn, and selects what stands in it. */
export function focusSoon(...selectors: readonly string[]): void {
  afterDrawing(() => focusFirst(selectors, MOST_FRAMES));
}

/** The same for fields: what is typed before that is written there too. */
export function focusField(...selectors: readonly string[]): void {
  awaitField();
  focusSoon(...selectors);
}

function focusFirst(selectors: readonly string[], frames: number): void {
  const element = selectors
    .map((selector) => document.querySelector<HTMLElement>(selector))
    .find((each) => each !== null);
  element?.focus();
  if (element instanceof HTMLInputElement) element.select();
  if (element === undefined && frames > 0) requestAnimationFrame(() => focusFirst(selectors, frames - 1));
  else writeTyped(element);
}

/** Focuses the form that is asked for: the new order's or another one. */
export function focusForm(): void {
  focusField(...BEGINNINGS.map((beginning) => `${FORM} ${beginning}`));
}

function afterDrawing(run: () => void): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(run);
  });
}

/** Moves the focus into a form that opens and back out when it closes, and never lets it fall out of the page. */
export function useFocus(store: StoreApi<AppState>): void {
  useEffect(() => {
    let opener: Element | null = null;
    let last: Element | null = null;
    /** The panes around what had the focus last, the innermost first. */
    let around: readonly Element[] = [];
    /** Where a form that has just closed leads to; null while none has. */
    let wayOut: readonly (Element | null)[] | null = null;
    const remember = ({ target }: FocusEvent): void => {
      last = target instanceof Element ? target : null;
      around = panesAround(last);
      wayOut = null;
    };
    let isDue = false;
    const catchFocus = (): void => {
      if (arePanesBehind()) {
        afterDrawing(catchFocus);
        return;
      }
      isDue = false;
      const isNowhere = document.activeElement === null || document.activeElement === document.body;
      if (!isNowhere || last === null || last.isConnected) return;
      const place = [...(wayOut ?? around), document.querySelector(ORDER)].find(
        (each) => each?.isConnected === true,
      );
      if (place instanceof HTMLElement || place instanceof SVGElement) place.focus({ preventScroll: true });
    };
    const stop = store.subscribe((state, before) => {
      if (state.form !== null && before.form !== state.form) {
        if (before.form === null) opener = document.activeElement;
        focusForm();
        return;
      }
      const isClosed = before.form !== null && state.form === null;
      const isCalledOff = isClosed && state.version === before.version;
      // What was done is read at the order; what was called off leads back to where it was begun.
      if (isClosed) wayOut = isCalledOff ? [opener] : [];
      if (!isDue) afterDrawing(catchFocus);
      isDue = true;
    });
    document.addEventListener('focusin', remember);
    return () => {
      document.removeEventListener('focusin', remember);
      stop();
    };
  }, [store]);
}

function panesAround(element: Element | null): readonly Element[] {
  const pane = element?.closest('[id][tabindex="-1"]') ?? null;
  return pane === null ? [] : [pane, ...panesAround(pane.parentElement)];
}
