import { isLineEnd } from './characters.ts';
import type { Annotation, Comment } from './tree.ts';

/** Words that say something about the whole script or fold lines in the editor. */
const notAttached: ReadonlySet<string> = new Set(['version', 'description', 'strategy_alert_message']);

/** The annotations among the comments of whole lines between two offsets that nothing but comments stands between. */
export function readAnnotations(
  text: string,
  comments: readonly Comment[],
  from: number,
  to: number,
): readonly Annotation[] {
  const annotations: Annotation[] = [];
  let open: { name: string; text: string; start: number; end: number } | undefined;
  const close = (): void => {
    if (open !== undefined && !notAttached.has(open.name)) annotations.push(open);
    open = undefined;
  };
  for (let index = firstAtOrAfter(comments, from); index < comments.length; index++) {
    const comment = comments[index];
    if (comment === undefined || comment.start >= to) break;
    if (!comment.isOwnLine) continue;
    const begun = beginAnnotation(comment);
    if (begun !== undefined) {
      close();
      open = begun;
    } else if (
      open !== undefined &&
      !comment.text.startsWith('//#') &&
      isNextLine(text, open.end, comment.start)
    ) {
      const more = comment.text.slice(2).trim();
      open.text = open.text === '' ? more : `${open.text}\n${more}`;
      open.end = comment.end;
    } else close();
  }
  close();
  return annotations;
}

function beginAnnotation(
  comment: Comment,
): { name: string; text: string; start: number; end: number } | undefined {
  const said = comment.text.slice(2).trimStart();
  if (!said.startsWith('@')) return undefined;
  let end = 1;
  while (end < said.length && /[A-Za-z_]/.test(said.charAt(end))) end++;
  if (end === 1) return undefined;
  return { name: said.slice(1, end), text: said.slice(end).trim(), start: comment.start, end: comment.end };
}

/** One line end and no empty line between the offsets. */
function isNextLine(text: string, from: number, to: number): boolean {
  let lines = 0;
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index);
    if (!isLineEnd(code)) continue;
    if (code === 10 && text.charCodeAt(index - 1) === 13) continue;
    lines++;
  }
  return lines === 1;
}

/** By halving, since the comments are in order. */
export function firstAtOrAfter(comments: readonly Comment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((comments[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
