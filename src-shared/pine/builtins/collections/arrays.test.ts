import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PineArray } from './pine-array.ts';
import { collectionCalls, contents } from './testing/call.ts';

const na = Number.NaN;

test.each<[string, readonly unknown[], readonly unknown[], unknown]>([
  ['size', [1, 2], [], 2],
  ['get', [1, 2, 3], [1], 2],
  ['get', [1, 2, 3], [-1], 3],
  ['get', [1, 2, 3], [na], undefined],
  ['first', [4, 5], [], 4],
  ['last', [4, 5], [], 5],
  ['includes', [0.1 + 0.2], [0.3], true],
  ['includes', [na], [na], false],
  ['indexof', [1, 2, 1], [1], 0],
  ['lastindexof', [1, 2, 1], [1], 2],
  ['lastindexof', [1, 2, 1], [7], -1],
  ['sum', [1, na, 2], [], 3],
  ['sum', [na], [], na],
  ['avg', [1, na, 3], [], 2],
  ['median', [5, 1, 3, na], [], 3],
  ['median', [4, 1, 3, 2], [], 2.5],
  ['mode', [2, 1, 2, 1, 3], [], 1],
  ['range', [4, na, 1], [], 3],
  ['min', [3, 1, 2], [1], 2],
  ['max', [3, 1, 2], [0], 3],
  ['max', [], [0], na],
  ['stdev', [1, 2, 3, 4], [true], Math.sqrt(1.25)],
  ['variance', [1, 2, 3, 4], [false], 5 / 3],
  ['abs', [-1, 2, na], [], [1, 2, na]],
  ['standardize', [1, 3], [], [-1, 1]],
  ['standardize', [2, 2], [], [1, 1]],
  ['percentile_linear_interpolation', [1, 2, 3, 4], [50], 2.5],
  ['percentile_nearest_rank', [1, 2, 3, 4], [50], 2],
  ['percentile_nearest_rank', [], [50], na],
  ['percentrank', [1, 2, 3, 4], [2], (2 / 3) * 100],
  ['binary_search', [1, 3, 5], [3], 1],
  ['binary_search', [1, 3, 5], [4], -1],
  ['binary_search_leftmost', [1, 3, 3, 5], [3], 1],
  ['binary_search_leftmost', [1, 3, 5], [4], 1],
  ['binary_search_leftmost', [1, 3, 5], [0], 0],
  ['binary_search_rightmost', [1, 3, 3, 5], [3], 2],
  ['binary_search_rightmost', [1, 3, 5], [9], 3],
  ['every', [true, true], [], true],
  ['every', [], [], false],
  ['some', [0, 0, 2], [], true],
  ['join', ['a', null, 'b'], ['-'], 'a-NaN-b'],
  ['sort_indices', [3, na, 1], ['ascending'], [2, 0, 1]],
  ['copy', [1, 2], [], [1, 2]],
])('array.%s of %j with %j is %j', (name, items, values, expected) => {
  const { call, array } = collectionCalls();
  expect(contents(call(`array.${name}`, array(...items), ...values))).toEqual(expected);
});

test.each<[string, readonly unknown[], readonly unknown[], readonly unknown[]]>([
  ['set', [1, 2, 3], [-1, 9], [1, 2, 9]],
  ['push', [1], [2], [1, 2]],
  ['unshift', [1], [2], [2, 1]],
  ['insert', [1, 3], [1, 2], [1, 2, 3]],
  ['insert', [1, 3], [2, 5], [1, 3, 5]],
  ['insert', [1, 3], [-1, 2], [1, 2, 3]],
  ['pop', [1, 2], [], [1]],
  ['shift', [1, 2], [], [2]],
  ['remove', [1, 2, 3], [1], [1, 3]],
  ['clear', [1, 2], [], []],
  ['fill', [1, 2, 3], [0, 1, na], [1, 0, 0]],
  ['fill', [1, 2, 3], [0, 2, 1], [1, 2, 3]],
  ['reverse', [1, 2, 3], [], [3, 2, 1]],
  ['sort', [3, na, 1, 2], ['ascending'], [1, 2, 3, na]],
  ['sort', [3, na, 1, 2], ['descending'], [na, 3, 2, 1]],
  ['sort', ['b', null, 'a'], ['ascending'], [null, 'a', 'b']],
])('array.%s turns %j with %j into %j', (name, items, values, expected) => {
  const { call, array } = collectionCalls();
  const own = array(...items);
  call(`array.${name}`, own, ...values);
  expect(contents(own)).toEqual(expected);
});

