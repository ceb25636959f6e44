import { useCallback, useEffect, useState } from 'react';
import type { ScriptSummary } from '../../../../src-shared/contract/scripts.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import type { Host } from '../../../lib/host/host.ts';
import { useHost, useHostStatus } from '../../../lib/host/host-context.tsx';
import { useHostStream } from '../../../lib/host/use-host-stream.ts';

export interface Library {
  /** Null before the first answer. */
  readonly scripts: readonly ScriptSummary[] | null;
  readonly failure: string | null;
  retry(): void;
}

const openChanges = (host: Host, signal: AbortSignal) => host.rpc.scripts.changes({}, { signal });

/** All scripts there are, samples too, as they are after each change in any window. */
export function useLibrary(): Library {
  const { rpc } = useHost();
  const { phase, generation } = useHostStatus();
  const changes = useHostStream(openChanges);
  const [scripts, setScripts] = useState<readonly ScriptSummary[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation and tries ask again
  useEffect(() => {
    if (phase !== 'connected') return;
    let isGone = false;
    const ask = async () => {
      try {
        const list = await rpc.scripts.list({});
        if (isGone) return;
        setScripts(list);
        setFailure(null);
      } catch (error) {
        if (!isGone) setFailure(failureSentence(error));
      }
    };
    void ask();
    return () => {
      isGone = true;
    };
  }, [rpc, phase, generation, tries]);
  const { value: change, retry: reopen } = changes;
  useEffect(() => {
    if (change === null) return;
    setScripts((before) => {
      const others = (before ?? []).filter(({ id }) => id !== change.id);
      return change.script === null ? others : [...others, change.script];
    });
  }, [change]);
  const retry = useCallback(() => {
    setFailure(null);
    setTries((before) => before + 1);
    reopen();
  }, [reopen]);
  return { scripts, failure: failure ?? changes.failure, retry };
}
