import type { TextEdit } from '../diagnostic.ts';
import { changeBetween } from './known-symbols.ts';

/** The text after all edits; of two that overlap the later one is left out. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of inOrder(edits)) {
    if (edit.start < at) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Where a place is after the edits, none of which it is inside of. */
export function movedPlace(offset: number, edits: readonly TextEdit[]): number {
  let moved = offset;
  for (const { start, end, text } of edits) if (end <= offset) moved += text.length - (end - start);
  return moved;
}

/** The one edit that makes a text another; none where they are the same. */
export function editTo(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const { start, end, newEnd } = changeBetween(before, after);
  return [{ start, end, text: after.slice(start, newEnd) }];
}

/** By place; insertions at one place keep their order. */
function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
