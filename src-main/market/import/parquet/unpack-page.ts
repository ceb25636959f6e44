import * as zlib from 'node:zlib';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import { damaged } from './damaged.ts';

/** Unpacks one page. @throws Failure when it is damaged or does not have the size it claims. */
export function unpackPage(packed: Uint8Array, codec: string, size: number): Uint8Array {
  // Where all values are empty, some writers pack nothing, others leave nothing to unpack.
  const page = size === 0 ? new Uint8Array() : unpack(packed, codec, size);
  if (page.length !== size) throw damaged();
  return page;
}

function unpack(packed: Uint8Array, codec: string, size: number): Uint8Array {
  // Nothing more comes out than was claimed, and the claim was checked.
  const options = { maxOutputLength: size };
  switch (codec) {
    case 'SNAPPY':
      return unpackSnappy(packed, size);
    case 'GZIP':
      return zlib.gunzipSync(packed, options);
    case 'BROTLI':
      return zlib.brotliDecompressSync(packed, options);
    case 'ZSTD':
      // Node.js has it since 22.15.
      if (typeof zlib.zstdDecompressSync !== 'function') {
        throw new Failure(
          'unsupported',
          'The Parquet file is compressed with Zstandard, which this version of Node.js cannot unpack. Use Node.js 24.',
        );
      }
      return zlib.zstdDecompressSync(packed, options);
    default:
      return packed;
  }
}

/**
 * Snappy without a frame (https://github.com/google/snappy/blob/main/format_description.txt). The Parquet package has one
 * too, which runs in circles on a literal that claims to be longer than 2 GB.
 */
function unpackSnappy(packed: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  let at = 0;
  let length = 0;
  const read = (bytes: number): number => {
    if (at + bytes > packed.length) throw damaged();
    let value = 0;
    for (let index = 0; index < bytes; index++) value += (packed[at++] as number) * 2 ** (8 * index);
    return value;
  };
  // The size, which is known already.
  while (read(1) >= 0x80);
  while (at < packed.length) {
    const tag = read(1);
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >> 2;
      const count = (short < 60 ? short : read(short - 59)) + 1;
      if (at + count > packed.length || length + count > size) throw damaged();
      out.set(packed.subarray(at, at + count), length);
      at += count;
      length += count;
      continue;
    }
    const count = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const back = kind === 1 ? ((tag >> 5) << 8) + read(1) : read(kind === 2 ? 2 : 4);
    if (back === 0 || back > length || length + count > size) throw damaged();
    // Byte by byte: a copy may reach into what it writes.
    for (let index = 0; index < count; index++) out[length + index] = out[length - back + index] as number;
    length += count;
  }
  if (length !== size) throw damaged();
  return out;
}
