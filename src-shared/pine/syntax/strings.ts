import { isLineEnd } from './characters.ts';
import type { Problems } from './problems.ts';

const longest = 40_960;

/** Opening quotes as word processors set them, and what may close them. */
const closers: Readonly<Record<string, string>> = {
  '“': '”“"',
  '”': '”"',
  '„': '“”"',
  '‟': '”"',
  '‘': "’‘'",
  '’': "’'",
  '‚': "‘’'",
  '‛': "’'",
};

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '"': '"', "'": "'", '\\': '\\' };

/** Reads the text in quotes that begins at `start`. One that is not closed ends with its line. */
export function scanString(
  text: string,
  start: number,
  problems: Problems,
): { readonly end: number; readonly value: string } {
  const quote = text.charAt(start);
  const closing = closers[quote] ?? quote;
  let value = '';
  let copied = start + 1;
  let position = start + 1;
  for (;;) {
    if (position >= text.length || isLineEnd(text.charCodeAt(position))) {
      problems.add(
        'P102',
        start,
        position,
        `The text that begins with ${quote} has no closing quote on its line.`,
      );
      return { end: position, value: value + text.slice(copied, position) };
    }
    const character = text.charAt(position);
    if (closing.includes(character)) break;
    if (character === '\\') {
      const next = text.charAt(position + 1);
      if (next === '' || isLineEnd(next.charCodeAt(0))) {
        position++;
        continue;
      }
      value += text.slice(copied, position) + (escapes[next] ?? next);
      if (escapes[next] === undefined) {
        const message = `The backslash before “${next}” does nothing; write \\\\ for a backslash.`;
        problems.add('P103', position, position + 2, message, {
          title: 'Write \\\\',
          edits: [{ start: position, end: position + 1, text: '\\\\' }],
        });
      }
      position += 2;
      copied = position;
    } else position++;
  }
  value += text.slice(copied, position);
  const end = position + 1;
  if (closers[quote] !== undefined) {
    const plain = '‘’‚‛'.includes(quote) ? "'" : '"';
    problems.add('P106', start, end, 'Texts are put in plain quotes, not in typographic ones.', {
      title: `Write ${plain}`,
      edits: [
        { start, end: start + 1, text: plain },
        { start: position, end, text: plain },
      ],
    });
  } else if (value.length > longest) {
    problems.add('P109', start, end, 'Texts have at most 40,960 characters.');
  }
  return { end, value };
}
