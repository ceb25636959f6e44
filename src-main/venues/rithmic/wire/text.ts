/*
 * Text of messages. Names come again and again (symbols, exchanges, accounts), so the last ones seen are kept and given out
 * again: that costs a comparison of a few bytes instead of a new string. Bytes that are no UTF-8 become U+FFFD: an odd byte in
 * a sentence of the venue must not cost us the fill that it came with.
 */

type LatinSlice = (this: Uint8Array, start: number, end: number) => string;
const latinSlice = (Buffer.prototype as unknown as { readonly latin1Slice: LatinSlice }).latin1Slice;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
/** Takes bytes as reading them gives them; those that are asked for are always there. */
const textFrom = String.fromCharCode as (...bytes: readonly (number | undefined)[]) => string;

const keptNames: string[] = new Array<string>(2048).fill('');
const longestName = 32;

/** Text that hardly ever comes twice. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  let all = 0;
  for (let at = start; at < end; at += 1) all |= bytes[at] as number;
  return all > 127 ? utf8.decode(bytes.subarray(start, end)) : asciiOf(bytes, start, end);
}

/** Text out of a small set. What is kept is ASCII, so bytes that agree with it are. */
export function nameOf(bytes: Uint8Array, start: number, end: number): string {
  const length = end - start;
  if (length === 0 || length > longestName) return textOf(bytes, start, end);
  const first = bytes[start] as number;
  const middle = bytes[start + (length >> 1)] as number;
  const second = bytes[length > 1 ? end - 2 : start] as number;
  const last = bytes[end - 1] as number;
  const slot = (length + first * 7 + middle * 31 + second * 131 + last * 521) & 2047;
  const kept = keptNames[slot] as string;
  if (kept.length === length) {
    let index = 0;
    while (index < length && kept.charCodeAt(index) === bytes[start + index]) index += 1;
    if (index === length) return kept;
  }
  const name = textOf(bytes, start, end);
  if (name.length === length) keptNames[slot] = name;
  return name;
}

/** Short text is made of its bytes at once, which takes half the time of a call out of JavaScript. */
function asciiOf(bytes: Uint8Array, start: number, end: number): string {
  const length = end - start;
  if (length > 16) return latinSlice.call(bytes, start, end);
  return length > 8
    ? upToEight(bytes, start, 8) + upToEight(bytes, start + 8, length - 8)
    : upToEight(bytes, start, length);
}

function upToEight(b: Uint8Array, at: number, length: number): string {
  switch (length) {
    case 0:
      return '';
    case 1:
      return textFrom(b[at]);
    case 2:
      return textFrom(b[at], b[at + 1]);
    case 3:
      return textFrom(b[at], b[at + 1], b[at + 2]);
    case 4:
      return textFrom(b[at], b[at + 1], b[at + 2], b[at + 3]);
    case 5:
      return textFrom(b[at], b[at + 1], b[at + 2], b[at + 3], b[at + 4]);
    case 6:
      return textFrom(b[at], b[at + 1], b[at + 2], b[at + 3], b[at + 4], b[at + 5]);
    case 7:
      return textFrom(b[at], b[at + 1], b[at + 2], b[at + 3], b[at + 4], b[at + 5], b[at + 6]);
    default:
      return textFrom(b[at], b[at + 1], b[at + 2], b[at + 3], b[at + 4], b[at + 5], b[at + 6], b[at + 7]);
  }
}
