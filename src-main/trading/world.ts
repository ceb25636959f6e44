import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Release } from '../venues/venue.ts';

/** Clock, timers and log, handed over so that tests can hold time still. */
export interface TradingWorld {
  now(): EpochMs;
  /** Milliseconds that never jump: durations are measured by it (O15). */
  monotonicMs(): number;
  after(delayMs: number, run: () => void): Release;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
}
