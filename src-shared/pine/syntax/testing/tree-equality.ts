import type { Script } from '../tree.ts';

/**
 * Where two trees differ, ranges aside, as the path of the first difference; undefined where they do not. Comments have to
 * be the same in the same order, but may stand on other lines.
 */
export function treeDifference(left: Script, right: Script): string | undefined {
  const texts = (script: Script): string[] => script.comments.map((comment) => comment.text.trim());
  return (
    difference(left.version, right.version, 'version') ??
    difference(left.body, right.body, 'body') ??
    difference(texts(left), texts(right), 'comments')
  );
}

function difference(left: unknown, right: unknown, path: string): string | undefined {
  if (Object.is(left, right)) return undefined;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return `${path}: ${String(left)} and ${String(right)}`;
  }
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  for (const name of names) {
    if (name === 'start' || name === 'end') continue;
    const found = difference(
      (left as Record<string, unknown>)[name],
      (right as Record<string, unknown>)[name],
      `${path}.${name}`,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}
