import { describe, expect, it } from 'vitest';
import { ACTION_TYPES } from '../../../src/domain/actions/actionTypes.ts';
import { definitionOf } from '../../../src/domain/actions/registry.ts';
import { readForm } from '../../../src/views/orders/actionForm.ts';
import { largestAffordable } from '../../../src/views/orders/largestVolume.ts';

const EMPTY = { texts: {}, chunks: [] };
const BUY = { pair: 'BTCUSD', direction: 'buy', volume: '0.5', price: '48,000' };

describe('a form', () => {
  it.each(ACTION_TYPES)('[A1] of %s asks for each of its required fields and for no other', (type) => {
    const definition = definitionOf(type);
    const { errors } = readForm(definition, EMPTY);
    const required = Object.entries(definition.fields).filter(
      ([, { optional, control }]) => !optional && control !== 'chunks',
    );
    const asked = Object.keys(errors).filter((name) => definition.fields[name]?.control !== 'chunks');
    expect(asked).toEqual(required.map(([name]) => name));
  });

  it('[A1] becomes an action with plain decimal texts', () => {
    const { action } = readForm(definitionOf('CREATE_SPOT_LIMIT'), { texts: BUY, chunks: [] });
    expect(action).toEqual({ type: 'CREATE_SPOT_LIMIT', ...BUY, price: '48000' });
  });

  it('[A2] says what is wrong at the field that is wrong', () => {
    const { action, errors } = readForm(definitionOf('CREATE_SPOT_LIMIT'), {
      texts: { ...BUY, volume: '0', price: 'abc' },
      chunks: [],
    });
    expect(action).toBeNull();
    expect(errors).toEqual({ volume: 'Expected a number above zero.', price: '“abc” is not a number.' });
  });

  it('[A2] says what contradicts between fields', () => {
    const { errors } = readForm(definitionOf('CREATE_SPOT_LIMIT'), {
      texts: { ...BUY, timeInForce: 'GTD' },
      chunks: [],
    });
    expect(errors).toEqual({ expiresAt: 'Expected a time: a GTD order says when it ends.' });
  });

  it('takes a time of the browser as UTC, and rows as chunks', () => {
    const until = readForm(definitionOf('CREATE_SPOT_LIMIT'), {
      texts: { ...BUY, timeInForce: 'GTD', expiresAt: '2024-01-02T12:00' },
      chunks: [],
    });
    expect(until.action).toMatchObject({ expiresAt: '2024-01-02T12:00Z' });
    const split = readForm(
      definitionOf('SPLIT_SPOT_LIMIT'),
      {
        texts: {},
        chunks: [
          { volume: '0.4', price: '' },
          { volume: '0,4', price: '47,000' },
        ],
      },
      { order: 'O-1' },
    );
    expect(split.action).toEqual({
      type: 'SPLIT_SPOT_LIMIT',
      order: 'O-1',
      chunks: [{ volume: '0.4' }, { volume: '0.4', price: '47000' }],
    });
  });
});

describe('the largest volume that can be paid', () => {
  it.each([0n, 1n, 7n, 999_999n, 1_000_000n])('is found when it is %s', (limit) => {
    expect(largestAffordable(1_000_000n, (lots) => lots <= limit)).toBe(limit);
  });
});
