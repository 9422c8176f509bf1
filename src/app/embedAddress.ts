import { THEMES, type Theme } from '../store/state.ts';

/** What a page that is embedded can show. */
export const EMBED_PANES = ['lifecycle', 'charts', 'ledger', 'inspector'] as const;
export type EmbedPane = (typeof EMBED_PANES)[number];

/** How the page is embedded in another. */
export interface Embed {
  readonly panes: readonly EmbedPane[];
  readonly hasTransport: boolean;
  readonly theme: Theme;
}

/** What is shown where nothing is chosen. */
const USUAL_PANES: readonly EmbedPane[] = ['lifecycle'];

/** The question part of an embedded page's address. */
export function embedQuery({ panes, hasTransport, theme }: Embed): string {
  const transport = hasTransport ? '' : '&transport=0';
  const light = theme === 'system' ? '' : `&theme=${theme}`;
  return `?embed=1&panes=${panes.join(',')}${transport}${light}`;
}

/** How an address asks to be embedded, `null` when it does not. */
export function embedOf(search: string): Embed | null {
  const parameters = new URLSearchParams(search);
  if (parameters.get('embed') !== '1') return null;
  const asked = (parameters.get('panes') ?? '').split(',');
  const panes = EMBED_PANES.filter((pane) => asked.includes(pane));
  return {
    panes: panes.length === 0 ? USUAL_PANES : panes,
    hasTransport: parameters.get('transport') !== '0',
    theme: THEMES.find((theme) => theme === parameters.get('theme')) ?? 'system',
  };
}

/** The code that shows an address in a page of one's own. */
export function embedCode(address: string): string {
  const text = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<iframe src="${text}" title="Orderscope" width="600" height="400" loading="lazy"></iframe>`;
}
