import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrokenPage, WaysOut } from './app/BrokenPage.tsx';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no element with the id "root"');
const root = createRoot(element);

// The page is loaded by itself, so that whatever breaks in it, something stays that can say so.
try {
  const { App } = await import('./app/App.tsx');
  root.render(
    <StrictMode>
      <ErrorBoundary what="The page" offers={<WaysOut />}>
        <App />
      </ErrorBoundary>
    </StrictMode>,
  );
} catch (error) {
  root.render(<BrokenPage error={error} />);
}
