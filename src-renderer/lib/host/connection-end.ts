import { Failure } from '../../../src-shared/domain/failure.ts';

/** A call or stream that could not be opened because the connection is gone: nothing to report, the status says so. */
function isConnectionEnd(error: unknown): boolean {
  return error instanceof Failure && error.kind === 'not-connected';
}

/** For calls whose failure has no place of its own on the screen: reports everything but a lost connection. */
export function reportUnlessLost(error: unknown): void {
  if (!isConnectionEnd(error)) reportError(error);
}
