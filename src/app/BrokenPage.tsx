import { dropKept, readKeptText } from '../store/persistence.ts';
import { Button } from '../ui/Button.tsx';
import { saveFile } from '../ui/saveFile.ts';

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

/** Saving the scenario of the last visit, and starting without it. */
export function WaysOut() {
  const kept = readKeptText();
  return (
    <>
      {kept !== null && (
        <Button icon="save" onClick={() => saveFile('Kept scenario', 'json', 'application/json', kept)}>
          Save the scenario of the last visit
        </Button>
      )}
      <Button
        onClick={() => {
          dropKept();
          window.location.reload();
        }}
      >
        {kept === null ? 'Load the page again' : 'Start without it'}
      </Button>
    </>
  );
}
