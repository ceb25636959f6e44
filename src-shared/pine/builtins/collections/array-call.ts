import type { Context } from '../../runtime/context.ts';
import type { BuiltinFunction } from '../builtin.ts';
import type { PineArray } from './pine-array.ts';

/** What the signature says arrives, as it was bound by the checker. */
// biome-ignore lint/suspicious/noExplicitAny: each call knows the types of its own arguments
export type Values = readonly any[];

/** A function of an array, also its method; an array that is na stops the script. */
export function onArray(
  name: string,
  signatures: readonly string[],
  documentation: string,
  call: (array: PineArray, context: Context, ...values: Values) => unknown,
): BuiltinFunction {
  return {
    kind: 'function',
    name: `array.${name}`,
    isMethod: true,
    documentation,
    signatures,
    implementation: {
      kind: 'context',
      call: (context: Context, array: PineArray | null, ...values: Values) =>
        call(array ?? context.fail(`array.${name} was called on an array that is na.`), context, ...values),
    },
  };
}

/** One signature for whole numbers and one for others, so that what comes of an array of int is int. */
export function ofNumbers(rest: string, result: (element: 'int' | 'float') => string): readonly string[] {
  const parameters = rest === '' ? '' : `, ${rest}`;
  return (['int', 'float'] as const).map(
    (element) => `(id: series array<${element}>${parameters}) ${result(element)}`,
  );
}

/** The place that an index means, which counts from the end where it is negative (version 6). */
export function placeOf(context: Context, size: number, index: number, what: string): number {
  const whole = Math.trunc(index);
  const place = whole < 0 && context.version >= 6 ? whole + size : whole;
  if (place >= 0 && place < size) return place;
  return context.fail(`${what}: there is no element ${whole} in an array of ${size}.`);
}

/** Of an array that is empty there is none. */
export function needElements(context: Context, array: PineArray, what: string): void {
  if (array.size === 0) context.fail(`${what} was called on an empty array.`);
}
