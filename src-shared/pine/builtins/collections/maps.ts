import type { Context } from '../../runtime/context.ts';
import type { Builtin, BuiltinFunction } from '../builtin.ts';
import type { Values } from './array-call.ts';
import { newArray } from './pine-array.ts';
import { PineMap } from './pine-map.ts';

const own = 'id: series map<K, V>';

function onMap(
  name: string,
  signature: string,
  documentation: string,
  call: (map: PineMap, context: Context, ...values: Values) => unknown,
): BuiltinFunction {
  return {
    kind: 'function',
    name: `map.${name}`,
    isMethod: true,
    documentation,
    signatures: [signature],
    implementation: {
      kind: 'context',
      call: (context: Context, map: PineMap | null, ...values: Values) =>
        call(map ?? context.fail(`map.${name} was called on a map that is na.`), context, ...values),
    },
  };
}

/** `map.*`. What is absent is given as undefined, which is na of the type that the place has. */
export const maps: readonly Builtin[] = [
  {
    kind: 'function',
    name: 'map.new<type,type>',
    documentation: 'A new map without pairs.',
    signatures: ['() series map<K, V>'],
    implementation: { kind: 'context', call: (context: Context) => new PineMap(context, new Map()) },
  },
  onMap('size', `(${own}) series int`, 'How many pairs it has.', (map) => map.pairs.size),
  onMap(
    'get',
    `(${own}, key: series K) series V`,
    'The value of a key; na without one.',
    (map, _context, key) => map.pairs.get(key),
  ),
  onMap(
    'put',
    `(${own}, key: series K, value: series V) series V`,
    'Puts a pair in, or replaces the value of its key; gives the value before.',
    (map, _context, key, value) => map.put(key, value),
  ),
  onMap(
    'contains',
    `(${own}, key: series K) series bool`,
    'Whether there is such a key.',
    (map, _context, key) => map.pairs.has(key),
  ),
  onMap(
    'remove',
    `(${own}, key: series K) series V`,
    'Takes a pair out and gives its value.',
    (map, _context, key) => map.remove(key),
  ),
  onMap('clear', `(${own}) void`, 'Removes all pairs.', (map) => map.clear()),
  onMap('copy', `(${own}) series map<K, V>`, 'A new map with the same pairs.', (map, context) => {
    context.budget.spendElements(map.pairs.size, map.pairs.size);
    return new PineMap(context, new Map(map.pairs));
  }),
  onMap('keys', `(${own}) series array<K>`, 'A new array of the keys, oldest first.', (map, context) =>
    newArray(context, [...map.pairs.keys()]),
  ),
  onMap(
    'values',
    `(${own}) series array<V>`,
    'A new array of the values, by the age of their keys.',
    (map, context) => newArray(context, [...map.pairs.values()]),
  ),
  onMap(
    'put_all',
    '(id: series map<K, V>, id2: series map<K, V>) void',
    'Puts all pairs of another map in.',
    (map, context, other: PineMap | null) => {
      const added = other ?? context.fail('map.put_all was called with a map that is na.');
      for (const [key, value] of [...added.pairs]) map.put(key, value);
    },
  ),
];
