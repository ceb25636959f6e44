import { plainName } from '../../builtins/catalogue.ts';
import { readSignature } from '../../builtins/signature.ts';
import { renamedParameters } from '../../check/version4-names.ts';
import type { Call } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import { walkExpressions } from '../walk.ts';
import type { Rewriter } from './rewriter.ts';

/** Calls that become something else than a call by another name. */
export const rewrittenCalls: ReadonlySet<string> = new Set(['iff', 'offset', 'input']);

/** Built-ins by their names of today, and their parameters too. */
export function convertNames(analysis: Analysis, rewriter: Rewriter): void {
  const { text, symbols } = analysis;
  for (const { start, end, symbol } of symbols.references) {
    if (symbol.builtin === undefined) continue;
    const path = /(?:[A-Za-z_]\w*\s*\.\s*)*$/.exec(text.slice(Math.max(0, start - 120), start))?.[0] ?? '';
    const written = `${path}${text.slice(start, end)}`.replaceAll(/\s/g, '');
    const name = plainName(symbol.builtin.name);
    // `f().push(1)`: the object is no plain name.
    const isMember = path === '' && /\.\s*$/.test(text.slice(Math.max(0, start - 120), start));
    if (isMember && isMethodCall(`.${written}`, name)) continue;
    if (written === name || rewrittenCalls.has(written) || isMethodCall(written, name)) continue;
    rewriter.replace({ start: start - path.length, end }, name);
    rewriter.tell({ start, end }, `\`${written}\` is called \`${name}\` now.`);
  }
  walkExpressions(analysis.parsed.script, (node) => {
    if (node.kind === 'call') convertParameters(analysis, node, rewriter);
  });
}

/** `a.push(1)`: the last words agree, and what stands before is an object. */
function isMethodCall(written: string, name: string): boolean {
  return written.includes('.') && written.split('.').at(-1) === name.split('.').at(-1);
}

function convertParameters(analysis: Analysis, call: Call, rewriter: Rewriter): void {
  const builtin = builtinOf(analysis, call);
  if (builtin === undefined || rewrittenCalls.has(calleeText(analysis, call))) return;
  const names = builtin.signatures.map((text) => readSignature(text).parameters.map(({ name }) => name));
  for (const [position, { name }] of call.arguments.entries()) {
    if (name === undefined || names.some((list) => list.includes(name.name))) continue;
    if (name.name === 'transp' || name.name === 'when') continue;
    const today = renamedParameters[name.name] ?? names[0]?.[position];
    if (today === undefined || !names.some((list) => list.includes(today))) continue;
    rewriter.replace(name, today);
    rewriter.tell(name, `The parameter \`${name.name}\` is called \`${today}\` now.`);
  }
}

export function calleeText(analysis: Analysis, { callee }: Call): string {
  return analysis.text.slice(callee.start, callee.end).replaceAll(/\s/g, '');
}

/** The built-in function that a call calls. */
export function builtinOf(analysis: Analysis, { callee }: Call) {
  const word = callee.kind === 'member' ? callee.property : callee;
  const builtin = analysis.symbols.symbolAt(word.start)?.symbol.builtin;
  return builtin?.kind === 'function' ? builtin : undefined;
}
