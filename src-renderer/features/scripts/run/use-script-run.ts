import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { Timeframe } from '../../../../src-shared/domain/timeframe.ts';
import { useHost } from '../../../lib/host/host-context.tsx';
import { scriptFeedOf } from '../../../lib/scripts/script-feed.ts';
import { initialRunState, type ScriptRun, type ScriptRunState } from '../../../lib/scripts/script-run.ts';

export interface EditorRun {
  /** The one that is shown: while a new one has not come far, the one before. */
  readonly run: ScriptRun | null;
  readonly state: ScriptRunState;
  /** A newer text is on its way. */
  readonly isRenewing: boolean;
  /** The text that was run. */
  readonly source: string;
}

const noRun = createStore<ScriptRunState>(() => initialRunState);
const isSettled = ({ phase }: ScriptRunState) =>
  phase === 'ready' || phase === 'failed' || phase === 'stopped';

/** Runs a text over a market, and again when it changes; until the new run has a result the old one stays. */
export function useScriptRun(
  text: string | null,
  instrument: InstrumentId | null,
  timeframe: Timeframe,
): EditorRun {
  const host = useHost();
  const [shown, setShown] = useState<{ readonly run: ScriptRun; readonly source: string } | null>(null);
  const [isRenewing, setIsRenewing] = useState(false);
  const current = useRef<ScriptRun | null>(null);
  useEffect(() => {
    if (text === null || instrument === null) {
      current.current?.stop();
      current.current = null;
      setShown(null);
      setIsRenewing(false);
      return;
    }
    const run = scriptFeedOf(host).start({ script: { source: text }, instrument, timeframe, inputs: {} });
    const show = () => {
      const before = current.current;
      current.current = run;
      setShown({ run, source: text });
      setIsRenewing(false);
      if (before !== null && before !== run) before.stop();
    };
    let unsubscribe: () => void = () => undefined;
    const isFirst = current.current === null;
    if (isFirst || isSettled(run.state.getState())) show();
    else {
      setIsRenewing(true);
      unsubscribe = run.state.subscribe((state) => {
        if (!isSettled(state)) return;
        unsubscribe();
        show();
      });
    }
    return () => {
      unsubscribe();
      // Never shown: nobody will stop it later.
      if (current.current !== run) run.stop();
    };
  }, [host, text, instrument, timeframe]);
  useEffect(
    () => () => {
      current.current?.stop();
      current.current = null;
    },
    [],
  );
  const state = useStore(shown?.run.state ?? noRun);
  return { run: shown?.run ?? null, state, isRenewing, source: shown?.source ?? '' };
}
