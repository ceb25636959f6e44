import { damaged } from './damaged.ts';

/**
 * Runs of equal numbers and of packed bits in turn, by which Parquet writes which values are there and where in the
 * dictionary they are. Fills `out`. @throws Failure when the bytes end before.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE
 */
export function readHybrid(
  bytes: Uint8Array,
  start: number,
  width: number,
  out: Uint8Array | Uint32Array,
): void {
  if (width > 32) throw damaged();
  const valueBytes = Math.ceil(width / 8);
  let at = start;
  let seen = 0;
  while (seen < out.length) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 28) throw damaged();
      header += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    const count = Math.floor(header / 2);
    if (header % 2 === 0) {
      if (at + valueBytes > bytes.length) throw damaged();
      const value = bitsAt(bytes, at, 0, width);
      at += valueBytes;
      const end = Math.min(seen + count, out.length);
      out.fill(value, seen, end);
      seen = end;
    } else {
      const end = Math.min(seen + count * 8, out.length);
      if (at + Math.ceil(((end - seen) * width) / 8) > bytes.length) throw damaged();
      for (let bit = 0; seen < end; bit += width)
        out[seen++] = bitsAt(bytes, at + (bit >>> 3), bit & 7, width);
      at += count * width;
    }
  }
}

/** Up to 32 bits from `skip` bits behind the byte at `at`, the lowest first. Bytes behind the end count as 0. */
function bitsAt(bytes: Uint8Array, at: number, skip: number, width: number): number {
  const low =
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24);
  const value = skip === 0 ? low : (low >>> skip) | ((bytes[at + 4] ?? 0) << (32 - skip));
  return width === 32 ? value >>> 0 : value & (2 ** width - 1);
}
