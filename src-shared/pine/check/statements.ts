import type * as tree from '../syntax/tree.ts';
import { checkAssignment } from './assignments.ts';
import { hintIdle, isStructure } from './blocks.ts';
import type { Checking } from './checking.ts';
import { isMistaken } from './expression-parts.ts';
import { checkFieldDefaults } from './modules.ts';
import type { Statement } from './program.ts';
import { checkTuple, checkVariable } from './variable-declarations.ts';

/** Adds what a statement does to `into`; what only declares was dealt with when the module was opened. */
export function checkStatement(checking: Checking, node: tree.Statement, into: Statement[]): void {
  switch (node.kind) {
    case 'variable':
      checkVariable(checking, node, into);
      break;
    case 'tuple-declaration':
      checkTuple(checking, node, into);
      break;
    case 'assignment':
      checkAssignment(checking, node, into);
      break;
    case 'expression-statement':
      checkExpressionStatement(checking, node, into);
      break;
    case 'break':
    case 'continue':
      if (checking.frame.loops > 0) into.push({ op: node.kind, start: node.start, end: node.end });
      else checking.reporter.report('P511', node, `\`${node.kind}\` can only stand in a loop.`);
      break;
    case 'function':
    case 'type':
    case 'enum':
    case 'import':
      if (checking.frame.blocks > 0 || checking.frame.overload !== undefined) {
        const what = { function: 'Functions', type: 'Types', enum: 'Enums', import: 'Imports' }[node.kind];
        checking.reporter.report('P512', node, `${what} can only be declared in global code.`);
      } else if (node.kind === 'type') {
        checkFieldDefaults(checking, node);
      }
      break;
    case 'broken':
      break;
  }
}

function checkExpressionStatement(
  checking: Checking,
  node: tree.ExpressionStatement,
  into: Statement[],
): void {
  const { expression } = node;
  const value = isStructure(expression)
    ? checking.structure(expression, 'none')
    : checking.expression(expression);
  if (isMistaken(value)) return;
  hintIdle(checking, node, value);
  const isDeclaration = value.op === 'constant' || value.op === 'na';
  if (!isDeclaration) into.push({ op: 'evaluate', value, start: node.start, end: node.end });
}
