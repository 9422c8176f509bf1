import { useMemo, useSyncExternalStore } from 'react';

/** The tokens a canvas needs; it cannot read custom properties itself. */
const TOKENS = [
  'background',
  'text',
  'muted',
  'border',
  'border-soft',
  'accent',
  'available',
  'unavailable',
  'gain',
  'loss',
] as const;

/** The tokens' colours as they are now, in a writing that every canvas knows. */
export type ThemeColors = Readonly<Record<(typeof TOKENS)[number], string>>;

const DARK = '(prefers-color-scheme: dark)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(DARK);
  const observer = new MutationObserver(listener);
  query.addEventListener('change', listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    query.removeEventListener('change', listener);
    observer.disconnect();
  };
}

function themeNow(): string {
  return `${document.documentElement.dataset['theme'] ?? ''} ${window.matchMedia(DARK).matches}`;
}

/** `theme` only says that they may have changed: the style sheet knows the rest. */
function readColors(_theme: string): ThemeColors {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const entries = TOKENS.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(entries) as ThemeColors;
}

/** The colours of the theme that is shown; new ones when it changes. */
export function useThemeColors(): ThemeColors {
  const theme = useSyncExternalStore(subscribe, themeNow);
  return useMemo(() => readColors(theme), [theme]);
}
