import { useCallback, useEffect, useRef, useState } from 'react';
import type { SavedConnectionCard } from '../../../../src-shared/contract/connections.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost } from '../../../lib/host/host-context.tsx';
import { noRun, type TestRun } from '../keys/test-run.ts';

export interface CardActions {
  /** Tests that were run here, by connection. */
  readonly runs: ReadonlyMap<string, TestRun>;
  /** Why the last thing that was asked of a connection did not happen. */
  readonly failures: ReadonlyMap<string, string>;
  readonly busy: ReadonlySet<string>;
  toggle(card: SavedConnectionCard): void;
  retry(id: string): void;
  setEnabled(id: string, isEnabled: boolean): void;
  test(id: string): void;
}

/** What the buttons of the cards do, each with its outcome beside the card that was pressed. */
export function useCardActions(): CardActions {
  const { rpc } = useHost();
  const [runs, setRuns] = useState<ReadonlyMap<string, TestRun>>(new Map());
  const [failures, setFailures] = useState<ReadonlyMap<string, string>>(new Map());
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const ending = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    ending.current = controller;
    return () => controller.abort();
  }, []);

  const act = useCallback(async (id: string, action: () => Promise<unknown>) => {
    setBusy((before) => new Set(before).add(id));
    setFailures((before) => without(before, id));
    try {
      await action();
    } catch (error) {
      setFailures((before) => new Map(before).set(id, failureSentence(error)));
    } finally {
      setBusy((before) => new Set([...before].filter((one) => one !== id)));
    }
  }, []);
  const test = useCallback(
    async (id: string) => {
      const { signal } = ending.current;
      let run: TestRun = { ...noRun, phase: 'running' };
      const become = (next: TestRun) => {
        run = next;
        if (!signal.aborted) setRuns((before) => new Map(before).set(id, next));
      };
      become(run);
      try {
        for await (const step of await rpc.connections.test({ id }, { signal })) {
          become({ ...run, steps: [...run.steps, step] });
        }
        become({ ...run, phase: 'over' });
      } catch (error) {
        become({ ...run, phase: 'broken', failure: failureSentence(error) });
      }
    },
    [rpc],
  );
  return {
    runs,
    failures,
    busy,
    toggle: ({ id, phase }) =>
      void act(id, () =>
        phase === 'disconnected' ? rpc.connections.connect({ id }) : rpc.connections.disconnect({ id }),
      ),
    retry: (id) => void act(id, () => rpc.connections.retryNow({ id })),
    setEnabled: (id, isEnabled) => void act(id, () => rpc.connections.setEnabled({ id, isEnabled })),
    test: (id) => void test(id),
  };
}

function without(map: ReadonlyMap<string, string>, id: string): ReadonlyMap<string, string> {
  const next = new Map(map);
  next.delete(id);
  return next;
}
