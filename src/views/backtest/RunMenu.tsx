import { runCandlesText, runScenarioText, runTradesText } from '../../store/runFiles.ts';
import type { Run, RunOrder } from '../../store/run.ts';
import { Menu } from '../../ui/Menu.tsx';
import { saveFile } from '../../ui/saveFile.ts';

interface RunMenuProps {
  readonly order: RunOrder;
  /** What came of it, where it was carried out. */
  readonly run?: Run;
  readonly label: string;
}

/** The files of a run: two that give it again, here or on the command line, and its trades. */
export function RunMenu({ order, run, label }: RunMenuProps) {
  const { name } = order.request.scenario;
  return (
    <Menu
      label={label}
      icon="save"
      isAtEnd
      isOver
      sections={[
        {
          // What was called off goes on to the end there.
          title:
            run?.isCancelled === true ? 'Save what gives the whole run' : 'Save what gives this run again',
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
        ...(run === undefined
          ? []
          : [
              {
                title: 'Save what came of it',
                items: [
                  {
                    title: 'Trades as CSV',
                    icon: 'table' as const,
                    run: () => saveFile(`${name} trades`, 'csv', 'text/csv', runTradesText(run)),
                  },
                ],
              },
            ]),
      ]}
    />
  );
}
