import { type Catalogue, plainName } from '../builtins/catalogue.ts';
import type { ScriptSymbol } from '../check/symbols.ts';
import { typeText } from '../check/type-rules.ts';
import type { Type } from '../types.ts';
import {
  builtinCompletion,
  type Completion,
  namespaceCompletion,
  symbolCompletion,
} from './completion-item.ts';
import type { Cursor } from './cursor.ts';
import type { KnownSymbols } from './known-symbols.ts';

/** What may follow a dot. */
export function memberCompletions(
  object: NonNullable<Cursor['object']>,
  known: KnownSymbols,
  catalogue: Catalogue,
  offset: number,
): Completion[] {
  const visible = known.visibleAt(offset);
  const { path } = object;
  const first = visible.find((symbol) => symbol.name === path?.[0]);
  const named =
    path?.length === 2 && first?.kind === 'library'
      ? first.exports?.find((symbol) => symbol.name === path[1])
      : path?.length === 1
        ? first
        : undefined;
  if (named?.kind === 'library' && named.exports !== undefined) return named.exports.map(symbolCompletion);
  if (named?.kind === 'enum' || named?.kind === 'type') return membersOfName(named, known);
  const typed = known.objectEndingAt(object.end) ?? named?.typed;
  if (typed !== undefined && typed.type.kind !== 'error' && named?.kind !== 'function') {
    return [...fieldsOf(typed.type), ...methodsOf(typed.type, visible, catalogue)];
  }
  const namespace = path?.join('.');
  if (namespace !== undefined && catalogue.isNamespace(namespace))
    return namespaceMembers(namespace, catalogue);
  return [];
}

function membersOfName(symbol: ScriptSymbol, known: KnownSymbols): Completion[] {
  const type = symbol.typed?.type;
  if (type?.kind === 'enum') {
    return type.members.map((member) => memberNamed(member.name, 'enum-member', type.name, member.title));
  }
  const declaration = known.declarationOf(symbol);
  const fields =
    declaration?.kind === 'type' ? declaration.fields.map((field) => field.name.name).join(', ') : '';
  return [
    {
      ...memberNamed('new', 'function', `(${fields}) ${symbol.name}`, `Makes a new ${symbol.name}.`),
      insert: 'new($0)',
      isSnippet: true,
    },
    {
      ...memberNamed('copy', 'function', `(object) ${symbol.name}`, 'Another object with the same fields.'),
      insert: 'copy($0)',
      isSnippet: true,
    },
  ];
}

function fieldsOf(type: Type): Completion[] {
  if (type.kind === 'object' && type.name === 'chart.point') {
    const fields = [
      ['time', 'int'],
      ['index', 'int'],
      ['price', 'float'],
    ] as const;
    return fields.map(([name, detail]) => memberNamed(name, 'field', detail, ''));
  }
  if (type.kind !== 'user') return [];
  return [
    ...type.fields.map((field) => memberNamed(field.name, 'field', typeText(field.type), '')),
    {
      ...memberNamed('copy', 'method', `() ${type.name}`, 'Another object with the same fields.'),
      insert: 'copy()',
    },
  ];
}

function methodsOf(type: Type, visible: readonly ScriptSymbol[], catalogue: Catalogue): Completion[] {
  const imported = visible.flatMap(({ exports = [] }) => exports);
  const own = [...visible, ...imported]
    .filter((symbol) => symbol.kind === 'method' && takesFirst(symbol, type))
    .map(symbolCompletion);
  const builtin = catalogue
    .methodsOf(type)
    .map((one) =>
      builtinCompletion(one, plainName(one.name).slice(plainName(one.name).lastIndexOf('.') + 1), true),
    );
  return [...own, ...builtin];
}

/** By the first parameter in its signature: `area(this: Box, …)`. */
function takesFirst(symbol: ScriptSymbol, type: Type): boolean {
  const first = /\(\s*[^:,)]*:?\s*([^,)=]*)/.exec(symbol.signature ?? '')?.[1]?.trim() ?? '';
  const written = first.replace(/^(const|simple|series)\s+/, '');
  return written === '' || written === typeText(type) || written === `${elementText(type)}[]`;
}

const elementText = (type: Type): string => (type.kind === 'array' ? typeText(type.element) : '');

function namespaceMembers(namespace: string, catalogue: Catalogue): Completion[] {
  const members: Completion[] = [];
  const deeper = new Set<string>();
  for (const builtin of catalogue.builtinsOf(namespace)) {
    const rest = plainName(builtin.name).slice(namespace.length + 1);
    const dot = rest.indexOf('.');
    if (dot >= 0) deeper.add(rest.slice(0, dot));
    else if (builtin.implementation.kind !== 'unsupported') members.push(builtinCompletion(builtin, rest));
  }
  return [...[...deeper].map(namespaceCompletion), ...members];
}

function memberNamed(
  label: string,
  kind: Completion['kind'],
  detail: string,
  documentation: string,
): Completion {
  return { label, kind, detail, documentation, insert: label, isSnippet: false, rank: 0 };
}
