import type { Builtin } from '../builtin.ts';
import { ofNumbers, onArray } from './array-call.ts';
import {
  ascending,
  compareNumbers,
  covariance,
  mean,
  median,
  mode,
  percentileInterpolated,
  percentileNearest,
  percentRank,
  present,
  standardize,
  sum,
  variance,
} from './numbers.ts';
import { newArray, type PineArray } from './pine-array.ts';

const numbers = (own: PineArray) => own.items as readonly number[];
const series = (element: string) => `series ${element}`;
const arrayOf = (element: string) => `series array<${element}>`;

/** A figure of the elements that are not na. */
function figure(name: string, documentation: string, of: (items: readonly number[]) => number): Builtin {
  return onArray(name, ofNumbers('', series), documentation, (own) => of(present(own.items)));
}

function extreme(name: 'min' | 'max', documentation: string): Builtin {
  return onArray(
    name,
    ofNumbers('nth: series int = 0', series),
    documentation,
    (own, _context, nth: number) => {
      const sorted = ascending(present(own.items));
      return (name === 'min' ? sorted[nth] : sorted[sorted.length - 1 - nth]) ?? Number.NaN;
    },
  );
}

const direction = (order: string) => (order === 'descending' ? -1 : 1);

/** Ascending: numbers have na last, texts na first. */
export function comparing(order: string): (a: unknown, b: unknown) => number {
  const sign = direction(order);
  return (a, b) =>
    sign * (typeof a === 'number' && typeof b === 'number' ? compareNumbers(a, b) : compareTexts(a, b));
}

function compareTexts(a: unknown, b: unknown): number {
  const [left, right] = [a === null ? '' : String(a), b === null ? '' : String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

const sortable = (rest: string, result: string) =>
  ['int', 'float', 'string'].map((element) => `(id: series array<${element}>${rest}) ${result}`);

/** Index of a number in an ascending list by halving: of the first element not below it. */
function firstNotBelow(items: readonly number[], value: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstAbove(items: readonly number[], value: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const search = ofNumbers('val: series int|float', () => 'series int');

/** What is reckoned from arrays of numbers, and their order. */
export const arrayStatistics: readonly Builtin[] = [
  figure('sum', 'Sum of the elements.', sum),
  figure('avg', 'Mean of the elements.', mean),
  figure('median', 'The middle element, or the mean of the two middle ones.', median),
  figure('mode', 'The most frequent element; of several the smallest.', mode),
  figure('range', 'Largest less smallest element.', (items) => {
    const sorted = ascending(items);
    return (sorted.at(-1) ?? Number.NaN) - (sorted[0] ?? Number.NaN);
  }),
  extreme('min', 'The smallest element, or the nth smallest from 0.'),
  extreme('max', 'The largest element, or the nth largest from 0.'),
  onArray(
    'stdev',
    ofNumbers('biased: series bool = true', series),
    'Standard deviation: of all elements, or unbiased of a sample.',
    (own, _context, isBiased: boolean) => Math.sqrt(variance(present(own.items), isBiased)),
  ),
  onArray(
    'variance',
    ofNumbers('biased: series bool = true', series),
    'Variance: of all elements, or unbiased of a sample.',
    (own, _context, isBiased: boolean) => variance(present(own.items), isBiased),
  ),
  onArray(
    'covariance',
    [
      '(id1: series array<int>, id2: series array<int|float>, biased: series bool = true) series float',
      '(id1: series array<float>, id2: series array<int|float>, biased: series bool = true) series float',
    ],
    'How two arrays of one length vary together.',
    (own, context, other: PineArray | null, isBiased: boolean) =>
      covariance(
        numbers(own),
        numbers(other ?? context.fail('array.covariance was called with an array that is na.')),
        isBiased,
      ),
  ),
  onArray('abs', ofNumbers('', arrayOf), 'A new array of the elements without their signs.', (own, context) =>
    newArray(context, numbers(own).map(Math.abs)),
  ),
  onArray(
    'standardize',
    ofNumbers('', arrayOf),
    'A new array: how many standard deviations each element stands from the mean.',
    (own, context) => newArray(context, standardize(numbers(own))),
  ),
  onArray(
    'percentile_linear_interpolation',
    ofNumbers('percentage: series int|float', series),
    'The value below which so many percent of the elements lie, between elements where it falls between them.',
    (own, _context, percentage: number) => percentileInterpolated(numbers(own), percentage),
  ),
  onArray(
    'percentile_nearest_rank',
    ofNumbers('percentage: series int|float', series),
    'The element below or at which so many percent of the elements lie.',
    (own, _context, percentage: number) => percentileNearest(numbers(own), percentage),
  ),
  onArray(
    'percentrank',
    ofNumbers('index: series int', series),
    'How many percent of the other elements are not above the one at an index.',
    (own, _context, index: number) => percentRank(numbers(own), index),
  ),
  onArray(
    'sort',
    sortable(', order: series sort_order = order.ascending', 'void'),
    'Sorts the array itself.',
    (own, _context, order: string) => {
      const sorted = own.items.slice().sort(comparing(order));
      for (const [index, item] of sorted.entries()) own.put(index, item);
    },
  ),
  onArray(
    'sort_indices',
    sortable(', order: series sort_order = order.ascending', 'series array<int>'),
    'A new array of the indices in the order in which the elements would be sorted.',
    (own, context, order: string) => {
      const { items } = own;
      const compare = comparing(order);
      const indices = items.map((_item, index) => index);
      return newArray(
        context,
        indices.sort((a, b) => compare(items[a], items[b])),
      );
    },
  ),
  onArray(
    'binary_search',
    search,
    'Index of a value in an ascending array, -1 if it is not there.',
    (own, _context, value: number) => {
      const index = firstNotBelow(numbers(own), value);
      return numbers(own)[index] === value ? index : -1;
    },
  ),
  onArray(
    'binary_search_leftmost',
    search,
    'Index of the first equal element of an ascending array; without one that of the last smaller one, at least 0.',
    (own, _context, value: number) => {
      const index = firstNotBelow(numbers(own), value);
      return numbers(own)[index] === value ? index : Math.max(0, index - 1);
    },
  ),
  onArray(
    'binary_search_rightmost',
    search,
    'Index of the last equal element of an ascending array; without one that of the first greater one.',
    (own, _context, value: number) => {
      const index = firstAbove(numbers(own), value);
      return numbers(own)[index - 1] === value ? index - 1 : index;
    },
  ),
  onArray(
    'every',
    ['(id: series array<bool>) series bool', ...ofNumbers('', () => 'series bool')],
    'Whether all elements are true, or not 0; false for an empty array.',
    (own) => own.size > 0 && own.items.every(isTrue),
  ),
  onArray(
    'some',
    ['(id: series array<bool>) series bool', ...ofNumbers('', () => 'series bool')],
    'Whether any element is true, or not 0.',
    (own) => own.items.some(isTrue),
  ),
];

function isTrue(item: unknown): boolean {
  return typeof item === 'number' ? item !== 0 && !Number.isNaN(item) : item === true;
}
