import { useContext } from 'react';
import { isOwn } from '../store/openScenario.ts';
import { currentOf, shownRunOf } from '../store/selectors.ts';
import { THEMES, type Theme } from '../store/state.ts';
import { useApp } from '../store/useApp.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/classNames.ts';
import { CommandButton, CommandsContext, keyText } from '../ui/commands.tsx';
import { formatAgo } from '../ui/formatAgo.ts';
import type { IconName } from '../ui/icons.tsx';
import { Menu, type MenuItem } from '../ui/Menu.tsx';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import styles from './Header.module.css';
import { keepingText } from './keepingText.ts';
import { Mark } from './Mark.tsx';
import { useExamples } from './useExamples.ts';
import { ViewLinks } from './ViewLinks.tsx';

const THEME_TITLES: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
};
const FILE_COMMANDS = ['newScenario', 'openFile', 'saveFile', 'export'] as const;
/** Where there is little room, this is the way to the last one. */
const SHOW_COMMANDS = ['branch', 'compare', 'present'] as const;
const OWN_COMMANDS = ['rename', 'duplicate', 'delete'] as const;
/** How many kept scenarios the menu lists; the rest stands in a dialog. */
const MOST_RECENT = 5;

/** The head of the page: its name, the scenario, undo and redo, the light, and help. */
export function Header() {
  const drawer = useApp((state) => state.drawer);
  const openDrawer = useApp((state) => state.openDrawer);
  const isExploring = useApp((state) => state.view === 'explore' && state.reopening === null);
  // What is about the scenario stands beside its name, which has a row of its own.
  const hasTwoRows = useMediaQuery('(width <= 767px)');
  const orders = (
    <Button
      look="plain"
      icon="menu"
      className={styles.narrow}
      aria-label="Orders and ticket"
      aria-expanded={drawer === 'orders'}
      onClick={() => openDrawer(drawer === 'orders' ? null : 'orders')}
    >
      Orders
    </Button>
  );
  const past = (
    <>
      <CommandButton id="undo" />
      <CommandButton id="redo" />
    </>
  );
  return (
    <header className={styles.header}>
      {isExploring && !hasTwoRows && orders}
      <h1 className={styles.brand}>
        <Mark className={styles.mark} />
        <span className={styles.name}>Orderscope</span>
      </h1>
      <ViewLinks />
      <div className={styles.scenario}>
        {isExploring && (
          <>
            {hasTwoRows && orders}
            <ScenarioMenu />
            <KeepingState />
            <span className={styles.handOn}>
              {hasTwoRows && past}
              <CommandButton id="share" />
              <CommandButton id="present" className={styles.presentButton ?? ''} />
            </span>
          </>
        )}
      </div>
      <div className={styles.tools}>
        <SearchButton />
        {isExploring && !hasTwoRows && past}
        <ThemeMenu />
        <CommandButton id="keys" />
        {isExploring && (
          <Button
            look="plain"
            icon="inspect"
            className={classNames(styles.narrow, styles.inspectorButton)}
            aria-label="Inspector"
            title="Inspector"
            aria-expanded={drawer === 'inspector'}
            onClick={() => openDrawer(drawer === 'inspector' ? null : 'inspector')}
          >
            <span className={styles.inspectorWord}>Inspector</span>
          </Button>
        )}
      </div>
    </header>
  );
}

function SearchButton() {
  const { list } = useContext(CommandsContext);
  const [key] = list.find(({ id }) => id === 'palette')?.keys ?? [];
  return (
    <CommandButton id="palette" look="normal" className={classNames(styles.search)}>
      <span className={styles.searchWords}>Search or command</span>
      {key !== undefined && (
        <kbd className={styles.searchKey} aria-hidden="true">
          {keyText(key)}
        </kbd>
      )}
    </CommandButton>
  );
}

