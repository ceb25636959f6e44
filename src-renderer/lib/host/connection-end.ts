import { Failure } from '../../../src-shared/domain/failure.ts';

/** A call or stream that could not be opened because the connection is gone: nothing to report, the status says so. */
export function isConnectionEnd(error: unknown): boolean {
  return error instanceof Failure && error.kind === 'not-connected';
}
