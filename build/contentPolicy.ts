import type { Plugin } from 'vite';

/** The style tags that packages write into the page, by their content; test/contentPolicy.test.ts takes them from the packages. */
export const STYLE_HASHES = ['sha256-3pRED1tOXas1FXFoPb9TGCjmYe9XQsmO9OV23khV2nY='];

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  ["style-src 'self'", ...STYLE_HASHES.map((hash) => `'${hash}'`)].join(' '),
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Lets the built page run and fetch nothing but its own files. The server that develops it needs more, and goes without. */
export function contentPolicy(): Plugin {
  return {
    name: 'orderscope:content-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
