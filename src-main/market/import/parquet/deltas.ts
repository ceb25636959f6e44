import type { DataReader } from 'hyparquet';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { damaged } from './damaged.ts';

/*
 * Numbers written as differences, in blocks: https://parquet.apache.org/docs/file-format/data-pages/encodings/#DELTAENC
 */

const largestBlock = 1 << 20;
const longestInteger = 10;

/**
 * Reads that many differences after proving that the blocks can be walked: the package that does it takes sizes of blocks
 * and lengths of integers as they come, and would run in circles or for hours on bad ones.
 */
export function readDeltas<Out extends Int32Array | BigInt64Array>(reader: DataReader, out: Out): Out {
  if (out.length === 0) return out;
  checkBlocks(reader, out.length);
  deltaBinaryUnpack(reader, out.length, out);
  return out;
}

function checkBlocks({ view, offset }: DataReader, count: number): void {
  let at = offset;
  const integer = (): number => {
    let value = 0;
    for (let index = 0; index < longestInteger; index++) {
      const byte = view.getUint8(at++);
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return value;
    }
    throw damaged();
  };
  const blockSize = integer();
  const parts = integer();
  const partSize = blockSize / parts;
  if (blockSize > largestBlock || !Number.isInteger(partSize / 32) || partSize === 0) throw damaged();
  integer();
  integer();
  for (let left = count - 1; left > 0; left -= blockSize) {
    integer();
    const widthsAt = at;
    at += parts;
    // The parts after the last value have widths but no bits.
    const filled = Math.min(parts, Math.ceil(left / partSize));
    for (let part = 0; part < filled; part++) {
      const width = view.getUint8(widthsAt + part);
      if (width > 64) throw damaged();
      at += (partSize / 8) * width;
    }
  }
}

/** Texts of which each says how much of the one before it begins with. `mostBytes` is what all of them may have together. */
export function readSharedPrefixes(reader: DataReader, count: number, mostBytes: number): Uint8Array[] {
  const prefixes = readDeltas(reader, new Int32Array(count));
  const lengths = readDeltas(reader, new Int32Array(count));
  const { view } = reader;
  let before = new Uint8Array();
  let sum = 0;
  return Array.from(lengths, (length, index) => {
    const prefix = prefixes[index] as number;
    sum += prefix + length;
    if (prefix < 0 || prefix > before.length || length < 0 || sum > mostBytes) throw damaged();
    if (reader.offset + length > view.byteLength) throw damaged();
    const text = new Uint8Array(prefix + length);
    text.set(before.subarray(0, prefix));
    text.set(new Uint8Array(view.buffer, view.byteOffset + reader.offset, length), prefix);
    reader.offset += length;
    before = text;
    return text;
  });
}
