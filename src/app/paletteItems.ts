import type { Example } from '../scenario/examples/registry.ts';
import { entryCountOf, recordingOf } from '../store/selectors.ts';
import type { AppState } from '../store/state.ts';
import { formatAgo } from '../ui/formatAgo.ts';
import { keyText, type Command } from '../ui/commands.tsx';
import { formatNumber } from '../ui/formatNumber.ts';
import { titleOfStatus } from '../ui/StatusBadge.tsx';
import type { IconName } from '../ui/icons.tsx';

/** The parts of the list. */
type Group = 'Recent' | 'Go to' | 'Commands' | 'Orders' | 'Open' | 'Kept' | 'Runs' | 'Examples';

/** One line of the list. */
export interface PaletteItem {
  readonly id: string;
  readonly group: Group;
  readonly title: string;
  readonly detail: string | null;
  readonly icon: IconName | null;
  /** Its key as it stands on the keyboard. */
  readonly key: string | null;
  /** Why it cannot be done now, `null` when it can. */
  readonly blocked: string | null;
  /** What is searched in. */
  readonly words: string;
  readonly run: () => void;
}

/** Orders that are looked through; any other one is found by its number. */
const MOST_ORDERS = 200;

/** All that can be done or gone to; the numbers in what was typed are moments, ledger lines and orders. */
export function paletteItems(
  state: AppState,
  commands: readonly Command[],
  examples: readonly Example[],
  typed: string,
): readonly PaletteItem[] {
  return [
    ...places(state, typed),
    ...commands.filter(({ id }) => id !== 'palette').map(commandItem),
    ...recentOrders(state),
    ...state.open.map(({ id, opened, branchedFrom }) =>
      item(`open ${id}`, 'Open', opened.name, {
        detail: branchedFrom === null ? null : `branched off ${branchedFrom.name}`,
        icon: branchedFrom === null ? 'file' : 'branch',
        blocked: state.currentId === id && state.shownRun === null ? 'It is shown' : null,
        run: () => state.switchTo(id),
      }),
    ),
    ...keptItems(state),
    ...state.runs.toReversed().map(({ id, number, title, parameters, data }) =>
      item(`run ${id}`, 'Runs', `Run ${number} · ${title}`, {
        detail: parameters === '' ? data : `${parameters} · ${data}`,
        icon: 'chart',
        run: () => state.showRun(id),
      }),
    ),
    ...examples.map(({ title, summary, scenario }) =>
      item(`example ${title}`, 'Examples', title, {
        detail: summary,
        icon: 'open',
        run: () => {
          const known = state.open.find(({ opened }) => opened === scenario);
          if (known === undefined) state.openScenario(scenario);
          else state.switchTo(known.id);
        },
      }),
    ),
  ];
}

/** Scenarios that are kept and closed; an example as it came is in the list of those. */
function keptItems({ kept, open, openKept }: AppState): readonly PaletteItem[] {
  return kept
    .filter((each) => each.isOwn && !open.some(({ id }) => id === each.id))
    .map(({ id, name, steps, usedMs }) =>
      item(`kept ${id}`, 'Kept', name, {
        detail: `${steps === 1 ? '1 step' : `${steps} steps`} · ${formatAgo(usedMs)}`,
        icon: 'file',
        run: () => void openKept(id),
      }),
    );
}

function commandItem({ id, title, keys, icon, what, blocked, run }: Command): PaletteItem {
  const [first] = keys;
  return item(`command ${id}`, 'Commands', title, {
    detail: what?.() ?? null,
    icon: icon ?? null,
    key: first === undefined ? null : keyText(first),
    blocked: blocked(),
    run,
  });
}

/** What a number that was typed can mean. */
function places(state: AppState, typed: string): readonly PaletteItem[] {
  const [, digits = ''] = /(?:^|\D)(\d{1,9})\D*$/.exec(typed) ?? [];
  if (digits === '') return [];
  const number = Number(digits);
  const { transactions, journal } = recordingOf(state);
  const entries = entryCountOf(state);
  const lookAt = (entry: number) => (): void => {
    state.showView('explore');
    state.lookAt(entry);
  };
  const isLine = number >= 1 && number <= journal.transactions.length;
  return [
    ...(number <= entries
      ? [
          item('moment', 'Go to', `Moment ${number}`, {
            detail: `of ${entries}`,
            icon: 'jump',
            run: lookAt(number),
          }),
        ]
      : []),
    ...(isLine ? [lineItem(number, transactions.get(number), lookAt)] : []),
    ...orderItems(state, number, 'Go to'),
  ];
}

function lineItem(
  number: number,
  { type, asset, entry }: { readonly type: string; readonly asset: string; readonly entry: number },
  lookAt: (entry: number) => () => void,
): PaletteItem {
  const what = type.toLowerCase().replaceAll('_', ' ');
  return item('line', 'Go to', `Ledger line ${number}`, {
    detail: `${what} of ${asset}, at moment ${entry}`,
    icon: 'table',
    run: lookAt(entry),
  });
}

function recentOrders(state: AppState): readonly PaletteItem[] {
  const count = recordingOf(state).journal.orders.length;
  return Array.from({ length: Math.min(count, MOST_ORDERS) }, (_, index) => count - index).flatMap((number) =>
    orderItems(state, number, 'Orders'),
  );
}

/** The order of a number as it is at the end, if there is one. */
function orderItems(state: AppState, number: number, group: Group): readonly PaletteItem[] {
  const order = recordingOf(state).orders.at(`O-${number}`, { entries: entryCountOf(state) });
  if (order === null) return [];
  const { id, direction, volume, limitPrice, pair, status } = order;
  const price = limitPrice === null ? 'at the market' : `@ ${formatNumber(limitPrice.toFixed())}`;
  return [
    item(`order ${id}`, group, `${id} ${direction} ${formatNumber(volume.toFixed())} ${price}`, {
      detail: `${pair} · ${titleOfStatus(status)}`,
      icon: 'orders',
      run: () => {
        state.showView('explore');
        state.chooseOrder(id);
      },
    }),
  ];
}

function item(
  id: string,
  group: Group,
  title: string,
  rest: Partial<PaletteItem> & Pick<PaletteItem, 'run'>,
): PaletteItem {
  const { detail = null, icon = null, key = null, blocked = null, run } = rest;
  return { id, group, title, detail, icon, key, blocked, words: `${title} ${detail ?? ''}`, run };
}
