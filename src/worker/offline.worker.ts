/** Every file of the page, and a name for just this set of them; the build writes both in front of this file. */
declare const FILES: readonly string[];
declare const VERSION: string;

/** What a service worker hears; the page's own types do not know it. */
interface WorkEvent extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}
interface FetchEvent extends WorkEvent {
  readonly request: Request;
  readonly respondWith: (response: Promise<Response>) => void;
}
interface Scope extends EventTarget {
  readonly registration: { readonly scope: string };
  readonly clients: { readonly claim: () => Promise<void> };
  readonly skipWaiting: () => Promise<void>;
}

const scope = globalThis as unknown as Scope;
const { scope: root } = scope.registration;
/** Other pages of the same server may keep files too. */
const OURS = `orderscope ${root} `;

scope.addEventListener('install', (event) => (event as WorkEvent).waitUntil(keepAll()));
scope.addEventListener('activate', (event) => (event as WorkEvent).waitUntil(takeOver()));
// The page asks for it once the person has agreed to be shown the new version.
scope.addEventListener('message', (event) => {
  if ((event as MessageEvent<unknown>).data === 'take over') void scope.skipWaiting();
});
scope.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as FetchEvent;
  const { origin, pathname, href } = new URL(request.url);
  if (request.method !== 'GET' || !href.startsWith(root)) return;
  const isPage = request.mode === 'navigate' && [root, `${root}index.html`].includes(origin + pathname);
  respondWith.call(event, answer(request, isPage ? root : origin + pathname));
});

/** Keeps all files or none; what an earlier version has kept under a name made of its content is taken from there. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(OURS + VERSION);
  await Promise.all(
    FILES.map(async (file) => {
      const address = new URL(file, root).href;
      const known = file.startsWith('assets/') ? await caches.match(address) : undefined;
      const response = known ?? (await fetch(address, { cache: 'reload' }));
      if (!response.ok) throw new Error(`${address} answered ${response.status}`);
      await cache.put(address, response);
    }),
  );
}

/** Serves the open pages from now on; the version before stays, for a page that still shows it may want more of its files. */
async function takeOver(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== OURS + VERSION);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
  await scope.clients.claim();
}

async function answer(request: Request, address: string): Promise<Response> {
  const own = await caches.open(OURS + VERSION);
  return (await own.match(address)) ?? (await caches.match(address)) ?? fetch(request);
}
