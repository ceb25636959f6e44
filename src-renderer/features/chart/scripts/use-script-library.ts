import { useCallback, useEffect, useState } from 'react';
import type { ScriptSummary } from '../../../../src-shared/contract/scripts.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../../lib/host/host-context.tsx';
import { showToast } from '../../../ui/toast-store.ts';

export interface ScriptLibrary {
  /** Undefined while it is not known. */
  readonly scripts: readonly ScriptSummary[] | undefined;
  readonly failure: string;
  setFavourite(script: ScriptSummary, isFavourite: boolean): void;
}

/** The scripts that can be put on a chart, as they are in any window. */
export function useScriptLibrary(): ScriptLibrary {
  const host = useHost();
  const { phase, generation } = useHostStatus();
  const [scripts, setScripts] = useState<readonly ScriptSummary[]>();
  const [failure, setFailure] = useState('');
  const take = useCallback((id: string, script: ScriptSummary | null) => {
    setScripts((known) => {
      const others = known?.filter((one) => one.id !== id);
      return script === null || others === undefined ? others : [...others, script];
    });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation asks again on a new connection
  useEffect(() => {
    if (phase !== 'connected') return;
    const controller = new AbortController();
    const { signal } = controller;
    const follow = async () => {
      try {
        const changes = await host.rpc.scripts.changes({}, { signal });
        const all = await host.rpc.scripts.list({}, { signal });
        if (signal.aborted) return;
        setScripts(all);
        setFailure('');
        for await (const { id, script } of changes) {
          if (signal.aborted) return;
          take(id, script);
        }
      } catch (error) {
        if (!signal.aborted) setFailure(failureSentence(error));
      }
    };
    void follow();
    return () => controller.abort();
  }, [host, phase, generation, take]);
  const setFavourite = useCallback(
    (script: ScriptSummary, isFavourite: boolean) => {
      host.rpc.scripts.setFavourite({ id: script.id, isFavourite }).then(
        (changed) => take(changed.id, changed),
        (error: unknown) =>
          showToast({ level: 'danger', title: 'Not kept as favourite', text: failureSentence(error) }),
      );
    },
    [host, take],
  );
  return { scripts, failure, setFavourite };
}
