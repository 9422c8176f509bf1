import type { LifecycleEvent } from '../domain/orders/lifecycle.ts';
import type { RunFailure, RunProgress } from '../scenario/backtest.ts';
import type { Problem, Scenario, Step } from '../scenario/format.ts';
import type { Player } from '../scenario/play.ts';
import type { BacktestSetup } from './backtestSetup.ts';
import type { CandleFeed } from './candleFeed.ts';
import type { OpenScenario } from './openScenario.ts';
import type { OwnSeries, Run, RunOrder } from './run.ts';
import type { KeptHead } from './persistenceStorage.ts';

/** How the page is lit. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Moments a second while playing, at 1×: see {@link PlaybackSlice}. */
export const SPEEDS = ['0.5', '1', '2', '5', '10'] as const;
type Speed = (typeof SPEEDS)[number];

/** A step whose time is not known yet: it is done now. */
export type Deed = Step extends infer S ? (S extends Step ? Omit<S, 'at'> : never) : never;

/** A scenario that was closed, where it stood among the open ones, and whether it was the one played. */
interface ClosedScenario {
  readonly scenario: OpenScenario;
  readonly place: number;
  readonly wasCurrent: boolean;
}

/** What a scenario, its player and its past are. */
export interface ScenarioSlice {
  /** Every open scenario; one of them is played. */
  readonly open: readonly OpenScenario[];
  readonly currentId: string;
  /** Plays the current scenario: mutable, so `version` says when it has changed. */
  readonly player: Player;
  readonly version: number;
  /** Those that were closed, the last one last. */
  readonly closed: readonly ClosedScenario[];

  /**
   * Does steps as one command, at the end of the scenario, each before the next one is asked for; in the past it offers to branch
   * instead. Whether they were applied.
   */
  readonly act: (title: string, steps: Iterable<Step>, gesture?: string) => boolean;
  /** Does one thing by hand, a moment after the last step. */
  readonly actNow: (title: string, deed: Deed) => boolean;
  /** The same where the person is: in the past on a new branch from there, without asking. */
  readonly actHere: (title: string, deed: Deed) => boolean;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Opens a scenario beside the others and plays it. */
  readonly openScenario: (scenario: Scenario, isExample?: boolean) => void;
  /**
   * Lets these be open, among them those that are, and plays the one with the id, or where that cannot be played another one. Returns
   * those that cannot, which are left out.
   */
  readonly restoreOpen: (all: readonly OpenScenario[], id: string | null) => readonly Unreadable[];
  /** Puts another state of an open scenario, or a scenario with another id, in its place. */
  readonly replaceOpen: (id: string, next: OpenScenario) => void;
  /** Plays another open scenario. */
  readonly switchTo: (id: string) => void;
  /** Closes an open scenario; the last one stays. */
  readonly closeScenario: (id: string) => void;
  /** Opens the one that was closed last again, as it was. */
  readonly reopenScenario: () => void;
  readonly renameScenario: (id: string, name: string) => void;
  /**
   * A new scenario that holds the steps up to the cursor; then what was asked for in the past, if anything. Without a name it is called
   * after the scenario it leaves.
   */
  readonly branchHere: (name?: string) => void;
  /** Gives a pair candles to feed, those after the last step. */
  readonly importCandles: (feed: Omit<CandleFeed, 'firstIndex' | 'firstStep'>) => void;
}

/** Which moment is looked at, and what is lit up. */
export interface LookSlice {
  /** A number of entries; `null` follows the end. */
  readonly cursorAt: number | null;
  /** The order chosen by the person; `null` follows the one that changed last. */
  readonly chosenOrder: string | null;
  /** The pair chosen by the person; `null` follows the order in focus. */
  readonly chosenPair: string | null;
  readonly hoveredOrder: string | null;
  /** The event whose button is hovered. */
  readonly hoveredEvent: LifecycleEvent | null;
  /** How often the person has gone somewhere else: what to come back to, unlike the steps on the way. */
  readonly jumps: number;
  /** The form that is open instead of the ticket. */
  readonly form: OrderForm | null;

