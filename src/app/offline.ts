import type { StoreApi } from 'zustand';
import type { AppState } from '../store/state.ts';

/** Lets the browser keep the page's files, so that it opens without a network, and tells when a new version of them is ready. */
export function keepOffline(store: StoreApi<AppState>): void {
  if (!import.meta.env.PROD) return;
  if (document.readyState === 'complete') void register(store);
  else window.addEventListener('load', () => void register(store), { once: true });
}

async function register(store: StoreApi<AppState>): Promise<void> {
  try {
    const { serviceWorker } = navigator;
    const registration = await serviceWorker.register('./service-worker.js', { updateViaCache: 'none' });
    const offer = (): void => {
      // The first version of all is nothing new.
      if (registration.waiting !== null && serviceWorker.controller !== null)
        store.getState().offerUpdate(true);
    };
    offer();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', offer);
    });
    // A page may stay open for days; it asks when it is looked at again.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') registration.update().catch(() => {});
    });
  } catch {
    // Not over plain HTTP, in a private window or in a guarded frame: the page works as long as there is a network.
  }
}

/** Shows the new version. */
export async function loadUpdate(): Promise<void> {
  const { serviceWorker } = navigator;
  const waiting = (await serviceWorker.getRegistration())?.waiting ?? null;
  serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  if (waiting === null) window.location.reload();
  else waiting.postMessage('take over', []);
}
