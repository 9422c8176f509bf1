import { linkText } from '../scenario/link.ts';
import { cursorOf, focusedOrderOf, scenarioOf } from '../store/selectors.ts';
import type { AppState } from '../store/state.ts';
import { linkAddressOf } from './place.ts';

/** The address of this page without anything in it. */
export function pageAddress(): string {
  return window.location.href.replace(/[?#].*$/s, '');
}

/** The scenario that is open as the text of a link. */
export function scenarioLink(state: AppState): Promise<string> {
  return linkText(scenarioOf(state));
}

/** Where a link opens: at the moment and the order that are looked at, or at the end. */
export function sharedPlace(
  state: AppState,
  isAtMoment: boolean,
): { readonly at: number | null; readonly order: string | null } {
  return isAtMoment ? { at: cursorOf(state), order: focusedOrderOf(state) } : { at: null, order: null };
}

/** A link with the scenario in it that opens at this very moment. */
export async function momentAddress(state: AppState): Promise<string> {
  return pageAddress() + linkAddressOf({ link: await scenarioLink(state), ...sharedPlace(state, true) });
}
