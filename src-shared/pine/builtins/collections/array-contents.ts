import type { Builtin } from '../builtin.ts';
import { needElements, onArray, placeOf } from './array-call.ts';
import { isSame } from './numbers.ts';
import { ArraySlice, newArray, type PineArray } from './pine-array.ts';

const array = 'id: series array<T>';

function take(from: PineArray, index: number): unknown {
  const value = from.at(index);
  from.splice(index, 1);
  return value;
}

/** A range inside the array, or the script stops. */
function isRange(size: number, from: number, to: number): boolean {
  return from >= 0 && to >= 0 && from <= size && to <= size;
}

/** What changes and reads single elements. */
export const arrayContents: readonly Builtin[] = [
  onArray('size', [`(${array}) series int`], 'How many elements it has.', (own) => own.size),
  onArray(
    'get',
    [`(${array}, index: series int) series T`],
    'The element at an index from 0; in version 6 negative indices count from the end.',
    (own, context, index: number) =>
      Number.isNaN(index) ? undefined : own.at(placeOf(context, own.size, index, 'array.get')),
  ),
  onArray(
    'set',
    [`(${array}, index: series int, value: series T) void`],
    'Writes the element at an index.',
    (own, context, index: number, value) => own.put(placeOf(context, own.size, index, 'array.set'), value),
  ),
  onArray('push', [`(${array}, value: series T) void`], 'Appends an element.', (own, _context, value) =>
    own.splice(own.size, 0, value),
  ),
  onArray(
    'unshift',
    [`(${array}, value: series T) void`],
    'Puts an element in front.',
    (own, _context, value) => own.splice(0, 0, value),
  ),
  onArray('pop', [`(${array}) series T`], 'Takes out the last element.', (own, context) => {
    needElements(context, own, 'array.pop');
    return take(own, own.size - 1);
  }),
  onArray('shift', [`(${array}) series T`], 'Takes out the first element.', (own, context) => {
    needElements(context, own, 'array.shift');
    return take(own, 0);
  }),
  onArray(
    'insert',
    [`(${array}, index: series int, value: series T) void`],
    'Puts an element before an index; at the size it appends.',
    (own, context, index: number, value) => {
      const place = index === own.size ? index : placeOf(context, own.size, index, 'array.insert');
      own.splice(place, 0, value);
    },
  ),
  onArray(
    'remove',
    [`(${array}, index: series int) series T`],
    'Takes out the element at an index.',
    (own, context, index: number) => take(own, placeOf(context, own.size, index, 'array.remove')),
  ),
  onArray('first', [`(${array}) series T`], 'The first element.', (own, context) => {
    needElements(context, own, 'array.first');
    return own.at(0);
  }),
  onArray('last', [`(${array}) series T`], 'The last element.', (own, context) => {
    needElements(context, own, 'array.last');
    return own.at(own.size - 1);
  }),
  onArray('clear', [`(${array}) void`], 'Removes all elements.', (own) => own.splice(0, own.size)),
  onArray(
    'fill',
    [`(${array}, value: series T, index_from: series int = 0, index_to: series int = na) void`],
    'Writes one value to the elements from one index to before another, or to the end.',
    (own, context, value, from: number, to: number) => {
      const end = Number.isNaN(to) ? own.size : to;
      if (!isRange(own.size, from, end)) {
        context.fail(`array.fill: there is no range ${from} to ${end} in an array of ${own.size}.`);
      }
      for (let index = from; index < end; index += 1) own.put(index, value);
    },
  ),
  onArray(
    'includes',
    [`(${array}, value: series T) series bool`],
    'Whether an element equals a value.',
    (own, _context, value) => own.items.some((item) => isSame(item, value)),
  ),
  onArray(
    'indexof',
    [`(${array}, value: series T) series int`],
    'Index of the first element that equals a value, -1 if none does.',
    (own, _context, value) => own.items.findIndex((item) => isSame(item, value)),
  ),
  onArray(
    'lastindexof',
    [`(${array}, value: series T) series int`],
    'Index of the last element that equals a value, -1 if none does.',
    (own, _context, value) => own.items.findLastIndex((item) => isSame(item, value)),
  ),
  onArray('reverse', [`(${array}) void`], 'Turns the order around.', (own) => {
    const items = own.items.slice().reverse();
    for (const [index, item] of items.entries()) own.put(index, item);
  }),
  onArray('copy', [`(${array}) series array<T>`], 'A new array with the same elements.', (own, context) =>
    newArray(context, own.items.slice()),
  ),
  onArray(
    'concat',
    ['(id1: series array<T>, id2: series array<T>) series array<T>'],
    'Appends the elements of another array, and gives the first.',
    (own, context, other: PineArray | null) => {
      const added = other ?? context.fail('array.concat was called with an array that is na.');
      own.splice(own.size, 0, ...added.items);
      return own;
    },
  ),
  onArray(
    'slice',
    [`(${array}, index_from: series int, index_to: series int) series array<T>`],
    'A view of the elements from one index to before another: what is done to it is done to the array.',
    (own, context, from: number, to: number) => {
      if (!isRange(own.size, from, to) || from > to) {
        context.fail(`array.slice: there is no range ${from} to ${to} in an array of ${own.size}.`);
      }
      return new ArraySlice(context, own, from, to);
    },
  ),
  onArray(
    'join',
    ['(id: series array<any>, separator: series string = "") series string'],
    'The elements as one text, with a separator between.',
    (own, context, separator: string | null) =>
      context.budget.checkText(own.items.map(joined).join(separator ?? '')),
  ),
];

const joined = (item: unknown) =>
  item === null || (typeof item === 'number' && Number.isNaN(item)) ? 'NaN' : String(item);
