import { emptyBars } from '../../testing/columns.ts';
import { testContext } from '../../testing/run-builtin.ts';
import { collectionBuiltins } from '../index.ts';
import type { PineArray } from '../pine-array.ts';
import type { PineMatrix } from '../pine-matrix.ts';

/** Calls functions of collections by name, in a context of their own. */
export function collectionCalls(version: 4 | 5 | 6 = 6) {
  const context = testContext(emptyBars(1), { version });
  const call = (name: string, ...values: readonly unknown[]): unknown => {
    const found = collectionBuiltins.find((builtin) => builtin.name === name);
    if (found?.kind !== 'function' || found.implementation.kind !== 'context') {
      throw new Error(`there is no ${name}`);
    }
    return found.implementation.call(context, ...values);
  };
  return {
    context,
    call,
    array: (...items: readonly unknown[]) => call('array.from', ...items) as PineArray,
    matrix: (rows: readonly (readonly unknown[])[]): PineMatrix => {
      const made = call('matrix.new<type>', rows.length, rows[0]?.length ?? 0, 0) as PineMatrix;
      for (const [row, items] of rows.entries()) {
        for (const [column, item] of items.entries()) call('matrix.set', made, row, column, item);
      }
      return made;
    },
  };
}

/** Contents of arrays and matrices as plain lists, anything else as it is. */
export function contents(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('rowList' in value) return (value as PineMatrix).rowList();
  return 'items' in value ? [...(value as PineArray).items] : value;
}
