import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExact, plainNumber } from './exact-json.ts';

test('W3: numbers keep every digit they were sent with', () => {
  const text =
    '{"id":1953341975595868160123,"price":1573.70,"list":[0.1,-2],"name":"1.50","none":null,"yes":true}';
  expect(parseExact(text)).toEqual({
    id: '1953341975595868160123',
    price: '1573.70',
    list: ['0.1', '-2'],
    name: '1.50',
    none: null,
    yes: true,
  });
});

test('numbers with an exponent become plain', () => {
  expect(['5e-05', '1.5E3', '-2.50', '1e2', '7', '0.0'].map(plainNumber)).toEqual([
    '0.00005',
    '1500',
    '-2.5',
    '100',
    '7',
    '0',
  ]);
  expect(['', 'NaN', '1e999', '0x10', '1,5', '--1'].map(plainNumber)).toEqual(new Array(6).fill(undefined));
});

test('any number that JSON can write means the same afterwards', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });
  fc.assert(
    fc.property(number, (value) => {
      const plain = plainNumber(JSON.stringify(value));
      if (plain !== undefined) expect(Number(plain)).toBe(Object.is(value, -0) ? 0 : value);
    }),
  );
});
