import type { Reader } from './reader.ts';
import { isWord } from './token.ts';
import type {
  Argument,
  BinaryOperator,
  Expression,
  Identifier,
  Tuple,
  TypeReference,
  UnaryOperator,
} from './tree.ts';
import { isBuiltinTypeWord, readTypeList, typeListEnd } from './types.ts';

/** How strongly each operator binds; all of them group from the left. */
const strengths: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ['==', 3],
  ['!=', 3],
  ['<', 4],
  ['<=', 4],
  ['>', 4],
  ['>=', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['%', 6],
]);

export const strengthOf = (operator: BinaryOperator): number => strengths.get(operator) ?? 0;

export function readExpression(reader: Reader): Expression {
  const first = readBinary(reader, 1);
  return reader.peek() === '?' ? readConditional(reader, first) : first;
}

/** `a ? b : c ? d : e` is read in a loop and put together from the right. */
function readConditional(reader: Reader, first: Expression): Expression {
  const steps: { condition: Expression; consequent: Expression; height: number }[] = [];
  let last = first;
  let height = reader.height;
  while (reader.peek() === '?') {
    const question = reader.next();
    const consequent = reader.nested(() => readExpression(reader)) ?? abandoned(reader);
    steps.push({ condition: last, consequent, height: Math.max(height, reader.height) });
    if (reader.take(':')) last = readBinary(reader, 1);
    else {
      const message = 'This condition has a value for true only; “:” and the other value are missing.';
      reader.lose('P119', question.start, question.end, message);
      last = { kind: 'missing', start: reader.gap, end: reader.gap };
      reader.height = 1;
    }
    height = reader.height;
  }
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index];
    if (step === undefined) break;
    const { start } = step.condition;
    const { end } = last;
    if (reader.grow(Math.max(step.height, height))) {
      last = {
        kind: 'conditional',
        condition: step.condition,
        consequent: step.consequent,
        alternate: last,
        start,
        end,
      };
    } else last = { kind: 'missing', start, end };
    height = reader.height;
  }
  return last;
}

function readBinary(reader: Reader, weakest: number): Expression {
  let left = readUnary(reader);
  for (;;) {
    const kind = reader.peek();
    const operator = kind === '=' && isComparisonMeant(reader) ? '==' : kind;
    const strength = strengths.get(operator);
    if (strength === undefined || strength < weakest) return left;
    if (kind === '=') warnOfSingleEquals(reader);
    reader.next();
    const height = reader.height;
    const right = readBinary(reader, strength + 1);
    const { start } = left;
    const { end } = right;
    left = reader.grow(Math.max(height, reader.height))
      ? { kind: 'binary', operator: operator as BinaryOperator, left, right, start, end }
      : { kind: 'missing', start, end };
  }
}

/** In brackets and headers nothing is declared; arguments take their own `=` before a value is read. */
const isComparisonMeant = (reader: Reader): boolean => reader.depth > 0 || reader.isHeader;

function warnOfSingleEquals(reader: Reader): void {
  const { start, end } = reader.token;
  if (reader.isLost) return;
  reader.problems.add('P115', start, end, '“=” declares a variable; “==” compares two values.', {
    title: 'Write ==',
    edits: [{ start, end, text: '==' }],
  });
}

function readUnary(reader: Reader): Expression {
  const kind = reader.peek();
  if (kind !== '-' && kind !== '+' && kind !== 'not') return readPostfix(reader);
  const { start } = reader.next();
  const operand = reader.nested(() => readUnary(reader)) ?? abandoned(reader);
  const { end } = operand;
  const operator: UnaryOperator = kind;
  return reader.grow(reader.height)
    ? { kind: 'unary', operator, operand, start, end }
    : { kind: 'missing', start, end };
}

function readPostfix(reader: Reader): Expression {
  let node = readPrimary(reader);
  for (;;) {
    const kind = reader.peek();
    const { start } = node;
    const height = reader.height;
    let next: Expression | undefined;
    if (kind === '.') {
      reader.next();
      const property = reader.identifier('The name behind the point', true);
      next = { kind: 'member', object: node, property, start, end: reader.end };
      reader.height = height;
    } else if (kind === '(') next = readCall(reader, node, []);
    else if (kind === '<' && areTypeArguments(reader, node)) {
      const types = readTypeList(reader);
      next = readCall(reader, node, types);
    } else if (kind === '[') next = readIndex(reader, node);
    else return node;
    node = reader.grow(Math.max(height, reader.height)) ? next : { kind: 'missing', start, end: reader.end };
  }
}

/**
 * `array.new<float>(` or `a < b`? Types in angles are followed by a bracket. Where several stand in them, so that it could be
 * two comparisons between commas, `new` has to stand before or one of the language's types within.
 */
function areTypeArguments(reader: Reader, callee: Expression): boolean {
  if (callee.kind !== 'identifier' && callee.kind !== 'member') return false;
  const { end, count } = typeListEnd(reader, reader.index);
  if (end < 0 || reader.kindAt(end) !== '(') return false;
  const name = callee.kind === 'member' ? callee.property.name : callee.name;
  return count === 1 || name === 'new' || isBuiltinTypeWord(reader.tokenAt(reader.index + 1).text);
}

function readCall(reader: Reader, callee: Expression, typeArguments: readonly TypeReference[]): Expression {
  const list: Argument[] = [];
  const { index } = reader;
  reader.inBrackets(
    () =>
      reader.nested(() => {
        reader.height = 0;
        readItems(reader, 'An argument', () => list.push(readArgument(reader)));
        return true;
      }) ?? skipBrackets(reader, index),
  );
  return { kind: 'call', callee, typeArguments, arguments: list, start: callee.start, end: reader.end };
}

