import { useCallback, useEffect, useRef, useState } from 'react';
import type { SecretEntryCard } from '../../../../src-shared/contract/connections.ts';
import { reportUnlessLost } from '../../../lib/host/connection-end.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../../lib/host/host-context.tsx';

export interface Entry {
  /** Where secrets are being typed, elsewhere; null before it was begun. */
  readonly card: SecretEntryCard | null;
  readonly failure: string | null;
  readonly isBeginning: boolean;
  begin(open: () => Promise<SecretEntryCard>): Promise<void>;
  /** Ends it and wipes what was already handed over. */
  cancel(): void;
  /** What was entered has been saved: there is nothing left to cancel. */
  release(): void;
}

/**
 * One entry of secrets that happens outside of the page (K8). The page knows its number and state only. When the
 * component goes, an entry that was not released is cancelled.
 */
export function useEntry(): Entry {
  const { rpc } = useHost();
  const { phase, generation } = useHostStatus();
  const [card, setCard] = useState<SecretEntryCard | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBeginning, setBeginning] = useState(false);
  const held = useRef<string | null>(null);
  const isGone = useRef(false);

  const drop = useCallback(() => {
    const id = held.current;
    held.current = null;
    if (id !== null) rpc.connections.cancelEntry({ id }).catch(reportUnlessLost);
  }, [rpc]);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      drop();
    };
  }, [drop]);

  const id = card?.id;
  const isWaiting = card?.state === 'waiting';
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation listens again on a new connection
  useEffect(() => {
    if (id === undefined || !isWaiting || phase !== 'connected') return;
    const controller = new AbortController();
    const listen = async () => {
      try {
        for await (const next of await rpc.connections.entry({ id }, { signal: controller.signal })) {
          if (controller.signal.aborted) return;
          setCard(next);
        }
      } catch (error) {
        if (controller.signal.aborted) return;
        // The host was started again meanwhile and knows nothing of it.
        held.current = null;
        setCard(null);
        setFailure(failureSentence(error));
      }
    };
    void listen();
    return () => controller.abort();
  }, [rpc, id, isWaiting, phase, generation]);

  const begin = useCallback<Entry['begin']>(
    async (open) => {
      drop();
      setCard(null);
      setFailure(null);
      setBeginning(true);
      try {
        const begun = await open();
        held.current = begun.id;
        if (isGone.current) drop();
        else setCard(begun);
      } catch (error) {
        setFailure(failureSentence(error));
      } finally {
        setBeginning(false);
      }
    },
    [drop],
  );
  const cancel = useCallback(() => {
    drop();
    setCard(null);
    setFailure(null);
  }, [drop]);
  const release = useCallback(() => {
    held.current = null;
  }, []);
  return { card, failure, isBeginning, begin, cancel, release };
}
