import type { FoundBuiltin } from '../builtins/catalogue.ts';
import type * as tree from '../syntax/tree.ts';
import type { Checking } from './checking.ts';
import { nearestName } from './did-you-mean.ts';
import { findBuiltin, findEntry } from './names.ts';
import { replacing } from './reporter.ts';
import type { EnumEntry, FunctionOverload, Module, TypeEntry, VariableEntry } from './scope.ts';
import type { ScriptSymbol } from './symbols.ts';
import { isReference } from './type-rules.ts';

interface SymbolPart {
  readonly node: tree.Identifier;
  readonly symbol: ScriptSymbol;
}

/** What a dotted name stands for where it is no field of an object. */
export type PathTarget =
  | {
      readonly kind: 'function';
      readonly overloads: readonly FunctionOverload[];
      readonly parts: readonly SymbolPart[];
    }
  | { readonly kind: 'type-member'; readonly entry: TypeEntry; readonly parts: readonly SymbolPart[] }
  | {
      readonly kind: 'enum-member';
      readonly entry: EnumEntry;
      readonly member: tree.Identifier;
      readonly parts: readonly SymbolPart[];
    }
  | { readonly kind: 'exported'; readonly entry: VariableEntry; readonly parts: readonly SymbolPart[] }
  | {
      readonly kind: 'builtin';
      readonly builtin: FoundBuiltin;
      readonly namespaces: readonly { readonly node: tree.Identifier; readonly name: string }[];
    }
  | { readonly kind: 'unknown'; report(checking: Checking, wanted: 'function' | 'variable'): void };

/** The names of `a.b.c`; undefined where an object is not a plain name. */
export function pathOf(node: tree.Member): readonly tree.Identifier[] | undefined {
  const names: tree.Identifier[] = [node.property];
  let object = node.object;
  while (object.kind === 'member') {
    names.push(object.property);
    object = object.object;
  }
  if (object.kind !== 'identifier') return undefined;
  names.push(object);
  return names.reverse();
}

/** Undefined where the first name is an object, whose field or method follows. */
export function resolvePath(checking: Checking, path: readonly tree.Identifier[]): PathTarget | undefined {
  const [root] = path;
  if (root === undefined) return undefined;
  const entry = findEntry(checking, root.name, root);
  switch (entry?.kind) {
    case 'variable': {
      const { type } = entry.variable;
      const hasMembers = isReference(type) || type.kind === 'error' || type.kind === 'string';
      const target = builtinAt(checking, path);
      if (!hasMembers || target?.kind !== 'builtin') return target;
      // `line.new(…)` and `line.style_dashed`, where a variable of type line is called `line`.
      const { builtin } = target;
      const isNamespaced = builtin.variable !== undefined || builtin.function?.isMethod !== true;
      return isNamespaced && type.kind !== 'user' ? target : undefined;
    }
    case 'type':
      return path.length === 2
        ? { kind: 'type-member', entry, parts: [{ node: root, symbol: entry.symbol }] }
        : undefined;
    case 'enum':
      return path.length >= 2 ? enumMember(entry, path, 0, []) : undefined;
    case 'library': {
      if (entry.module === undefined) return { kind: 'unknown', report: () => undefined };
      const exported = inLibrary(checking, entry.module, path, entry.symbol);
      return exported ?? builtinAt(checking, path) ?? unknownExport(path, entry.module);
    }
  }
  const builtin = builtinAt(checking, path);
  if (builtin !== undefined) return builtin;
  if (hasBuiltinObject(checking, path)) return undefined;
  const depth = namespaceDepth(checking, path);
  if (depth === 0 || entry !== undefined) return undefined;
  return unknownMember(path, depth);
}

function enumMember(
  entry: EnumEntry,
  path: readonly tree.Identifier[],
  at: number,
  before: readonly SymbolPart[],
): PathTarget | undefined {
  const name = path[at];
  const member = path[at + 1];
  if (name === undefined || member === undefined || path.length !== at + 2) return undefined;
  return { kind: 'enum-member', entry, member, parts: [...before, { node: name, symbol: entry.symbol }] };
}