  /** Looks at the moment after so many entries; at or beyond the end it follows the end. */
  readonly lookAt: (entries: number) => void;
  /** The same on the way somewhere: step by step, along the scrubber, while playing. */
  readonly scrubTo: (entries: number) => void;
  readonly chooseOrder: (id: string | null) => void;
  readonly choosePair: (code: string) => void;
  readonly hoverOrder: (id: string | null) => void;
  readonly hoverEvent: (event: LifecycleEvent | null) => void;
  readonly openForm: (form: OrderForm | null) => void;
}

/** What can be done through a form: to the focused order, and `adjust` to the funds. */
export type OrderForm = 'modify' | 'split' | 'cancel' | 'fill' | 'close' | 'adjust';

/** Moving through time by itself: first through what has happened, then, with candles, bar by bar. */
export interface PlaybackSlice {
  readonly isPlaying: boolean;
  readonly speed: Speed;
  /** Names the gesture that is being played, so that its bars are undone as one. */
  readonly gesture: string | null;

  readonly setPlaying: (isPlaying: boolean) => void;
  readonly setSpeed: (speed: Speed) => void;
  /** One tick of playing: the next moment, or at the end the next bar; stops when there is neither. */
  readonly tick: () => void;
  /** Feeds the next candle of a pair that has one. */
  readonly feedBar: () => boolean;
  /** Feeds candles until one leads to more than itself, as one command. */
  readonly feedUntilSomethingHappens: () => boolean;
}

/** A run by its key, with the moment and the order that are looked at. */
export interface RunPlace {
  readonly run: string;
  /** A number of entries; `null` for the end. */
  readonly at: number | null;
  /** `null` for the one that changed last. */
  readonly order: string | null;
}

/** The backtests. */
export interface RunsSlice {
  readonly runs: readonly Run[];
  readonly running: { readonly order: RunOrder; readonly progress: RunProgress | null } | null;
  /** The last run, when it broke off. */
  readonly runFailure: { readonly order: RunOrder; readonly failure: RunFailure } | null;
  /** The run whose results are looked at, and those beside it. */
  readonly chosenRun: string | null;
  readonly comparedRuns: readonly string[];
  /** The run that Explore shows instead of the scenario. */
  readonly shownRun: string | null;
  /** Where Explore goes once the run of an earlier visit is there again. */
  readonly reopening: RunPlace | null;
  readonly series: readonly OwnSeries[];
  /** What the form was filled with, `null` before it was touched. */
  readonly setup: BacktestSetup | null;

  /** Makes ready for a backtest like this, unless one is running. */
  readonly prepareRun: (order: RunOrder) => void;
  /** Starts a backtest, unless one is running. */
  readonly startRun: (order: RunOrder) => void;
  /** Calls the running one off: what it has is kept. */
  readonly cancelRun: () => void;
  readonly dropRunFailure: () => void;
  readonly chooseRun: (id: string) => void;
  readonly compareRun: (id: string, isCompared: boolean) => void;
  readonly removeRun: (id: string) => void;
  /** Shows a run in Explore, at a moment and with an order in focus; `null` goes back to the scenario. */
  readonly showRun: (id: string | null, moment?: number, order?: string) => void;
  /** Waits in Explore for a run that is run again; `null` waits no longer. */
  readonly reopen: (reopening: RunPlace | null) => void;
  /** Adds candles from a file, and keeps them for later visits as far as the browser has room. */
  readonly addSeries: (series: OwnSeries) => void;
  /** Takes candles out, which can be undone; runs on them stay. */
  readonly dropSeries: (id: string) => void;
  /** Adds what earlier visits brought in, once. */
  readonly restoreSeries: () => Promise<void>;
  readonly setSetup: (setup: BacktestSetup) => void;
}

/** Something to tell, and what can be done about it. */
interface Notice {
  readonly tone: 'note' | 'refusal';
  readonly text: string;
  readonly action?: { readonly title: string; readonly run: () => void };
  /** The moment it is about, where it is about one: it says nothing at any other. */
  readonly moment?: number;
}

/** A kept scenario that cannot be opened, and why; it stays in storage as it is. */
export interface Unreadable {
  readonly id: string;
  readonly name: string;
  readonly why: string;
}

/** The scenarios that are kept between visits. */
export interface PersistenceSlice {
  /** All of them, the one used last first. */
  readonly kept: readonly KeptHead[];
  /** Whether what is open is kept: `idle` while there is nothing to keep, `off` where nothing is ever kept, `failed` until it succeeds. */
  readonly keeping:
    | { readonly status: 'off' | 'idle' | 'saving' | 'kept' }
    | { readonly status: 'failed'; readonly why: string };
  /** Those of the last attempt that could not be opened. */
  readonly unreadable: readonly Unreadable[];

