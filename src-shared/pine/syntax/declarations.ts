import { readExpression } from './expressions.ts';
import { readLines } from './lines.ts';
import type { Reader } from './reader.ts';
import { readBody, readValue } from './structures.ts';
import type {
  EnumDeclaration,
  EnumMember,
  Expression,
  FieldDeclaration,
  FunctionDeclaration,
  Identifier,
  ImportStatement,
  Parameter,
  Persistence,
  TupleDeclaration,
  TypeDeclaration,
  VariableDeclaration,
} from './tree.ts';
import { isBuiltinTypeWord, readQualifier, readType, typeEnd } from './types.ts';

/** What stood before a declaration on its line. */
export interface Lead {
  readonly start: number;
  /** The token that the statement begins with. */
  readonly index: number;
  readonly isExported: boolean;
}

/** `float x = 1`: does a type and then a name stand here? A name of the language's own types suffices without `=`. */
export function isTypedName(reader: Reader, index: number): boolean {
  const end = typeEnd(reader, index);
  if (end < 0 || reader.kindAt(end) !== 'name') return false;
  return reader.kindAt(end + 1) === '=' || isBuiltinTypeWord(reader.tokenAt(index).text);
}

/** `[var|varip] [qualifier] [type] name = value`. */
export function readVariable(reader: Reader, lead: Lead, persistence: Persistence): VariableDeclaration {
  const annotations = reader.annotationsBefore(lead.index);
  const qualifier = readQualifier(reader);
  const type = isTypedName(reader, reader.index) ? readType(reader) : undefined;
  const name = reader.identifier('The name of the variable');
  const value = readInitialValue(reader);
  return {
    kind: 'variable',
    isExported: lead.isExported,
    persistence,
    qualifier,
    type,
    name,
    value,
    annotations,
    start: lead.start,
    end: reader.end,
  };
}

export function readInitialValue(reader: Reader): Expression {
  if (reader.take('=')) return readValue(reader);
  const { token, end } = reader;
  if (reader.peek() === ':=') {
    const message = 'A variable is declared with “=”; “:=” changes one that exists.';
    reader.problems.add('P116', token.start, token.end, message, {
      title: 'Write =',
      edits: [{ start: token.start, end: token.end, text: '=' }],
    });
    reader.next();
    return readValue(reader);
  }
  const at = reader.isAtLineEnd ? { start: end, end } : token;
  reader.lose(
    'P131',
    at.start,
    at.end,
    'A variable needs a value when it is declared: “= na” if there is none yet.',
  );
  reader.height = 1;
  return { kind: 'missing', start: end, end };
}

/** `[a, b] = value`; the bracket comes next. */
export function readTupleDeclaration(
  reader: Reader,
  start: number,
  persistence: Persistence,
): TupleDeclaration {
  const names: Identifier[] = [];
  reader.inBrackets(() => {
    do {
      names.push(reader.identifier('A name'));
    } while (reader.take(','));
  });
  const value = readInitialValue(reader);
  return { kind: 'tuple-declaration', persistence, names, value, start, end: reader.end };
}

/** `name(` … `) =>`, whatever stands in the brackets. */
export function isFunctionHead(reader: Reader, index: number): boolean {
  if (reader.kindAt(index) !== 'name' || reader.kindAt(index + 1) !== '(') return false;
  const closer = reader.closerOf(index + 1);
  return closer >= 0 && reader.kindAt(closer + 1) === '=>';
}

export function readFunction(reader: Reader, lead: Lead, isMethod: boolean): FunctionDeclaration {
  const annotations = reader.annotationsBefore(lead.index);
  const name = reader.identifier('The name of the function');
  const parameters: Parameter[] = [];
  let height = 0;
  if (reader.peek() === '(') {
    reader.inBrackets(() => {
      if (reader.peek() === ')') return;
      do {
        reader.isLost = false;
        parameters.push(readParameter(reader));
        height = Math.max(height, reader.height);
        if (reader.peek() !== ',' && reader.peek() !== ')') {
          reader.unexpected();
          reader.skipItem();
        }
      } while (reader.take(','));
    });
  } else reader.unexpected();
  const body = readBody(reader, isMethod ? 'method' : 'function');
  reader.height = Math.max(height, reader.height) + 1;
  return {
    kind: 'function',
    isExported: lead.isExported,
    isMethod,
    name,
    parameters,
    body,
    annotations,
    start: lead.start,
    end: reader.end,
  };
}

