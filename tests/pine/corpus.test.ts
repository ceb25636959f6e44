import { describe, expect, test } from 'vitest';
import { checkCodes } from '../../src-shared/pine/check/codes.ts';
import { format } from '../../src-shared/pine/syntax/format/format.ts';
import { parse } from '../../src-shared/pine/syntax/parse.ts';
import { syntaxProblems } from '../../src-shared/pine/syntax/problems.ts';
import { corpusLibraries, corpusScripts } from './corpus-files.ts';
import { reportOf } from './report.ts';

const scripts = corpusScripts();
const libraries = corpusLibraries();

/** Codes that no reasonable script reaches; each has a test beside the code that tells it. */
const elsewhere = new Set(['P109', 'P140', 'P141', 'P142', 'P701']);

describe('the corpus of scripts', () => {
  test.each(scripts.map((script) => [script.name, script] as const))(
    '%s',
    (_, { text, expected, series }) => {
      const got = reportOf(text, series, libraries);
      expect(got.split('\n')).toEqual(expected.split('\n'));
    },
  );

  test('has at least 150 scripts, and 60 long ones', () => {
    expect(scripts.length).toBeGreaterThanOrEqual(150);
    expect(scripts.filter(({ name }) => name.startsWith('long-')).length).toBeGreaterThanOrEqual(60);
  });

  test('every script says what it shows', () => {
    for (const { name, text } of scripts)
      expect(text.split(/\r?\n/, 2).join(' '), name).toMatch(/\/\/ \S+ \S+/);
  });

  test('every long script runs', () => {
    const stopped = scripts
      .filter(({ name, expected }) => name.startsWith('long-') && /^(error|stops|does not)/m.test(expected))
      .map(({ name }) => name);
    expect(stopped).toEqual([]);
  });

  test('tells every mistake there is a code for', () => {
    const told = new Set(scripts.flatMap(({ expected }) => expected.match(/\bP\d{3}\b/g) ?? []));
    const missing = [...Object.keys(syntaxProblems), ...Object.keys(checkCodes)].filter(
      (code) => !told.has(code) && !elsewhere.has(code),
    );
    expect(missing).toEqual([]);
  });

  test('every script without mistakes of syntax is the same when it is formatted, and then stays as it is', () => {
    for (const { name, text, series } of scripts) {
      if (parse(text).diagnostics.length > 0) continue;
      const formatted = format(text);
      expect(format(formatted), name).toBe(formatted);
      if (name.startsWith('long-')) continue;
      const withoutPlaces = (report: string) => report.replace(/ \d+:\d+(-\d+:\d+)?/g, '');
      expect(withoutPlaces(reportOf(formatted, series, libraries)), name).toBe(
        withoutPlaces(reportOf(text, series, libraries)),
      );
    }
  });
});
