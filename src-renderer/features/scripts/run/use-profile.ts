import { useCallback, useState } from 'react';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost } from '../../../lib/host/host-context.tsx';
import type { ScriptRun } from '../../../lib/scripts/script-run.ts';

export interface Profile {
  readonly bars: number;
  readonly ms: number;
  readonly statements: readonly { readonly start: number; readonly ownMs: number }[];
}

export interface Profiler {
  readonly profile: Profile | null;
  readonly isBusy: boolean;
  readonly failure: string | null;
  measure(): void;
  clear(): void;
}

/** What each statement of a run's script cost over all of history; measured when asked for. */
export function useProfile(run: ScriptRun | null): Profiler {
  const { rpc } = useHost();
  const [profile, setProfile] = useState<Profile | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const measure = useCallback(() => {
    const channel = run?.channel;
    if (channel === undefined) return;
    setIsBusy(true);
    rpc.scriptRuns
      .profile({ channel })
      .then(
        (found) => {
          setProfile(found);
          setFailure(null);
        },
        (error: unknown) => setFailure(failureSentence(error)),
      )
      .finally(() => setIsBusy(false));
  }, [rpc, run]);
  const clear = useCallback(() => {
    setProfile(null);
    setFailure(null);
  }, []);
  return { profile, isBusy, failure, measure, clear };
}
