import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { ConnectionState } from '../venue.ts';
import type { SocketState } from './socket-plan.ts';

/** The state of a connection from those of its sockets and what else is not as it should be. */
export function judgeLink(
  sockets: readonly (SocketState & { readonly label: string })[],
  troubles: readonly string[],
): Omit<ConnectionState, 'since'> {
  const needed = sockets.filter(({ isIdle }) => isIdle !== true);
  const open = needed.filter(({ phase }) => phase === 'open');
  const down = needed.filter(({ phase }) => phase !== 'open');
  if (down.length === 0) {
    return troubles.length === 0
      ? { phase: 'ready', reason: '' }
      : { phase: 'degraded', reason: troubles.join(' ') };
  }
  const reasons = [...new Set(down.map(({ reason }) => reason).filter((reason) => reason !== ''))];
  const nextAttempts = down.map(({ nextAttempt }) => nextAttempt).filter((time) => time !== undefined);
  const next = nextAttempts.length === 0 ? {} : { nextAttempt: Math.min(...nextAttempts) as EpochMs };
  if (open.length > 0) {
    const names = down.map(({ label }) => label).join(', ');
    const sentences = [`Not connected: ${names}.`, ...reasons, ...troubles];
    return { phase: 'degraded', reason: sentences.join(' '), ...next };
  }
  const reason = reasons.join(' ');
  const authenticating = down.some(({ phase }) => phase === 'authenticating');
  if (authenticating) return { phase: 'authenticating', reason };
  if (down.some(({ phase }) => phase === 'connecting')) return { phase: 'connecting', reason };
  return nextAttempts.length === 0
    ? { phase: 'disconnected', reason }
    : { phase: 'back-off', reason, ...next };
}
