import { useCallback, useEffect, useState } from 'react';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost } from '../../../lib/host/host-context.tsx';
import type { ScriptPhase, ScriptRun } from '../../../lib/scripts/script-run.ts';
import type { TracedValue } from '../editor/inline-values.ts';

export interface Trace {
  readonly bar: { readonly index: number; readonly time: number };
  readonly values: readonly TracedValue[];
}

export interface Debugger {
  readonly isOn: boolean;
  readonly trace: Trace | null;
  readonly failure: string | null;
  /** The bar that opens at or last before the time; the newest one without. */
  begin(time?: number): void;
  step(bars: number): void;
  end(): void;
}

/** Values of a script on one bar: asked anew whenever the bar or the run changes. */
export function useDebugger(run: ScriptRun | null, phase: ScriptPhase): Debugger {
  const isReady = phase === 'ready';
  const { rpc } = useHost();
  const [time, setTime] = useState<number | null>(null);
  const [asked, setAsked] = useState<{ readonly of: ScriptRun; readonly trace: Trace } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    const channel = run?.channel;
    if (run === null || time === null || channel === undefined || !isReady) return;
    let isGone = false;
    const ask = async () => {
      try {
        const found = await rpc.scriptRuns.trace({ channel, time: time as never });
        if (isGone) return;
        setAsked({ of: run, trace: found });
        setFailure(null);
      } catch (error) {
        if (!isGone) setFailure(failureSentence(error));
      }
    };
    void ask();
    return () => {
      isGone = true;
    };
  }, [rpc, run, isReady, time]);
  // Of another text the places would be others.
  const trace = asked !== null && asked.of === run ? asked.trace : null;
  const begin = useCallback(
    (wanted?: number) => setTime(wanted ?? timeOfRow(run, Number.POSITIVE_INFINITY) ?? Date.now()),
    [run],
  );
  const step = useCallback(
    (bars: number) => {
      const { bar } = trace ?? {};
      if (bar === undefined) return;
      // The bar before is the last one that opens before this one; the one behind may be days away.
      if (bars < 0) setTime(bar.time - 1);
      else setTime(timeOfRow(run, bar.index + bars) ?? bar.time);
    },
    [run, trace],
  );
  const end = useCallback(() => {
    setTime(null);
    setAsked(null);
    setFailure(null);
  }, []);
  const isOver = phase === 'failed' || phase === 'stopped';
  const words = isOver
    ? 'The script has stopped: mend what is told below, then its values are here.'
    : failure;
  return { isOn: time !== null, trace, failure: words, begin, step, end };
}

/** When a bar of the run opens; of places beyond its ends, the first or last one. */
function timeOfRow(run: ScriptRun | null, row: number): number | undefined {
  const columns = run?.columns;
  if (columns === undefined || columns.length === 0) return undefined;
  return columns.time[Math.min(columns.length - 1, Math.max(0, row))];
}
