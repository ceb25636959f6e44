import { useCallback, useEffect, useState } from 'react';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import { usePreparation } from '../../lib/host/use-preparation.ts';
import { inOrder, type StoredRow } from './stored-row.ts';

export interface StoredState {
  /** Null until the first answer. */
  readonly rows: readonly StoredRow[] | null;
  readonly failure: string | null;
  reload(): void;
}

/** Everything stored; asked again on every new connection, with each bundled market that comes in, and by `reload`. */
export function useStored(): StoredState {
  const { rpc } = useHost();
  const { phase, generation } = useHostStatus();
  const [rows, setRows] = useState<readonly StoredRow[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const prepared = usePreparation()?.done;
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation, prepared and asked ask again
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
  }, [rpc, phase, generation, prepared, asked]);
  const reload = useCallback(() => setAsked((before) => before + 1), []);
  return { rows, failure, reload };
}
