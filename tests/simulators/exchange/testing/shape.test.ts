import { expect, it } from 'vitest';
import { shapeDifferences } from './shape.ts';

it.each([
  ['a missing member', { a: 1 }, { a: 1, b: 2 }, ['$.b: missing']],
  ['a member nobody recorded', { a: 1, b: 2 }, { a: 1 }, ['$.b: not in the recording']],
  ['a number where text was recorded', { a: 1 }, { a: '1.50' }, ['$.a: integer, recorded decimal text']],
  ['words where a decimal was recorded', { a: 'x' }, { a: '1.50' }, ['$.a: text, recorded decimal text']],
  [
    'a shorter row',
    [[1, '2']],
    [[1, '2', 3]],
    ['$[0]: 2 places, recorded 3', '$[0][2]: undefined, recorded integer'],
  ],
  [
    'a difference in any row',
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }],
    ['$[1].a: missing', '$[1].b: not in the recording'],
  ],
] as const)('finds %s', (_name, produced, recorded, differences) => {
  expect(shapeDifferences(produced, recorded)).toEqual(differences);
});

it('finds nothing where only values differ, or a member is optional', () => {
  expect(
    shapeDifferences({ a: '1.5', b: [['2', '3']], c: null }, { a: '70', b: [['9', '8']], c: 'x' }),
  ).toEqual([]);
  expect(shapeDifferences({ a: 1, z: 1 }, { a: 2, b: 3 }, { optional: ['z', 'b'] })).toEqual([]);
});
