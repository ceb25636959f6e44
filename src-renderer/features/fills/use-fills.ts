import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FillCard } from '../../../src-shared/contract/trading.ts';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import type { Host } from '../../lib/host/host.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import { type HostStream, useHostStream } from '../../lib/host/use-host-stream.ts';
import { cursorOf, mergeFills, withOlder } from './fill-list.ts';

const open = ({ rpc }: Host, signal: AbortSignal) => rpc.trading.recentFills({}, { signal });
const pageSize = 500;

export interface Fills {
  readonly stream: HostStream<readonly FillCard[]>;
  /** Newest first; null before the first answer. */
  readonly fills: readonly FillCard[] | null;
  readonly hasOlder: boolean;
  readonly isLoading: boolean;
  readonly failure: string | null;
  loadOlder(): Promise<void>;
}

/** The newest fills as they come, and older ones page by page. */
export function useFills(): Fills {
  const { rpc } = useHost();
  const { generation } = useHostStatus();
  const stream = useHostStream<readonly FillCard[]>(open);
  const [kept, setKept] = useState<readonly FillCard[]>([]);
  const [hasOlder, setHasOlder] = useState(false);
  const [isLoading, setLoading] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const isFirst = useRef(true);

  // What leaves the window of the newest is kept, so that the list only ever grows.
  const { value } = stream;
  useEffect(() => {
    if (value === null) return;
    setKept((before) => mergeFills(before, value));
    if (isFirst.current && value.length > 0) {
      isFirst.current = false;
      setHasOlder(true);
    }
  }, [value]);
  // After a lost connection the newest may not join on to what is kept: begin again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation begins it again
  useEffect(() => {
    setKept([]);
    setHasOlder(false);
    isFirst.current = true;
  }, [generation]);

  const fills = useMemo(() => (value === null ? null : mergeFills(kept, value)), [kept, value]);
  const loadOlder = useCallback(async () => {
    const before = cursorOf(fills ?? []);
    if (before === null) return;
    setLoading(true);
    try {
      const page = await rpc.trading.fills({ before, account: '', limit: pageSize });
      setKept((now) => withOlder(now, page.fills));
      setHasOlder(page.hasOlder);
      setFailure(null);
    } catch (error) {
      setFailure(failureSentence(error));
    } finally {
      setLoading(false);
    }
  }, [rpc, fills]);
  return { stream, fills, hasOlder, isLoading, failure, loadOlder };
}
