/**
 * What a line is put together from: texts, places where it may break, and groups that stay on one line when they fit. A
 * group that does not fit breaks at all its own places, those of its inner groups only when they do not fit either.
 */
export type Layout =
  | string
  | { readonly kind: 'sequence'; readonly parts: readonly Layout[] }
  /** A space, or nothing, when on one line. */
  | { readonly kind: 'break'; readonly flat: ' ' | '' }
  | { readonly kind: 'group'; readonly content: Layout };

export const sequence = (...parts: readonly Layout[]): Layout => ({ kind: 'sequence', parts });
export const group = (...parts: readonly Layout[]): Layout => ({
  kind: 'group',
  content: sequence(...parts),
});
export const space: Layout = { kind: 'break', flat: ' ' };
export const softBreak: Layout = { kind: 'break', flat: '' };

interface Piece {
  readonly layout: Layout;
  readonly isFlat: boolean;
  /** How many broken groups it is in. */
  readonly depth: number;
}

/**
 * The lines of a layout. Continuing lines are indented by 5 columns beyond `indent`, and 4 more in each inner group that
 * breaks: never by a multiple of 4, which would make them statements.
 */
export function layOut(layout: Layout, indent: number, width: number): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  const stack: Piece[] = [{ layout, isFlat: false, depth: 0 }];
  for (;;) {
    const piece = stack.pop();
    if (piece === undefined) break;
    const { layout: part, isFlat, depth } = piece;
    if (typeof part === 'string') line += part;
    else if (part.kind === 'sequence') {
      for (let index = part.parts.length - 1; index >= 0; index--) {
        const inner = part.parts[index];
        if (inner !== undefined) stack.push({ layout: inner, isFlat, depth });
      }
    } else if (part.kind === 'group') {
      const fitsHere = isFlat || fits(part.content, stack, width - line.length);
      stack.push({ layout: part.content, isFlat: fitsHere, depth: fitsHere ? depth : depth + 1 });
    } else if (isFlat || depth === 0) line += part.flat;
    else {
      lines.push(line.trimEnd());
      line = ' '.repeat(indent + 1 + 4 * depth);
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

/** Is there room for the content on one line, with what follows it up to the next place where the line may break? */
function fits(content: Layout, following: readonly Piece[], room: number): boolean {
  let left = room;
  const stack: { layout: Layout; isFlat: boolean }[] = [{ layout: content, isFlat: true }];
  let next = following.length - 1;
  for (;;) {
    let piece = stack.pop();
    if (piece === undefined) {
      piece = following[next];
      next--;
      if (piece === undefined) return true;
    }
    const { layout: part, isFlat } = piece;
    if (typeof part === 'string') left -= part.length;
    else if (part.kind === 'sequence') {
      for (let index = part.parts.length - 1; index >= 0; index--) {
        const inner = part.parts[index];
        if (inner !== undefined) stack.push({ layout: inner, isFlat });
      }
    } else if (part.kind === 'group') stack.push({ layout: part.content, isFlat });
    else if (isFlat) left -= part.flat.length;
    else return true;
    if (left < 0) return false;
  }
}
