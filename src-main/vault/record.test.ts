import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packFields, unpackFields } from './record.ts';
import { Secret } from './secret.ts';

const names = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,20}$/).filter((name) => name !== '__proto__');
const anyFields = fc.dictionary(names, fc.string({ unit: 'binary', maxLength: 3000 }), {
  minKeys: 1,
  maxKeys: 8,
});

test('fields come back as they were packed', () => {
  fc.assert(
    fc.property(anyFields, (values) => {
      const entries = Object.entries(values);
      const packed = packFields(Object.fromEntries(entries.map(([name, text]) => [name, new Secret(text)])));
      const fields = unpackFields(packed) ?? {};
      expect(Object.keys(fields)).toEqual(entries.map(([name]) => name));
      for (const [name, text] of entries) expect(fields[name]?.equals(new Secret(text))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('cut or lengthened bytes are no fields', () => {
  const packed = packFields({ apiKey: new Secret('key'), apiSecret: new Secret('much longer') });
  for (let length = 0; length < packed.length; length += 1) {
    expect(unpackFields(packed.subarray(0, length))).toBeUndefined();
  }
  expect(unpackFields(Buffer.concat([packed, Buffer.alloc(1)]))).toBeUndefined();
  expect(unpackFields(packed)).toBeDefined();
});

test('any bytes are refused without throwing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      unpackFields(Buffer.from(bytes));
    }),
  );
});

test('no fields, nameless fields and overlong values are refused', () => {
  expect(() => packFields({})).toThrow('1 to 32 fields');
  expect(() => packFields({ '': new Secret('x') })).toThrow('empty or too long');
  expect(() => packFields({ pem: new Secret('x'.repeat(20_000)) })).toThrow('longer than 16384 bytes');
});
