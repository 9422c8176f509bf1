/** `npx tsx test/domain/updateSpecDiagram.ts`: writes the diagram of the transition table into docs/SPEC.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withDiagram } from './lifecycleDiagram.ts';

const spec = new URL('../../docs/SPEC.md', import.meta.url);
writeFileSync(spec, withDiagram(readFileSync(spec, 'utf8')));
