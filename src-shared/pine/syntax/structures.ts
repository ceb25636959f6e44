import { readExpression } from './expressions.ts';
import { readLines } from './lines.ts';
import type { Reader } from './reader.ts';
import type { Block, Expression, For, ForIn, Identifier, If, Switch, SwitchArm, While } from './tree.ts';

export const isStructureKeyword = (kind: string): boolean =>
  kind === 'if' || kind === 'switch' || kind === 'for' || kind === 'while';

/** What may stand right of `=`: an expression or a structure. */
export function readValue(reader: Reader): Expression {
  return isStructureKeyword(reader.peek()) ? readStructure(reader) : readExpression(reader);
}

/** The keyword comes next. */
export function readStructure(reader: Reader): Expression {
  const { start } = reader.token;
  const { isHeader } = reader;
  const node = reader.nested(() => {
    switch (reader.peek()) {
      case 'if':
        return readIf(reader);
      case 'switch':
        return readSwitch(reader);
      case 'for':
        return readFor(reader);
      default:
        return readWhile(reader);
    }
  });
  reader.isHeader = isHeader;
  if (node !== undefined && reader.grow(reader.height)) return node;
  if (node === undefined) {
    reader.skipLine();
    reader.isLost = true;
  }
  return { kind: 'missing', start, end: reader.end };
}

function readHeader(reader: Reader): Expression {
  reader.isHeader = true;
  const value = readExpression(reader);
  endHeader(reader);
  return value;
}

function endHeader(reader: Reader): void {
  if (!reader.isAtLineEnd) {
    reader.unexpected();
    reader.skipLine();
  }
  reader.isHeader = false;
}

/** The indented lines below a header, which has just been read. */
export function readIndented(reader: Reader, what: string): Block {
  const { token, end } = reader;
  if (token.kind !== 'end' && token.indent > reader.indent) return reader.readBlock(reader);
  reader.lose(
    'P120',
    end,
    end,
    `The lines of this ${what} are missing: they stand below it, indented by four spaces.`,
  );
  reader.height = 0;
  return { kind: 'block', statements: [], form: 'indented', start: end, end };
}

/** A chain of `else if` is read in a loop and put together from its end. */
function readIf(reader: Reader): If {
  const parts: { start: number; condition: Expression; consequent: Block; height: number }[] = [];
  let alternate: Block | If | undefined;
  for (;;) {
    reader.isHeader = true;
    const { start } = reader.next();
    const condition = readHeader(reader);
    let height = reader.height;
    const consequent = readIndented(reader, 'if');
    height = Math.max(height, reader.height);
    parts.push({ start, condition, consequent, height });
    if (!atElse(reader)) break;
    reader.lineStart = reader.index;
    reader.isLost = false;
    reader.next();
    if (reader.peek() === 'if') continue;
    endHeader(reader);
    alternate = readIndented(reader, 'else');
    break;
  }
  let { height } = reader;
  const { end } = reader;
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    if (part === undefined) break;
    const { start, condition, consequent } = part;
    const isHigh = !reader.grow(Math.max(part.height, height));
    alternate = { kind: 'if', condition, consequent, alternate: isHigh ? undefined : alternate, start, end };
    height = reader.height;
  }
  return alternate as If;
}

/** At the indentation of the statement that the `if` belongs to, or a little deeper. */
const atElse = (reader: Reader): boolean =>
  reader.token.kind === 'else' && reader.token.indent >= reader.indent;

function readSwitch(reader: Reader): Switch {
  const { start } = reader.next();
  reader.isHeader = true;
  const subject = reader.isAtLineEnd ? undefined : readHeader(reader);
  let { height } = reader;
  if (subject === undefined) height = 0;
  reader.isHeader = false;
  const arms: SwitchArm[] = [];
  if (reader.token.kind === 'end' || reader.token.indent <= reader.indent) {
    const { end } = reader;
    reader.lose(
      'P120',
      end,
      end,
      'The arms of this switch are missing: they stand below it, indented by four spaces.',
    );
  } else {
    readLines(reader, reader.indent + 1, () => {
      arms.push(readArm(reader));
    });
    height = Math.max(height, reader.height);
  }
  reader.height = height;
  return { kind: 'switch', subject, arms, start, end: reader.end };
}

