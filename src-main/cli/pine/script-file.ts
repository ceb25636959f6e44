import { readFile } from 'node:fs/promises';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { check } from '../../../src-shared/pine/check/check.ts';
import type { Program } from '../../../src-shared/pine/check/program.ts';
import type { Diagnostic } from '../../../src-shared/pine/diagnostic.ts';
import {
  gatherLibraries,
  type LibrarySources,
  parseLibraries,
} from '../../../src-shared/pine/libraries/sources.ts';
import { lineMap } from '../../../src-shared/pine/syntax/line-map.ts';
import { parse } from '../../../src-shared/pine/syntax/parse.ts';
import type { Script } from '../../../src-shared/pine/syntax/tree.ts';
import { loadBundledLibraries } from '../../scripts/index.ts';

export interface ScriptFile {
  readonly text: string;
  readonly script: Script;
  readonly program: Program | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly parseMs: number;
  readonly checkMs: number;
}

export async function readScript(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new Failure('not-found', `${path} cannot be read.`, { cause: error });
  });
}

/**
 * For each script the libraries it imports: those that `--library user/name/version=FILE` names, then those that come with the
 * program.
 */
export async function readLibraries(options: readonly string[]): Promise<(source: string) => LibrarySources> {
  const entries = options.map(async (option): Promise<[string, string]> => {
    const [, name, path] = /^([^/=\s]+\/[^/=\s]+\/[1-9]\d*)=(.+)$/.exec(option) ?? [];
    if (name === undefined || path === undefined) {
      throw new Failure('invalid', `--library takes user/name/version=FILE; it was given “${option}”.`);
    }
    return [name, await readScript(path)];
  });
  const named = new Map(await Promise.all(entries));
  const findBundled = await loadBundledLibraries();
  return (source) => gatherLibraries(source, (path) => named.get(path.key) ?? findBundled(path));
}

export function checkScript(text: string, librariesOf: (source: string) => LibrarySources): ScriptFile {
  const started = performance.now();
  const { script, diagnostics: syntax } = parse(text);
  const parsed = performance.now();
  const { program, diagnostics } = check(script, { libraries: parseLibraries(librariesOf(text)) });
  const all = [...syntax, ...diagnostics].sort((a, b) => a.start - b.start);
  const hasErrors = all.some(({ severity }) => severity === 'error');
  return {
    text,
    script,
    program: hasErrors ? undefined : program,
    diagnostics: all,
    parseMs: parsed - started,
    checkMs: performance.now() - parsed,
  };
}

/** As printed: lines and columns from 1, the end excluded. */
export function printed(text: string, diagnostics: readonly Diagnostic[]) {
  const map = lineMap(text);
  return diagnostics.map(({ code, severity, message, start, end }) => {
    const [from, to] = [map.positionOf(start), map.positionOf(end)];
    return {
      code,
      severity,
      message,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
    };
  });
}
