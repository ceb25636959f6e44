import type { BuiltinFunction, Site, Stateful } from '../builtin.ts';

/** A `ta.*` function that remembers; version 4 knew it without its namespace. */
export function indicator(
  name: string,
  documentation: string,
  signatures: readonly string[],
  create: (site: Site) => Stateful,
): BuiltinFunction {
  return {
    kind: 'function',
    name: `ta.${name}`,
    since: 5,
    formerly: [name],
    documentation,
    signatures,
    implementation: { kind: 'state', create },
  };
}
