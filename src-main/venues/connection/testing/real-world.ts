import { epochMs } from '../../../../src-shared/domain/time.ts';
import type { SocketParts } from '../socket-plan.ts';

/**
 * The real clock and timers for tests over real sockets, running so many times faster: limits of 10 s are over after one,
 * while the network stays what it is.
 */
export function createRealWorld(speed = 1): Omit<SocketParts, 'dial' | 'record'> {
  return {
    now: () => epochMs(Math.floor(Date.now())),
    monotonicMs: () => performance.now() * speed,
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs / speed);
      return () => clearTimeout(timer);
    },
    random: () => 0.5,
    log: () => undefined,
  };
}
