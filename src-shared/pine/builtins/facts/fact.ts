import type { Context } from '../../runtime/context.ts';
import type { BuiltinVariable } from '../builtin.ts';

/** A variable that is read from the context. */
export function fact(
  name: string,
  type: string,
  read: (context: Context) => unknown,
  documentation: string,
): BuiltinVariable {
  return { kind: 'variable', name, type, documentation, implementation: { kind: 'context', read } };
}

/** A variable about which no venue tells anything: it is na, and whoever uses it is warned. */
export function unknownFact(name: string, type: string, documentation: string): BuiltinVariable {
  const absent = type.endsWith('string') ? null : Number.NaN;
  return {
    kind: 'variable',
    name,
    type,
    documentation,
    caveat: `No connected venue tells ${name}; it is na here.`,
    implementation: { kind: 'context', read: () => absent },
  };
}
