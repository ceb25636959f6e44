import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Json } from '../../../src-shared/domain/json.ts';

/**
 * JSON text of a value that will come back equal.
 * @throws Failure `invalid` for what JSON would quietly change: undefined, NaN, infinities, functions, dates, loops.
 */
export function jsonText(value: Json): string {
  try {
    return JSON.stringify(value, function (this: Record<string, unknown>, key: string, inner: unknown) {
      const original = this[key];
      const isPlain =
        original === null ||
        typeof original === 'string' ||
        typeof original === 'boolean' ||
        (typeof original === 'number' && Number.isFinite(original)) ||
        (typeof original === 'object' && !(original instanceof Date));
      if (!isPlain) throw new TypeError(`“${key}” cannot be kept as JSON`);
      return inner;
    });
  } catch (error) {
    throw notStorable(error as Error);
  }
}

function notStorable(cause: Error): Failure {
  return new Failure('invalid', `This value cannot be stored: ${cause.message}.`, { cause });
}

export function jsonValue(text: string): Json {
  return JSON.parse(text) as Json;
}
