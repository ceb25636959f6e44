import { randomBytes } from 'node:crypto';
import { epochMs } from '../src-shared/domain/time.ts';
import type { Log } from './log.ts';
import type { VenueParts } from './venues/venue-kind.ts';

/** The real clock, timers and randomness, as venues get them (O15). */
export function systemWorld(log: Log): Omit<VenueParts, 'credentials' | 'record'> {
  return {
    now: () => epochMs(Date.now()),
    monotonicMs: () => performance.now(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    randomBytes,
    log,
  };
}
