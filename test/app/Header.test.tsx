import { act, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Header } from '../../src/app/Header.tsx';
import { FIRST_LOOK } from '../../src/scenario/examples/firstLook.ts';
import { parseScenario } from '../../src/scenario/format.ts';
import { scenarioOf } from '../../src/store/selectors.ts';
import { createAppStore } from '../../src/store/store.ts';
import { AppStoreContext } from '../../src/store/useApp.ts';

vi.stubGlobal('matchMedia', () => ({
  matches: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}));

it('says what a scenario is about under whatever name, as its file does', async () => {
  const store = createAppStore(FIRST_LOOK);
  render(
    <AppStoreContext value={store}>
      <Header />
    </AppStoreContext>,
  );
  const about = FIRST_LOOK.description ?? 'missing';
  expect(screen.getByTitle(about)).toBeVisible();
  const { currentId, renameScenario } = store.getState();
  await act(async () => renameScenario(currentId, 'Mine'));
  expect(screen.getByText('Mine')).toBeVisible();
  expect(screen.getByTitle(about)).toBeVisible();
  const saved = scenarioOf(store.getState());
  expect(saved).toMatchObject({ name: 'Mine', description: about });
  expect(parseScenario(JSON.stringify(saved))).toEqual({ ok: true, scenario: saved });
});
