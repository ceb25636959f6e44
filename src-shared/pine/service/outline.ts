import { typeText } from '../check/type-rules.ts';
import type { Identifier, Node } from '../syntax/tree.ts';
import type { Analysis } from './analysis.ts';

export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly kind:
    | 'variable'
    | 'constant'
    | 'function'
    | 'method'
    | 'type'
    | 'field'
    | 'enum'
    | 'enum-member'
    | 'import';
  readonly start: number;
  readonly end: number;
  /** The name itself. */
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly children: readonly OutlineEntry[];
}

/** What a script declares globally, in the order of the text. */
export function outline({ parsed, symbols }: Analysis): readonly OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  const typeOf = (name: Identifier): string => {
    const typed = symbols.symbolAt(name.start)?.symbol.typed;
    return typed === undefined ? '' : typeText(typed.type);
  };
  for (const node of parsed.script.body) {
    switch (node.kind) {
      case 'variable':
        entries.push(entry(node.name, node, isConstant(node) ? 'constant' : 'variable', typeOf(node.name)));
        break;
      case 'tuple-declaration':
        for (const name of node.names) {
          if (name.name !== '_') entries.push(entry(name, node, 'variable', typeOf(name)));
        }
        break;
      case 'function': {
        const parameters = node.parameters.map(({ name }) => name.name).join(', ');
        entries.push(entry(node.name, node, node.isMethod ? 'method' : 'function', `(${parameters})`));
        break;
      }
      case 'type':
        entries.push(
          entry(
            node.name,
            node,
            'type',
            '',
            node.fields.map((field) => entry(field.name, field, 'field', typeOf(field.name))),
          ),
        );
        break;
      case 'enum':
        entries.push(
          entry(
            node.name,
            node,
            'enum',
            '',
            node.members.map((member) => entry(member.name, member, 'enum-member', '')),
          ),
        );
        break;
      case 'import':
        entries.push(
          entry(node.alias ?? node.library, node, 'import', `${node.user.name}/${node.library.name}`),
        );
        break;
      default:
    }
  }
  return entries;
}

const isConstant = (node: { readonly qualifier: string | undefined }): boolean => node.qualifier === 'const';

function entry(
  name: Identifier,
  { start, end }: Node,
  kind: OutlineEntry['kind'],
  detail: string,
  children: readonly OutlineEntry[] = [],
): OutlineEntry {
  return {
    name: name.name,
    detail,
    kind,
    start: Math.min(start, name.start),
    end: Math.max(end, name.end),
    nameStart: name.start,
    nameEnd: name.end,
    children,
  };
}
