import { useEffect, useMemo, useRef } from 'react';
import type { ConnectionStatus } from '../../src-shared/contract/connections.ts';
import { useCommands } from '../lib/commands/use-commands.ts';
import { failureSentence } from '../lib/host/failure-sentence.ts';
import { useHost } from '../lib/host/host-context.tsx';
import { showToast } from '../ui/toast-store.ts';

/** Offers the next attempt of all connections that wait for one, while any does. */
export function useRetryCommand(connections: readonly ConnectionStatus[]): void {
  const { rpc } = useHost();
  const waiting = useRef<readonly ConnectionStatus[]>([]);
  useEffect(() => {
    waiting.current = connections.filter(({ nextAttempt }) => nextAttempt !== undefined);
  }, [connections]);
  useCommands(
    useMemo(
      () => [
        {
          id: 'connections.retry',
          title: 'Retry waiting connections now',
          group: 'Connections',
          isAvailable: () => waiting.current.length > 0,
          run() {
            for (const { id, label } of waiting.current) {
              rpc.connections
                .retryNow({ id })
                .catch((error: unknown) =>
                  showToast({ level: 'warn', title: `${label} was not tried`, text: failureSentence(error) }),
                );
            }
          },
        },
      ],
      [rpc],
    ),
  );
}
