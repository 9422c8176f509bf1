import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVENT_NAMES, STATUS_NAMES } from '../../src/domain/orders/lifecycle.ts';
import { diagramIn, lifecycleDiagram, withDiagram } from './lifecycleDiagram.ts';

describe('the diagram of an order’s life', () => {
  it('[O1] names every status and every event of the table', () => {
    const text = lifecycleDiagram();
    expect(STATUS_NAMES.filter((status) => !text.includes(status))).toEqual([]);
    expect(EVENT_NAMES.filter((event) => !text.includes(`: ${event}`))).toEqual([]);
  });

  it('[O1] stands in docs/SPEC.md as the table gives it (if not: npx tsx test/domain/updateSpecDiagram.ts)', () => {
    const spec = readFileSync(new URL('../../docs/SPEC.md', import.meta.url), 'utf8');
    expect(diagramIn(spec)).toBe(lifecycleDiagram());
  });

  it('replaces the diagram of a document and nothing else', () => {
    const before = '# Rules\n```mermaid\nstateDiagram-v2\n  old\n```\nAfter $& that.\n';
    expect(withDiagram(before)).toBe(
      `# Rules\n\`\`\`mermaid\n${lifecycleDiagram()}\n\`\`\`\nAfter $& that.\n`,
    );
    expect(() => withDiagram('# Rules')).toThrow('found none');
  });
});
