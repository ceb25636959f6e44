import type { ConnectionStatus } from '../../src-shared/contract/connections.ts';
import type { LampTone } from '../ui/lamp.tsx';

type Phase = ConnectionStatus['phase'];

const words: Readonly<Record<Phase, readonly [tone: LampTone, word: string]>> = {
  disconnected: ['off', 'Disconnected'],
  connecting: ['busy', 'Connecting'],
  authenticating: ['busy', 'Signing in'],
  ready: ['good', 'Connected'],
  degraded: ['warn', 'Degraded'],
  'back-off': ['bad', 'Waiting to retry'],
};

export function connectionWords(phase: Phase): { readonly tone: LampTone; readonly word: string } {
  const [tone, word] = words[phase];
  return { tone, word };
}

/** The phase that most wants attention, for one lamp that stands for all. */
export function worstPhase(connections: readonly Pick<ConnectionStatus, 'phase'>[]): Phase | undefined {
  const order: readonly Phase[] = [
    'back-off',
    'degraded',
    'authenticating',
    'connecting',
    'disconnected',
    'ready',
  ];
  return order.find((phase) => connections.some((connection) => connection.phase === phase));
}
