import type { Context } from '../../runtime/context.ts';
import type { Builtin, BuiltinFunction } from '../builtin.ts';
import { formatMessage } from './message-format.ts';
import { firstMatch, PatternError } from './regular-expression.ts';
import { textOf } from './text-of.ts';
import { formatTime, usualTimePattern } from './time-pattern.ts';

type Text = string | null;

/** A function of texts that gives na for na. */
function pure(
  name: string,
  signature: string,
  documentation: string,
  absent: unknown,
  // biome-ignore lint/suspicious/noExplicitAny: each function types its own arguments
  call: (...values: any[]) => unknown,
): BuiltinFunction {
  return {
    kind: 'function',
    name: `str.${name}`,
    documentation,
    signatures: [signature],
    isMethod: true,
    implementation: {
      kind: 'pure',
      call: (...values: unknown[]) => (values.some((value) => value === null) ? absent : call(...values)),
    },
  };
}

function inContext(
  name: string,
  signatures: readonly string[],
  documentation: string,
  // biome-ignore lint/suspicious/noExplicitAny: each function types its own arguments
  call: (context: Context, ...values: any[]) => unknown,
): BuiltinFunction {
  return {
    kind: 'function',
    name: `str.${name}`,
    documentation,
    signatures,
    isMethod: true,
    implementation: { kind: 'context', call },
  };
}

function nth(source: string, target: string, occurrence: number): number {
  let at = source.indexOf(target);
  for (let count = 0; count < occurrence && at >= 0; count += 1)
    at = source.indexOf(target, at + target.length);
  return at;
}

function toNumber(text: string): number {
  const trimmed = text.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : Number.NaN;
}

/** `str.*`, but for `str.split`, which makes an array. */
export const texts: readonly Builtin[] = [
  pure(
    'length',
    '(string: series string) strongest int',
    'How many characters it has.',
    Number.NaN,
    (text: string) => text.length,
  ),
  pure(
    'contains',
    '(source: series string, str: series string) strongest bool',
    'Whether a text occurs in another.',
    null,
    (source: string, part: string) => source.includes(part),
  ),
  pure(
    'startswith',
    '(source: series string, str: series string) strongest bool',
    'Whether a text begins with another.',
    null,
    (source: string, part: string) => source.startsWith(part),
  ),
  pure(
    'endswith',
    '(source: series string, str: series string) strongest bool',
    'Whether a text ends with another.',
    null,
    (source: string, part: string) => source.endsWith(part),
  ),
  pure(
    'pos',
    '(source: series string, str: series string) strongest int',
    'Where a text first occurs in another, from 0; na where it does not.',
    Number.NaN,
    (source: string, part: string) => {
      const at = source.indexOf(part);
      return at < 0 ? Number.NaN : at;
    },
  ),
  pure('lower', '(source: series string) strongest string', 'In small letters.', null, (text: string) =>
    text.toLowerCase(),
  ),
  pure('upper', '(source: series string) strongest string', 'In capital letters.', null, (text: string) =>
    text.toUpperCase(),
  ),
  pure(
    'trim',
    '(source: series string) strongest string',
    'Without space at either end.',
    null,
    (text: string) => text.trim(),
  ),
  pure(
    'substring',
    '(source: series string, begin_pos: series int, end_pos: series int = ?) strongest string',
    'The characters from one place to before another, from 0; to the end without a second place.',
    null,
    (source: string, begin: number, end?: number) =>
      source.slice(
        Math.max(0, begin),
        end === undefined || Number.isNaN(end) ? source.length : Math.max(0, end),
      ),
  ),
  pure(
    'tonumber',
    '(string: series string) strongest float',
    'The number that a text spells; na where it spells none.',
    Number.NaN,
    toNumber,
  ),
  inContext(
    'replace',
    [
      '(source: series string, target: series string, replacement: series string, occurrence: series int = 0) strongest string',
    ],
    'Replaces one occurrence of a text, by its number from 0.',
    (context, source: Text, target: Text, replacement: Text, occurrence: number) => {
      if (source === null || target === null || replacement === null) return source;
      const at = target === '' ? -1 : nth(source, target, occurrence);
      if (at < 0) return source;
      return context.budget.checkText(source.slice(0, at) + replacement + source.slice(at + target.length));
    },
  ),
  inContext(
    'replace_all',
    ['(source: series string, target: series string, replacement: series string) strongest string'],
    'Replaces each occurrence of a text.',
    (context, source: Text, target: Text, replacement: Text) => {
      if (source === null || target === null || replacement === null || target === '') return source;
      const parts = source.split(target);
      const length = source.length + (parts.length - 1) * (replacement.length - target.length);
      context.budget.checkLength(length);
      return parts.join(replacement);
    },
  ),
  inContext(
    'repeat',
    ['(source: series string, repeat: series int, separator: series string = "") strongest string'],
    'A text so many times, with a separator between; na for no times.',
    (context, source: Text, times: number, separator: Text) => {
      if (source === null || Number.isNaN(times) || times === 0) return null;
      if (times < 0) return context.fail('A text cannot be repeated a negative number of times.');
      const between = separator ?? '';
      context.budget.checkLength(source.length * times + between.length * (times - 1));
      return `${`${source}${between}`.repeat(Math.trunc(times) - 1)}${source}`;
    },
  ),
  inContext(
    'match',
    ['(source: series string, regex: series string) strongest string'],
    'The first part of a text that a regular expression describes; empty without one.',
    (context, source: Text, pattern: Text) => {
      if (source === null || pattern === null) return null;
      try {
        return firstMatch(source, pattern) ?? '';
      } catch (error) {
        if (error instanceof PatternError) return context.fail(error.message);
        throw error;
      }
    },
  ),
  inContext(
    'tostring',
    [
      '(value: series int|float, format: series string = "#.##########") strongest string',
      '(value: series any) strongest string',
      '(value: series any, format: series string) strongest string',
    ],
    'A value as text. Numbers by a pattern of `#`, `0`, `,`, `.` and `%`, or by `format.mintick`, `format.percent`, `format.volume`; without one, up to ten decimals.',
    (context, value: unknown, format?: Text) => context.budget.checkText(textOf(context, value, format)),
  ),
  inContext(
    'format',
    ['(formatString: series string, args: series any...) strongest string'],
    'A text with places for values: `{0}`, `{1,number,#.##}`, `{2,date,yyyy.MM.dd}`, `{2,time,HH:mm}`. Single quotes keep what stands between them.',
    (context, message: Text, ...values: unknown[]) =>
      message === null ? null : context.budget.checkText(formatMessage(context, message, values)),
  ),
  inContext(
    'format_time',
    ['(time: series int, format: series string = ?, timezone: series string = ?) series string'],
    'A moment as text by letters such as `yyyy-MM-dd HH:mm`; in the zone of the exchange, or the given one.',
    (context, time: number, format?: Text, zone?: Text) => {
      const text = zone === undefined || zone === null || zone === '' ? context.symbol.timeZone : zone;
      return (
        formatTime(time, format ?? usualTimePattern, text) ?? context.fail(`“${text}” is not a time zone.`)
      );
    },
  ),
];
