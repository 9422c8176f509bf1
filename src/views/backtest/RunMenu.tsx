import { runCandlesText, runScenarioText } from '../../store/runFiles.ts';
import type { RunOrder } from '../../store/state.ts';
import { Menu } from '../../ui/Menu.tsx';
import { saveFile } from '../../ui/saveFile.ts';

interface RunMenuProps {
  readonly order: RunOrder;
  readonly label: string;
}

/** The two files that give the same run again, here or on the command line. */
export function RunMenu({ order, label }: RunMenuProps) {
  const { name } = order.request.scenario;
  return (
    <Menu
      label={label}
      icon="save"
      isAtEnd
      sections={[
        {
          title: 'Save what gives this run again',
          items: [
            {
              title: 'Scenario',
              icon: 'file',
              run: () => saveFile(name, 'json', 'application/json', runScenarioText(order)),
            },
            {
              title: 'Candles as CSV',
              icon: 'candles',
              run: () => saveFile(name, 'csv', 'text/csv', runCandlesText(order)),
            },
          ],
        },
      ]}
    />
  );
}
