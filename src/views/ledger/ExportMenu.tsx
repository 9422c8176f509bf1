import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { LedgerExport } from './useLedgerExport.ts';

interface ExportMenuProps {
  readonly lines: string;
  readonly writing: LedgerExport;
}

/** Saves the lines that are shown, in their order, as a file; of many it tells how far it is. */
export function ExportMenu({ lines, writing: { share, start, cancel } }: ExportMenuProps) {
  if (share !== null) {
    return (
      <Button look="plain" icon="close" onClick={cancel} title="Stop writing the file">
        {`Writing ${Math.floor(share * 100)} %`}
      </Button>
    );
  }
  return (
    <Menu
      label="Save what is shown"
      icon="save"
      isAtEnd
      isOver
      sections={[
        {
          title: `Save ${lines} as shown`,
          items: [
            {
              title: 'CSV',
              detail: 'Every column, as the headless run writes it',
              run: () => start('csv'),
            },
            { title: 'JSON', detail: 'The same lines as objects', run: () => start('json') },
          ],
        },
      ]}
    />
  );
}
