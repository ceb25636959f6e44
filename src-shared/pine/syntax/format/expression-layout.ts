import { strengthOf } from '../expressions.ts';
import type { Argument, Binary, Conditional, Expression, TypeReference } from '../tree.ts';
import { group, type Layout, sequence, softBreak, space } from './layout.ts';

/** How strongly what an expression is made of holds together; 8 for what needs no parentheses anywhere. */
function strengthOfExpression(node: Expression): number {
  if (node.kind === 'conditional') return 0;
  if (node.kind === 'binary') return strengthOf(node.operator);
  return node.kind === 'unary' ? 7 : 8;
}

/** In parentheses where a tree that nobody wrote would otherwise be read back as another. */
const atLeast = (node: Expression, strength: number): Layout =>
  strengthOfExpression(node) >= strength
    ? expressionLayout(node)
    : sequence('(', expressionLayout(node), ')');

/** Structures are no expressions here: they have lines of their own. */
export function expressionLayout(node: Expression): Layout {
  switch (node.kind) {
    case 'identifier':
      return node.name;
    case 'number':
    case 'color':
      return node.text;
    case 'string':
      return quoted(node.value, node.quote);
    case 'boolean':
      return String(node.value);
    case 'member':
      return sequence(atLeast(node.object, 8), '.', node.property.name);
    case 'call':
      return sequence(
        atLeast(node.callee, 8),
        node.typeArguments.length === 0 ? '' : typeListText(node.typeArguments),
        bracketed('(', node.arguments.map(argumentLayout), ')'),
      );
    case 'index':
      return sequence(
        node.object.kind === 'index'
          ? sequence('(', expressionLayout(node.object), ')')
          : atLeast(node.object, 8),
        '[',
        expressionLayout(node.offset),
        ']',
      );
    case 'unary':
      return sequence(node.operator === 'not' ? 'not ' : node.operator, atLeast(node.operand, 7));
    case 'binary':
      return group(...binaryParts(node));
    case 'conditional':
      return group(...conditionalParts(node));
    case 'tuple':
      return bracketed('[', node.items.map(expressionLayout), ']');
    case 'group':
      return sequence('(', expressionLayout(node.expression), ')');
    default:
      return '';
  }
}

/** A chain of operators of one strength breaks as a whole, before its operators. */
function binaryParts(node: Binary): Layout[] {
  const strength = strengthOf(node.operator);
  const links: Binary[] = [];
  let left: Expression = node;
  while (left.kind === 'binary' && strengthOf(left.operator) === strength) {
    links.push(left);
    left = left.left;
  }
  const parts: Layout[] = [atLeast(left, strength)];
  for (const link of links.reverse()) {
    parts.push(space, `${link.operator} `, atLeast(link.right, strength + 1));
  }
  return parts;
}

function conditionalParts(node: Conditional): Layout[] {
  const parts: Layout[] = [];
  let last: Expression = node;
  while (last.kind === 'conditional') {
    parts.push(atLeast(last.condition, 1), space, '? ', expressionLayout(last.consequent), space, ': ');
    last = last.alternate;
  }
  parts.push(expressionLayout(last));
  return parts;
}

export function bracketed(open: string, items: readonly Layout[], close: string): Layout {
  if (items.length === 0) return open + close;
  const parts: Layout[] = [open, softBreak];
  items.forEach((item, index) => {
    parts.push(item);
    if (index < items.length - 1) parts.push(',', space);
  });
  return group(...parts, close);
}

const argumentLayout = (argument: Argument): Layout =>
  argument.name === undefined
    ? expressionLayout(argument.value)
    : sequence(`${argument.name.name} = `, expressionLayout(argument.value));

export function typeText(type: TypeReference): string {
  const name = type.name.map((part) => part.name).join('.');
  const list = type.arguments.length === 0 ? '' : typeListText(type.arguments);
  return `${name}${list}${type.isArray ? '[]' : ''}`;
}

const typeListText = (types: readonly TypeReference[]): string => `<${types.map(typeText).join(', ')}>`;

function quoted(value: string, quote: '"' | "'"): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll(quote, `\\${quote}`);
  return quote + escaped + quote;
}
