import type { StoreApi } from 'zustand';
import {
  barOf,
  canMarketMatter,
  currentOf,
  cursorOf,
  entryCountOf,
  focusedOrderOf,
  isAtEnd,
  nextFeedOf,
  orderMomentOf,
  orderNeighbourOf,
  recordingOf,
} from '../store/selectors.ts';
import { RUN_IS_OVER } from '../store/scenarioSlice.ts';
import { THEMES, type AppState, type Drawer, type Tab } from '../store/state.ts';
import type { Command } from '../ui/commands.tsx';
import { ORDER_ACTIONS, titleOfAction, whyBlocked, type ChangingForm } from '../views/orders/orderActions.ts';
import { printPage } from './print.ts';
import { focusField, focusForm, focusSoon } from './useFocus.ts';

/** What only the page around the store can do. */
export interface PageDeeds {
  readonly openFile: () => void;
  readonly saveFile: () => void;
  readonly update: () => void;
  readonly copyMoment: () => void;
}

const ORDER_KEYS: Readonly<Record<ChangingForm, string>> = {
  fill: 'Shift+F',
  modify: 'Shift+M',
  split: 'Shift+S',
  cancel: 'Shift+C',
  close: 'Shift+X',
};

const PANES: readonly { title: string; id: string; tab: Tab | null; drawer: Drawer | null }[] = [
  { title: 'Orders', id: 'orders', tab: null, drawer: 'orders' },
  { title: 'Life cycle', id: 'lifecycle', tab: null, drawer: null },
  { title: 'Charts', id: 'charts', tab: 'charts', drawer: null },
  { title: 'Ledger', id: 'ledger', tab: 'ledger', drawer: null },
  { title: 'Inspector', id: 'inspector', tab: 'inspector', drawer: 'inspector' },
];

const NOTHING_WAITS =
  'No order works and no position is open, so bars alone change nothing: send an order first';

const RUN_IS_FILES =
  'The run of a backtest needs its candles, which no link can hold: its results offer both as files';

const free = (): null => null;

/** What can be done wherever the person is; all else belongs to Explore. */
const EVERYWHERE: ReadonlySet<string> = new Set([
  'explore',
  'backtest',
  'compare',
  'openFile',
  'print',
  'theme',
  'update',
  'palette',
  'keys',
]);

/** What can be done where nothing is changed: moving through time and from order to order. */
const LOOKING: ReadonlySet<string> = new Set([
  'play',
  'pause',
  'back',
  'forward',
  'tenBack',
  'tenForward',
  'start',
  'end',
  'nextOfOrder',
  'previousOfOrder',
  'nextRow',
  'previousRow',
]);
/** What else can be done while presenting. */
const PRESENTING: ReadonlySet<string> = new Set([
  'present',
  'leavePresenting',
  'timeline',
  'waterfall',
  'theme',
  'keys',
  'saveFile',
]);

