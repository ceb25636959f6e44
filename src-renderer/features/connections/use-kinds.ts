import { useCallback, useEffect, useState } from 'react';
import type { VenueKindCard } from '../../../src-shared/contract/connections.ts';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';

export interface Kinds {
  /** Null before the first answer. */
  readonly kinds: readonly VenueKindCard[] | null;
  readonly isDeveloper: boolean;
  readonly failure: string | null;
  retry(): void;
}

/** Every venue that can be connected to. The same for as long as the main process runs. */
export function useKinds(): Kinds {
  const { rpc } = useHost();
  const { phase, generation } = useHostStatus();
  const [kinds, setKinds] = useState<readonly VenueKindCard[] | null>(null);
  const [isDeveloper, setDeveloper] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation and asked ask again
  useEffect(() => {
    if (phase !== 'connected') return;
    let isCurrent = true;
    rpc.connections.kinds({}).then(
      (answer) => {
        if (!isCurrent) return;
        setKinds(answer.kinds);
        setDeveloper(answer.isDeveloper);
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
  const retry = useCallback(() => setAsked((before) => before + 1), []);
  return { kinds, isDeveloper, failure, retry };
}
