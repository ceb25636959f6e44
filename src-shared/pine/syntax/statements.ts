import {
  isFunctionHead,
  isTypedName,
  type Lead,
  readEnumDeclaration,
  readFunction,
  readImport,
  readTupleDeclaration,
  readTypeDeclaration,
  readVariable,
} from './declarations.ts';
import { readExpression } from './expressions.ts';
import { readLines } from './lines.ts';
import type { Reader } from './reader.ts';
import { isStructureKeyword, readStructure, readValue } from './structures.ts';
import { isWord } from './token.ts';
import type { AssignmentOperator, Block, Expression, Statement } from './tree.ts';

const assignmentOperators: ReadonlySet<string> = new Set([':=', '+=', '-=', '*=', '/=', '%=']);

/** Statements of one line, separated by commas. */
export function readLine(reader: Reader, into: Statement[]): void {
  let height = 0;
  do {
    into.push(readStatement(reader));
    height = Math.max(height, reader.height);
  } while (reader.take(','));
  reader.height = height;
}

/** Lines below a header, or what follows `=>` on its line. */
export function readBlock(reader: Reader): Block {
  const statements: Statement[] = [];
  const isInline = reader.token.indent < 0;
  const first = reader.token.start;
  const read = (): boolean => {
    if (isInline) readLine(reader, statements);
    else readLines(reader, reader.indent + 1, () => readLine(reader, statements));
    return true;
  };
  if (reader.nested(read) === undefined) skipBlock(reader, isInline);
  reader.height++;
  const start = Math.min(first, statements[0]?.start ?? first);
  const end = Math.max(start, reader.end);
  return { kind: 'block', statements, form: isInline ? 'inline' : 'indented', start, end };
}

function skipBlock(reader: Reader, isInline: boolean): void {
  if (isInline) reader.skipLine();
  else
    while (reader.token.kind !== 'end' && (reader.token.indent < 0 || reader.token.indent > reader.indent))
      reader.next();
  reader.isLost = true;
  reader.height = 0;
}

function readStatement(reader: Reader): Statement {
  const { token, index } = reader;
  const kind = reader.peek();
  const { end } = token;
  const start = reader.isAtLineEnd ? reader.gap : token.start;
  const lead: Lead = { start, index, isExported: false };
  reader.height = 1;
  if (isStructureKeyword(kind)) {
    const expression = readStructure(reader);
    return { kind: 'expression-statement', expression, start, end: reader.end };
  }
  switch (kind) {
    case 'break':
    case 'continue':
      reader.next();
      return { kind, start, end };
    case 'var':
    case 'varip':
      reader.next();
      return reader.peek() === '['
        ? readTupleDeclaration(reader, start, kind)
        : readVariable(reader, lead, kind);
    case 'else':
      return readStrayElse(reader);
    case '[':
      if (isTupleDeclaration(reader)) return readTupleDeclaration(reader, start, 'none');
      break;
    case 'name': {
      const declaration = readNamed(reader, lead);
      if (declaration !== undefined) return declaration;
      break;
    }
    case ')':
    case ']':
    case '=>':
    case ',':
      reader.unexpected();
      reader.next();
      reader.skipLine();
      return { kind: 'broken', start, end: reader.end };
    default:
  }
  return readExpressionStatement(reader);
}

const isTupleDeclaration = (reader: Reader): boolean => {
  const closer = reader.closerOf(reader.index);
  return closer >= 0 && reader.kindAt(closer + 1) === '=';
};

function readStrayElse(reader: Reader): Statement {
  const { start, end } = reader.next();
  reader.lose('P122', start, end, 'This else has no if directly above it at the same indentation.');
  reader.skipLine();
  return { kind: 'broken', start, end: reader.end };
}

/** Declarations that begin with a name or with a word that elsewhere is a name. */
function readNamed(reader: Reader, lead: Lead): Statement | undefined {
  const { token, index } = reader;
  const following = reader.kindAt(index + 1);
  const { start } = lead;
  if (following === '=') return readVariable(reader, lead, 'none');
  switch (token.text) {
    case 'export':
      if (following === 'name' || following === 'var' || following === 'varip')
        return readExport(reader, lead);
      break;
    case 'import':
      if (following === 'name' || (following === 'number' && reader.kindAt(index + 2) !== 'newline')) {
        reader.next();
        return readImport(reader, start);
      }
      break;
    case 'type':
    case 'enum':
      if (following === 'name' && reader.kindAt(index + 2) !== '=') {
        reader.next();
        return token.text === 'type' ? readTypeDeclaration(reader, lead) : readEnumDeclaration(reader, lead);
      }
      break;
    case 'method':
      if (isFunctionHead(reader, index + 1) || (following === 'name' && reader.kindAt(index + 2) === '(')) {
        reader.next();
        return readFunction(reader, lead, true);
      }
      break;
    case 'const':
    case 'simple':
    case 'series':
      if (following === 'name') return readVariable(reader, lead, 'none');
      break;
    default:
  }
  if (isFunctionHead(reader, index)) return readFunction(reader, lead, false);
  if (isTypedName(reader, index)) return readVariable(reader, lead, 'none');
  return undefined;
}

function readExport(reader: Reader, lead: Lead): Statement {
  const word = reader.next();
  const kind = reader.peek();
  const exported = { ...lead, isExported: true };
  if (kind === 'var' || kind === 'varip') {
    reader.next();
    return readVariable(reader, exported, kind);
  }
  const declaration = readNamed(reader, exported);
  if (declaration !== undefined) return declaration;
  const message = 'After “export” stands the declaration of a function, method, type, enum or constant.';
  reader.lose('P128', word.start, word.end, message);
  return readExpressionStatement(reader);
}

function readExpressionStatement(reader: Reader): Statement {
  const { index } = reader;
  const start = reader.isAtLineEnd ? reader.gap : reader.token.start;
  const target = readExpression(reader);
  const { token } = reader;
  const kind = reader.peek();
  if (assignmentOperators.has(kind)) {
    reader.next();
    return assignment(reader, target, kind as AssignmentOperator);
  }
  if (kind === '=') {
    warnOfDeclaring(reader, target);
    reader.next();
    return assignment(reader, target, ':=');
  }
  if (reader.index === index) {
    if (isWord(token) || !reader.isAtLineEnd) reader.next();
    reader.skipLine();
    return { kind: 'broken', start, end: Math.max(start, reader.end) };
  }
  return {
    kind: 'expression-statement',
    expression: target,
    start: Math.min(start, target.start),
    end: reader.end,
  };
}

function assignment(reader: Reader, target: Expression, operator: AssignmentOperator): Statement {
  const { height } = reader;
  const value = readValue(reader);
  reader.height = Math.max(height, reader.height) + 1;
  return { kind: 'assignment', target, operator, value, start: target.start, end: reader.end };
}

function warnOfDeclaring(reader: Reader, target: Expression): void {
  const { start, end } = reader.token;
  if (target.kind === 'member') {
    reader.problems.add('P116', start, end, 'A field is changed with “:=”; “=” declares variables.', {
      title: 'Write :=',
      edits: [{ start, end, text: ':=' }],
    });
  } else if (target.kind !== 'missing') {
    reader.lose('P117', target.start, target.end, 'Left of “=” stands the name of a variable.');
  }
}
