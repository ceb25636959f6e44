import type { ParseArgsOptionsConfig } from 'node:util';

/** What a command line ends with; `--help` lists them. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  /** Something was done, but not all of it: lines of a file were rejected, a check found a fault. */
  partly: 3,
  /** The profile is in use by another Tidemark. */
  busy: 4,
  cancelled: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface CommandContext {
  readonly profile: string;
  readonly version: string;
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  /** Values of options that may be given several times. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** One line to standard output. */
  print(line: string): void;
  /** One line to standard error, for people; nothing with `--json`. */
  say(line: string): void;
  readonly signal: AbortSignal;
}

export interface CliCommand {
  readonly name: string;
  /** `import FILE… [--instrument ID]`. */
  readonly usage: string;
  readonly summary: string;
  /** Lines of help, options first. */
  readonly help: readonly string[];
  readonly options: ParseArgsOptionsConfig;
  run(context: CommandContext): Promise<ExitCode>;
}
