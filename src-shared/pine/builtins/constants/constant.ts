import type { BuiltinVariable } from '../builtin.ts';

export function constant(
  name: string,
  type: string,
  value: number | string,
  documentation: string,
  valueBefore6?: number,
): BuiltinVariable {
  return {
    kind: 'variable',
    name,
    type,
    documentation,
    implementation: {
      kind: 'constant',
      value,
      ...(valueBefore6 === undefined ? {} : { valueBefore6 }),
    },
  };
}
