import type { Binary, Conditional, Expression, StringLiteral } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import { walk, walkExpressions } from '../walk.ts';
import type { Rewriter } from './rewriter.ts';

/** What is written the same and means something else since version 6. */
export function convertMeaning(analysis: Analysis, rewriter: Rewriter, notes: Rewriter): void {
  walk(analysis.parsed.script, {
    statement(node) {
      if (node.kind !== 'variable' || node.type?.name[0]?.name !== 'bool') return;
      if (node.value.kind !== 'identifier' || node.value.name !== 'na') return;
      rewriter.replace(node.value, 'false');
      rewriter.tell(node, 'A bool cannot be na since version 6; false takes its place.');
    },
    expression(node) {
      if (node.kind === 'conditional') convertMissingBool(analysis, node, rewriter);
      if (node.kind !== 'binary') return;
      if (node.operator === '/') convertDivision(analysis, node, rewriter);
      if (node.operator === '==' || node.operator === '!=') convertTimeframe(analysis, node, rewriter);
      if (node.operator === 'and' || node.operator === 'or') noteLaziness(analysis, node, notes);
    },
  });
}

/** `a ? true : na`: what was neither is false now. */
function convertMissingBool(analysis: Analysis, node: Conditional, rewriter: Rewriter): void {
  for (const [one, other] of [
    [node.consequent, node.alternate],
    [node.alternate, node.consequent],
  ] as const) {
    if (one.kind !== 'identifier' || one.name !== 'na' || !isBool(analysis, other)) continue;
    rewriter.replace(one, 'false');
    rewriter.tell(one, 'A bool cannot be na since version 6; false takes its place.');
  }
}

function isBool(analysis: Analysis, node: Expression): boolean {
  switch (node.kind) {
    case 'boolean':
      return true;
    case 'group':
      return isBool(analysis, node.expression);
    case 'unary':
      return node.operator === 'not';
    case 'binary':
      return ['and', 'or', '==', '!=', '<', '<=', '>', '>='].includes(node.operator);
    case 'identifier':
      return analysis.symbols.symbolAt(node.start)?.symbol.typed?.type.kind === 'bool';
    default:
      return false;
  }
}

/** Two constant ints divided as ints. */
function convertDivision(analysis: Analysis, node: Binary, rewriter: Rewriter): void {
  if (!isConstantInt(analysis, node.left) || !isConstantInt(analysis, node.right)) return;
  if (node.left.kind === 'number' && node.right.kind === 'number' && node.left.value % node.right.value === 0)
    return;
  rewriter.insert(node.start, 'int(');
  rewriter.insert(node.end, ')');
  rewriter.tell(node, 'The quotient of two constant ints had no fraction; int() keeps it so.');
}

function isConstantInt(analysis: Analysis, node: Expression): boolean {
  switch (node.kind) {
    case 'number':
      return !node.isFloat;
    case 'group':
      return isConstantInt(analysis, node.expression);
    case 'unary':
      return isConstantInt(analysis, node.operand);
    case 'binary':
      return isConstantInt(analysis, node.left) && isConstantInt(analysis, node.right);
    case 'identifier': {
      const typed = analysis.symbols.symbolAt(node.start)?.symbol.typed;
      return typed?.qualifier === 'const' && typed.type.kind === 'int';
    }
    default:
      return false;
  }
}

const timeframes: Readonly<Record<string, string>> = { D: '1D', W: '1W', M: '1M' };

/** `timeframe.period == "D"`: it always has its number now. */
function convertTimeframe(analysis: Analysis, { left, right }: Binary, rewriter: Rewriter): void {
  const isPeriod = (node: Expression) =>
    node.kind !== 'string' && /^(timeframe\s*\.\s*)?period$/.test(analysis.text.slice(node.start, node.end));
  const literal: StringLiteral | undefined =
    left.kind === 'string' && isPeriod(right)
      ? left
      : right.kind === 'string' && isPeriod(left)
        ? right
        : undefined;
  const today = literal === undefined ? undefined : timeframes[literal.value];
  if (literal === undefined || today === undefined) return;
  rewriter.replace(literal, `${literal.quote}${today}${literal.quote}`);
  rewriter.tell(literal, `\`timeframe.period\` is "${today}" where it was "${literal.value}".`);
}

/** The right side may be left out now: what remembers bars there misses some. */
function noteLaziness(analysis: Analysis, node: Binary, notes: Rewriter): void {
  const names: string[] = [];
  walkExpressions(
    {
      ...analysis.parsed.script,
      body: [{ kind: 'expression-statement', expression: node.right, start: node.start, end: node.end }],
    },
    (part) => {
      if (part.kind !== 'call') return;
      const word = part.callee.kind === 'member' ? part.callee.property : part.callee;
      const builtin = analysis.symbols.symbolAt(word.start)?.symbol.builtin;
      if (builtin?.kind === 'function' && builtin.implementation.kind === 'state') names.push(builtin.name);
    },
  );
  const [name] = names;
  if (name === undefined) return;
  notes.tell(
    node.right,
    `\`${name}\` is called only on bars where the left side of \`${node.operator}\` does not decide. Give its result a name of its own if it has to see every bar.`,
  );
}
