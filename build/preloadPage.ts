import type { HtmlTagDescriptor, Plugin } from 'vite';

const PAGE = /[\\/]src[\\/]app[\\/]App\.tsx$/;

/**
 * What the browser loads at once, as two files instead of the many that sharing with lazy parts would make of it: `start` holds
 * what can say that the page is broken, `page` the page itself. The chart libraries stand apart, for they come later.
 */
export const CHUNKS = {
  groups: [
    {
      name: 'start',
      // Not main.tsx, which waits for the page: the page would wait for it in turn.
      test: /[\\/](?:BrokenPage\.tsx|ErrorBoundary\.tsx|preload-helper\.js)$|[\\/]node_modules[\\/]react-dom[\\/]/,
      priority: 3,
    },
    { name: 'page', test: PAGE, priority: 2 },
    { name: 'recharts', test: /[\\/]node_modules[\\/]recharts[\\/]/, priority: 1 },
    { name: 'lightweight-charts', test: /[\\/]node_modules[\\/]lightweight-charts[\\/]/, priority: 1 },
  ],
};

/** Names the page's own files in index.html, so that the browser need not wait for the first script to ask for them. */
export function preloadPage(): Plugin {
  return {
    name: 'orderscope:preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunks = new Map(
          Object.values(bundle ?? {}).flatMap((each) =>
            each.type === 'chunk' ? [[each.fileName, each] as const] : [],
          ),
        );
        const page = [...chunks.values()].find(({ facadeModuleId }) => PAGE.test(facadeModuleId ?? ''));
        if (page === undefined) throw new Error('The build has no chunk for the page');
        const tags = [page.fileName, ...page.imports].flatMap((file) => {
          const styles = [...(chunks.get(file)?.viteMetadata?.importedCss ?? [])];
          return [link('modulepreload', file)].concat(styles.map((each) => link('stylesheet', each)));
        });
        return tags.filter(({ attrs }) => !html.includes(`href="${String(attrs?.['href'])}"`));
      },
    },
  };
}

function link(rel: string, file: string): HtmlTagDescriptor {
  return { tag: 'link', attrs: { rel, crossorigin: true, href: `./${file}` }, injectTo: 'head' };
}
