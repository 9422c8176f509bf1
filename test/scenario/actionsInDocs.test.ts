import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ACTION_TYPES } from '../../src/domain/actions/actionTypes.ts';
import { definitionOf } from '../../src/domain/actions/registry.ts';

it('[A1] every action is listed with its fields in the documentation of scenario files', () => {
  const text = readFileSync(new URL('../../docs/SCENARIOS.md', import.meta.url), 'utf8');
  const listed = [...text.matchAll(/^\| `([A-Z]+_[A-Z_]+)` \| (.*?) \|$/gm)].map(
    ([, type, fields]) => `${type}: ${fields}`,
  );
  const expected = ACTION_TYPES.map((type) => {
    const fields = Object.entries(definitionOf(type).fields).map(([name, { optional }]) =>
      optional ? `[\`${name}\`]` : `\`${name}\``,
    );
    return `${type}: ${fields.join(', ')}`;
  });
  expect(listed).toEqual(expected);
});