/** Everything the page can do by a key or a button: the one list that drives both, and the overlay of keys. */
export function createCommands(store: StoreApi<AppState>, page: PageDeeds): readonly Command[] {
  const now = (): AppState => store.getState();
  const moveBy = (moments: number) => (): void => now().scrubTo(cursorOf(now()) + moments);
  const atStart = (): string | null => (cursorOf(now()) === 0 ? 'This is the beginning' : null);
  const atEnd = (): string | null => (isAtEnd(now()) ? 'This is the end' : null);
  const along = (direction: 'next' | 'previous') => (): void => {
    const moment = orderMomentOf(now(), direction);
    if (moment !== null) now().lookAt(moment);
  };
  const noMore = (direction: 'next' | 'previous') => (): string | null =>
    orderMomentOf(now(), direction) === null
      ? `Nothing ${direction === 'next' ? 'more' : 'earlier'} happened to this order`
      : null;
  const chooseBy = (direction: 1 | -1) => (): void => now().chooseOrder(orderNeighbourOf(now(), direction));
  const isOver = (): string | null => (now().shownRun === null ? null : RUN_IS_OVER);
  const runIsFiles = (): string | null => (now().shownRun === null ? null : RUN_IS_FILES);
  const noCandles = (): string | null =>
    nextFeedOf(now()) === null ? 'There are no more candles: import a file of candles first' : null;

  const present = (isOn: boolean): void => {
    now().layOut(isOn ? 'presenting' : 'whole');
    focusSoon('#order');
  };

  const commands: readonly Command[] = [
    {
      id: 'explore',
      title: 'Go to Explore',
      keys: ['X'],
      run: () => now().showView('explore'),
      blocked: () => (now().view === 'explore' ? 'This is Explore' : null),
    },
    {
      id: 'backtest',
      title: 'Go to Backtest',
      keys: ['R'],
      run: () => now().showView('backtest'),
      blocked: () => (now().view === 'backtest' ? 'This is Backtest' : null),
    },
    {
      id: 'compare',
      title: 'Compare branches',
      keys: ['C'],
      icon: 'compare',
      run: () => now().showView('compare'),
      blocked: () =>
        now().view === 'compare'
          ? 'This is the comparison'
          : now().open.length > 1
            ? null
            : 'There is nothing to compare with: branch first, or open another scenario',
    },
    {
      id: 'play',
      title: 'Play',
      keys: ['Space'],
      icon: 'play',
      // From the end, where nothing is to come, it shows again how it came about.
      run: () => {
        if (isAtEnd(now()) && nextFeedOf(now()) === null) now().scrubTo(0);
        now().setPlaying(true);
      },
      blocked: () => {
        if (entryCountOf(now()) === 0) return 'Nothing has happened yet';
        return now().isPlaying ? 'It is playing' : null;
      },
    },
    {
      id: 'pause',
      title: 'Pause',
      keys: ['Space'],
      icon: 'pause',
      run: () => now().setPlaying(false),
      blocked: () => (now().isPlaying ? null : 'It is not playing'),
    },
    {
      id: 'back',
      title: 'Moment back',
      keys: ['ArrowLeft'],
      icon: 'back',
      run: moveBy(-1),
      blocked: atStart,
    },
    {
      id: 'forward',
      title: 'Moment forward',
      keys: ['ArrowRight'],
      icon: 'forward',
      run: moveBy(1),
      blocked: atEnd,
    },
    {
      id: 'tenBack',
      title: 'Ten moments back',
      keys: ['Shift+ArrowLeft'],
      run: moveBy(-10),
      blocked: atStart,
    },
    {
      id: 'tenForward',
      title: 'Ten moments forward',
      keys: ['Shift+ArrowRight'],
      run: moveBy(10),
      blocked: atEnd,
    },
    {
      id: 'start',
      title: 'To the beginning',
      keys: ['Home'],
      icon: 'start',
      run: () => now().lookAt(0),
      blocked: atStart,
    },
    {
      id: 'end',
      title: 'To the end',
      keys: ['End'],
      icon: 'end',
      run: () => now().lookAt(entryCountOf(now())),
      blocked: atEnd,
    },
    {
      id: 'nextOfOrder',
      title: 'Next of this order',
      keys: ['N'],
      icon: 'nextOfOrder',
      run: along('next'),
      blocked: noMore('next'),
    },
    {
      id: 'previousOfOrder',
      title: 'Previous of this order',
      keys: ['Shift+N'],
      icon: 'previousOfOrder',
      run: along('previous'),
      blocked: noMore('previous'),
    },
    {
      id: 'branch',
      title: 'Branches…',
      keys: ['B'],
      icon: 'branch',
      run: () => now().openDialog({ kind: 'branches' }),
      blocked: free,
    },
    {
      id: 'pathLens',
      title: 'Under the four paths…',
      keys: ['W'],
      icon: 'paths',
      run: () => {
        const { openDialog, shownRun } = now();
        openDialog({ kind: 'lens', run: shownRun, bar: barOf(now()) });
      },
      blocked: () =>
        recordingOf(now()).journal.bars.length === 0 ? 'The market has not shown a bar yet' : null,
    },
    {
      id: 'nextBar',
      title: 'Next bar',
      keys: ['.'],
      icon: 'bar',
      run: () => now().feedBar(),
      blocked: noCandles,
    },
    {
      id: 'untilSomething',
      title: 'Until something happens',
      keys: ['>'],
      icon: 'forward',
      run: () => now().feedUntilSomethingHappens(),
      blocked: () => noCandles() ?? (canMarketMatter(now()) ? null : NOTHING_WAITS),
    },
    {
      id: 'undo',
      title: 'Undo',
      keys: ['Mod+Z'],
      icon: 'undo',
      what: () => currentOf(now()).done.at(-1)?.title ?? null,
      run: () => now().undo(),
      blocked: () => isOver() ?? (currentOf(now()).done.length === 0 ? 'Nothing has been done yet' : null),
    },
    {
      id: 'redo',
      title: 'Redo',
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      icon: 'redo',
      what: () => currentOf(now()).undone.at(-1)?.title ?? null,
      run: () => now().redo(),
      blocked: () => isOver() ?? (currentOf(now()).undone.length === 0 ? 'Nothing has been undone' : null),
    },
    { id: 'nextRow', title: 'Next order', keys: ['J'], run: chooseBy(1), blocked: free },
    { id: 'previousRow', title: 'Previous order', keys: ['K'], run: chooseBy(-1), blocked: free },
    {
      id: 'filter',
      title: 'Filter the ledger',
      keys: ['/'],
      run: () => {
        now().showTab('ledger');
        focusField('#ledger input');
      },
      blocked: free,
    },
    ...PANES.map(({ title, id, tab, drawer }, index) => ({
      id: `pane-${id}`,
      title: `Go to ${title.toLowerCase()}`,
      keys: [String(index + 1)],
      run: () => {
        if (tab !== null) now().showTab(tab);
        if (drawer !== null) now().openDrawer(drawer);
        focusSoon(`#${id}`);
      },
      blocked: free,
    })),
    {
      id: 'timeline',
      title: 'Prices or the timeline of orders',
      keys: ['G'],
      icon: 'orders',
      run: () => now().showChart(now().chart === 'price' ? 'timeline' : 'price'),
      blocked: free,
    },
    {
      id: 'waterfall',
      title: 'Balances or what the order moved',
      keys: ['Shift+W'],
      icon: 'waterfall',
      run: () => now().showWaterfall(!now().showsWaterfall),
      blocked: () => (focusedOrderOf(now()) === null ? 'There is no order yet' : null),
    },
    ...ORDER_ACTIONS.map((action) => ({
      id: action.form,
      title: titleOfAction(action),
      keys: [ORDER_KEYS[action.form]],
      icon: action.icon,
      what: () => focusedOrderOf(now()),
      run: () => now().openForm(action.form),
      blocked: () => {
        const state = now();
        const id = focusedOrderOf(state);
        if (id === null) return 'There is no order yet';
        const order = recordingOf(state).orders.at(id, { entries: cursorOf(state) });
        return isOver() ?? (order === null ? `${id} does not exist yet` : whyBlocked(order, action.form));
      },
    })),
    {
      id: 'ticket',
      title: 'Add an order',
      keys: ['A'],
      run: () => {
        now().openForm(null);
        now().openDrawer('orders');
        focusForm();
      },
      blocked: isOver,
    },
    {
      id: 'price',
      title: 'Move the price',
      keys: ['M'],
      run: () => {
        now().showTab('charts');
        focusField('[aria-label="Market"] input');
      },
      blocked: isOver,
    },
    {
      id: 'adjust',
      title: 'Deposit or withdraw',
      keys: ['D'],
      icon: 'deposit',
      run: () => now().openForm('adjust'),
      blocked: isOver,
    },
    {
      id: 'closeForm',
      title: 'Back to the new order',
      keys: ['Escape'],
      run: () => now().openForm(null),
      blocked: () => (now().form === null ? 'No form is open' : null),
    },
    {
      id: 'newScenario',
      title: 'New scenario…',
      keys: [],
      icon: 'file',
      run: () => now().openDialog({ kind: 'newScenario' }),
      blocked: free,
    },
    {
      id: 'openFile',
      title: 'Open a scenario or candles',
      keys: ['O'],
      icon: 'open',
      run: page.openFile,
      blocked: free,
    },
    {
      id: 'rename',
      title: 'Rename the scenario…',
      keys: [],
      icon: 'edit',
      run: () => now().openDialog({ kind: 'rename', id: now().currentId }),
      blocked: isOver,
    },
    {
      id: 'duplicate',
      title: 'Duplicate the scenario',
      keys: [],
      icon: 'copy',
      run: () => now().duplicateScenario(now().currentId),
      blocked: isOver,
    },
    {
      id: 'delete',
      title: 'Delete the scenario',
      keys: [],
      icon: 'trash',
      run: () => void now().deleteScenario(now().currentId),
      blocked: isOver,
    },
    {
      id: 'kept',
      title: 'All kept scenarios…',
      keys: [],
      icon: 'table',
      run: () => now().openDialog({ kind: 'kept' }),
      blocked: free,
    },
    { id: 'saveFile', title: 'Save the scenario', keys: [], icon: 'save', run: page.saveFile, blocked: free },
    {
      id: 'share',
      title: 'Share…',
      keys: ['S'],
      icon: 'share',
      run: () => now().openDialog({ kind: 'share' }),
      blocked: runIsFiles,
    },
    {
      id: 'export',
      title: 'Export…',
      keys: ['E'],
      icon: 'save',
      run: () => now().openDialog({ kind: 'export' }),
      blocked: () => (entryCountOf(now()) === 0 ? 'Nothing has happened yet' : null),
    },
    {
      id: 'copyMoment',
      title: 'Copy a link to this moment',
      keys: [],
      icon: 'link',
      run: page.copyMoment,
      blocked: runIsFiles,
    },
    {
      id: 'print',
      title: 'Print',
      keys: ['Mod+P'],
      icon: 'print',
      run: printPage,
      blocked: free,
    },
    {
      id: 'present',
      title: 'Present',
      keys: ['P'],
      icon: 'present',
      run: () => present(now().layout !== 'presenting'),
      blocked: free,
    },
    {
      id: 'leavePresenting',
      title: 'Leave the presentation',
      keys: ['Escape'],
      icon: 'close',
      run: () => present(false),
      blocked: () => (now().layout === 'presenting' ? null : 'Nothing is being presented'),
    },
    {
      id: 'theme',
      title: 'Light, dark or as the system',
      keys: ['T'],
      run: () => now().setTheme(THEMES[(THEMES.indexOf(now().theme) + 1) % THEMES.length] ?? 'system'),
      blocked: free,
    },
    {
      id: 'palette',
      title: 'Search or command',
      keys: ['Mod+K'],
      icon: 'search',
      isForTypingToo: true,
      run: () => {
        now().openDialog({ kind: 'palette' });
        focusField('dialog[open] input');
      },
      blocked: free,
    },
    {
      id: 'update',
      title: 'Reload with the new version',
      keys: [],
      run: page.update,
      blocked: () => (now().isUpdateReady ? null : 'This is the newest version known here'),
    },
    {
      id: 'keys',
      title: 'Show every key',
      keys: ['?'],
      icon: 'help',
      run: () => now().openDialog({ kind: 'keys' }),
      blocked: free,
    },
  ];
  return commands.map((command) => withBlock(command, () => elsewhere(now(), command.id)));
}

/** A command that is also blocked for another reason, which comes first. */
function withBlock(command: Command, why: () => string | null): Command {
  return { ...command, blocked: () => why() ?? command.blocked() };
}

function elsewhere({ view, layout, reopening }: AppState, id: string): string | null {
  if (layout === 'embedded') return LOOKING.has(id) ? null : 'Open it in Orderscope to do this';
  if (layout === 'presenting' && !LOOKING.has(id) && !PRESENTING.has(id))
    return 'Leave the presentation to do this';
  if (EVERYWHERE.has(id)) return null;
  if (reopening !== null) return 'The run that was open is run again first';
  return view === 'explore' ? null : 'This belongs to Explore';
}
