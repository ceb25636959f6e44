import type * as tree from '../syntax/tree.ts';
import type { Checking } from './checking.ts';
import { constantOf, fitTo, isMistaken, mistaken } from './expression-parts.ts';
import { checkName, findVariable } from './names.ts';
import type { Expression } from './program.ts';
import { float, isNumber, typeText } from './type-rules.ts';

/** `x[n]`: what x was n bars ago. */
export function checkHistory(checking: Checking, node: tree.Index): Expression {
  const offset = checkOffset(checking, node.offset);
  if (node.object.kind === 'index') {
    // The parser has said so.
    checking.expression(node.object);
    return mistaken(node);
  }
  if (node.object.kind === 'identifier') {
    const entry = findVariable(checking, node.object);
    if (entry !== undefined) {
      checkName(checking, node.object);
      const { variable } = entry;
      if (variable.type.kind === 'error') return mistaken(node);
      if (!mayHaveHistory(checking, node, variable)) return mistaken(node);
      variable.hasHistory = true;
      remember(checking, variable.place !== 'global');
      const result: Expression = { op: 'variable-history', variable, offset, ...placeOf(node, variable) };
      if (checking.fractional.has(variable)) checking.fractional.add(result);
      return result;
    }
  }
  const source = checking.expression(node.object);
  if (isMistaken(source)) return source;
  if (source.op === 'builtin') {
    return { op: 'builtin-history', builtin: source.builtin, offset, ...placeOf(node, source) };
  }
  if (source.op === 'constant' || source.op === 'na') return historyOfConstant(checking, node, source);
  if (!mayHaveHistory(checking, node, source)) return mistaken(node);
  if (source.op === 'field' && checking.module.version >= 6) {
    refuseField(checking, node);
    return mistaken(node);
  }
  remember(checking, true);
  if (checking.frame.conditions > 0) {
    checking.reporter.report(
      'P505',
      node,
      'This remembers only the bars on which it is evaluated. Move it to global code, keep it in a variable there, and use the variable here.',
    );
  }
  return { op: 'history', source, offset, ...placeOf(node, source) };
}

function remember(checking: Checking, isByEvaluation: boolean): void {
  if (!isByEvaluation) return;
  checking.frame.isStateless = false;
  checking.frame.keepsHistory = true;
}

function placeOf(node: tree.Node, value: Pick<Expression, 'type'>) {
  return { type: value.type, qualifier: 'series' as const, start: node.start, end: node.end };
}

function checkOffset(checking: Checking, node: tree.Expression): Expression {
  const offset = checking.expression(node);
  if (isMistaken(offset)) return offset;
  const fitted = isNumber(offset.type) ? offset : fitTo(checking, offset, float);
  if (fitted === undefined) {
    checking.reporter.report(
      'P310',
      offset,
      `The offset in brackets must be a whole number, and this is of type ${typeText(offset.type)}.`,
    );
    return mistaken(node);
  }
  const known = constantOf(fitted);
  if (typeof known === 'number' && known < 0) {
    checking.reporter.report(
      'P310',
      offset,
      'The offset in brackets counts bars into the past and cannot be negative.',
    );
  }
  return fitted;
}

function mayHaveHistory(checking: Checking, node: tree.Node, value: Pick<Expression, 'type'>): boolean {
  if (value.type.kind !== 'tuple' && value.type.kind !== 'void') return true;
  checking.reporter.report(
    'P310',
    node,
    value.type.kind === 'tuple'
      ? 'A tuple has no history. Take it apart first and use the history of its items.'
      : 'This gives no value, so that it has no history.',
  );
  return false;
}

function historyOfConstant(checking: Checking, node: tree.Index, source: Expression): Expression {
  if (checking.module.version >= 6) {
    checking.reporter.report('P310', node, 'A constant has no history: it is the same on every bar.');
  }
  return { ...source, start: node.start, end: node.end };
}

function refuseField(checking: Checking, node: tree.Index): void {
  const { object } = node;
  const fixes =
    object.kind === 'member'
      ? [
          {
            title: `Write (…[n]).${object.property.name}`,
            edits: [
              { start: object.start, end: object.start, text: '(' },
              { start: object.object.end, end: object.end, text: '' },
              { start: node.end, end: node.end, text: `).${object.property.name}` },
            ],
          },
        ]
      : [];
  checking.reporter.report(
    'P310',
    node,
    'A field has no history of its own. Take the object’s history and then the field: `(object[n]).field`.',
    fixes,
  );
}
