import { keywords } from '../../../../src-shared/pine/syntax/token.ts';

export type PieceTone = 'plain' | 'keyword' | 'text' | 'number' | 'comment' | 'call';

export interface CodePiece {
  readonly text: string;
  readonly tone: PieceTone;
}

const words = new Set<string>([...keywords, 'export', 'import', 'as', 'method', 'type', 'enum']);
const constants = new Set(['true', 'false', 'na']);
const piece =
  /(?<comment>\/\/.*$)|(?<text>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|(?<number>#[0-9a-fA-F]{6,8}\b|\b\d+\.?\d*(?:[eE][-+]?\d+)?)|(?<word>[a-zA-Z_]\w*)(?<call>\s*\()?|[\s\S]/g;

/** One line of a script with its colours, for where there is no editor. All pieces together are the line. */
export function codePieces(line: string): readonly CodePiece[] {
  const pieces: CodePiece[] = [];
  const add = (text: string, tone: PieceTone) => {
    const last = pieces.at(-1);
    if (last?.tone === tone) pieces[pieces.length - 1] = { text: last.text + text, tone };
    else if (text !== '') pieces.push({ text, tone });
  };
  for (const { 0: whole, groups = {} } of line.matchAll(piece)) {
    const { comment, text, number, word, call = '' } = groups;
    if (comment !== undefined) add(comment, 'comment');
    else if (text !== undefined) add(text, 'text');
    else if (number !== undefined) add(number, 'number');
    else if (word === undefined) add(whole, 'plain');
    else {
      const isWord = words.has(word);
      add(word, isWord ? 'keyword' : constants.has(word) ? 'number' : call === '' ? 'plain' : 'call');
      add(call, 'plain');
    }
  }
  return pieces;
}
