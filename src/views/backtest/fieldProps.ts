import type { BacktestSetup, SetupProblems } from '../../store/backtestSetup.ts';

/** What each part of the form needs. */
export interface FieldsProps {
  readonly setup: BacktestSetup;
  readonly change: (part: Partial<BacktestSetup>) => void;
  readonly problems: SetupProblems;
}