  /** Opens what was open on the last visit; resolves when that is done, or after so long; what comes later is opened unless something was begun. */
  readonly restore: (patienceMs: number) => Promise<void>;
  /** Says that what has changed is going to be saved. */
  readonly awaitKeeping: () => void;
  /** Saves what has changed; a failure is told by `keeping`. */
  readonly keepChanges: () => Promise<void>;
  /** Notes at once what has not been saved, for the page may be gone before it is. */
  readonly noteChanges: () => void;
  readonly openKept: (id: string) => Promise<void>;
  /** A scenario as its file would hold it, or a damaged one as it is; `null` when it is gone. */
  readonly textOfKept: (id: string) => Promise<string | null>;
  /** Opens a copy under another name, which can be undone as far as the original. */
  readonly duplicateScenario: (id: string) => void;
  /** Closes it, deletes it from storage, and offers to undo that. */
  readonly deleteScenario: (id: string) => Promise<void>;
}

/** A dialog with what it is about. */
type OpenDialog =
  | { readonly kind: 'keys' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'newScenario' }
  | { readonly kind: 'branches' }
  | { readonly kind: 'rename'; readonly id: string }
  | { readonly kind: 'kept' }
  /** One bar, counted from 1, or all, of a run or of the scenario. */
  | { readonly kind: 'lens'; readonly run: string | null; readonly bar: number | null }
  | { readonly kind: 'share' }
  | { readonly kind: 'export' }
  | { readonly kind: 'problems'; readonly file: string; readonly problems: readonly Problem[] }
  | { readonly kind: 'candles'; readonly file: File; readonly purpose: 'scenario' | 'backtest' };

/** The part of the screen that a narrow page shows. */
export const TABS = ['charts', 'ledger', 'inspector'] as const;
export type Tab = (typeof TABS)[number];
export type Drawer = 'orders' | 'inspector';

/** What is drawn along the time: the prices, or the orders from their birth to their end. */
export const CHARTS = ['price', 'timeline'] as const;
export type Chart = (typeof CHARTS)[number];

/** The large parts of the page. */
export const VIEWS = ['explore', 'backtest', 'compare'] as const;
export type View = (typeof VIEWS)[number];

/** How much of the page there is: all, only what is looked at from afar, or only the panes that another page wants. */
type Layout = 'whole' | 'presenting' | 'embedded';

/** How the page behaves and what it has to say. */
export interface PageSlice {
  readonly view: View;
  readonly layout: Layout;
  readonly theme: Theme;
  readonly notice: Notice | null;
  /** What was asked for in the past: a branch is offered for it. */
  readonly branchOffer: { readonly title: string; readonly steps: readonly Step[] } | null;

  /** The two open scenarios that are compared, where the person has chosen them. */
  readonly compared: readonly [left: string, right: string] | null;
  /** Whether a new version of the page waits to be shown. */
  readonly isUpdateReady: boolean;

  readonly dialog: OpenDialog | null;
  /** What a narrow page shows beside its diagram, and what lies over it. */
  readonly tab: Tab;
  readonly drawer: Drawer | null;
  readonly chart: Chart;
  /** Whether the balances give way to what the order in focus moved. */
  readonly showsWaterfall: boolean;

  readonly showView: (view: View) => void;
  /** Shows two open scenarios side by side. */
  readonly compare: (left: string, right: string) => void;
  readonly layOut: (layout: Layout) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly tell: (notice: Notice | null) => void;
  readonly offerUpdate: (isUpdateReady: boolean) => void;
  readonly dropBranchOffer: () => void;
  readonly openDialog: (dialog: OpenDialog | null) => void;
  readonly showTab: (tab: Tab) => void;
  readonly showChart: (chart: Chart) => void;
  readonly showWaterfall: (showsWaterfall: boolean) => void;
  readonly openDrawer: (drawer: Drawer | null) => void;
}

/** Everything that the page keeps. */
export type AppState = ScenarioSlice & PersistenceSlice & LookSlice & PlaybackSlice & PageSlice & RunsSlice;
