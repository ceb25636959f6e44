import type * as tree from '../syntax/tree.ts';
import { type ObjectTypeName, objectTypeNames, type Type } from '../types.ts';
import type { Checking } from './checking.ts';
import { nearestName } from './did-you-mean.ts';
import { replacing } from './reporter.ts';
import type { EnumEntry, TypeEntry } from './scope.ts';
import { bool, color, errorType, float, int, string, typeText } from './type-rules.ts';

const valueTypes: Readonly<Record<string, Type>> = { int, float, bool, color, string };

export function resolveType(checking: Checking, reference: tree.TypeReference): Type {
  const type = named(checking, reference);
  if (!reference.isArray || type.kind === 'error') return type;
  return elementAllowed(checking, reference, type) ? { kind: 'array', element: type } : errorType;
}

function named(checking: Checking, reference: tree.TypeReference): Type {
  const name = reference.name.map((part) => part.name).join('.');
  const types = reference.arguments.map((argument) => checking.resolveType(argument));
  if (name === 'array' || name === 'matrix') {
    const [element] = types;
    if (element === undefined || types.length !== 1) return wrongCount(checking, reference, name, 'one type');
    return elementAllowed(checking, reference, element) ? { kind: name, element } : errorType;
  }
  if (name === 'map') {
    const [key, value] = types;
    if (key === undefined || value === undefined || types.length !== 2) {
      return wrongCount(checking, reference, name, 'two types');
    }
    if (!keyAllowed(checking, reference, key)) return errorType;
    return elementAllowed(checking, reference, value) ? { kind: 'map', key, value } : errorType;
  }
  if (types.length > 0) return wrongCount(checking, reference, name, 'no types');
  const value = valueTypes[name];
  if (value !== undefined) return value;
  if (objectTypeNames.some((object) => object === name))
    return { kind: 'object', name: name as ObjectTypeName };
  const entry = declaredType(checking, reference);
  if (entry !== undefined) return entry.type;
  const [alias] = reference.name;
  const library = alias === undefined ? undefined : checking.module.global.find(alias.name);
  if (library?.kind === 'library' && library.module === undefined) return errorType;
  return unknownType(checking, reference, name);
}

function declaredType(checking: Checking, reference: tree.TypeReference): TypeEntry | EnumEntry | undefined {
  const [first, second] = reference.name;
  if (first === undefined) return undefined;
  const entry = checking.module.global.find(first.name);
  if (second === undefined) {
    if (entry?.kind !== 'type' && entry?.kind !== 'enum') return undefined;
    checking.symbols.refer(first, entry.symbol, 'read');
    return entry;
  }
  if (entry?.kind !== 'library' || entry.module === undefined) return undefined;
  checking.symbols.refer(first, entry.symbol, 'read');
  const exported = entry.module.global.entries.get(second.name);
  if (exported?.kind !== 'type' && exported?.kind !== 'enum') return undefined;
  checking.symbols.refer(second, exported.symbol, 'read');
  return exported.declaration.isExported ? exported : undefined;
}

function wrongCount(checking: Checking, reference: tree.TypeReference, name: string, wanted: string): Type {
  checking.reporter.report('P411', reference, `\`${name}\` takes ${wanted} in angle brackets.`);
  return errorType;
}

export function keyAllowed(checking: Checking, reference: tree.TypeReference, type: Type): boolean {
  if (['int', 'float', 'bool', 'color', 'string', 'enum', 'error'].includes(type.kind)) return true;
  checking.reporter.report('P309', reference, `A map’s keys cannot be of type ${typeText(type)}.`);
  return false;
}

export function elementAllowed(checking: Checking, reference: tree.TypeReference, type: Type): boolean {
  if (type.kind !== 'array' && type.kind !== 'matrix' && type.kind !== 'map') return true;
  checking.reporter.report(
    'P309',
    reference,
    'A collection cannot hold collections. Put the inner one into a field of a type of yours and hold objects of that type.',
  );
  return false;
}

function unknownType(checking: Checking, reference: tree.TypeReference, name: string): Type {
  // Where no type was written, that was told.
  if (name === '') return errorType;
  const own = [...checking.module.global.entries]
    .filter(([, entry]) => entry.kind === 'type' || entry.kind === 'enum')
    .map(([declared]) => declared);
  const near = nearestName(name, [
    ...own,
    ...Object.keys(valueTypes),
    ...objectTypeNames,
    'array',
    'matrix',
    'map',
  ]);
  checking.reporter.report(
    'P206',
    reference,
    near === undefined
      ? `There is no type \`${name}\`.`
      : `There is no type \`${name}\`. Did you mean \`${near}\`?`,
    near === undefined ? [] : [replacing(`Write ${near}`, reference, near)],
  );
  return errorType;
}
