import { shownRunOf } from '../store/selectors.ts';
import { VIEWS, type AppState, type View } from '../store/state.ts';

/** What an address says: the part of the page, and in Explore the run, the moment and the order that are looked at. */
export interface Place {
  readonly view: View;
  /** The key of a run, which means the same on another visit. */
  readonly run: string | null;
  /** A number of entries; `null` for the end. */
  readonly at: number | null;
  /** `null` for the one that changed last. */
  readonly order: string | null;
}

/** A scenario in a link, with the moment and the order that it opens at. */
export interface LinkedPlace extends Pick<Place, 'at' | 'order'> {
  readonly link: string;
}

const LINK_PATH = '#/s/';

/** Where the page is. */
export function placeIn(state: AppState): Place {
  const { view, reopening, cursorAt, chosenOrder } = state;
  if (reopening !== null) return { view, ...reopening };
  return { view, run: shownRunOf(state)?.key ?? null, at: cursorAt, order: chosenOrder };
}

/** The address of a part of the page, wherever it was left. */
export function hashOf(view: View): string {
  return `#/${view}`;
}

/** The address of a place within the page; only Explore has more to say than its name. */
export function addressOf({ view, run, at, order }: Place): string {
  return view === 'explore' ? hashOf(view) + query({ run, at, order }) : hashOf(view);
}

/** The place that an address names, `null` when it names none. */
export function placeOf(hash: string): Place | null {
  const { path, parameters } = partsOf(hash === '' || hash === '#' ? hashOf('explore') : hash);
  const view = VIEWS.find((each) => path === hashOf(each));
  return view === undefined
    ? null
    : { view, run: parameters.get('run'), at: momentIn(parameters), order: parameters.get('order') };
}

/** The part of an address that carries a scenario. */
export function linkAddressOf({ link, at, order }: LinkedPlace): string {
  return LINK_PATH + link + query({ at, order });
}

/** The scenario that an address carries, `null` when it carries none. */
export function linkedPlaceOf(hash: string): LinkedPlace | null {
  const { path, parameters } = partsOf(hash);
  if (!path.startsWith(LINK_PATH)) return null;
  return { link: path.slice(LINK_PATH.length), at: momentIn(parameters), order: parameters.get('order') };
}

function partsOf(hash: string): { readonly path: string; readonly parameters: URLSearchParams } {
  const [path = '', ...rest] = hash.split('?');
  return { path, parameters: new URLSearchParams(rest.join('?')) };
}

function momentIn(parameters: URLSearchParams): number | null {
  const text = parameters.get('at');
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function query(values: Readonly<Record<string, string | number | null>>): string {
  const said = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)]],
  );
  return said.length === 0 ? '' : `?${String(new URLSearchParams(said))}`;
}
