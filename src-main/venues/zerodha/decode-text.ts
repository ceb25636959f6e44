import { parseExact } from '../connection/exact-json.ts';
import { type OrderWire, orderWire } from './wire.ts';

/** A text frame of the ticker socket, read. */
export type TextFrame =
  | { readonly kind: 'order'; readonly order: OrderWire }
  /** `error` and `message` are meant for people; other types are Zerodha's own business. */
  | { readonly kind: 'control'; readonly name: string; readonly text: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** An order is about 1.5 kB. Exact reading is slow, and nothing this long is an order. */
const longestText = 65_536;

/** Never throws. */
export function readTextFrame(text: string): TextFrame {
  if (text.length > longestText) return unreadable(`a text of ${text.length} characters is no message`);
  let parsed: unknown;
  try {
    parsed = parseExact(text);
  } catch (error) {
    // SyntaxError, or RangeError for thousands of brackets.
    return unreadable(error instanceof SyntaxError ? 'not JSON' : 'nested too deeply');
  }
  if (!isRecord(parsed) || typeof parsed.type !== 'string') return unreadable('no type');
  if (parsed.type === 'order') return readOrder(parsed.data);
  const message = typeof parsed.data === 'string' ? parsed.data : '';
  return { kind: 'control', name: parsed.type.slice(0, 60), text: message.slice(0, 1000) };
}

/** The data of an `order` frame, or a whole postback. */
export function readOrder(data: unknown): TextFrame {
  const read = orderWire.safeParse(data);
  if (read.success) return { kind: 'order', order: read.data };
  const [issue] = read.error.issues;
  return unreadable(`order: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

function unreadable(reason: string): TextFrame {
  return { kind: 'unreadable', reason };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
