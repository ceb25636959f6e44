import type { EpochMs } from '../../src-shared/domain/time.ts';

/** One limit of a venue and how much of it is used, by our count or, where the venue tells, by its own. */
export interface RateUse {
  /** `request weight`, `orders per 10 s`. */
  readonly name: string;
  readonly used: number;
  readonly capacity: number;
  /** Until when nothing is sent on it because the venue said so. */
  readonly blockedUntil?: EpochMs;
}

export interface SocketHealth {
  readonly name: string;
  readonly phase: 'closed' | 'connecting' | 'authenticating' | 'open' | 'back-off';
  readonly connectedSince?: EpochMs;
  readonly topics: number;
}

/** How a connection has been, for the health page. Counts are since it was opened. */
export interface ConnectionHealth {
  readonly messages: number;
  readonly messagesPerSecond: number;
  readonly lastMessageAt?: EpochMs;
  /** Median of the last requests' round trips. */
  readonly latencyMs?: number;
  readonly reconnects: number;
  /** Times something may have been missed: sequence gaps, checksum errors, reconnects with subscriptions. */
  readonly gaps: number;
  /** Frames that could not be read. */
  readonly unreadable: number;
  /** Venue time minus ours. */
  readonly clockOffsetMs?: number;
  readonly sockets: readonly SocketHealth[];
  readonly rates: readonly RateUse[];
  /** Logins that the venue counts for this user: ours, and the most it allows where it tells. */
  readonly sessions?: { readonly used: number; readonly allowed?: number };
  /** Newest first, a few dozen at most. */
  readonly troubles: readonly { readonly at: EpochMs; readonly sentence: string }[];
}
