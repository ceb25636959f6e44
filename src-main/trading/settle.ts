import { Failure } from '../../src-shared/domain/failure.ts';
import type { UnknownOutcome } from '../../src-shared/domain/order.ts';

/** A trading half does not reject for what a wire can do; should it have a bug, the order's fate is unknown all the same. */
export async function settle<T extends { readonly outcome: string }>(
  act: () => Promise<T>,
): Promise<T | UnknownOutcome> {
  try {
    return await act();
  } catch (error) {
    const sentence = error instanceof Failure ? error.message : 'Sending it failed inside Tidemark.';
    return { outcome: 'unknown', detail: sentence };
  }
}
