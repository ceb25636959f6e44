import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue, plainName } from '../../src-shared/pine/builtins/catalogue.ts';
import { compile } from '../../src-shared/pine/compile/compile.ts';
import { ScriptError } from '../../src-shared/pine/runtime/budget.ts';
import { createInstance } from '../../src-shared/pine/runtime/instance.ts';
import { checked, eightBars } from './running.ts';
import { sampleCalls, sampleSetting } from './sample-calls.ts';

type Kind = 'function' | 'variable' | 'constant';

const fixture = join(import.meta.dirname, '../fixtures/pine/builtin-names.json');
const { names } = JSON.parse(readFileSync(fixture, 'utf8')) as { names: readonly [string, Kind][] };

/** What a script with this line tells at once, or the mistake that stops it. */
function outcome(line: string, isStrategy: boolean): string {
  const head = isStrategy ? 'strategy("S")' : 'indicator("S")';
  const isDeclaration = /^(indicator|strategy|library)\(/.test(line);
  const text = `//@version=6\n${isDeclaration ? line : `${head}\n${sampleSetting}${line}`}\n`;
  const { program, diagnostics } = checked(text);
  const mistakes = diagnostics.filter(({ severity }) => severity === 'error');
  if (program === undefined) return mistakes.map(({ code, message }) => `${code} ${message}`).join(' ');
  const instance = createInstance(compile(program), { series: eightBars(), now: 0 });
  try {
    instance.runHistory();
  } catch (error) {
    if (error instanceof ScriptError) return `stopped: ${error.message}`;
    throw error;
  }
  return '';
}

function isUnsupported(told: string): boolean {
  return /^P602 /.test(told);
}

describe('the built-ins', () => {
  test('every name of the list is in the catalogue', () => {
    const missing = names.filter(([name, kind]) => {
      const found = catalogue.findBuiltin(plainName(name));
      return (kind === 'function' ? found?.function : found?.variable) === undefined;
    });
    expect(missing).toEqual([]);
  });

  const values = catalogue.names.flatMap((name) => {
    const variable = catalogue.findBuiltin(name)?.variable;
    return variable === undefined || name === 'na' ? [] : [variable];
  });

  test(`each of ${values.length} variables and constants can be read on every bar`, () => {
    const wrong = values.flatMap(({ name, implementation }) => {
      const told = outcome(`sampleValue = ${name}`, name.startsWith('strategy.'));
      const isExpected = told === '' || (implementation.kind === 'unsupported' && isUnsupported(told));
      return isExpected ? [] : [`${name}: ${told}`];
    });
    expect(wrong).toEqual([]);
  });

  const functions = catalogue.names.flatMap((name) => catalogue.findBuiltin(name)?.function ?? []);

  test(`each of ${functions.length} functions can be called by every signature`, () => {
    const wrong = functions.flatMap((builtin) =>
      builtin.signatures.flatMap((_, index) =>
        sampleCalls(builtin, index).flatMap((call) => {
          const told = outcome(call, builtin.name.startsWith('strategy'));
          if (told === '') return [];
          if (builtin.implementation.kind === 'unsupported' && isUnsupported(told)) return [];
          // What the arguments mean to a script that runs is not known here; it may stop with a sentence.
          return told.startsWith('stopped: ') ? [] : [`${call}: ${told}`];
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });
});
