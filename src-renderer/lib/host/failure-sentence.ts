import { type FailureKind, failureKinds } from '../../../src-shared/domain/failure.ts';

/**
 * What to tell the person when a call to the main process failed. Expected failures carry a sentence for people; anything
 * else is told as what it is, an unexpected fault.
 */
export function failureSentence(error: unknown): string {
  if (error instanceof Error && error.message !== '') return error.message;
  return 'Something unexpected went wrong. The log has the details.';
}

/** Which of the expected ways it failed in; undefined for an unexpected fault. */
export function failureKind(error: unknown): FailureKind | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { kind, code } = error as { readonly kind?: unknown; readonly code?: unknown };
  return failureKinds.find((known) => known === kind || known === code);
}
