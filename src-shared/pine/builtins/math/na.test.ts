import { expect, test } from 'vitest';
import { examine } from '../../../../tests/pine/examine.ts';
import * as reference from '../testing/reference/events.ts';
import { naBuiltins } from './na.ts';

const find = (name: string) => {
  const builtin = naBuiltins.find((one) => one.name === name);
  if (builtin?.kind !== 'function') throw new Error(`no ${name}`);
  return builtin;
};

function call(name: string, ...values: unknown[]): unknown {
  const { implementation } = find(name);
  return implementation.kind === 'pure' ? implementation.call(...values) : undefined;
}

test('na is what is absent, not a number, or infinite', () => {
  expect([null, undefined, Number.NaN, Number.POSITIVE_INFINITY].map((value) => call('na', value))).toEqual(
    new Array(4).fill(true),
  );
  expect([0, '', false, 'na', {}].map((value) => call('na', value))).toEqual(new Array(5).fill(false));
});

test('nz replaces na alone', () => {
  expect(call('nz', Number.NaN, 0)).toBe(0);
  expect(call('nz', 5, 0)).toBe(5);
  expect(call('nz', null, false)).toBe(false);
  expect(call('nz', false, true)).toBe(false);
});

examine(find('fixnan'), {
  signature: 1,
  calls: ({ close }) => [[close]],
  reference: reference.fixnan,
});

examine(find('fixnan'), {
  signature: 3,
  calls: ({ close, open }) => [
    [Array.from(close, (value, bar) => (bar % 3 === 0 ? null : value > (open[bar] ?? 0)))],
  ],
  reference: (_, flags) => {
    let last: boolean | null = null;
    return (flags as (boolean | null)[]).map((flag) => {
      if (flag !== null) last = flag;
      return last;
    });
  },
});
