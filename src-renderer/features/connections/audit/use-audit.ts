import { useCallback, useEffect, useState } from 'react';
import type { AuditEntryCard } from '../../../../src-shared/contract/connections.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../../lib/host/host-context.tsx';
import { joinEntries } from './audit-words.ts';

const pageSize = 200;
const typingMs = 200;

export interface Audit {
  /** Newest first; null before the first answer. */
  readonly entries: readonly AuditEntryCard[] | null;
  readonly hasOlder: boolean;
  /** The first entry that does not follow from the one before; null when all do. */
  readonly brokenAt: number | null;
  readonly failure: string | null;
  readonly isLoading: boolean;
  loadOlder(): Promise<void>;
  reload(): void;
}

/** The audit log, searched. `turn` asks again: something was written to it. */
export function useAudit(text: string, connection: string, turn: unknown): Audit {
  const { rpc } = useHost();
  const { phase, generation } = useHostStatus();
  const [entries, setEntries] = useState<readonly AuditEntryCard[] | null>(null);
  const [hasOlder, setHasOlder] = useState(false);
  const [brokenAt, setBrokenAt] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isLoading, setLoading] = useState(false);
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation, turn and asked ask again
  useEffect(() => {
    if (phase !== 'connected') return;
    let isCurrent = true;
    const ask = async () => {
      try {
        const page = await rpc.connections.audit({
          text: text.trim(),
          connection,
          before: null,
          limit: pageSize,
        });
        if (!isCurrent) return;
        setEntries(page.entries);
        setHasOlder(page.hasOlder);
        setBrokenAt(page.brokenAt);
        setFailure(null);
      } catch (error) {
        if (isCurrent) setFailure(failureSentence(error));
      }
    };
    const timer = setTimeout(() => void ask(), typingMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [rpc, phase, generation, text, connection, turn, asked]);
  const loadOlder = useCallback(async () => {
    const before = entries?.at(-1)?.sequence;
    if (before === undefined) return;
    setLoading(true);
    try {
      const page = await rpc.connections.audit({ text: text.trim(), connection, before, limit: pageSize });
      setEntries((now) => joinEntries(now ?? [], page.entries));
      setHasOlder(page.hasOlder);
      setFailure(null);
    } catch (error) {
      setFailure(failureSentence(error));
    } finally {
      setLoading(false);
    }
  }, [rpc, entries, text, connection]);
  const reload = useCallback(() => setAsked((now) => now + 1), []);
  return { entries, hasOlder, brokenAt, failure, isLoading, loadOlder, reload };
}
