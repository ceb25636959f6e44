import type { Problems } from './problems.ts';
import type { Comment, LanguageVersion } from './tree.ts';

/** What the first `//@version=` says. */
export function readVersion(comments: readonly Comment[], problems: Problems): LanguageVersion | undefined {
  for (const comment of comments) {
    const said = comment.text.slice(2).trimStart();
    if (!said.startsWith('@version')) continue;
    const rest = said.slice('@version'.length).trimStart();
    if (!rest.startsWith('=')) continue;
    const written = rest.slice(1).trim();
    if (written === '4' || written === '5' || written === '6') return Number(written) as LanguageVersion;
    const message = `Version “${written.slice(0, 20)}” cannot be read here; versions 4, 5 and 6 can.`;
    problems.add('P143', comment.start, comment.end, message);
    return undefined;
  }
  return undefined;
}