function readParameter(reader: Reader): Parameter {
  const { start } = reader.token;
  const qualifier = readQualifier(reader);
  const end = typeEnd(reader, reader.index);
  const type = end >= 0 && reader.kindAt(end) === 'name' ? readType(reader) : undefined;
  const name = reader.identifier('The name of a parameter');
  reader.height = 1;
  const defaultValue = reader.take('=') ? readExpression(reader) : undefined;
  const first = Math.min(start, (type ?? name).start);
  return {
    kind: 'parameter',
    qualifier,
    type,
    name,
    defaultValue,
    start: first,
    end: Math.max(first, reader.end),
  };
}

/** `type` or `enum` has been read. */
export function readTypeDeclaration(reader: Reader, lead: Lead): TypeDeclaration {
  const annotations = reader.annotationsBefore(lead.index);
  const name = reader.identifier('The name of the type');
  const fields: FieldDeclaration[] = [];
  readMembers(reader, 'type', () => {
    fields.push(readField(reader));
  });
  const { isExported, start } = lead;
  return { kind: 'type', isExported, name, fields, annotations, start, end: reader.end };
}

export function readEnumDeclaration(reader: Reader, lead: Lead): EnumDeclaration {
  const annotations = reader.annotationsBefore(lead.index);
  const name = reader.identifier('The name of the enum');
  const members: EnumMember[] = [];
  readMembers(reader, 'enum', () => {
    members.push(readMember(reader));
  });
  const { isExported, start } = lead;
  return { kind: 'enum', isExported, name, members, annotations, start, end: reader.end };
}

function readMembers(reader: Reader, what: string, readMember: () => void): void {
  if (!reader.isAtLineEnd) {
    reader.unexpected();
    reader.skipLine();
  }
  if (reader.token.kind !== 'end' && reader.token.indent > reader.indent) {
    readLines(reader, reader.indent + 1, readMember);
    reader.height++;
    return;
  }
  const { end } = reader;
  reader.lose(
    'P120',
    end,
    end,
    `The fields of this ${what} are missing: they stand below it, indented by four spaces.`,
  );
}

function readField(reader: Reader): FieldDeclaration {
  const { start } = reader.token;
  const isVarip = reader.take('varip');
  const ahead = typeEnd(reader, reader.index);
  const isUntyped = ahead >= 0 && reader.kindAt(ahead) !== 'name';
  if (isUntyped) {
    const { token } = reader;
    reader.lose('P130', token.start, token.end, 'A field is written as a type and a name: “float price”.');
  }
  const at = reader.token.start;
  const type = isUntyped
    ? ({ kind: 'type-reference', name: [], arguments: [], isArray: false, start: at, end: at } as const)
    : readType(reader);
  const name = reader.identifier('The name of a field');
  reader.height = 1;
  const defaultValue = reader.take('=') ? readExpression(reader) : undefined;
  return { kind: 'field', isVarip, type, name, defaultValue, start, end: Math.max(start, reader.end) };
}

function readMember(reader: Reader): EnumMember {
  const { start } = reader.token;
  const name = reader.identifier('The name of a field');
  reader.height = 1;
  const title = reader.take('=') ? readExpression(reader) : undefined;
  return { kind: 'enum-member', name, title, start, end: Math.max(start, reader.end) };
}

/** `import` has been read. Names of users may hold what names of scripts may not. */
export function readImport(reader: Reader, start: number): ImportStatement {
  const user = pathPart(reader, 'The name of a user');
  reader.take('/');
  const library = pathPart(reader, 'The name of a library');
  reader.take('/');
  let version = 0;
  const { token } = reader;
  if (reader.peek() === 'number' && /^[0-9]+$/.test(token.text)) {
    version = Number(token.text);
    reader.next();
  } else {
    const at = reader.isAtLineEnd ? { start: reader.end, end: reader.end } : token;
    reader.lose(
      'P129',
      at.start,
      at.end,
      'An import names user, library and version: “import user/library/1”.',
    );
  }
  const alias = reader.takeWord('as') ? reader.identifier('The name after as') : undefined;
  return { kind: 'import', user, library, version, alias, start, end: reader.end };
}

function pathPart(reader: Reader, what: string): Identifier {
  const start = reader.isAtLineEnd ? reader.gap : reader.token.start;
  const from = reader.index;
  while (!reader.isAtLineEnd && reader.peek() !== '/') {
    if (reader.index > from && reader.token.start !== reader.end) break;
    reader.next();
  }
  const { end } = reader;
  if (reader.index === from) {
    const at = reader.isAtLineEnd ? { start: end, end } : reader.token;
    reader.lose('P129', at.start, at.end, `${what} is missing: write “import user/library/1”.`);
  }
  return {
    kind: 'identifier',
    name: reader.index === from ? '' : reader.text.slice(start, end),
    start,
    end: Math.max(start, end),
  };
}
