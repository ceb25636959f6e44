import type { Context } from '../../runtime/context.ts';
import { formatByPattern } from './number-pattern.ts';
import { textOf } from './text-of.ts';
import { formatTime } from './time-pattern.ts';

/** Plain numbers in messages: groups of three, three decimals at most. */
const plain = '#,##0.###';

/**
 * A message with places: `{0}`, `{1,number,#.##}`, `{0,date,yyyy.MM.dd}`, `{0,time,HH:mm}`. What stands in single quotes is
 * left as it is, two quotes are one. A place for which no value was given stays as it was written.
 */
export function formatMessage(context: Context, message: string, values: readonly unknown[]): string {
  let text = '';
  let at = 0;
  while (at < message.length) {
    const character = message.charAt(at);
    if (character === "'") {
      const end = message.indexOf("'", at + 1);
      if (end === at + 1) text += "'";
      else text += message.slice(at + 1, end < 0 ? message.length : end);
      at = end < 0 ? message.length : end + 1;
    } else if (character === '{') {
      const end = closing(message, at);
      if (end < 0) return text + message.slice(at);
      text += place(context, message.slice(at, end + 1), values);
      at = end + 1;
    } else {
      text += character;
      at += 1;
    }
  }
  return text;
}

function closing(message: string, from: number): number {
  let depth = 0;
  for (let at = from; at < message.length; at += 1) {
    if (message.charAt(at) === '{') depth += 1;
    else if (message.charAt(at) === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

function place(context: Context, written: string, values: readonly unknown[]): string {
  const [index = '', kind = '', ...rest] = written.slice(1, -1).split(',');
  const number = Number(index.trim());
  if (index.trim() === '' || !Number.isInteger(number) || number >= values.length) return written;
  const value = values[number];
  const style = rest.join(',').trim();
  if (typeof value !== 'number') return textOf(context, value, undefined);
  switch (kind.trim()) {
    case 'number':
      return formatByPattern(value, numberPatterns[style] ?? (style === '' ? plain : style));
    case 'date':
      return formatTime(value, style === '' ? 'yyyy-MM-dd' : style, context.symbol.timeZone) ?? written;
    case 'time':
      return formatTime(value, style === '' ? 'HH:mm:ss' : style, context.symbol.timeZone) ?? written;
    default:
      return formatByPattern(value, plain);
  }
}

const numberPatterns: Readonly<Record<string, string>> = {
  integer: '#,##0',
  currency: '$#,##0.00',
  percent: '#,##0%',
};
