import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { toHaveNoViolations } from 'jest-axe';
import { afterEach, expect } from 'vitest';

declare module 'vitest' {
  interface Matchers<T> {
    /** Of the result of jest-axe's `axe(container)`. */
    toHaveNoViolations(): T;
  }
}

expect.extend(toHaveNoViolations);
afterEach(cleanup);
// What comes late on a busy machine comes all the same.
configure({ asyncUtilTimeout: 10_000 });

// jsdom hides what has the attribute, but knows no way to show it.
Object.defineProperty(HTMLElement.prototype, 'showPopover', {
  configurable: true,
  value(this: HTMLElement) {
    this.style.display = 'block';
  },
});

// It lays nothing out either, so that nothing changes its size.
globalThis.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
