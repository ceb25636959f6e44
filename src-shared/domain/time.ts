declare const epochMsBrand: unique symbol;

/** Milliseconds since 1970-01-01T00:00:00Z. Every time in the domain is one of these. */
export type EpochMs = number & { readonly [epochMsBrand]: true };

/** Marks a plain number as a time. Refuses what cannot be one. */
export function epochMs(value: number): EpochMs {
  if (!Number.isFinite(value)) throw new RangeError(`not a time: ${value}`);
  return value as EpochMs;
}

/** The same moment as ISO 8601 in UTC, for messages and logs. */
export function isoTime(time: EpochMs): string {
  return new Date(time).toISOString();
}

/** A stretch of time: `from` is inside, `to` is not. */
export interface TimeRange {
  readonly from: EpochMs;
  readonly to: EpochMs;
}
