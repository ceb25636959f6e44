import type { Reader } from './reader.ts';

/**
 * Reads lines of one indentation, that of the first, until one is indented less than `least`. A line indented more than the
 * others is read too, and told once.
 */
export function readLines(reader: Reader, least: number, readLine: () => void): void {
  const outer = { indent: reader.indent, isHeader: reader.isHeader, depth: reader.depth };
  reader.isHeader = false;
  reader.depth = 0;
  let column = reader.token.indent;
  let stray = -1;
  let height = 0;
  let wasLost = false;
  while (reader.token.kind !== 'end' && reader.token.indent >= least) {
    const { token, index } = reader;
    const { indent } = token;
    if (indent < column) {
      if (least > 0) break;
      column = indent;
    }
    reader.indent = indent;
    reader.lineStart = index;
    reader.isLost = false;
    if (indent === column) stray = -1;
    else {
      if (indent !== stray && !wasLost) {
        const message = 'This line is indented, but nothing above it opens a block.';
        reader.problems.add('P121', token.start, token.end, message);
      }
      stray = indent;
    }
    reader.height = 1;
    readLine();
    if (!reader.isAtLineEnd) {
      reader.unexpected();
      reader.skipLine();
    }
    height = Math.max(height, reader.height);
    wasLost = reader.isLost || (wasLost && indent > column);
  }
  Object.assign(reader, outer);
  reader.isLost = false;
  reader.height = height;
}
