import type { Block, Expression, Node, Statement } from '../syntax/tree.ts';
import type { Analysis } from './analysis.ts';
import { walk } from './walk.ts';

export interface FoldingRange {
  /** Lines from 1, both included. */
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'block' | 'comment' | 'region' | 'imports';
}

/** What can be folded away: blocks, long calls, runs of comments, `//#region` … `//#endregion`, imports. */
export function foldingRanges(analysis: Analysis): readonly FoldingRange[] {
  const { lines, parsed, text } = analysis;
  const ranges: FoldingRange[] = [];
  const lineOf = (offset: number) => lines.positionOf(offset).line;
  const add = (startLine: number, endLine: number, kind: FoldingRange['kind']) => {
    if (endLine > startLine) ranges.push({ startLine, endLine, kind });
  };
  const addNode = ({ start, end }: Node) => add(lineOf(start), lineOf(lastOf(text, start, end)), 'block');
  const addBlock = (header: number, block: Block) =>
    add(lineOf(header), lineOf(lastOf(text, block.start, block.end)), 'block');
  walk(parsed.script, {
    statement(node: Statement) {
      if (node.kind === 'function' || node.kind === 'type' || node.kind === 'enum') addNode(node);
    },
    expression(node: Expression) {
      if (node.kind === 'if') {
        addBlock(node.start, node.consequent);
        if (node.alternate?.kind === 'block')
          addBlock(elseBefore(text, node.alternate.start), node.alternate);
      } else if (node.kind === 'switch') {
        addNode(node);
        for (const arm of node.arms) addNode(arm);
      } else if (
        node.kind === 'for' ||
        node.kind === 'for-in' ||
        node.kind === 'while' ||
        node.kind === 'call'
      )
        addNode(node);
    },
  });
  addComments(analysis, lineOf, add);
  const imports = parsed.script.body.filter((node) => node.kind === 'import');
  const [first] = imports;
  const last = imports.at(-1);
  if (first !== undefined && last !== undefined) add(lineOf(first.start), lineOf(last.start), 'imports');
  return unique(ranges);
}

type Add = (startLine: number, endLine: number, kind: FoldingRange['kind']) => void;

function addComments({ parsed }: Analysis, lineOf: (offset: number) => number, add: Add): void {
  const regions: number[] = [];
  let run: { first: number; last: number } | undefined;
  const close = () => {
    if (run !== undefined) add(run.first, run.last, 'comment');
    run = undefined;
  };
  for (const comment of parsed.script.comments) {
    if (!comment.isOwnLine) continue;
    const line = lineOf(comment.start);
    const region = /^\/\/\s*#(region|endregion)\b/.exec(comment.text)?.[1];
    if (region !== undefined) {
      close();
      if (region === 'region') regions.push(line);
      else {
        const opened = regions.pop();
        if (opened !== undefined) add(opened, line, 'region');
      }
    } else if (run !== undefined && line === run.last + 1) run.last = line;
    else {
      close();
      run = { first: line, last: line };
    }
  }
  close();
}

/** Ends of nodes may lie behind the line's end. */
function lastOf(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text.charAt(at - 1))) at -= 1;
  return at;
}

const elseBefore = (text: string, offset: number): number => Math.max(0, text.lastIndexOf('else', offset));

/** One for each first line: the longest. */
function unique(ranges: readonly FoldingRange[]): FoldingRange[] {
  const byLine = new Map<number, FoldingRange>();
  for (const range of ranges) {
    const known = byLine.get(range.startLine);
    if (known === undefined || known.endLine < range.endLine) byLine.set(range.startLine, range);
  }
  return [...byLine.values()].sort((a, b) => a.startLine - b.startLine);
}
