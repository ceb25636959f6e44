/** What a source says of itself at a glance, without being parsed: lists show it, and nothing depends on it. */
export interface SourceDescription {
  readonly kind: 'indicator' | 'strategy' | 'library' | 'unknown';
  readonly title: string;
  readonly description: string;
}

const declaration = /^(indicator|strategy|library|study)\s{0,20}\(/;
const longestTitle = 200;
const longestDescription = 500;
const linesLookedAt = 2000;

/** In one pass over the first lines. */
export function describeSource(source: string): SourceDescription {
  let description = '';
  const lines = source.split(/\r?\n/, linesLookedAt);
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('//@description')) {
      description = seen(line.slice('//@description'.length)).slice(0, longestDescription);
      continue;
    }
    const found = declaration.exec(line);
    if (found === null) continue;
    const kind = found[1] === 'study' ? 'indicator' : (found[1] as 'indicator' | 'strategy' | 'library');
    const call = lines
      .slice(index, index + 20)
      .join('\n')
      .slice(found[0].length, 4000);
    return { kind, title: seen(titleIn(call)).slice(0, longestTitle), description };
  }
  return { kind: 'unknown', title: '', description };
}

/** The first text of the call, which is the title however it was named; escapes are left out. */
function titleIn(call: string): string {
  const start = /["']/.exec(call);
  if (start === null) return '';
  const from = start.index + 1;
  let text = '';
  for (let at = from; at < call.length; at += 1) {
    const character = call[at] as string;
    if (character === start[0] || character === '\n') break;
    if (character === '\\') at += 1;
    text += call[at] ?? '';
  }
  return text;
}

/** Only characters that can be seen. */
function seen(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, '').trim();
}
