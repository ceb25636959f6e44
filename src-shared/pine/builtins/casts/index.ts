import type { Context } from '../../runtime/context.ts';
import type { Builtin, BuiltinFunction } from '../builtin.ts';

function cast(
  name: string,
  parameter: string,
  documentation: string,
  convert: (value: unknown) => unknown,
): BuiltinFunction {
  return {
    kind: 'function',
    name,
    documentation,
    signatures: [`(x: series ${parameter}) strongest ${name}`],
    implementation: { kind: 'pure', call: convert },
  };
}

const same = (value: unknown) => value;
const references = ['line', 'label', 'box', 'table', 'linefill'] as const;

/** Functions that bear the name of a type: they convert numbers, and give na a type. */
export const castBuiltins: readonly Builtin[] = [
  cast('int', 'int|float', 'A number without its decimals; gives na the type int.', (value) =>
    Math.trunc(value as number),
  ),
  cast('float', 'int|float', 'A number as float; gives na the type float.', same),
  cast('bool', 'int|float|bool', 'False for 0 and na, true for every other number.', (value) =>
    typeof value === 'number' ? value !== 0 && !Number.isNaN(value) : value === true,
  ),
  cast('string', 'string', 'Gives na the type string.', same),
  cast('color', 'color', 'Gives na the type color.', same),
  ...references.map((name) => cast(name, name, `Gives na the type ${name}.`, same)),
  {
    kind: 'function',
    name: 'runtime.error',
    documentation: 'Stops the script with a message.',
    signatures: ['(message: series string) void'],
    implementation: {
      kind: 'context',
      call: (context: Context, message: string | null) =>
        context.fail(message ?? 'The script stopped itself.'),
    },
  },
  {
    kind: 'function',
    name: 'max_bars_back',
    documentation: 'How much history a series needs; here as much as is asked for is kept without saying so.',
    signatures: ['(var: series any, num: const int) void'],
    implementation: { kind: 'pure', call: () => undefined },
  },
];
