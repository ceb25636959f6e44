import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { FieldType } from './generated/field-types.ts';

/*
 * Values of fields as JSON and back. JSON has no 64-bit numbers, no bytes, no infinities and, as most write it, no negative
 * zero: integers that a double cannot hold become decimal text, bytes base64, the rest "NaN", "Infinity" and "-Infinity".
 */

type FieldForm = FieldType | readonly [FieldType];

/** A value that decoding has given. */
export function fieldToJson(form: FieldForm, value: unknown): string {
  if (typeof form === 'string') return oneToJson(value);
  return `[${(value as readonly unknown[]).map(oneToJson).join(',')}]`;
}

function oneToJson(value: unknown): string {
  if (typeof value === 'bigint') return isExact(value) ? String(value) : `"${value}"`;
  if (value instanceof Uint8Array) return `"${Buffer.from(value).toString('base64')}"`;
  if (typeof value === 'number' && !Number.isFinite(value)) return `"${value}"`;
  if (Object.is(value, -0)) return '-0.0';
  // Some readers of lines take these two for ends of lines.
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function isExact(value: bigint): boolean {
  return value <= BigInt(Number.MAX_SAFE_INTEGER);
}

/**
 * A value as encoding takes it.
 * @throws Failure `invalid` with a sentence that names the field.
 */
export function fieldFromJson(field: string, form: FieldForm, value: unknown): unknown {
  if (typeof form === 'string') return oneFromJson(field, form, value);
  if (!Array.isArray(value)) throw mustBe(field, 'a list in square brackets');
  return value.map((one) => oneFromJson(field, form[0], one));
}

function oneFromJson(field: string, type: FieldType, value: unknown): unknown {
  switch (type) {
    case 'int32':
    case 'enum':
      return Number(integer(field, value, -0x8000_0000n, 0x7fff_ffffn));
    case 'uint32':
      return Number(integer(field, value, 0n, 0xffff_ffffn));
    case 'uint64':
      return integer(field, value, 0n, 0xffff_ffff_ffff_ffffn);
    case 'double':
      return double(field, value);
    case 'bool':
      if (typeof value !== 'boolean') throw mustBe(field, 'true or false');
      return value;
    case 'string':
      if (typeof value !== 'string' || !value.isWellFormed())
        throw mustBe(field, 'a text of whole characters');
      return value;
    case 'bytes':
      return bytes(field, value);
  }
}

function integer(field: string, value: unknown, lowest: bigint, highest: bigint): bigint {
  const isInteger = typeof value === 'number' ? Number.isSafeInteger(value) : isMatch(value, /^-?\d{1,20}$/);
  const number = isInteger ? BigInt(value as number | string) : undefined;
  if (number === undefined || number < lowest || number > highest) {
    throw mustBe(field, `a whole number from ${lowest} to ${highest}`);
  }
  return number;
}

function double(field: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (isMatch(value, /^(NaN|-?Infinity|-?\d+(\.\d+)?([eE][+-]?\d+)?)$/)) return Number(value);
  throw mustBe(field, 'a number, or "NaN", "Infinity" or "-Infinity"');
}

function bytes(field: string, value: unknown): Uint8Array {
  if (!isMatch(value, /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)) {
    throw mustBe(field, 'bytes in base64');
  }
  return Buffer.from(value, 'base64');
}

function isMatch(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

function mustBe(field: string, what: string): Failure {
  return new Failure('invalid', `“${field}” must be ${what}`);
}
