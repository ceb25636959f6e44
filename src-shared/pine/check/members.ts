import type * as tree from '../syntax/tree.ts';
import type { Checking } from './checking.ts';
import { nearestName } from './did-you-mean.ts';
import { constant, isMistaken, mistaken } from './expression-parts.ts';
import { valueOfBuiltin } from './names.ts';
import { chartPointFields, findField } from './objects.ts';
import { pathOf, resolvePath } from './paths.ts';
import type { Expression } from './program.ts';
import { replacing } from './reporter.ts';
import type { EnumEntry } from './scope.ts';
import { typeText } from './type-rules.ts';

/** `a.b` that is not called: a built-in of a namespace, an enum's member, what a library exports, or a field. */
export function checkMember(checking: Checking, node: tree.Member): Expression {
  const path = pathOf(node);
  const target = path === undefined ? undefined : resolvePath(checking, path);
  switch (target?.kind) {
    case 'enum-member':
      for (const part of target.parts) checking.symbols.refer(part.node, part.symbol, 'read');
      return enumValue(checking, node, target.entry, target.member);
    case 'exported': {
      for (const part of target.parts) checking.symbols.refer(part.node, part.symbol, 'read');
      const { constant: known, variable } = target.entry;
      target.entry.isRead = true;
      if (known !== undefined) return constant(node, variable.type, known.value);
      checking.readOfLibraries.add(variable);
      return {
        op: 'variable',
        variable,
        type: variable.type,
        qualifier: variable.qualifier,
        start: node.start,
        end: node.end,
      };
    }
    case 'builtin':
      for (const part of target.namespaces) checking.symbols.referToNamespace(part.node, part.name);
      if (target.builtin.variable !== undefined)
        return valueOfBuiltin(checking, node, target.builtin.variable);
      checking.reporter.report('P211', node, 'This is a function: call it with parentheses.');
      return mistaken(node);
    case 'function':
      checking.reporter.report('P211', node, 'This is a function: call it with parentheses.');
      return mistaken(node);
    case 'type-member':
      checking.reporter.report(
        'P207',
        node.property,
        `\`${target.entry.type.name}\` is a type; its fields belong to its objects, which \`${target.entry.type.name}.new(…)\` makes.`,
      );
      return mistaken(node);
    case 'unknown':
      target.report(checking, 'variable');
      return mistaken(node);
  }
  return checkField(checking, node);
}

function enumValue(
  checking: Checking,
  node: tree.Member,
  entry: EnumEntry,
  member: tree.Identifier,
): Expression {
  const index = entry.type.members.findIndex((candidate) => candidate.name === member.name);
  const symbol = entry.memberSymbols[index];
  if (symbol !== undefined) checking.symbols.refer(member, symbol, 'read');
  if (index >= 0) return constant(node, entry.type, index);
  const near = nearestName(
    member.name,
    entry.type.members.map((candidate) => candidate.name),
  );
  checking.reporter.report(
    'P207',
    member,
    `The enum \`${entry.type.name}\` has no member \`${member.name}\`.${near === undefined ? '' : ` Did you mean \`${near}\`?`}`,
    near === undefined ? [] : [replacing(`Write ${near}`, member, near)],
  );
  return { ...mistaken(node), type: entry.type };
}

/** `object.field`. */
function checkField(checking: Checking, node: tree.Member): Expression {
  const object = checking.expression(node.object);
  checking.symbols.object(node.object, object);
  if (isMistaken(object)) return mistaken(node);
  const { type } = object;
  if (type.kind === 'user') {
    const index = findField(checking, type, node.property);
    const field = type.fields[index];
    if (field === undefined) return mistaken(node);
    return {
      op: 'field',
      object,
      field: index,
      type: field.type,
      qualifier: 'series',
      start: node.start,
      end: node.end,
    };
  }
  if (type.kind === 'object' && type.name === 'chart.point') {
    const index = chartPointFields.findIndex((field) => field.name === node.property.name);
    const field = chartPointFields[index];
    if (field !== undefined) {
      return {
        op: 'field',
        object,
        field: index,
        type: field.type,
        qualifier: 'series',
        start: node.start,
        end: node.end,
      };
    }
  }
  const isMethod = checking.catalogue.findMethod(type, node.property.name) !== undefined;
  checking.reporter.report(
    'P207',
    node.property,
    isMethod
      ? `\`${node.property.name}\` is a method: call it with parentheses.`
      : `A value of type ${typeText(type)} has no field \`${node.property.name}\`.`,
  );
  return mistaken(node);
}
