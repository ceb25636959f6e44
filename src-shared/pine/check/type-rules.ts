import type { LanguageVersion } from '../syntax/tree.ts';
import { type Qualifier, qualifiers, type Type } from '../types.ts';

export const int: Type = { kind: 'int' };
export const float: Type = { kind: 'float' };
export const bool: Type = { kind: 'bool' };
export const color: Type = { kind: 'color' };
export const string: Type = { kind: 'string' };
export const voidType: Type = { kind: 'void' };
export const naType: Type = { kind: 'na' };
export const errorType: Type = { kind: 'error' };

const strengths: Readonly<Record<Qualifier, number>> = { const: 0, input: 1, simple: 2, series: 3 };

export function isWeakerOrEqual(qualifier: Qualifier, limit: Qualifier): boolean {
  return strengths[qualifier] <= strengths[limit];
}

export function strongest(...given: readonly Qualifier[]): Qualifier {
  let result = 0;
  for (const qualifier of given) result = Math.max(result, strengths[qualifier]);
  return qualifiers[result] as Qualifier;
}

export function isNumber(type: Type): boolean {
  return type.kind === 'int' || type.kind === 'float';
}

/** Lives by reference, so that it is always a series and na is null. */
export function isReference(type: Type): boolean {
  return (
    type.kind === 'object' ||
    type.kind === 'array' ||
    type.kind === 'matrix' ||
    type.kind === 'map' ||
    type.kind === 'user'
  );
}

export function isSameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'object':
    case 'unique':
      return b.kind === a.kind && b.name === a.name;
    case 'array':
    case 'matrix':
      return b.kind === a.kind && isSameType(a.element, b.element);
    case 'map':
      return b.kind === 'map' && isSameType(a.key, b.key) && isSameType(a.value, b.value);
    case 'tuple':
      return (
        b.kind === 'tuple' &&
        a.items.length === b.items.length &&
        a.items.every((item, index) => isSameType(item, b.items[index] as Type))
      );
    case 'user':
    case 'enum':
      return false;
    default:
      return a.kind === b.kind;
  }
}

/** Whether a value of `from` may stand where `to` is wanted. */
export function fits(from: Type, to: Type, version: LanguageVersion): boolean {
  if (from.kind === 'error' || to.kind === 'error' || isSameType(from, to)) return true;
  if (from.kind === 'na') {
    if (to.kind === 'void') return false;
    return version < 6 || (to.kind !== 'bool' && to.kind !== 'unique');
  }
  switch (to.kind) {
    case 'float':
      return from.kind === 'int' || (version === 4 && from.kind === 'bool');
    case 'int':
      return version === 4 && from.kind === 'bool';
    case 'bool':
      return version < 6 && isNumber(from);
    case 'unique':
      if (from.kind === 'unique') return fitsUnique(from.name, to.name);
      return version === 4 && (from.kind === 'bool' || from.kind === 'int' || from.kind === 'string');
    case 'string':
      return version === 4 && from.kind === 'unique';
    case 'array':
    case 'matrix':
      return from.kind === to.kind && (from.element.kind === 'na' || fits(from.element, to.element, 6));
    case 'map':
      return from.kind === 'map' && fits(from.key, to.key, 6) && fits(from.value, to.value, 6);
    case 'tuple':
      return (
        from.kind === 'tuple' &&
        from.items.length === to.items.length &&
        from.items.every((item, index) => fits(item, to.items[index] as Type, version))
      );
    default:
      return false;
  }
}

/** What is shown everywhere may also be shown where less can be said, and the other way round. */
function fitsUnique(from: string, to: string): boolean {
  return from === to || (from.endsWith('display') && to.endsWith('display'));
}

/** The one type for values of both, such as the branches of a conditional; undefined where there is none. */
export function commonType(a: Type, b: Type, version: LanguageVersion): Type | undefined {
  if (a.kind === 'error') return b.kind === 'na' ? a : b;
  if (b.kind === 'error') return a.kind === 'na' ? b : a;
  if (isSameType(a, b)) return a;
  if (a.kind === 'tuple' && b.kind === 'tuple' && a.items.length === b.items.length) {
    const items: Type[] = [];
    for (const [index, item] of a.items.entries()) {
      const common = commonType(item, b.items[index] as Type, version);
      if (common === undefined) return undefined;
      items.push(common);
    }
    return { kind: 'tuple', items };
  }
  if (a.kind === 'na') return fits(a, b, version) ? b : undefined;
  if (b.kind === 'na') return fits(b, a, version) ? a : undefined;
  if (a.kind === 'int' && b.kind === 'float') return b;
  if (a.kind === 'float' && b.kind === 'int') return a;
  if (a.kind === 'unique' && b.kind === 'unique' && fitsUnique(a.name, b.name)) return a;
  if (version < 6 && a.kind === 'bool' && isNumber(b)) return version === 4 ? b : a;
  if (version < 6 && b.kind === 'bool' && isNumber(a)) return version === 4 ? a : b;
  return undefined;
}

/** For people: `array<float>`, `plot`, `Pivot`. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'object':
    case 'user':
    case 'enum':
    case 'unique':
      return type.name;
    case 'array':
    case 'matrix':
      return `${type.kind}<${typeText(type.element)}>`;
    case 'map':
      return `map<${typeText(type.key)}, ${typeText(type.value)}>`;
    case 'tuple':
      return `[${type.items.map(typeText).join(', ')}]`;
    case 'error':
      return '?';
    default:
      return type.kind;
  }
}

/** A key that is the same for the same types; user types and enums are told apart by `idOf`. */
export function typeKey(type: Type, idOf: (type: object) => number): string {
  switch (type.kind) {
    case 'user':
    case 'enum':
      return `#${idOf(type)}`;
    case 'array':
    case 'matrix':
      return `${type.kind}<${typeKey(type.element, idOf)}>`;
    case 'map':
      return `map<${typeKey(type.key, idOf)},${typeKey(type.value, idOf)}>`;
    case 'tuple':
      return `[${type.items.map((item) => typeKey(item, idOf)).join()}]`;
    case 'object':
    case 'unique':
      return type.name;
    default:
      return type.kind;
  }
}
