import { Failure, type FailureKind } from '../../../src-shared/domain/failure.ts';

/** What a writer thread can be asked: each name is one change, run inside a savepoint of a group commit. */
export type Operations = Readonly<Record<string, (input: never) => unknown>>;
export type InputOf<Ops extends Operations, Name extends keyof Ops> = Parameters<Ops[Name]>[0];
export type OutputOf<Ops extends Operations, Name extends keyof Ops> = ReturnType<Ops[Name]>;

/** Given to the thread when it starts. */
export interface WriterStart {
  readonly path: string;
  /** Where the copy made before a migration goes; undefined for a file that may be rebuilt. */
  readonly backupFolder: string | undefined;
  readonly startedAt: number;
}

/** What the thread found and did when it opened its file. */
export interface OpeningReport {
  readonly existed: boolean;
  readonly version: number;
  /** True when the last process that used the file did not say goodbye. */
  readonly wasLeftOpen: boolean;
  readonly wasChecked: boolean;
  /** Not empty: the file is damaged, was left exactly as it is, and is not open for writing. */
  readonly problems: readonly string[];
  readonly migrated: readonly number[];
  readonly sqliteVersion: string;
}

export type WriterRequest =
  | { readonly kind: 'run'; readonly id: number; readonly operation: string; readonly input: unknown }
  | { readonly kind: 'close' };

export type WriterAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: PortableError };

export type WriterMessage =
  | { readonly kind: 'opened'; readonly report: OpeningReport }
  | { readonly kind: 'refused'; readonly error: PortableError }
  | { readonly kind: 'answers'; readonly answers: readonly WriterAnswer[] }
  | { readonly kind: 'closed' };

/** An error in a form that crosses threads: classes do not survive the copy. */
export interface PortableError {
  readonly failure: FailureKind | undefined;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly stack: string | undefined;
}

export function toPortable(error: unknown): PortableError {
  if (error instanceof Failure) {
    return { failure: error.kind, message: error.message, data: error.data, stack: error.stack };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { failure: undefined, message, data: {}, stack };
}

export function fromPortable(error: PortableError): Error {
  if (error.failure !== undefined) return new Failure(error.failure, error.message, { data: error.data });
  const bug = new Error(error.message);
  if (error.stack !== undefined) bug.stack = error.stack;
  return bug;
}