function readArgument(reader: Reader): Argument {
  const { token } = reader;
  let name: Identifier | undefined;
  if (isWord(token) && reader.kindAt(reader.index + 1) === '=') {
    name = reader.identifier('An argument', true);
    reader.next();
  }
  const value = readExpression(reader);
  return { kind: 'argument', name, value, start: name?.start ?? value.start, end: value.end };
}

/** Items between commas up to the closing bracket. A mistake in one does not hide those in the others. */
function readItems(reader: Reader, what: string, read: () => void): void {
  let height = 0;
  if (isListEnd(reader)) return;
  for (;;) {
    if (reader.peek() === ',' || isListEnd(reader)) {
      const { start, end } = reader.peek() === ',' ? reader.token : reader.tokenAt(reader.index - 1);
      reader.lose('P118', start, end, `${what} is missing beside this comma.`, {
        title: 'Remove the comma',
        edits: [{ start, end, text: '' }],
      });
    } else read();
    height = Math.max(height, reader.height);
    if (reader.peek() !== ',' && !isListEnd(reader)) {
      unseparated(reader);
      reader.skipItem();
    }
    if (reader.peek() !== ',') break;
    reader.next();
    reader.isLost = false;
    if (isListEnd(reader) && reader.peek() !== ')' && reader.peek() !== ']') break;
  }
  reader.height = height;
}

function unseparated(reader: Reader): void {
  const { token } = reader;
  const isValue = token.kind === 'name' || token.kind === 'number' || token.kind === 'string';
  if (!isValue) {
    reader.unexpected();
    return;
  }
  const message = `A comma, an operator or a closing bracket is missing before ${reader.describe(token)}.`;
  reader.lose('P111', token.start, token.end, message);
}

const isListEnd = (reader: Reader): boolean => {
  const kind = reader.peek();
  return kind === ')' || kind === ']' || kind === 'newline' || kind === 'end';
};

function readIndex(reader: Reader, object: Expression): Expression {
  const opener = reader.token;
  const { index } = reader;
  const offset = reader.inBrackets(
    () => reader.nested(() => readExpression(reader)) ?? abandonedBrackets(reader, index),
  );
  if (object.kind === 'index' && !reader.isLost) {
    const message = 'History cannot be taken of history; put the first part in parentheses or in a variable.';
    reader.problems.add('P126', opener.start, reader.end, message, {
      title: 'Put in parentheses',
      edits: [
        { start: object.start, end: object.start, text: '(' },
        { start: object.end, end: object.end, text: ')' },
      ],
    });
  }
  return { kind: 'index', object, offset, start: object.start, end: reader.end };
}

function readPrimary(reader: Reader): Expression {
  const { token } = reader;
  const kind = reader.peek();
  const { start, end } = token;
  reader.height = 1;
  switch (kind) {
    case 'name':
      reader.next();
      return { kind: 'identifier', name: token.text, start, end };
    case 'number':
      reader.next();
      return {
        kind: 'number',
        value: Number(token.text),
        isFloat: /[.eE]/.test(token.text),
        text: token.text,
        start,
        end,
      };
    case 'string':
      reader.next();
      return { kind: 'string', value: token.text, quote: quoteOf(reader.text.charAt(start)), start, end };
    case 'true':
    case 'false':
      reader.next();
      return { kind: 'boolean', value: kind === 'true', start, end };
    case 'color':
      reader.next();
      return { kind: 'color', value: colorValue(token.text), text: token.text, start, end };
    case '(':
      return readGroup(reader);
    case '[':
      return readTuple(reader);
    case 'if':
    case 'switch':
    case 'for':
    case 'while': {
      const message = `“${kind}” cannot stand inside an expression; give its result to a variable first.`;
      reader.lose('P125', start, end, message);
      return { kind: 'missing', start: reader.gap, end: reader.gap };
    }
    default:
      return reader.missing('A value');
  }
}

const quoteOf = (written: string): '"' | "'" => ("'‘’‚‛".includes(written) ? "'" : '"');

const colorValue = (text: string): number =>
  text.length === 7 ? Number.parseInt(`${text.slice(1)}FF`, 16) : Number.parseInt(text.slice(1), 16);

function readGroup(reader: Reader): Expression {
  const { start } = reader.token;
  const { index } = reader;
  const expression = reader.inBrackets(
    () => reader.nested(() => readExpression(reader)) ?? abandonedBrackets(reader, index),
  );
  return reader.grow(reader.height)
    ? { kind: 'group', expression, start, end: reader.end }
    : { kind: 'missing', start, end: reader.end };
}

function readTuple(reader: Reader): Tuple {
  const { start } = reader.token;
  const { index } = reader;
  const items: Expression[] = [];
  reader.inBrackets(
    () =>
      reader.nested(() => {
        reader.height = 0;
        readItems(reader, 'An item', () => items.push(readExpression(reader)));
        return true;
      }) ?? skipBrackets(reader, index),
  );
  reader.height++;
  return { kind: 'tuple', items, start, end: reader.end };
}

/** What is nested too deep is passed over, up to the bracket that closes it. */
function skipBrackets(reader: Reader, opener: number): void {
  const closer = reader.closerOf(opener);
  if (closer >= 0) reader.index = closer;
  else reader.skipLine();
}

function abandonedBrackets(reader: Reader, opener: number): Expression {
  skipBrackets(reader, opener);
  return abandoned(reader);
}

function abandoned(reader: Reader): Expression {
  reader.skipItem();
  reader.isLost = true;
  reader.height = 1;
  return { kind: 'missing', start: reader.gap, end: reader.gap };
}
