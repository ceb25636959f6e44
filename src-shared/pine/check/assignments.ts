import type * as tree from '../syntax/tree.ts';
import type { Checking } from './checking.ts';
import { nearestName } from './did-you-mean.ts';
import { fitTo, isMistaken } from './expression-parts.ts';
import { findVariable, reportUnknown } from './names.ts';
import { chartPointFields, findField } from './objects.ts';
import { combine } from './operators.ts';
import type { Expression, Statement } from './program.ts';
import { replacing } from './reporter.ts';
import type { VariableEntry } from './scope.ts';
import { errorType, typeText } from './type-rules.ts';
import { casting } from './variable-declarations.ts';

export function checkAssignment(checking: Checking, node: tree.Assignment, into: Statement[]): void {
  const { target } = node;
  if (target.kind === 'identifier') {
    assignVariable(checking, node, target, into);
  } else if (target.kind === 'member') {
    assignField(checking, node, target, into);
  } else {
    checking.expression(node.value);
    if (target.kind === 'missing') return;
    checking.expression(target);
    checking.reporter.report('P208', target, 'Only a variable or a field of an object can be assigned to.');
  }
}

function assignVariable(
  checking: Checking,
  node: tree.Assignment,
  target: tree.Identifier,
  into: Statement[],
): void {
  const entry = findVariable(checking, target);
  if (entry === undefined) {
    checking.expression(node.value);
    reportUndeclared(checking, node, target);
    return;
  }
  checking.symbols.refer(target, entry.symbol, 'written');
  const { variable } = entry;
  const given = checking.expression(node.value);
  const isAllowed = mayAssign(checking, target, entry);
  const value = compound(checking, node, given, {
    op: 'variable',
    variable,
    type: variable.type,
    qualifier: variable.qualifier,
    start: target.start,
    end: target.end,
  });
  if (!isAllowed || isMistaken(value) || variable.type.kind === 'error') return;
  const fitted = fitAssigned(
    checking,
    value,
    variable.type,
    variable.name,
    checking.fractional.has(variable),
  );
  if (fitted === undefined) return;
  if (variable.type.kind === 'int' && (fitted.type.kind === 'float' || checking.fractional.has(fitted))) {
    checking.fractional.add(variable);
  }
  into.push({
    op: 'assign',
    variable,
    value: fitted,
    written: node.operator,
    start: node.start,
    end: node.end,
  });
}

function reportUndeclared(checking: Checking, node: tree.Assignment, target: tree.Identifier): void {
  if (checking.scope.find(target.name)?.kind === 'variable') {
    reportUnknown(checking, target, 'name');
    return;
  }
  const near = nearestName(target.name, checking.scope.names());
  const operator = { start: target.end, end: node.value.start };
  const canDeclare = node.operator === ':=' && near === undefined;
  checking.reporter.report(
    'P201',
    target,
    near === undefined
      ? `There is no variable \`${target.name}\` to assign to. Declare it first by \`${target.name} = …\`.`
      : `There is no variable \`${target.name}\` to assign to. Did you mean \`${near}\`?`,
    near === undefined
      ? canDeclare
        ? [replacing('Declare it: write =', operator, ' = ')]
        : []
      : [replacing(`Write ${near}`, target, near)],
  );
}

function mayAssign(checking: Checking, target: tree.Identifier, entry: VariableEntry): boolean {
  const { name } = target;
  const { place, qualifier } = entry.variable;
  if (place === 'parameter') {
    checking.reporter.report(
      'P507',
      target,
      `\`${name}\` is a parameter and cannot be assigned. Copy it into a variable of the function first.`,
    );
    return false;
  }
  if (place === 'loop') {
    checking.reporter.report('P507', target, `\`${name}\` is set by its loop and cannot be assigned.`);
    return false;
  }
  if (qualifier === 'const') {
    checking.reporter.report('P507', target, `\`${name}\` is a constant and cannot be assigned.`);
    return false;
  }
  if (entry.isGlobal && checking.frame.overload !== undefined) {
    checking.reporter.report(
      'P506',
      target,
      `A function cannot change the global variable \`${name}\`. Give the new value back and assign it outside, or keep it in an object.`,
    );
    return false;
  }
  return true;
}

/** `x += y` as `x + y`. */
function compound(
  checking: Checking,
  node: tree.Assignment,
  given: Expression,
  current: Expression,
): Expression {
  if (node.operator === ':=') return given;
  const operator = node.operator[0] as '+' | '-' | '*' | '/' | '%';
  return combine(checking, node, operator, current, given);
}

function fitAssigned(
  checking: Checking,
  value: Expression,
  type: Expression['type'],
  name: string,
  isLoose: boolean,
): Expression | undefined {
  const fitted = fitTo(checking, value, type);
  if (fitted !== undefined) return fitted;
  if (value.type.kind === 'void') {
    checking.reporter.report('P306', value, `This gives no value that \`${name}\` could have.`);
    return undefined;
  }
  if (type.kind === 'int' && value.type.kind === 'float' && (isLoose || checking.module.version === 4))
    return value;
  const isRounding = type.kind === 'int' && value.type.kind === 'float';
  checking.reporter.report(
    'P301',
    value,
    value.type.kind === 'na'
      ? `\`${name}\` is of type ${typeText(type)}, which cannot be na in version 6.`
      : `\`${name}\` is of type ${typeText(type)}, and this is of type ${typeText(value.type)}.${isRounding ? ` Declare it as \`float ${name} = …\`, or write int(…).` : ''}`,
    isRounding ? [casting('int', value)] : [],
  );
  return undefined;
}

function assignField(
  checking: Checking,
  node: tree.Assignment,
  target: tree.Member,
  into: Statement[],
): void {
  const object = checking.expression(target.object);
  checking.symbols.object(target.object, object);
  const given = checking.expression(node.value);
  if (isMistaken(object)) return;
  const field = fieldOf(checking, object, target);
  if (field === undefined) return;
  const current: Expression = {
    op: 'field',
    object,
    field: field.index,
    type: field.type,
    qualifier: 'series',
    start: target.start,
    end: target.end,
  };
  const value = compound(checking, node, given, current);
  if (isMistaken(value)) return;
  const fitted = fitAssigned(checking, value, field.type, target.property.name, false);
  if (fitted === undefined) return;
  into.push({
    op: 'assign-field',
    object,
    field: field.index,
    value: fitted,
    start: node.start,
    end: node.end,
  });
}

function fieldOf(checking: Checking, object: Expression, target: tree.Member) {
  if (object.type.kind === 'user') {
    const index = findField(checking, object.type, target.property);
    return index < 0 ? undefined : { index, type: object.type.fields[index]?.type ?? errorType };
  }
  if (object.type.kind === 'object' && object.type.name === 'chart.point') {
    const index = chartPointFields.findIndex((field) => field.name === target.property.name);
    if (index >= 0) return { index, type: chartPointFields[index]?.type ?? errorType };
  }
  checking.reporter.report(
    'P208',
    target.property,
    `A value of type ${typeText(object.type)} has no field \`${target.property.name}\` that could be assigned.`,
  );
  return undefined;
}
