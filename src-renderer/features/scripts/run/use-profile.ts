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
  const [measured, setMeasured] = useState<{ readonly of: ScriptRun; readonly profile: Profile } | null>(
    null,
  );
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const measure = useCallback(() => {
    const channel = run?.channel;
    if (run === null || channel === undefined) return;
    setIsBusy(true);
    rpc.scriptRuns
      .profile({ channel })
      .then(
        (found) => {
          setMeasured({ of: run, profile: found });
          setFailure(null);
        },
        (error: unknown) => setFailure(failureSentence(error)),
      )
      .finally(() => setIsBusy(false));
  }, [rpc, run]);
  const clear = useCallback(() => {
    setMeasured(null);
    setFailure(null);
  }, []);
  // Of another text the lines would be others.
  const profile = measured !== null && measured.of === run ? measured.profile : null;
  return { profile, isBusy, failure, measure, clear };
}
