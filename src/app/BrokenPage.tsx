import { useEffect, useState } from 'react';
import { scenarioTextOf } from '../store/persistenceStorage.ts';
import { Button } from '../ui/Button.tsx';
import { saveFile } from '../ui/saveFile.ts';

const loadStorage = () => import('../store/persistenceDb.ts');

/** What stands in the page's place when it cannot start; it leans on as little as it can. */
export function BrokenPage({ error }: { readonly error: unknown }) {
  return (
    <main role="alert">
      <h1>Orderscope cannot start.</h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <WaysOut />
    </main>
  );
}

/** Saving the scenario of the last visit, and starting without what was open then; it stays in the list of those that are kept. */
export function WaysOut() {
  const [kept, setKept] = useState<unknown>(null);
  useEffect(() => {
    // Storage that fails has nothing to offer.
    void loadStorage()
      .then(({ lastBody }) => lastBody())
      .then(setKept, () => {});
  }, []);
  const startAgain = async (): Promise<void> => {
    if (kept !== null) await (await loadStorage()).startWithNothing();
    window.location.reload();
  };
  return (
    <>
      {kept !== null && (
        <Button
          icon="save"
          onClick={() => saveFile('Kept scenario', 'json', 'application/json', scenarioTextOf(kept))}
        >
          Save the scenario of the last visit
        </Button>
      )}
      <Button onClick={() => void startAgain()}>
        {kept === null ? 'Load the page again' : 'Start without it'}
      </Button>
    </>
  );
}
