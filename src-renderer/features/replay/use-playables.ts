import { useEffect, useState } from 'react';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import { type Playable, playables } from './playable.ts';

export interface PlayablesState {
  /** Null until the first answer. */
  readonly list: readonly Playable[] | null;
  readonly failure: string | null;
  reload(): void;
}

/** What can be replayed. Asked again after every reconnect, when the panel comes to the front, and by `reload`. */
export function usePlayables(isActive: boolean): PlayablesState {
  const { rpc } = useHost();
  const { phase, generation } = useHostStatus();
  const [list, setList] = useState<readonly Playable[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation, asked and isActive ask again
  useEffect(() => {
    if (phase !== 'connected') return;
    let isCurrent = true;
    rpc.market.stored({}).then(
      (stored) => {
        if (!isCurrent) return;
        setList(playables(stored));
        setFailure(null);
      },
      (error: unknown) => {
        if (isCurrent) setFailure(failureSentence(error));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [rpc, phase, generation, asked, isActive]);
  return { list, failure, reload: () => setAsked((before) => before + 1) };
}
