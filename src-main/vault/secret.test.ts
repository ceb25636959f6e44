import { format, inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from './secret.ts';

const value = 'canary-5f1b0c7e';

/** Every way in which a value usually ends up in a log, a message or a page. */
const forms: readonly (readonly [name: string, show: (held: unknown) => string])[] = [
  ['String()', (held) => String(held)],
  ['a template', (held) => `${held as string}`],
  ['concatenation', (held) => 'x'.concat(held as string)],
  ['JSON', (held) => JSON.stringify(held)],
  ['JSON inside an object', (held) => JSON.stringify({ held, list: [held] })],
  ['inspect', (held) => inspect(held)],
  ['inspect of everything hidden', (held) => inspect({ held }, { showHidden: true, depth: 9 })],
  ['format', (held) => format('%s %o %O %j', held, held, held, held)],
  ['an error', (held) => inspect(new Error(`failed with ${held as string}`))],
  ['a structured clone', (held) => inspect(structuredClone(held))],
  [
    'its own keys and values',
    (held) => JSON.stringify([Object.keys(held as object), Object.values(held as object)]),
  ],
  ['a spread', (held) => inspect({ ...(held as object) })],
];

test.each(forms)('K6: %s does not show the value', (_, show) => {
  expect(show(new Secret(value))).not.toContain(value);
  expect(show(new Secret(Buffer.from(value)))).not.toContain(value);
});

test('K6: string, JSON and inspect forms are [secret]', () => {
  const secret = new Secret(value);
  expect([String(secret), JSON.parse(JSON.stringify(secret)), inspect(secret)]).toEqual(
    Array.from({ length: 3 }, () => '[secret]'),
  );
});

test('K6 control: a plain object with the value does leak through the same assertions', () => {
  const plain = { value, toString: () => value };
  const leaking = forms.filter(([name, show]) => {
    const held = name.includes('clone') ? { value } : plain;
    return show(held).includes(value);
  });
  expect(leaking.map(([name]) => name)).toEqual(forms.map(([name]) => name));
});

test('K6: the value is there for its use, and gone when wiped', () => {
  const secret = new Secret(value);
  const bytes = secret.copyBytes();
  expect(secret.reveal()).toBe(value);
  secret.wipe();
  secret.wipe();
  expect(() => secret.reveal()).toThrow('wiped');
  expect(() => secret.copyBytes()).toThrow('wiped');
  expect(() => secret.equals(new Secret(value))).toThrow('wiped');
  expect(bytes.toString()).toBe(value);
});

test('K6: a secret takes its own copy of bytes, and does not wipe the caller’s', () => {
  const bytes = Buffer.from(value);
  const secret = new Secret(bytes);
  bytes.fill(0);
  expect(secret.reveal()).toBe(value);
  secret.wipe();
  expect(bytes).toEqual(Buffer.alloc(value.length));
});

test('K6: comparison goes by value, whatever the lengths', () => {
  expect(new Secret(value).equals(new Secret(value))).toBe(true);
  expect(new Secret(value).equals(new Secret(`${value} `))).toBe(false);
  expect(new Secret(value).equals(new Secret('canary-5f1b0c7f'))).toBe(false);
  expect(new Secret('').equals(new Secret(new Uint8Array()))).toBe(true);
});
