import { type EpochMs, epochMs } from '../../src-shared/domain/time.ts';

/** Where the placing process is killed, with SIGKILL, by itself and to the step. */
export const killPoints = [
  'after the intent is stored',
  'after “sent” is stored',
  'while it is on the wire',
  'after the answer, before it is stored',
  'after the answer is stored',
] as const;
export type KillPoint = (typeof killPoints)[number];

/** What the child is started with, as JSON in its second argument. */
export interface ChildConfig {
  readonly urls: Readonly<Record<string, string>>;
  readonly apiKey: string;
  readonly secret: string;
  readonly clock: FastClock;
  readonly accountLabel: string;
  /** The control: sends again what got no clear answer. */
  readonly isRetrying: boolean;
}

/** One line on the child's stdin. */
export type Order =
  | {
      readonly place: string;
      readonly isMarketOrder: boolean;
      readonly price: string;
      readonly quantity: string;
      readonly hasDeadline: boolean;
      readonly kill?: KillPoint;
      /** For a kill on the wire: so long after it was sent. */
      readonly killAfterMs?: number;
    }
  | { readonly settle: true }
  | { readonly end: true };

/** One line on its stdout. */
export type Report =
  | { readonly ready: true }
  | { readonly outcome: string; readonly id: string }
  | { readonly settled: true }
  | { readonly trouble: string };

/** A clock that both sides share, so many times faster than the world's: a minute need not be waited for. */
export interface FastClock {
  readonly base: number;
  readonly speed: number;
}

export function fastNow({ base, speed }: FastClock): EpochMs {
  return epochMs(Math.floor(base + (Date.now() - base) * speed));
}
