import { useEffect } from 'react';
import type { Command } from '../ui/commands.tsx';
import { isDialogOpen } from '../ui/isDialogOpen.ts';
import { keepTyped } from './typedAhead.ts';

const TYPES_THAT_ARE_NOT_TYPED_IN = new Set(['range', 'radio', 'checkbox', 'button', 'submit', 'file']);

/** Runs commands by their keys, except while something is typed, chosen or pressed by the same key. */
export function useShortcuts(commands: readonly Command[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      if (keepTyped(event)) {
        event.preventDefault();
        return;
      }
      if (isDialogOpen()) return;
      const pressed = keysOf(event);
      // Two commands may share a key, such as play and pause: the first one that can be done is.
      const command = commands.find((each) => each.keys.includes(pressed) && each.blocked() === null);
      if (command === undefined || (command.isForTypingToo !== true && isSpokenFor(event))) return;
      event.preventDefault();
      command.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [commands]);
}

/** Whether the focused control has its own use for the key. */
function isSpokenFor(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement) || event.key === 'Escape') return false;
  if (target.isContentEditable || target.closest('textarea, select, [role=menu]') !== null) return true;
  if (target instanceof HTMLInputElement && !TYPES_THAT_ARE_NOT_TYPED_IN.has(target.type)) return true;
  if (target instanceof HTMLInputElement && target.type === 'radio' && event.key.startsWith('Arrow'))
    return true;
  return event.key === ' ' && target.closest('button, a, summary, label, input') !== null;
}

/** The pressed keys as commands write them. */
function keysOf(event: KeyboardEvent): string {
  const { key } = event;
  const isLetter = /^[a-z]$/i.test(key);
  const isNamed = key.length > 1;
  const name = key === ' ' ? 'Space' : isLetter ? key.toUpperCase() : key;
  const parts = [
    ...(event.metaKey || event.ctrlKey ? ['Mod'] : []),
    ...(event.altKey ? ['Alt'] : []),
    // Signs such as ? need Shift on some keyboards and not on others: only letters and named keys tell it apart.
    ...(event.shiftKey && (isLetter || isNamed) ? ['Shift'] : []),
    name,
  ];
  return parts.join('+');
}
