import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BuiltinFunction } from '../builtin.ts';
import { colorBuiltins } from './colors.ts';

function call(name: string, ...values: readonly number[]): unknown {
  const found = colorBuiltins.find((builtin): builtin is BuiltinFunction => builtin.name === name);
  if (found?.implementation.kind !== 'pure') throw new Error(`${name} is not there`);
  return found.implementation.call(...values);
}

const blue = 0x2962ffff;

test('color.new keeps the colour and changes how much of it is seen', () => {
  expect(call('color.new', blue, 0)).toBe(0x2962ffff);
  expect(call('color.new', blue, 100)).toBe(0x2962ff00);
  expect(call('color.new', blue, 80)).toBe(0x2962ff33);
  expect(call('color.new', blue, Number.NaN)).toBe(0x2962ffff);
  expect(call('color.new', Number.NaN, 50)).toBeNaN();
});

test('color.rgb rounds and clamps its parts', () => {
  expect(call('color.rgb', 254.6, -3, 300, 0)).toBe(0xff00ffff);
  expect(call('color.rgb', Number.NaN, 0, 0, 0)).toBeNaN();
});

test('color.from_gradient is the nearer colour beyond its ends and the middle between them', () => {
  expect(call('color.from_gradient', 5, 0, 10, 0x000000ff, 0xc86432ff)).toBe(0x643219ff);
  expect(call('color.from_gradient', -5, 0, 10, 0x000000ff, 0xc86432ff)).toBe(0x000000ff);
  expect(call('color.from_gradient', 50, 0, 10, 0x000000ff, 0xc86432ff)).toBe(0xc86432ff);
  expect(call('color.from_gradient', Number.NaN, 0, 10, 0x000000ff, 0xc86432ff)).toBeNaN();
});

test('what color.rgb is made of, color.r, g, b and t give back', () => {
  const part = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(part, part, part, fc.integer({ min: 0, max: 100 }), (r, g, b, t) => {
      const color = call('color.rgb', r, g, b, t) as number;
      expect([
        call('color.r', color),
        call('color.g', color),
        call('color.b', color),
        call('color.t', color),
      ]).toEqual([r, g, b, t]);
    }),
  );
  expect([call('color.r', Number.NaN), call('color.t', Number.NaN)]).toEqual([0, 100]);
});