function ScenarioMenu() {
  const open = useApp((state) => state.open);
  const current = useApp(currentOf);
  const runs = useApp((state) => state.runs);
  const shownRun = useApp(shownRunOf);
  const showRun = useApp((state) => state.showRun);
  const switchTo = useApp((state) => state.switchTo);
  const openScenario = useApp((state) => state.openScenario);
  const closeScenario = useApp((state) => state.closeScenario);
  const kept = useApp((state) => state.kept);
  const keeping = useApp((state) => state.keeping);
  const openKept = useApp((state) => state.openKept);
  const deleteScenario = useApp((state) => state.deleteScenario);
  const nameOf = ({ id, name }: { id: string; name: string }): string =>
    open.find((each) => each.id === id)?.opened.name ?? name;
  const { list } = useContext(CommandsContext);
  const examples = useExamples();
  const about = current.opened.description;
  const itemsOf = (ids: readonly string[], detail?: string): readonly MenuItem[] =>
    ids.flatMap((id): readonly MenuItem[] => {
      const command = list.find((each) => each.id === id);
      if (command === undefined) return [];
      const { title, icon, keys, run } = command;
      const [key] = keys;
      return [
        {
          title,
          detail,
          run,
          ...(icon === undefined ? {} : { icon }),
          ...(key === undefined ? {} : { keyText: keyText(key) }),
        },
      ];
    });
  const recent = kept.filter((each) => each.isOwn && !open.some(({ id }) => id === each.id));
  return (
    <>
      <Menu
        label="Scenario"
        isLastBeside
        sections={[
          {
            title: 'Open',
            items: open.map(({ id, opened, branchedFrom }) => ({
              title: opened.name,
              detail:
                branchedFrom === null
                  ? undefined
                  : `leaves ${nameOf(branchedFrom)} after moment ${branchedFrom.moment}`,
              isChecked: shownRun === null && id === current.id,
              beside:
                open.length > 1
                  ? { label: `Close ${opened.name}`, icon: 'close', run: () => closeScenario(id) }
                  : undefined,
              run: () => switchTo(id),
            })),
          },
          ...(runs.length === 0
            ? []
            : [
                {
                  title: 'Runs of backtests',
                  items: runs.toReversed().map(({ id, number, title, parameters, data }) => ({
                    title: `#${number} ${title}`,
                    detail: parameters === '' ? data : `${parameters} · ${data}`,
                    isChecked: id === shownRun?.id,
                    run: () => showRun(id),
                  })),
                },
              ]),
          ...(shownRun === null ? [{ title: 'This scenario', items: itemsOf(OWN_COMMANDS) }] : []),
          {
            title: 'Recent',
            items: [
              ...recent.slice(0, MOST_RECENT).map(({ id, name, steps, usedMs }): MenuItem => ({
                title: name,
                detail: `${steps === 1 ? '1 step' : `${steps} steps`} · ${formatAgo(usedMs)}`,
                beside: { label: `Delete ${name}`, icon: 'trash', run: () => void deleteScenario(id) },
                run: () => void openKept(id),
              })),
              ...itemsOf(['kept'], keepingText(keeping)),
            ],
          },
          { title: 'File', items: itemsOf(FILE_COMMANDS) },
          { title: 'Show', items: itemsOf(SHOW_COMMANDS) },
          {
            title: 'Examples',
            items: examples.map(({ title, summary, scenario }) => ({
              title,
              detail: summary,
              run: () => {
                const known = open.find((each) => !isOwn(each) && each.opened.name === scenario.name);
                if (known === undefined) openScenario(scenario, true);
                else switchTo(known.id);
              },
            })),
          },
        ]}
      >
        {shownRun === null ? current.opened.name : `Run #${shownRun.number} · ${shownRun.title}`}
      </Menu>
      {shownRun === null && about !== undefined && (
        <span className={styles.summary} title={about}>
          {about}
        </span>
      )}
    </>
  );
}

const KEEPING_WORDS = { off: '', idle: '', saving: 'Saving…', kept: 'Saved' } as const;

/** Stands beside the scenario: quietly whether it is saved, and loudly when it is not, leading to the reason. */
function KeepingState() {
  const keeping = useApp((state) => state.keeping);
  const openDialog = useApp((state) => state.openDialog);
  if (keeping.status === 'off') return null;
  if (keeping.status !== 'failed') {
    return (
      <span className={styles.keeping} title={keepingText(keeping)}>
        {KEEPING_WORDS[keeping.status]}
      </span>
    );
  }
  return (
    <Button look="danger" icon="alert" onClick={() => openDialog({ kind: 'kept' })}>
      Not saved
    </Button>
  );
}

function ThemeMenu() {
  const theme = useApp((state) => state.theme);
  const setTheme = useApp((state) => state.setTheme);
  return (
    <Menu
      label="Light or dark"
      icon={theme satisfies IconName}
      isAtEnd
      sections={[
        {
          title: 'Light or dark',
          items: THEMES.map((each) => ({
            title: THEME_TITLES[each],
            icon: each satisfies IconName,
            isChecked: each === theme,
            run: () => setTheme(each),
          })),
        },
      ]}
    />
  );
}
