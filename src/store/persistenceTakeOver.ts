import { FIRST_LOOK } from '../scenario/examples/firstLook.ts';
import { parseScenario } from '../scenario/format.ts';
import { newId, openedAs } from './openScenario.ts';
import { copyName, copyOf, recordOf } from './persistenceRecord.ts';
import type { ScenarioStorage } from './persistenceStorage.ts';

const EARLIER_NAME = 'Kept by an earlier version';

/**
 * Takes over what pages that are gone could only note, and what versions before the database kept. Returns the ids of the latter, and
 * the names under which notes are kept that another tab's change came before.
 */
export async function takeOver(
  storage: ScenarioStorage,
): Promise<{ readonly earlier: readonly string[]; readonly copies: readonly string[] }> {
  const earlier: string[] = [];
  const copies: string[] = [];
  await storage.settleUnsaved(async ({ record, base }) => {
    if ((await storage.write(record, base)) === 'written') return;
    const names = (await storage.list()).map(({ name }) => name);
    const copy = copyOf(record, copyName(record.head.name, names));
    await storage.write(copy, null);
    copies.push(copy.head.name);
  });
  await storage.settleEarlier(async (text) => {
    const parsed = parseScenario(text);
    const open = openedAs(parsed.ok ? parsed.scenario : { ...FIRST_LOOK, name: EARLIER_NAME });
    const record = recordOf(open, newId(), Date.now());
    await storage.write(parsed.ok ? record : { ...record, body: text }, null);
    earlier.push(open.id);
  });
  return { earlier, copies };
}
