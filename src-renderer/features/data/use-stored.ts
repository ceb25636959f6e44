import { useCallback, useEffect, useState } from 'react';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import { inOrder, type StoredRow } from './stored-row.ts';

export interface StoredState {
  /** Null until the first answer. */
  readonly rows: readonly StoredRow[] | null;
  readonly failure: string | null;
  reload(): void;
}

/** Everything stored; asked again on every new connection and by `reload`. */
export function useStored(): StoredState {
  const { rpc } = useHost();
  const { phase, generation } = useHostStatus();
  const [rows, setRows] = useState<readonly StoredRow[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation and asked ask again
  useEffect(() => {
    if (phase !== 'connected') return;
    let isCurrent = true;
    rpc.market.stored({}).then(
      (stored) => {
        if (!isCurrent) return;
        setRows(inOrder(stored));
        setFailure(null);
      },
      (error: unknown) => {
        if (isCurrent) setFailure(failureSentence(error));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [rpc, phase, generation, asked]);
  const reload = useCallback(() => setAsked((before) => before + 1), []);
  return { rows, failure, reload };
}