function readArm(reader: Reader): SwitchArm {
  const { start } = reader.token;
  const condition = reader.peek() === '=>' ? undefined : readExpression(reader);
  const height = condition === undefined ? 0 : reader.height;
  const body = readBody(reader, 'arm');
  reader.height = Math.max(height, reader.height) + 1;
  return { kind: 'switch-arm', condition, body, start, end: Math.max(start, reader.end) };
}

/** `=>` and what follows it, on the same line or indented below. */
export function readBody(reader: Reader, what: string): Block {
  if (!reader.take('=>')) {
    const { token, end } = reader;
    const at = reader.isAtLineEnd ? { start: end, end } : token;
    reader.lose('P124', at.start, at.end, `“=>” is missing in this ${what}.`);
    reader.skipLine();
    const isBlock = token.kind !== 'end' && reader.token.indent > reader.indent;
    if (isBlock) return reader.readBlock(reader);
    reader.height = 0;
    return { kind: 'block', statements: [], form: 'inline', start: reader.end, end: reader.end };
  }
  if (reader.isAtLineEnd) return readIndented(reader, what);
  return reader.readBlock(reader);
}

function readFor(reader: Reader): For | ForIn {
  const { start } = reader.next();
  reader.isHeader = true;
  if (reader.peek() === '[') return readForIn(reader, start, readPair(reader));
  const variable = reader.identifier('The variable of this for');
  if (reader.peek() !== '=' && reader.token.text === 'in')
    return readForIn(reader, start, [undefined, variable]);
  if (!reader.take('=')) {
    const { token, end } = reader;
    const at = reader.isAtLineEnd ? { start: end, end } : token;
    const message = 'After its variable a for has “=” and a first and last value, or “in” and a collection.';
    reader.lose('P123', at.start, at.end, message);
  }
  let height = 0;
  const limit = (): Expression => {
    const value = reader.isLost ? reader.missing('A value') : readExpression(reader);
    height = Math.max(height, reader.height);
    return value;
  };
  const from = limit();
  if (!reader.takeWord('to')) {
    const at = reader.gap;
    reader.lose('P123', at, at, 'After its first value a for has “to” and its last value.');
  }
  const to = limit();
  const step = reader.takeWord('by') ? limit() : undefined;
  endHeader(reader);
  const body = readIndented(reader, 'for');
  reader.height = Math.max(height, reader.height);
  return { kind: 'for', variable, from, to, step, body, start, end: reader.end };
}

/** `[index, item]`. */
function readPair(reader: Reader): readonly [Identifier | undefined, Identifier] {
  return reader.inBrackets(() => {
    const first = reader.identifier('A variable of this for');
    if (!reader.take(',')) return [undefined, first];
    return [first, reader.identifier('The second variable of this for')];
  });
}

function readForIn(
  reader: Reader,
  start: number,
  names: readonly [Identifier | undefined, Identifier],
): ForIn {
  const [index, item] = names;
  if (!reader.takeWord('in')) {
    const at = reader.gap;
    reader.lose('P123', at, at, 'After its variables a for has “in” and a collection.');
  }
  const iterable = reader.isLost ? reader.missing('A collection') : readExpression(reader);
  const height = reader.height;
  endHeader(reader);
  const body = readIndented(reader, 'for');
  reader.height = Math.max(height, reader.height);
  return { kind: 'for-in', index, item, iterable, body, start, end: reader.end };
}

function readWhile(reader: Reader): While {
  const { start } = reader.next();
  const condition = readHeader(reader);
  const height = reader.height;
  const body = readIndented(reader, 'while');
  reader.height = Math.max(height, reader.height);
  return { kind: 'while', condition, body, start, end: reader.end };
}
