/*
 * Text of messages. Names come again and again (symbols, exchanges, accounts), so the last ones seen are kept and given out
 * again: that costs a comparison of a few bytes instead of a new string. Bytes that are no UTF-8 become U+FFFD: an odd byte in
 * a sentence of the venue must not cost us the fill that it came with.
 */

type LatinSlice = (this: Uint8Array, start: number, end: number) => string;
const latinSlice = (Buffer.prototype as unknown as { readonly latin1Slice: LatinSlice }).latin1Slice;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

const keptNames: string[] = new Array<string>(1024).fill('');
const longestName = 24;

/** Text that hardly ever comes twice. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  for (let at = start; at < end; at += 1) {
    if ((bytes[at] as number) > 127) return utf8.decode(bytes.subarray(start, end));
  }
  return asciiOf(bytes, start, end);
}

/** Text out of a small set. */
export function nameOf(bytes: Uint8Array, start: number, end: number): string {
  const length = end - start;
  if (length > longestName) return textOf(bytes, start, end);
  let hash = length;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte > 127) return textOf(bytes, start, end);
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  const slot = (hash ^ (hash >>> 10)) & 1023;
  const kept = keptNames[slot] as string;
  if (kept.length === length) {
    let index = 0;
    while (index < length && kept.charCodeAt(index) === bytes[start + index]) index += 1;
    if (index === length) return kept;
  }
  const name = asciiOf(bytes, start, end);
  keptNames[slot] = name;
  return name;
}

function asciiOf(bytes: Uint8Array, start: number, end: number): string {
  return end === start ? '' : latinSlice.call(bytes, start, end);
}
