import { columnMeanings, type ImportMapping, timeFormats } from '../../src-shared/contract/imports.ts';
import { Failure } from '../../src-shared/domain/failure.ts';

const delimiters: Readonly<Record<string, ImportMapping['delimiter']>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
  space: ' ',
};

/** What a command line says about the columns of its files. @throws Failure `invalid`, naming the option. */
export function readMappingOptions(
  values: Readonly<Record<string, string | boolean | undefined>>,
): Partial<ImportMapping> {
  const text = (option: string): string | undefined => {
    const value = values[option];
    return typeof value === 'string' ? value : undefined;
  };
  const [columns, delimiter, header] = [text('columns'), text('delimiter'), text('header')];
  const [timeFormat, timeZone] = [text('time-format'), text('time-zone')];
  return {
    ...(columns === undefined ? {} : { columns: readColumns(columns) }),
    ...(delimiter === undefined ? {} : { delimiter: readDelimiter(delimiter) }),
    ...(timeFormat === undefined ? {} : { timeFormat: oneOf('--time-format', timeFormat, timeFormats) }),
    ...(timeZone === undefined ? {} : { timeZone: readZone(timeZone) }),
    ...(header === undefined ? {} : { hasHeader: oneOf('--header', header, ['yes', 'no']) === 'yes' }),
  };
}

function readColumns(text: string): ImportMapping['columns'] {
  return text.split(',').map((part) => {
    const name = part.trim();
    const meaning = columnMeanings.find((one) => one.toLowerCase() === name.toLowerCase());
    if (name === '' || name === '-') return 'ignore';
    if (meaning === undefined) {
      throw new Failure('invalid', `--columns: “${name}” is no column. Write ${columnMeanings.join(', ')}.`);
    }
    return meaning;
  });
}

function readDelimiter(text: string): ImportMapping['delimiter'] {
  const mark = delimiters[text.toLowerCase()] ?? (text === '\\t' ? '\t' : text);
  const found = Object.values(delimiters).find((one) => one === mark);
  if (found === undefined) {
    throw new Failure(
      'invalid',
      `--delimiter: “${text}” cannot divide columns. Write ${Object.keys(delimiters).join(', ')}, or the mark itself.`,
    );
  }
  return found;
}

function readZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone;
  } catch (cause) {
    throw new Failure(
      'invalid',
      `--time-zone: “${text}” is no time zone. Write its IANA name, such as America/New_York or UTC.`,
      { cause },
    );
  }
}

function oneOf<Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === text.toLowerCase());
  if (found === undefined) {
    throw new Failure('invalid', `${option}: “${text}” is not one of ${words.join(', ')}.`);
  }
  return found;
}
