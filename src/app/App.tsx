import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { FIRST_LOOK } from '../scenario/examples/firstLook.ts';
import { newId } from '../store/openScenario.ts';
import { doWithoutStorage, keepTheme, readTheme } from '../store/persistence.ts';
import { late } from '../store/late.tsx';
import { createAppStore } from '../store/store.ts';
import { AppStoreContext } from '../store/useApp.ts';
import '../ui/base.css';
import { CommandsContext } from '../ui/commands.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { PicturesContext } from '../ui/pictures.ts';
import { Transport } from '../views/transport/Transport.tsx';
import { createRunClient } from '../worker/client.ts';
import { LateMomentAnnouncer } from './boundViews.tsx';
import { goTo, useAddress } from './address.ts';
import { createCommands } from './commands.ts';
import { copyMoment } from './copyMoment.ts';
import { Dialogs } from './Dialogs.tsx';
import { embedOf } from './embedAddress.ts';
import { FileDrop } from './FileDrop.tsx';
import { pickFile, saveScenario } from './files.ts';
import { Header } from './Header.tsx';
import { Notices } from './Notices.tsx';
import { InTurn } from './InTurn.tsx';
import { keepOffline, loadUpdate } from './offline.ts';
import { createPictures, pictureCommands } from './pictures.ts';
import { placeOf } from './place.ts';
import { keepPrintable } from './print.ts';
import { Shell } from './Shell.tsx';
import styles from './Shell.module.css';
import { SkipLink } from './SkipLink.tsx';
import { useFocus } from './useFocus.ts';
import { useKeeping } from './useKeeping.ts';
import { useShortcuts } from './useShortcuts.ts';
import { WholeView } from './WholeView.tsx';

/** How long the page waits for what is kept; a database answers in a few milliseconds, or something is wrong with it. */
const PATIENCE_MS = 1500;

/** Most runs are there before it is. */
const LateReopening = late(async () => (await import('./Reopening.tsx')).Reopening, <main />);
const LazyPresenter = lazy(async () => ({ default: (await import('./PresenterShell.tsx')).PresenterShell }));
const LazyEmbed = lazy(async () => ({ default: (await import('./EmbedShell.tsx')).EmbedShell }));

const embed = embedOf(window.location.search);
if (embed !== null) doWithoutStorage();
const store = createAppStore(
  FIRST_LOOK,
  embed?.theme ?? readTheme(),
  createRunClient(),
  // A file of its own, for an embedded page and a broken one begin without it.
  embed === null ? (await import('../store/persistenceDb.ts')).browserStorage(newId()) : null,
);
// Before the first paint, so that nothing is shown that is replaced at once.
await store.getState().restore(PATIENCE_MS);
if (embed !== null) store.getState().layOut('embedded');
openPlace();
const pictures = createPictures(store);
const commands = [
  ...createCommands(store, {
    openFile: () => pickFile(store),
    saveFile: () => saveScenario(store),
    update: () => void loadUpdate(),
    copyMoment: () => void copyMoment(store),
  }),
  ...pictureCommands(pictures),
];

if (embed === null) keepOffline(store);
keepPrintable();

/** The whole page. */
export function App() {
  useTheme();
  useKeeping(store);
  useShortcuts(commands);
  useFocus(store);
  const { isOpening } = useAddress(store);
  const view = useStore(store, (state) => state.view);
  const isReopening = useStore(store, (state) => state.reopening !== null);
  const context = useMemo(() => ({ list: commands, subscribe: store.subscribe }), []);
  return (
    <AppStoreContext value={store}>
      <CommandsContext value={context}>
        <PicturesContext value={pictures}>
          <ErrorBoundary what="The page">
            {!isOpening && <Layout />}
            {view === 'explore' && !isOpening && !isReopening && (
              <InTurn>
                <LateMomentAnnouncer />
              </InTurn>
            )}
            <Notices />
            <Dialogs />
            {embed === null && <FileDrop />}
          </ErrorBoundary>
        </PicturesContext>
      </CommandsContext>
    </AppStoreContext>
  );
}

/** The page, or as much of it as is wanted. */
function Layout() {
  const view = useStore(store, (state) => state.view);
  const layout = useStore(store, (state) => state.layout);
  const isReopening = useStore(store, (state) => state.reopening !== null);
  if (embed !== null) {
    return (
      <Suspense fallback={null}>
        <LazyEmbed embed={embed} />
      </Suspense>
    );
  }
  if (layout === 'presenting') {
    return (
      <Suspense fallback={null}>
        <LazyPresenter />
      </Suspense>
    );
  }
  return (
    <div className={styles.shell}>
      <SkipLink />
      <Header />
      {isReopening ? (
        <LateReopening />
      ) : view === 'explore' ? (
        <>
          <Shell />
          <Transport />
        </>
      ) : (
        <main className={styles.whole} data-printed>
          <WholeView view={view} />
        </main>
      )}
    </div>
  );
}

/** Goes where the address says; of the scenario an address without an order leaves the one that was found. */
function openPlace(): void {
  const place = placeOf(window.location.hash);
  if (place === null) return;
  const found = place.run === null ? store.getState().chosenOrder : null;
  goTo(store, { ...place, order: place.order ?? found });
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
