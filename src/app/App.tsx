import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { EXAMPLES } from '../scenario/examples/registry.ts';
import { keepScenario, keepTheme, readScenario, readTheme } from '../store/persistence.ts';
import { scenarioOf } from '../store/selectors.ts';
import { createAppStore } from '../store/store.ts';
import { AppStoreContext } from '../store/useApp.ts';
import '../ui/base.css';
import { CommandsContext } from '../ui/commands.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { MomentAnnouncer } from '../views/inspector/MomentAnnouncer.tsx';
import { Transport } from '../views/transport/Transport.tsx';
import { createCommands } from './commands.ts';
import { Dialogs } from './Dialogs.tsx';
import { FileDrop } from './FileDrop.tsx';
import { pickFile, saveScenario } from './files.ts';
import { Header } from './Header.tsx';
import { Notices } from './Notices.tsx';
import { Shell } from './Shell.tsx';
import styles from './Shell.module.css';
import { useShortcuts } from './useShortcuts.ts';

const KEEP_AFTER_MS = 800;

const store = openStore();
const commands = createCommands(store, {
  openFile: () => pickFile(store),
  saveFile: () => saveScenario(store),
});

/** The whole page. */
export function App() {
  useTheme();
  useKeeping();
  useShortcuts(commands);
  const context = useMemo(() => ({ list: commands, subscribe: store.subscribe }), []);
  return (
    <AppStoreContext value={store}>
      <CommandsContext value={context}>
        <ErrorBoundary what="The page">
          <div className={styles.shell}>
            <Header />
            <Shell />
            <Transport />
          </div>
          <MomentAnnouncer />
          <Notices />
          <Dialogs />
          <FileDrop />
        </ErrorBoundary>
      </CommandsContext>
    </AppStoreContext>
  );
}

/** Opens with the scenario of the last visit; one that cannot be played any more does not keep the page from opening. */
function openStore(): ReturnType<typeof createAppStore> {
  const theme = readTheme();
  const kept = readScenario();
  try {
    if (kept !== null) return createAppStore(kept, theme);
  } catch {
    // The example takes its place; what was kept is replaced with the next change.
  }
  return createAppStore(EXAMPLES['first-look'].scenario, theme);
}

/** Lights the page as chosen; the system decides where nothing is chosen. */
function useTheme(): void {
  const theme = useStore(store, (state) => state.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    keepTheme(theme);
  }, [theme]);
}

/** Keeps the scenario for the next visit, a moment after it last changed. */
function useKeeping(): void {
  const current = useStore(store, (state) => state.version);
  useEffect(() => {
    if (current === 0) return undefined;
    const timer = setTimeout(() => keepScenario(scenarioOf(store.getState())), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [current]);
}
