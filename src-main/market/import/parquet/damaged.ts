import { Failure } from '../../../../src-shared/domain/failure.ts';

export function damaged(cause?: unknown): Failure {
  return new Failure('invalid', 'The Parquet file is damaged or cut off. Fetch it again.', { cause });
}

/** A count or size that a file claims. @throws Failure when it is no whole number from 0 to `most`. */
export function claimed(value: unknown, most: number): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0 || count > most) throw damaged();
  return count;
}
