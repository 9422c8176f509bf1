import {
  GUARDS,
  isTerminal,
  STATUS_NAMES,
  TRANSITIONS,
  type Transition,
} from '../../src/domain/orders/lifecycle.ts';

/** Mermaid's name for "nothing yet" and "over". */
const OUTSIDE = '[*]';

/** The transition table as the text of a mermaid state diagram: an arrow for each row and status it leaves ([O1]). */
export function lifecycleDiagram(): string {
  const arrows = TRANSITIONS.flatMap((row) =>
    row.from.map((from) => `  ${from ?? OUTSIDE} --> ${row.to ?? from ?? OUTSIDE}: ${words(row)}`),
  );
  const ends = STATUS_NAMES.filter(isTerminal).map((status) => `  ${status} --> ${OUTSIDE}`);
  return ['stateDiagram-v2', ...arrows, ...ends].join('\n');
}

const BLOCK = /```mermaid\n[^`]*```/;

/** The diagram that a document holds between its fences, `null` when it holds none. */
export function diagramIn(markdown: string): string | null {
  const block = BLOCK.exec(markdown)?.[0];
  return block === undefined ? null : block.replace('```mermaid\n', '').replace(/\n```$/, '');
}

/** The document with its diagram replaced by the one of the table; refuses a document without one with a RangeError. */
export function withDiagram(markdown: string): string {
  if (diagramIn(markdown) === null) {
    throw new RangeError('expected a block "```mermaid", found none');
  }
  return markdown.replace(BLOCK, () => `\`\`\`mermaid\n${lifecycleDiagram()}\n\`\`\``);
}

/** A colon or a semicolon would end the words. */
function words({ event, guard }: Transition): string {
  const condition = GUARDS[guard].replaceAll(':', ',').replaceAll(';', ',');
  return condition === '' ? event : `${event} [${condition}]`;
}
