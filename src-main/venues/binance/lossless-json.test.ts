import { expect, test } from 'vitest';
import { parseLossless } from './lossless-json.ts';

test('W3: keeps every digit of a long id and leaves everything else as it is', () => {
  const text = String.raw`{"orderId":9223372036854775807,"ids":[12345678901234567, -12345678901234567],"E":1672515782136,"note":"id 99999999999999999 \" 88888888888888888","x":1234567890123456.5}`;
  expect(parseLossless(text)).toEqual({
    orderId: '9223372036854775807',
    ids: ['12345678901234567', '-12345678901234567'],
    E: 1672515782136,
    note: 'id 99999999999999999 " 88888888888888888',
    x: 1234567890123456.5,
  });
  expect(() => parseLossless('{"a":')).toThrow(SyntaxError);
});

test('digits after a point or in an exponent are no id, also where there is one', () => {
  const numbers = ['0.12345678901234567', '-1.2345678901234567e-7', '1e+10', '5e-0000000000000001'];
  const read = parseLossless(`[9007199254740993,${numbers.join(',')}]`);
  expect(read).toEqual(['9007199254740993', ...numbers.map(Number)]);
});
