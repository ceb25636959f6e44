import { useCallback, useEffect, useState } from 'react';
import { failureSentence } from './failure-sentence.ts';
import type { Host } from './host.ts';
import { useHost, useHostStatus } from './host-context.tsx';

export interface HostStream<T> {
  /** The newest; null before the first. It stays when the connection goes, and is then old. */
  readonly value: T | null;
  /** Why it broke off, in words; null while all is well or only the connection is gone. */
  readonly failure: string | null;
  /** Opens it again after a failure. */
  retry(): void;
}

/**
 * An event stream of the control plane for a panel that has a face for each of its states. Opened again after every
 * reconnect, closed with the component. `open` must not change from render to render.
 */
export function useHostStream<T>(
  open: (host: Host, signal: AbortSignal) => Promise<AsyncIterable<T>>,
): HostStream<T> {
  const host = useHost();
  const { phase, generation } = useHostStatus();
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation and tries open it again
  useEffect(() => {
    if (phase !== 'connected') return;
    const controller = new AbortController();
    const { signal } = controller;
    const listen = async () => {
      try {
        for await (const next of await open(host, signal)) {
          if (signal.aborted) return;
          setValue(next);
          setFailure(null);
        }
      } catch (error) {
        if (!signal.aborted) setFailure(failureSentence(error));
      }
    };
    void listen();
    return () => controller.abort();
  }, [host, open, phase, generation, tries]);
  const retry = useCallback(() => {
    setFailure(null);
    setTries((before) => before + 1);
  }, []);
  return { value, failure, retry };
}
