import type { StoreApi } from 'zustand';
import { checkScenario, formatScenario, type Scenario } from '../scenario/format.ts';
import { readLinkText, type LinkDefect } from '../scenario/link.ts';
import { currentScenario } from '../store/openScenario.ts';
import type { AppState } from '../store/state.ts';
import type { LinkedPlace } from './place.ts';

const SENTENCES: Readonly<Record<Exclude<LinkDefect['kind'], 'problems'>, string>> = {
  damaged:
    'This link is damaged: a part of it is missing or was changed on its way. Nothing was opened, and what was open stays. Ask for the link again, or for the scenario as a file.',
  newer:
    'This link was made by a newer version of Orderscope. Nothing was opened, and what was open stays. Load this page again to get that version, then open the link once more.',
  tooLarge:
    'This link would grow into more than a scenario may hold. Nothing was opened, and what was open stays.',
};

/** Opens a copy of the scenario in a link, at its moment; or goes to the copy that is open already; or says why it cannot. */
export async function openLink(
  store: StoreApi<AppState>,
  { link, at, order }: LinkedPlace,
  quietly: (run: () => void) => void,
): Promise<void> {
  const reading = await readLinkText(link);
  if (!reading.ok) {
    const { kind, problems } = reading.defect;
    if (kind === 'problems') store.getState().openDialog({ kind: 'problems', file: 'The link', problems });
    else store.getState().tell({ tone: 'refusal', text: SENTENCES[kind] });
    return;
  }
  const { scenario } = reading;
  quietly(() => {
    const { open, switchTo, openScenario } = store.getState();
    const text = canonicalText(scenario);
    const same = open.find((each) => canonicalText(currentScenario(each)) === text);
    try {
      if (same === undefined) openScenario(scenario);
      else switchTo(same.id);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      store
        .getState()
        .tell({ tone: 'refusal', text: `The scenario of this link cannot be played here: ${why}` });
      return;
    }
    if (order !== null) store.getState().chooseOrder(order);
    if (at !== null) store.getState().lookAt(at);
    if (store.getState().layout === 'embedded') return;
    const name = `“${scenario.name}”`;
    store.getState().tell({
      tone: 'note',
      text:
        same === undefined
          ? `Opened a copy of ${name} from the link. What was open before stays in the list of scenarios.`
          : `${name}, which the link holds, is open already: here it is.`,
    });
  });
}

/** The same text for the same scenario, in whatever order its keys were put down. */
function canonicalText(scenario: Scenario): string {
  const checked = checkScenario(scenario);
  return formatScenario(checked.ok ? checked.scenario : scenario);
}
