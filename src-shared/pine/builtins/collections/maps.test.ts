import { expect, test } from 'vitest';
import type { PineMap } from './pine-map.ts';
import { collectionCalls, contents } from './testing/call.ts';

function filled() {
  const { call, context } = collectionCalls();
  const map = call('map.new<type,type>') as PineMap;
  for (const [key, value] of [
    ['b', 2],
    ['a', 1],
  ]) {
    call('map.put', map, key, value);
  }
  return { call, context, map };
}

test('pairs keep the order in which their keys came, also when a value is replaced', () => {
  const { call, map } = filled();
  expect(call('map.put', map, 'b', 3)).toBe(2);
  expect(call('map.put', map, 'c', 4)).toBeUndefined();
  expect(contents(call('map.keys', map))).toEqual(['b', 'a', 'c']);
  expect(contents(call('map.values', map))).toEqual([3, 1, 4]);
});

test('what is absent is na, and removed pairs are gone', () => {
  const { call, map } = filled();
  expect(call('map.get', map, 'x')).toBeUndefined();
  expect(call('map.contains', map, 'x')).toBe(false);
  expect(call('map.remove', map, 'b')).toBe(2);
  expect([call('map.size', map), call('map.contains', map, 'b')]).toEqual([1, false]);
  call('map.clear', map);
  expect(call('map.size', map)).toBe(0);
});

test('S2: names that host objects have are keys like any other', () => {
  const { call, map } = filled();
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    expect(call('map.get', map, name)).toBeUndefined();
    call('map.put', map, name, 7);
    expect(call('map.get', map, name)).toBe(7);
  }
});

test('a copy is a map of its own, and all pairs can be put into another', () => {
  const { call, map } = filled();
  const copy = call('map.copy', map) as PineMap;
  call('map.put', copy, 'z', 9);
  expect([call('map.size', map), call('map.size', copy)]).toEqual([2, 3]);
  call('map.put_all', map, copy);
  expect(contents(call('map.keys', map))).toEqual(['b', 'a', 'z']);
});

test('a loop sees keys and values in order', () => {
  const { map } = filled();
  expect([map.loopSize(), map.loopKey(0), map.loopItem(0), map.loopKey(1), map.loopItem(1)]).toEqual([
    2,
    'b',
    2,
    'a',
    1,
  ]);
});

test('S3: a map has at most 50,000 pairs, and na has none', () => {
  const { call } = filled();
  const map = call('map.new<type,type>');
  for (let key = 0; key < 50_000; key += 1) call('map.put', map, key, key);
  expect(() => call('map.put', map, -1, 0)).toThrow(/50,000/);
  expect(() => call('map.size', null)).toThrow(/map that is na/);
});