function inLibrary(
  checking: Checking,
  library: Module,
  path: readonly tree.Identifier[],
  symbol: ScriptSymbol,
): PathTarget | undefined {
  const [root, second] = path;
  if (root === undefined || second === undefined) return undefined;
  const entry = library.global.entries.get(second.name);
  const parts = [{ node: root, symbol }];
  switch (entry?.kind) {
    case 'function': {
      const overloads = entry.overloads.filter((overload) => overload.declaration.isExported);
      return path.length === 2 && overloads.length > 0 ? { kind: 'function', overloads, parts } : undefined;
    }
    case 'type':
      if (path.length !== 3 || !entry.declaration.isExported) return undefined;
      return { kind: 'type-member', entry, parts: [...parts, { node: second, symbol: entry.symbol }] };
    case 'enum':
      return entry.declaration.isExported ? enumMember(entry, path, 1, parts) : undefined;
    case 'variable':
      checking.symbols.refer(second, entry.symbol, 'read');
      return path.length === 2 && entry.isExported ? { kind: 'exported', entry, parts } : undefined;
    default:
      return undefined;
  }
}

function builtinAt(checking: Checking, path: readonly tree.Identifier[]): PathTarget | undefined {
  const name = path.map((part) => part.name).join('.');
  const builtin = findBuiltin(checking, name);
  if (builtin === undefined) return undefined;
  const namespaces = path.slice(0, -1).map((node, index) => ({
    node,
    name: path
      .slice(0, index + 1)
      .map((part) => part.name)
      .join('.'),
  }));
  return { kind: 'builtin', builtin, namespaces };
}

/** `line.all.size()`: the first names are a built-in variable. */
function hasBuiltinObject(checking: Checking, path: readonly tree.Identifier[]): boolean {
  let name = '';
  for (const part of path.slice(0, -1)) {
    name = name === '' ? part.name : `${name}.${part.name}`;
    const variable = checking.catalogue.findBuiltin(name)?.variable;
    if (variable !== undefined && !checking.catalogue.isNamespace(name)) return true;
    if (variable !== undefined && /array|line|label|box|table/.test(variable.type)) return true;
  }
  return false;
}

/** How many of the first names are a namespace. */
function namespaceDepth(checking: Checking, path: readonly tree.Identifier[]): number {
  for (let depth = path.length - 1; depth > 0; depth -= 1) {
    const name = path
      .slice(0, depth)
      .map((part) => part.name)
      .join('.');
    if (checking.catalogue.isNamespace(name)) return depth;
  }
  return 0;
}

function unknownMember(path: readonly tree.Identifier[], depth: number): PathTarget {
  return {
    kind: 'unknown',
    report(checking, wanted) {
      const { catalogue, reporter, symbols } = checking;
      const namespace = path
        .slice(0, depth)
        .map((part) => part.name)
        .join('.');
      const member = path[depth];
      if (member === undefined) return;
      for (const [index, node] of path.slice(0, depth).entries()) {
        symbols.referToNamespace(
          node,
          path
            .slice(0, index + 1)
            .map((part) => part.name)
            .join('.'),
        );
      }
      const candidates = catalogue
        .builtinsOf(namespace)
        .map((builtin) => builtin.name.slice(namespace.length + 1));
      const near = nearestName(member.name, candidates);
      const elsewhere =
        near === undefined
          ? catalogue
              .namesEnding(member.name)
              .find((name) => catalogue.findBuiltin(name)?.[wanted] !== undefined)
          : undefined;
      const suggestion = near === undefined ? elsewhere : `${namespace}.${near}`;
      const whole = { start: path[0]?.start ?? member.start, end: path.at(-1)?.end ?? member.end };
      reporter.report(
        'P205',
        member,
        suggestion === undefined
          ? `\`${namespace}\` has no \`${member.name}\`.`
          : `\`${namespace}\` has no \`${member.name}\`. Did you mean \`${suggestion}\`?`,
        suggestion === undefined ? [] : [replacing(`Write ${suggestion}`, whole, suggestion)],
      );
    },
  };
}

function unknownExport(path: readonly tree.Identifier[], library: Module): PathTarget {
  return {
    kind: 'unknown',
    report(checking) {
      const [alias, member] = path;
      if (alias === undefined || member === undefined) return;
      const near = nearestName(member.name, library.global.entries.keys());
      checking.reporter.report(
        'P205',
        member,
        near === undefined
          ? `The library \`${alias.name}\` exports no \`${member.name}\`.`
          : `The library \`${alias.name}\` exports no \`${member.name}\`. Did you mean \`${near}\`?`,
        near === undefined ? [] : [replacing(`Write ${near}`, member, near)],
      );
    },
  };
}
