const wordStart = 1;
const digit = 2;
const hexDigit = 4;

/** What each ASCII character may be part of. */
const classes = new Uint8Array(128);
const mark = (characters: string, value: number): void => {
  for (let index = 0; index < characters.length; index++) {
    const code = characters.charCodeAt(index);
    classes[code] = (classes[code] ?? 0) | value;
  }
};
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_', wordStart);
mark('0123456789', digit);
mark('0123456789ABCDEFabcdef', hexDigit);

const classOf = (code: number): number => (code < 128 ? (classes[code] ?? 0) : 0);
export const isWordStart = (code: number): boolean => (classOf(code) & wordStart) !== 0;
export const isWordPart = (code: number): boolean => (classOf(code) & (wordStart | digit)) !== 0;
export const isDigit = (code: number): boolean => (classOf(code) & digit) !== 0;
export const isHexDigit = (code: number): boolean => (classOf(code) & hexDigit) !== 0;

export const isLineEnd = (code: number): boolean => code === 10 || code === 13;

/** How many columns a character of white space indents by; −1 when it is none. */
export function spaceWidth(code: number): number {
  if (code === 32) return 1;
  if (code === 9) return 4;
  // Vertical tab, form feed, byte order mark, zero-width spaces and joiners.
  if (code === 11 || code === 12 || code === 0xfeff || (code >= 0x200b && code <= 0x200d)) return 0;
  if (code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a)) return 1;
  if (code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000) return 1;
  return -1;
}

const letter = /^[\p{L}\p{M}\p{N}]$/u;
/** A letter or digit beyond ASCII: not allowed in names, but meant as part of one. */
export const isForeignLetter = (codePoint: number): boolean =>
  codePoint >= 128 && letter.test(String.fromCodePoint(codePoint));
