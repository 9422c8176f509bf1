import { Menu } from '../../ui/Menu.tsx';
import { LEDGER_COLUMNS, nameOfColumn, type Column } from './ledgerColumns.tsx';

interface ColumnsMenuProps {
  readonly shown: readonly Column[];
  /** The columns that were chosen; `null` for as many as there is room for. */
  readonly choice: readonly string[] | null;
  readonly onChoice: (choice: readonly string[] | null) => void;
}

/** Which columns the ledger has: as many as fit, or those that are ticked. */
export function ColumnsMenu({ shown, choice, onChoice }: ColumnsMenuProps) {
  const keys = shown.map(({ key }) => key);
  const columns: readonly Column[] = LEDGER_COLUMNS;
  return (
    <Menu
      label="Columns of the ledger"
      icon="table"
      isAtEnd
      isOver
      sections={[
        {
          title: 'Columns',
          items: [
            {
              title: 'As many as there is room for',
              isChecked: choice === null,
              staysOpen: true,
              run: () => onChoice(choice === null ? keys : null),
            },
            ...columns
              .filter(({ key }) => key !== 'seq')
              .map((column) => ({
                title: nameOfColumn(column),
                isChecked: keys.includes(column.key),
                staysOpen: true,
                run: () =>
                  onChoice(
                    keys.includes(column.key)
                      ? keys.filter((key) => key !== column.key)
                      : [...keys, column.key],
                  ),
              })),
          ],
        },
      ]}
    />
  );
}
