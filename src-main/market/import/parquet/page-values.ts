import type { DataReader, DecodedArray, SchemaElement } from 'hyparquet';
import { byteStreamSplit } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import { damaged } from './damaged.ts';
import { readDeltas, readSharedPrefixes } from './deltas.ts';
import { readHybrid } from './hybrid.ts';

/** Bytes that texts with shared beginnings may have together. */
const mostTextBytes = 64 * 1024 * 1024;

const fixedWidths: Readonly<Record<string, number>> = { INT32: 4, FLOAT: 4, INT64: 8, DOUBLE: 8 };

/** The values of a page or dictionary as they are stored, without the empty ones. */
export function plainValues(bytes: Uint8Array, element: SchemaElement, count: number): DecodedArray {
  if (element.type === undefined) throw damaged();
  return readPlain(readerOf(bytes), element.type, count, element.type_length);
}

/** @throws Failure for an encoding that is not supported, and for bytes that do not hold that many values. */
export function encodedValues(
  bytes: Uint8Array,
  element: SchemaElement,
  encoding: string,
  count: number,
): DecodedArray {
  const { type } = element;
  if (type === undefined) throw damaged();
  const reader = readerOf(bytes);
  switch (encoding) {
    case 'PLAIN':
      return plainValues(bytes, element, count);
    case 'RLE': {
      if (type !== 'BOOLEAN') throw damaged();
      const bits = new Uint8Array(count);
      readHybrid(bytes.subarray(4), 0, 1, bits);
      return Array.from(bits, (bit) => bit === 1);
    }
    case 'DELTA_BINARY_PACKED':
      return readDeltas(reader, type === 'INT32' ? new Int32Array(count) : new BigInt64Array(count));
    case 'DELTA_LENGTH_BYTE_ARRAY': {
      const lengths = readDeltas(reader, new Int32Array(count));
      return Array.from(lengths, (length) => {
        const text = new Uint8Array(bytes.buffer, bytes.byteOffset + reader.offset, length);
        reader.offset += length;
        return text;
      });
    }
    case 'DELTA_BYTE_ARRAY':
      return readSharedPrefixes(reader, count, mostTextBytes);
    case 'BYTE_STREAM_SPLIT': {
      const width = fixedWidths[type] ?? element.type_length ?? 0;
      if (count * width > bytes.length) throw damaged();
      return byteStreamSplit(reader, count, type, element.type_length);
    }
    default:
      throw unknownEncoding(encoding);
  }
}

export function unknownEncoding(encoding: string | undefined): Failure {
  return new Failure(
    'unsupported',
    `The Parquet file uses the encoding ${encoding ?? 'of another version'}, which is not supported. Write it again with a newer program.`,
  );
}

function readerOf(bytes: Uint8Array): DataReader {
  return { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
}
