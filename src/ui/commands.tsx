import { createContext, useContext, useSyncExternalStore, type ComponentProps, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import type { IconName } from './icons.tsx';

/** Something the page can do by a key, a button or a menu. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** In the writing of `aria-keyshortcuts`, with `Mod` for ⌘ or Ctrl; the first one is shown. */
  readonly keys: readonly string[];
  readonly icon?: IconName;
  /** Whether its keys work while something is typed, too. */
  readonly isForTypingToo?: boolean;
  /** What it would be done to now, for its tooltip. */
  readonly what?: () => string | null;
  readonly run: () => void;
  /** Why it cannot be done now, `null` when it can. */
  readonly blocked: () => string | null;
}

/** The page's commands by id, and how to hear that something changed. */
export interface Commands {
  readonly list: readonly Command[];
  readonly subscribe: (listener: () => void) => () => void;
}

const NO_COMMANDS: Commands = { list: [], subscribe: () => () => {} };

export const CommandsContext = createContext<Commands>(NO_COMMANDS);

const IS_APPLE = /Mac|iP(?:hone|ad)/.test(globalThis.navigator?.platform ?? '');
const SYMBOLS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  Mod: IS_APPLE ? '⌘' : 'Ctrl',
  Shift: '⇧',
};

/** A key as it stands on the keyboard: `⇧←`, `Ctrl+Z`. */
export function keyText(keys: string): string {
  const parts = keys.split('+').map((part) => SYMBOLS[part] ?? part);
  return parts.some((part) => part === 'Ctrl') ? parts.join('+') : parts.join('');
}

/** For `aria-keyshortcuts`: `Mod` by its name here. */
function shortcutsOf(keys: readonly string[]): string | undefined {
  if (keys.length === 0) return undefined;
  return keys.map((each) => each.replace('Mod', IS_APPLE ? 'Meta' : 'Control')).join(' ');
}

/** What a button of its own says of a command's key: in its tooltip, and to those who listen. */
export function useKeyOf(
  id: string,
  title: string,
): Pick<ComponentProps<'button'>, 'title' | 'aria-keyshortcuts'> {
  const { list } = useContext(CommandsContext);
  return keyProps(list.find((each) => each.id === id)?.keys ?? [], title);
}

function keyProps(keys: readonly string[], title: string) {
  const [first] = keys;
  return {
    title: first === undefined ? title : `${title} (${keyText(first)})`,
    'aria-keyshortcuts': shortcutsOf(keys),
  };
}

interface CommandButtonProps {
  readonly id: string;
  /** Words on the button; without them it is only its icon. */
  readonly children?: ReactNode;
  readonly look?: 'normal' | 'primary' | 'plain';
  readonly isPressed?: boolean;
  readonly className?: string;
}

/** The button of a command: its icon, its key in the tooltip, and why it is blocked when it is. */
export function CommandButton({ id, children, look = 'plain', isPressed, className }: CommandButtonProps) {
  const { list, subscribe } = useContext(CommandsContext);
  const command = list.find((each) => each.id === id);
  const blocked = useSyncExternalStore(subscribe, () => command?.blocked() ?? null);
  const what = useSyncExternalStore(subscribe, () => command?.what?.() ?? null);
  if (command === undefined) return null;
  const { keys, icon, run } = command;
  const title = what === null ? command.title : `${command.title}: ${what}`;
  return (
    <Button
      look={look}
      {...keyProps(keys, title)}
      {...(icon === undefined ? {} : { icon })}
      aria-label={children === undefined ? command.title : undefined}
      aria-pressed={isPressed}
      blocked={blocked}
      onClick={run}
      className={className}
    >
      {children}
    </Button>
  );
}
