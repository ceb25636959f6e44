import { useCallback, useEffect, useRef, useState } from 'react';
import type { TestStepCard } from '../../../../src-shared/contract/connections.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { noRun, type TestRun } from './test-run.ts';

export interface TestRunner {
  readonly run: TestRun;
  /** Runs a test, ending one that is under way. Resolves with how it ended, and with null when another took its place. */
  start(open: (signal: AbortSignal) => Promise<AsyncIterable<TestStepCard>>): Promise<TestRun | null>;
  clear(): void;
}

/** A test and its steps as they come; ends with the component. */
export function useTestRun(): TestRunner {
  const [run, setRun] = useState<TestRun>(noRun);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  const start = useCallback<TestRunner['start']>(async (open) => {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    const { signal } = controller;
    let state: TestRun = { phase: 'running', steps: [], failure: '' };
    const become = (next: TestRun) => {
      state = next;
      if (!signal.aborted) setRun(next);
    };
    become(state);
    try {
      for await (const step of await open(signal)) become({ ...state, steps: [...state.steps, step] });
      become({ ...state, phase: 'over' });
    } catch (error) {
      become({ ...state, phase: 'broken', failure: failureSentence(error) });
    }
    return signal.aborted ? null : state;
  }, []);
  const clear = useCallback(() => {
    current.current?.abort();
    setRun(noRun);
  }, []);
  return { run, start, clear };
}
