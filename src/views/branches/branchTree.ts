import type { OpenScenario } from '../../store/openScenario.ts';

/** An open scenario with the branches that leave it. */
export interface BranchNode {
  readonly scenario: OpenScenario;
  readonly branches: readonly BranchNode[];
}

/** The open scenarios as trees; a branch whose origin is closed stands by itself. */
export function branchTree(open: readonly OpenScenario[]): readonly BranchNode[] {
  const ids = new Set(open.map(({ id }) => id));
  const leaving = (id: string | null): readonly BranchNode[] =>
    open
      .filter(({ branchedFrom }) =>
        id === null ? branchedFrom === null || !ids.has(branchedFrom.id) : branchedFrom?.id === id,
      )
      .map((scenario) => ({ scenario, branches: leaving(scenario.id) }));
  return leaving(null);
}
