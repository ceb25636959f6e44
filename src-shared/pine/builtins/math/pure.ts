import type { BuiltinFunction } from '../builtin.ts';

/** A `math.*` function whose result depends on its arguments alone; version 4 knew it without its namespace. */
export function pure(
  name: string,
  documentation: string,
  signatures: readonly string[],
  call: (...values: number[]) => number,
): BuiltinFunction {
  return {
    kind: 'function',
    name: `math.${name}`,
    since: 5,
    formerly: [name],
    documentation,
    signatures,
    implementation: { kind: 'pure', call },
  };
}

/** The same for what is short and hot: `code` is written in place of the call, `call` is for constants. */
export function inline(
  name: string,
  documentation: string,
  signatures: readonly string[],
  code: (...values: readonly string[]) => string,
  call: (...values: number[]) => number,
): BuiltinFunction {
  return { ...pure(name, documentation, signatures, call), implementation: { kind: 'inline', code, call } };
}

/** What is infinite or not a number at all is na. */
export function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}
