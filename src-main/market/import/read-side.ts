/**
 * Which side started a trade: 1 buying, -1 selling, 0 unknown, NaN for a word that is none of these. `true` and `false`
 * are Binance's “the buyer was the maker”, so true means that a seller started it.
 */
export function readSide(text: string): number {
  switch (text.toLowerCase()) {
    case 'buy':
    case 'b':
    case 'bid':
    case 'false':
    case '1':
      return 1;
    case 'sell':
    case 's':
    case 'ask':
    case 'true':
    case '-1':
      return -1;
    case 'unknown':
    case 'n':
    case '0':
      return 0;
    default:
      return Number.NaN;
  }
}
