import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseLossless } from './lossless-json.ts';

/*
 * Lists of all markets are several MB: read at once they would hold up every price and every click. Their elements are cut
 * out of the bytes and read one by one, and after some of them everything else has its turn.
 */

const elementsPerTurn = 25;
const [quote, backslash, comma, openBrace, closeBrace, openBracket, closeBracket] = [
  ...Buffer.from('"\\,{}[]'),
] as [number, number, number, number, number, number, number];

/**
 * What `take` makes of each element of a list, without those of which it makes nothing. The list is the answer itself, or
 * its member `name`.
 * @throws SyntaxError for what is no such answer.
 */
export async function readList<Shape>(
  body: Buffer,
  name: string | undefined,
  take: (element: unknown) => Shape | undefined,
): Promise<Shape[]> {
  const found: Shape[] = [];
  let count = 0;
  for (let [at, end] = firstElement(body, name); at !== end; [at, end] = nextElement(body, end)) {
    const shape = take(parseLossless(body.toString('utf8', at, end)));
    if (shape !== undefined) found.push(shape);
    count += 1;
    if (count % elementsPerTurn === 0) await nextTurn();
  }
  return found;
}

type Stretch = readonly [start: number, end: number];

function firstElement(body: Buffer, name: string | undefined): Stretch {
  const start = name === undefined ? skipBlanks(body, 0) : memberStart(body, name);
  if (body[start] !== openBracket) throw new SyntaxError('the list is missing');
  return elementAt(body, skipBlanks(body, start + 1));
}

function nextElement(body: Buffer, after: number): Stretch {
  const at = skipBlanks(body, after);
  if (body[at] === closeBracket) return [at, at];
  if (body[at] !== comma) throw new SyntaxError('the list is broken off');
  const [start, end] = elementAt(body, skipBlanks(body, at + 1));
  if (start === end) throw new SyntaxError('an element is missing');
  return [start, end];
}

/** Empty at the end of the list. */
function elementAt(body: Buffer, at: number): Stretch {
  return body[at] === closeBracket ? [at, at] : [at, valueEnd(body, at)];
}

/** Where the value of a member of the outermost object begins. */
function memberStart(body: Buffer, name: string): number {
  let at = skipBlanks(body, 0);
  if (body[at] !== openBrace) throw new SyntaxError('no JSON object');
  do {
    const key = skipBlanks(body, at + 1);
    if (body[key] !== quote) throw new SyntaxError(`${name} is missing`);
    const keyEnd = stringEnd(body, key);
    const value = skipBlanks(body, skipBlanks(body, keyEnd) + 1);
    if (body.toString('utf8', key + 1, keyEnd - 1) === name) return value;
    at = skipBlanks(body, valueEnd(body, value));
  } while (body[at] === comma);
  throw new SyntaxError(`${name} is missing`);
}

/** After the value that begins here. What is inside is checked when it is read. */
function valueEnd(body: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < body.length; at += 1) {
    const byte = body[at] as number;
    if (byte === quote) {
      at = stringEnd(body, at) - 1;
      if (depth === 0) return at + 1;
    } else if (byte === openBrace || byte === openBracket) depth += 1;
    else if (byte === closeBrace || byte === closeBracket) {
      depth -= 1;
      if (depth === 0) return at + 1;
      // The end of what a bare number or word stood in.
      if (depth < 0) return at;
    } else if (byte === comma && depth === 0) return at;
  }
  throw new SyntaxError('it is broken off');
}

/** After the closing quote. */
function stringEnd(body: Buffer, start: number): number {
  for (let at = start + 1; at < body.length; at += 1) {
    if (body[at] === backslash) at += 1;
    else if (body[at] === quote) return at + 1;
  }
  throw new SyntaxError('a text is broken off');
}

function skipBlanks(body: Buffer, from: number): number {
  let at = from;
  while (at < body.length && (body[at] as number) <= 32) at += 1;
  return at;
}
