/** The one short list of ways in which something expected can go wrong. */
export const failureKinds = [
  'invalid',
  'not-found',
  'not-connected',
  'unauthorised',
  'rate-limited',
  'rejected-by-venue',
  'unsupported',
  'unavailable',
  'cancelled',
] as const;

export type FailureKind = (typeof failureKinds)[number];

/**
 * An expected failure: what happened in a sentence a person can act on, a kind and data for the program.
 * Bugs are not Failures; they throw ordinary errors.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    kind: FailureKind,
    sentence: string,
    options: { data?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(sentence, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.data = options.data ?? {};
  }
}
