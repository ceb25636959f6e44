import type { Reader } from './reader.ts';
import type { Identifier, TypeReference, WrittenQualifier } from './tree.ts';

/** No type is longer than this; it keeps looking ahead cheap. */
const lookAhead = 32;

/**
 * Looks ahead whether a type could be written from `index` on, and hands back the index behind it, −1 if not.
 * Only the form counts: any name may be a type.
 */
export function typeEnd(reader: Reader, index: number, limit = index + lookAhead): number {
  let at = index;
  if (reader.kindAt(at) !== 'name') return -1;
  at++;
  while (reader.kindAt(at) === '.' && reader.kindAt(at + 1) === 'name') at += 2;
  if (at > limit) return -1;
  if (reader.kindAt(at) === '<') {
    at = typeListEnd(reader, at, limit).end;
    if (at < 0) return -1;
  }
  if (reader.kindAt(at) === '[' && reader.kindAt(at + 1) === ']') at += 2;
  return at;
}

/** The same for `<type, type>`; also tells how many there are. */
export function typeListEnd(
  reader: Reader,
  index: number,
  limit = index + lookAhead,
): { readonly end: number; readonly count: number } {
  let at = index;
  let count = 0;
  do {
    at = typeEnd(reader, at + 1, limit);
    if (at < 0 || at > limit) return { end: -1, count };
    count++;
  } while (reader.kindAt(at) === ',');
  return reader.kindAt(at) === '>' ? { end: at + 1, count } : { end: -1, count };
}

export function readType(reader: Reader): TypeReference {
  const start = reader.token.start;
  if (reader.peek() !== 'name') {
    const at = reader.gap;
    const message = `A type is missing before ${reader.describe(reader.token)}.`;
    reader.lose('P127', reader.token.start, reader.token.end, message);
    return { kind: 'type-reference', name: [], arguments: [], isArray: false, start: at, end: at };
  }
  const name: Identifier[] = [reader.identifier('A type')];
  while (reader.take('.')) name.push(reader.identifier('A type', true));
  const list = reader.peek() === '<' ? (reader.nested(() => readTypeList(reader)) ?? []) : [];
  let isArray = false;
  if (reader.peek() === '[' && reader.kindAt(reader.index + 1) === ']') {
    isArray = true;
    reader.next();
    reader.next();
  }
  return { kind: 'type-reference', name, arguments: list, isArray, start, end: reader.end };
}

/** `<type, type>`; the `<` comes next. */
export function readTypeList(reader: Reader): readonly TypeReference[] {
  const list: TypeReference[] = [];
  const opener = reader.next();
  do {
    list.push(readType(reader));
  } while (reader.take(','));
  if (!reader.take('>')) {
    reader.lose('P127', opener.start, opener.end, 'The types that begin with this “<” are not ended by “>”.');
  }
  return list;
}

const qualifierWords: ReadonlySet<string> = new Set(['const', 'simple', 'series']);

/** A qualifier, when a further name follows it and it is not itself the name that is declared. */
export function readQualifier(reader: Reader): WrittenQualifier | undefined {
  const { token } = reader;
  if (reader.peek() !== 'name' || !qualifierWords.has(token.text)) return undefined;
  if (reader.kindAt(reader.index + 1) !== 'name') return undefined;
  reader.next();
  return token.text as WrittenQualifier;
}

const builtinTypes: ReadonlySet<string> = new Set(
  'int float bool color string line label box table linefill polyline array matrix map chart'.split(' '),
);

export const isBuiltinTypeWord = (word: string): boolean => builtinTypes.has(word);
