import type { Node, Script } from '../tree.ts';
import { type AnyNode, isNode } from './tree-walk.ts';

/** A tree as short text for tests: a name as itself, a literal as written, other nodes as `(kind member …)`. */
export function sExpression(node: Node): string {
  const { kind, start: _start, end: _end, ...members } = node as AnyNode;
  switch (kind) {
    case 'identifier':
      return members.name === '' ? '<no name>' : String(members.name);
    case 'number':
    case 'color':
      return String(members.text);
    case 'string':
      return JSON.stringify(members.value);
    case 'boolean':
      return String(members.value);
    case 'missing':
      return '<missing>';
    case 'expression-statement':
      return memberText(members.expression);
    case 'type-reference': {
      const name = texts(members.name).join('.');
      const list = texts(members.arguments).join(' ');
      return `${name}${list === '' ? '' : `<${list}>`}${members.isArray === true ? '[]' : ''}`;
    }
    case 'argument':
      return members.name === undefined
        ? memberText(members.value)
        : `${memberText(members.name)}=${memberText(members.value)}`;
    case 'member':
      return `${memberText(members.object)}.${memberText(members.property)}`;
    case 'annotation':
    case undefined:
      return `@${String(members.name)} ${JSON.stringify(members.text)}`;
    default:
  }
  const words = Object.entries(members)
    .filter(([, value]) => value !== undefined && value !== false && value !== 'none')
    .map(([name, value]) => (value === true ? name.replace(/^is/, '').toLowerCase() : memberText(value)))
    .filter((word) => word !== '');
  return `(${[kind, ...words].join(' ')})`;
}

/** Each statement of a script on a line. */
export const sExpressions = (script: Script): string => script.body.map(sExpression).join('\n');

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(memberText) : []);

function memberText(value: unknown): string {
  if (Array.isArray(value)) return value.map(memberText).join(' ');
  return isNode(value) ? sExpression(value) : String(value);
}