test.each<[string, readonly unknown[], readonly unknown[], RegExp]>([
  ['get', [1, 2], [2], /no element 2 in an array of 2/],
  ['get', [], [0], /no element 0/],
  ['set', [1], [-2, 0], /no element -2/],
  ['insert', [1], [3, 0], /no element 3/],
  ['pop', [], [], /empty/],
  ['shift', [], [], /empty/],
  ['first', [], [], /empty/],
  ['fill', [1], [0, 0, 5], /no range 0 to 5/],
  ['slice', [1, 2], [1, 3], /no range 1 to 3/],
])('array.%s of %j with %j stops the script in words', (name, items, values, message) => {
  const { call, array } = collectionCalls();
  expect(() => call(`array.${name}`, array(...items), ...values)).toThrow(message);
});

test('what is na stops the script, and version 5 has no negative indices', () => {
  expect(() => collectionCalls().call('array.size', null)).toThrow(
    /array.size was called on an array that is na/,
  );
  const old = collectionCalls(5);
  expect(() => old.call('array.get', old.array(1, 2), -1)).toThrow(/no element -1/);
});

test('array.covariance leaves pairs out in which either is na', () => {
  const { call, array } = collectionCalls();
  expect(call('array.covariance', array(1, 2, 3, na), array(2, 4, 6, 1), true)).toBeCloseTo(4 / 3, 12);
});

test('S3: no array grows beyond its limit', () => {
  const { call } = collectionCalls();
  expect(() => call('array.new_float', 100_001, 0)).toThrow(/100,000/);
});

test('str.split makes an array of the parts', () => {
  const { call } = collectionCalls();
  expect(contents(call('str.split', 'a,b,,c', ','))).toEqual(['a', 'b', '', 'c']);
  expect(contents(call('str.split', 'abc', ''))).toEqual(['a', 'b', 'c']);
});

type Change = (
  call: (name: string, ...values: readonly unknown[]) => unknown,
  array: PineArray,
  model: number[],
) => void;

const index = fc.integer({ min: 0, max: 30 });
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.integer().map(
    (value): Change =>
      (call, own, model) => {
        call('array.push', own, value);
        model.push(value);
      },
  ),
  fc.tuple(index, fc.integer()).map(
    ([at, value]): Change =>
      (call, own, model) => {
        if (at > model.length) return;
        call('array.insert', own, at, value);
        model.splice(at, 0, value);
      },
  ),
  index.map(
    (at): Change =>
      (call, own, model) => {
        if (at >= model.length) return;
        expect(call('array.remove', own, at)).toBe(model.splice(at, 1)[0]);
      },
  ),
  fc.tuple(index, fc.integer()).map(
    ([at, value]): Change =>
      (call, own, model) => {
        if (at >= model.length) return;
        call('array.set', own, at, value);
        model[at] = value;
      },
  ),
  fc.constant<Change>((call, own, model) => {
    call('array.reverse', own);
    model.reverse();
  }),
  fc.constant<Change>((call, own, model) => {
    call('array.sort', own, 'ascending');
    model.sort((a, b) => a - b);
  }),
  fc.constant<Change>((call, own, model) => {
    if (model.length > 0) expect(call('array.shift', own)).toBe(model.shift());
  }),
);

test('an array does what a plain list does, whatever is done to it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { maxLength: 12 }),
      fc.array(change, { maxLength: 30 }),
      (items, changes) => {
        const { call, array } = collectionCalls();
        const own = array(...items);
        const model = items.slice();
        for (const apply of changes) apply(call, own, model);
        expect(contents(own)).toEqual(model);
      },
    ),
  );
});

test('a slice is a window on its array: what is done through it is done there', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 4, maxLength: 12 }),
      fc.array(change, { maxLength: 20 }),
      (items, changes) => {
        const { call, array } = collectionCalls();
        const own = array(...items);
        const slice = call('array.slice', own, 1, items.length - 1) as PineArray;
        const model = items.slice(1, -1);
        for (const apply of changes) apply(call, slice, model);
        expect(contents(slice)).toEqual(model);
        expect(contents(own)).toEqual([items[0], ...model, items.at(-1)]);
      },
    ),
  );
});

test('an open bar that runs again finds arrays, slices and maps as they were', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 4, maxLength: 12 }),
      fc.array(change, { maxLength: 20 }),
      (items, changes) => {
        const { context, call, array } = collectionCalls();
        const own = array(...items);
        const slice = call('array.slice', own, 1, 3) as PineArray;
        const map = call('map.new<type,type>');
        call('map.put', map, 'a', 1);
        context.heap.begin();
        for (let run = 0; run < 3; run += 1) {
          const model = items.slice(1, 3);
          for (const apply of changes) apply(call, slice, model);
          call('map.put', map, 'b', run);
          call('map.remove', map, 'a');
          context.heap.rollBack();
          expect(contents(own)).toEqual(items);
          expect(contents(slice)).toEqual(items.slice(1, 3));
          expect([call('map.get', map, 'a'), call('map.size', map)]).toEqual([1, 1]);
        }
      },
    ),
  );
});
