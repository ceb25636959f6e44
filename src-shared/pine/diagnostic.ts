export type Severity = 'error' | 'warning' | 'hint';

/** One replacement in the source text; offsets as in the tree. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Fix {
  /** What it does, in the imperative: “Write ta.sma”. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** A judgement on a script. Codes are stable: `P1xx` syntax, `P2xx` names, `P3xx` types, `P4xx` calls, `P5xx` consistency and
 * style, `P6xx` not supported here, `P7xx` limits, `P9xx` at run time. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  /** A whole sentence for the person who wrote the script. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly fixes: readonly Fix[];
}
