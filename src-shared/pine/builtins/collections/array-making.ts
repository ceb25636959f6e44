import type { Context } from '../../runtime/context.ts';
import type { Drawing, DrawingKind } from '../../runtime/drawings.ts';
import type { Builtin, BuiltinFunction, BuiltinVariable } from '../builtin.ts';
import { listing } from '../drawings/drawing-call.ts';
import { newArray } from './pine-array.ts';

function maker(name: string, element: string, initial: string): BuiltinFunction {
  const argument =
    initial === 'T' ? 'initial_value: series T = na' : `initial_value: series ${element} = ${initial}`;
  return {
    kind: 'function',
    name,
    documentation: 'A new array of so many elements, each with the initial value.',
    signatures: [`(size: series int = 0, ${argument}) series array<${element}>`],
    implementation: {
      kind: 'context',
      call: (context: Context, size: number, value: unknown) => {
        if (!(size >= 0)) context.fail(`An array cannot have ${size} elements.`);
        const count = Math.trunc(size);
        context.budget.spendElements(count, count);
        return newArray(context, new Array(count).fill(value));
      },
    },
  };
}

const plain = ['int', 'float', 'string', 'color', 'line', 'label', 'box', 'table', 'linefill'];
const drawings: readonly DrawingKind[] = ['line', 'label', 'box', 'table', 'linefill', 'polyline'];

/** How arrays come to be. */
export const arrayMaking: readonly Builtin[] = [
  maker('array.new<type>', 'T', 'T'),
  maker('array.new_bool', 'bool', 'false'),
  ...plain.map((element) => maker(`array.new_${element}`, element, 'na')),
  {
    kind: 'function',
    name: 'array.from',
    documentation: 'A new array of the given elements.',
    signatures: ['(args: series T...) series array<T>'],
    implementation: {
      kind: 'context',
      call: (context: Context, ...values: unknown[]) => newArray(context, values),
    },
  },
  {
    kind: 'function',
    name: 'str.split',
    isMethod: true,
    documentation: 'A new array of the parts between separators; with an empty separator, of the characters.',
    signatures: ['(string: series string, separator: series string) series array<string>'],
    implementation: {
      kind: 'context',
      call: (context: Context, text: string | null, separator: string | null) =>
        newArray(context, text === null ? [] : text.split(separator ?? '')),
    },
  },
  ...drawings.map(
    (kind): BuiltinVariable =>
      listing(kind, (context: Context, items: readonly Drawing[]) => newArray(context, items.slice())),
  ),
];
