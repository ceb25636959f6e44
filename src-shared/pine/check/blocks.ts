import type * as tree from '../syntax/tree.ts';
import type { Checking, Wanted } from './checking.ts';
import { constantOf, isMistaken, withoutBranchValues } from './expression-parts.ts';
import type { Block, Expression, Statement } from './program.ts';
import { Scope } from './scope.ts';
import { finishScope } from './unused.ts';

/** A block with a scope of its own; `prepare` declares what its header names. */
export function checkBlock(
  checking: Checking,
  node: tree.Block,
  wanted: Wanted,
  prepare?: () => void,
): Block {
  const outer = checking.scope;
  checking.scope = new Scope(outer);
  checking.frame.blocks += 1;
  prepare?.();
  const block = checkStatements(checking, node.statements, wanted);
  finishScope(checking, checking.scope);
  checking.symbols.scope(node, checking.scope.symbols());
  checking.frame.blocks -= 1;
  checking.scope = outer;
  return block;
}

export function checkStatements(checking: Checking, nodes: readonly tree.Statement[], wanted: Wanted): Block {
  const statements: Statement[] = [];
  let value: Expression | undefined;
  for (const [index, node] of nodes.entries()) {
    const isLast = index === nodes.length - 1;
    if (!isLast && checking.frame.loops > 0 && (node.kind === 'break' || node.kind === 'continue')) {
      const next = nodes[index + 1];
      if (next !== undefined) {
        checking.reporter.report('P509', next, `Nothing behind \`${node.kind}\` is ever reached.`);
      }
    }
    if (isLast && wanted !== 'none') value = checkLast(checking, node, wanted, statements);
    else checking.statement(node, statements);
  }
  return { statements, value };
}

/** The last statement of a block whose value is asked for. */
function checkLast(
  checking: Checking,
  node: tree.Statement,
  wanted: Wanted,
  into: Statement[],
): Expression | undefined {
  if (node.kind === 'expression-statement') {
    const { expression } = node;
    const value = isStructure(expression)
      ? checking.structure(expression, wanted)
      : checking.expression(expression);
    if (value.type.kind !== 'void') return value;
    into.push({ op: 'evaluate', value: withoutBranchValues(value), start: node.start, end: node.end });
    return undefined;
  }
  checking.statement(node, into);
  const last = into.at(-1);
  if (last === undefined) return undefined;
  if (
    (last.op === 'declare' && node.kind === 'variable') ||
    (last.op === 'assign' && node.kind === 'assignment')
  ) {
    const { variable } = last;
    if (variable.type.kind === 'error') return { ...last.value, type: variable.type };
    return {
      op: 'variable',
      variable,
      type: variable.type,
      qualifier: variable.qualifier,
      start: node.start,
      end: node.end,
    };
  }
  return undefined;
}

export function isStructure(
  node: tree.Expression,
): node is tree.If | tree.Switch | tree.For | tree.ForIn | tree.While {
  return (
    node.kind === 'if' ||
    node.kind === 'switch' ||
    node.kind === 'for' ||
    node.kind === 'for-in' ||
    node.kind === 'while'
  );
}

/** A value that nobody takes does nothing, unless it is a call. */
export function hintIdle(checking: Checking, node: tree.Statement, value: Expression): void {
  const isIdle =
    value.op === 'variable' ||
    value.op === 'compare' ||
    value.op === 'arithmetic' ||
    value.op === 'builtin' ||
    (constantOf(value) !== undefined && !isMistaken(value) && value.type.kind !== 'void');
  if (isIdle) checking.reporter.report('P517', node, 'This value is not used: the statement does nothing.');
}
