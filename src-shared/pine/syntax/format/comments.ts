import { isLineEnd, spaceWidth } from '../characters.ts';
import type { Comment } from '../tree.ts';

/** The comments of a text in their order, each handed out once, and where they stand. */
export class Comments {
  private readonly text: string;
  private readonly all: readonly Comment[];
  private next = 0;

  constructor(text: string, all: readonly Comment[]) {
    this.text = text;
    this.all = all;
  }

  /** The next one, if it begins before the offset. */
  peek(before: number): Comment | undefined {
    const comment = this.all[this.next];
    return comment !== undefined && comment.start < before ? comment : undefined;
  }

  take(): void {
    this.next++;
  }

  /** Where what comes next on the way from an offset begins, space and comments passed over. */
  skip(from: number): number {
    let at = from;
    let index = this.next;
    for (;;) {
      while (at < this.text.length && isBlank(this.text.charCodeAt(at))) at++;
      while ((this.all[index]?.start ?? Infinity) < at) index++;
      const comment = this.all[index];
      if (comment === undefined || comment.start !== at) return at;
      at = comment.end;
    }
  }

  /** The same backwards: where what stands before an offset ends. */
  skipBack(from: number): number {
    let at = from;
    let index = this.all.length;
    for (let low = 0; low < index; ) {
      const middle = (low + index) >>> 1;
      if ((this.all[middle]?.start ?? 0) < from) low = middle + 1;
      else index = middle;
    }
    index--;
    for (;;) {
      while (at > 0 && isBlank(this.text.charCodeAt(at - 1))) at--;
      const comment = this.all[index];
      // A comment may end in space, which has just been passed over.
      if (comment === undefined || at > comment.end || at <= comment.start) return at;
      at = comment.start;
      index--;
    }
  }

  /** Empty lines directly above an offset, or above the line it stands on. */
  emptyLinesBefore(offset: number): number {
    let lines = 0;
    for (let at = offset - 1; at >= 0; at--) {
      const code = this.text.charCodeAt(at);
      if (isLineEnd(code)) {
        if (code === 13 && this.text.charCodeAt(at + 1) === 10) continue;
        lines++;
      } else if (spaceWidth(code) < 0) break;
    }
    return Math.max(0, lines - 1);
  }

  columnOf(offset: number): number {
    let start = offset;
    while (start > 0 && !isLineEnd(this.text.charCodeAt(start - 1))) start--;
    let column = 0;
    for (let at = start; at < offset; at++) column += Math.max(0, spaceWidth(this.text.charCodeAt(at)));
    return column;
  }

  isOneLine(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (isLineEnd(this.text.charCodeAt(at))) return false;
    return true;
  }
}

const isBlank = (code: number): boolean => isLineEnd(code) || spaceWidth(code) >= 0;
