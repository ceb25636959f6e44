import type { BuiltinVariable } from '../builtin.ts';

export function constant(
  name: string,
  type: string,
  value: number | string,
  documentation: string,
  valueBefore6?: number,
  formerly: readonly string[] = [],
): BuiltinVariable {
  return {
    kind: 'variable',
    name,
    type,
    documentation,
    ...(formerly.length === 0 ? {} : { formerly }),
    implementation: {
      kind: 'constant',
      value,
      ...(valueBefore6 === undefined ? {} : { valueBefore6 }),
    },
  };
}
