import type { Diagnostic, Fix, Severity } from '../diagnostic.ts';
import { type Library, libraryAt } from '../libraries/library.ts';
import { type CheckCode, checkCodes } from './codes.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

interface Importing {
  readonly name: string;
  /** Where the script imports it, or what imports it. */
  readonly place: Range;
}

/** Collects judgements; the body of a function is looked at once per combination of types, yet told once. */
export class Reporter {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #told = new Set<string>();
  /** While positive nothing is told: a second look at what was looked at before. */
  #silenced = 0;

  readonly #libraries: ReadonlyMap<string, Library>;
  #library: Importing | undefined;

  constructor(libraries: ReadonlyMap<string, Library> = new Map()) {
    this.#libraries = libraries;
  }

  /** While a library is looked at: its mistakes are told where it is imported, the rest not at all. */
  inLibrary<T>(library: Importing | undefined, work: () => T): T {
    const outer = this.#library;
    this.#library = library;
    try {
      return work();
    } finally {
      this.#library = outer;
    }
  }

  report(
    code: CheckCode,
    range: Range,
    message: string,
    fixes: readonly Fix[] = [],
    severity?: Severity,
  ): void {
    if (this.#silenced > 0) return;
    const library = this.#library;
    if (library !== undefined) {
      const isError = (severity ?? checkCodes[code].severity) === 'error';
      if (!isError) return;
      this.#library = undefined;
      const found = libraryAt(this.#libraries.values(), range.start);
      const where =
        found === undefined ? `\`${library.name}\`` : `\`${found.library.name}\`, line ${found.line},`;
      this.report('P605', library.place, `The library ${where} has a mistake. ${message}`);
      this.#library = library;
      return;
    }
    const key = `${code}@${range.start}-${range.end}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#diagnostics.push({
      code,
      severity: severity ?? checkCodes[code].severity,
      message,
      start: range.start,
      end: range.end,
      fixes,
    });
  }

  silently<T>(work: () => T): T {
    this.#silenced += 1;
    try {
      return work();
    } finally {
      this.#silenced -= 1;
    }
  }

  get hasErrors(): boolean {
    return this.#diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  }

  inOrder(): readonly Diagnostic[] {
    return this.#diagnostics.sort((a, b) => a.start - b.start || a.end - b.end);
  }
}

export function replacing(title: string, range: Range, text: string): Fix {
  return { title, edits: [{ start: range.start, end: range.end, text }] };
}
