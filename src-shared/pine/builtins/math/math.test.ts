import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mathBuiltins } from './index.ts';

function call(name: string, ...values: unknown[]): unknown {
  const builtin = mathBuiltins.find((one) => one.name === name && one.kind === 'function');
  if (builtin?.kind !== 'function') throw new Error(`no ${name}`);
  const { implementation } = builtin;
  if (implementation.kind !== 'pure' && implementation.kind !== 'inline')
    throw new Error(`${name} is not pure`);
  return implementation.call?.(...values);
}

test.each([
  ['abs', [-3.5], 3.5],
  ['sign', [-3.5], -1],
  ['sign', [0], 0],
  ['max', [1, 3, 2], 3],
  ['min', [1, 3, 2], 1],
  ['avg', [1, 2, 6], 3],
  ['floor', [-1.5], -2],
  ['ceil', [-1.5], -1],
  ['round', [2.5], 3],
  ['round', [-2.5], -3],
  ['round', [0.49999999999999994], 0],
  ['round', [1.2345, 2], 1.23],
  ['round', [-1.235, 1], -1.2],
  ['round', [1250, -2], 1300],
  ['round', [1.5, 400], 1.5],
  ['exp', [0], 1],
  ['log', [Math.E], 1],
  ['log10', [1000], 3],
  ['sqrt', [16], 4],
  ['pow', [3, 0], 1],
  ['pow', [9, 0.5], 3],
  ['pow', [3, 2], 9],
  ['asin', [1], Math.PI / 2],
  ['acos', [-1], Math.PI],
  ['atan', [1], Math.PI / 4],
  ['toradians', [180], Math.PI],
  ['todegrees', [Math.PI], 180],
])('math.%s(%j) is %d', (name, values, expected) => {
  expect(call(`math.${name}`, ...values)).toBeCloseTo(expected, 14);
});

test.each([
  ['log', [0]],
  ['log', [-1]],
  ['log10', [0]],
  ['sqrt', [-1]],
  ['asin', [1.01]],
  ['acos', [-1.01]],
  ['pow', [0, -1]],
  ['pow', [-8, 0.5]],
  ['pow', [Number.NaN, 0]],
  ['max', [1, Number.NaN]],
  ['min', [Number.NaN, 1]],
  ['avg', [1, Number.NaN]],
  ['round', [Number.NaN]],
  ['round', [1, Number.NaN]],
])('math.%s(%j) is na', (name, values) => {
  expect(call(`math.${name}`, ...values)).toBeNaN();
});

test('code that is written in place comes to the same as the function for constants', () => {
  fc.assert(
    fc.property(fc.array(fc.double(), { minLength: 2, maxLength: 4 }), (numbers) => {
      for (const { name, ...builtin } of mathBuiltins) {
        if (builtin.kind !== 'function' || builtin.implementation.kind !== 'inline') continue;
        const { code, call: folded } = builtin.implementation;
        const values = name === 'math.abs' || name === 'math.sign' ? numbers.slice(0, 1) : numbers;
        const names = values.map((_, index) => `v${index}`);
        const written = new Function(...names, `return ${code(...names)}`)(...values);
        expect(written).toEqual(folded?.(...values));
      }
    }),
  );
});
