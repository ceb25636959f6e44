/** A whole number that may have lost digits in `JSON.parse`. */
const longInteger = /("(?:[^"\\]|\\.)*")|(?<![\d.eE+-])(-?\d{16,})(?![\d.eE])/g;

/**
 * `JSON.parse` that keeps every digit of an id (W3): whole numbers beyond 2^53 come back as strings. Prices
 * and sizes are strings in Binance's messages already.
 * @throws SyntaxError as `JSON.parse` does.
 */
export function parseLossless(text: string): unknown {
  const hasLong = /[:,[\s]-?\d{16}/.test(text);
  return JSON.parse(
    hasLong
      ? text.replace(longInteger, (whole, quoted?: string) =>
          quoted !== undefined || Number.isSafeInteger(Number(whole)) ? whole : `"${whole}"`,
        )
      : text,
  );
}
