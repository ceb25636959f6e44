import type { Failure } from '../../../../src-shared/domain/failure.ts';
import { damaged } from './damaged.ts';

/*
 * Footer and page headers are Thrift structs in the compact protocol
 * (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md). The package that reads them makes
 * room for as many list members as a file claims, goes as deep as it nests and reads integers of any length, so what it
 * gets to read is walked through here first.
 */

const deepest = 32;
const longestInteger = 10;

const booleanTypes = [1, 2];
const byteType = 3;
const integerTypes = [4, 5, 6];
const doubleType = 7;
const binaryType = 8;
const listType = 9;
const structType = 12;

/**
 * Where the struct that begins at `start` ends; undefined when the bytes end before it does.
 * @throws Failure when it is none; `tooMany()` when it has more values than it may.
 */
export function endOfStruct(
  bytes: Uint8Array,
  start: number,
  mostValues: number,
  tooMany: () => Failure = damaged,
): number | undefined {
  const walk = new Walk(bytes, start, mostValues, tooMany);
  walk.struct(0);
  return walk.at > bytes.length ? undefined : walk.at;
}

class Walk {
  at: number;
  readonly #bytes: Uint8Array;
  #left: number;
  readonly #tooMany: () => Failure;

  constructor(bytes: Uint8Array, start: number, mostValues: number, tooMany: () => Failure) {
    this.#bytes = bytes;
    this.at = start;
    this.#left = mostValues;
    this.#tooMany = tooMany;
  }

  /** Once the bytes have ended, `at` lies behind them and every walk returns at once. */
  struct(depth: number): void {
    if (depth > deepest) throw damaged();
    while (this.at <= this.#bytes.length) {
      const head = this.#byte();
      const type = head & 0x0f;
      if (type === 0) return;
      if (head >> 4 === 0) this.#integer();
      if (!booleanTypes.includes(type)) this.#value(type, depth);
      else this.#count();
    }
  }

  #value(type: number, depth: number): void {
    this.#count();
    if (type === byteType || booleanTypes.includes(type)) this.at += 1;
    else if (integerTypes.includes(type)) this.#integer();
    else if (type === doubleType) this.at += 8;
    else if (type === binaryType) this.#skip(this.#integer());
    else if (type === listType) this.#list(depth + 1);
    else if (type === structType) this.struct(depth + 1);
    else throw damaged();
  }

  #list(depth: number): void {
    if (depth > deepest) throw damaged();
    const head = this.#byte();
    const size = head >> 4 === 15 ? this.#integer() : head >> 4;
    // Each member takes a byte at least.
    if (size > this.#bytes.length - this.at) throw damaged();
    for (let index = 0; index < size && this.at <= this.#bytes.length; index++)
      this.#value(head & 0x0f, depth);
  }

  #skip(bytes: number): void {
    this.at += bytes;
  }

  #count(): void {
    this.#left -= 1;
    if (this.#left < 0) throw this.#tooMany();
  }

  #byte(): number {
    const byte = this.#bytes[this.at] ?? 0;
    this.at += this.at < this.#bytes.length ? 1 : this.#bytes.length + 1 - this.at;
    return byte;
  }

  /** Its size matters only for lengths, which have 32 bits. */
  #integer(): number {
    let value = 0;
    for (let index = 0; index < longestInteger; index++) {
      const byte = this.#byte();
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return value;
    }
    throw damaged();
  }
}
