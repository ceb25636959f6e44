import type { ScriptFault, ScriptInputValues } from '../../src-shared/contract/scripts.ts';
import { check } from '../../src-shared/pine/check/check.ts';
import type { ConstantValue, Program } from '../../src-shared/pine/check/program.ts';
import type { Diagnostic } from '../../src-shared/pine/diagnostic.ts';
import { type LibrarySources, parseLibraries } from '../../src-shared/pine/libraries/sources.ts';
import { parse } from '../../src-shared/pine/syntax/parse.ts';
import { cut, portableDiagnostics, range } from './declaration.ts';
import { fitInputs } from './fit-inputs.ts';

/** A text with its settings, as it comes into a worker. */
export interface ScriptText {
  readonly source: string;
  readonly inputs: ScriptInputValues;
  /** All libraries that it needs. */
  readonly libraries: LibrarySources;
}

export interface CheckedScript {
  readonly program: Program;
  readonly inputs: Readonly<Record<string, ConstantValue>>;
  readonly diagnostics: readonly Diagnostic[];
  readonly parseMs: number;
  readonly checkMs: number;
}

/** The program, or why there is none. */
export function checkScript(
  { source, inputs, libraries }: ScriptText,
  clock: () => number,
): { readonly checked: CheckedScript } | { readonly fault: ScriptFault } {
  const started = clock();
  const { script, diagnostics: syntax } = parse(source);
  const known = parseLibraries(libraries);
  const parsed = clock();
  const { program, diagnostics } = check(script, { libraries: known });
  const all = [...syntax, ...diagnostics].sort((a, b) => a.start - b.start);
  const errors = all.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first !== undefined || program === undefined) {
    const more = errors.length - 1;
    const message = first?.message ?? 'This is not a whole script.';
    const fault: ScriptFault = {
      message: cut(more > 0 ? `${message} And ${more} more.` : message, 2000),
      bar: null,
      place: first === undefined ? null : range(first.start, first.end),
      diagnostics: portableDiagnostics(all),
    };
    return { fault };
  }
  const checked: CheckedScript = {
    program,
    inputs: fitInputs(program, inputs),
    diagnostics: all,
    parseMs: parsed - started,
    checkMs: clock() - parsed,
  };
  return { checked };
}
