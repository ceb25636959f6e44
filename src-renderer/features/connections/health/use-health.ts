import { useEffect, useMemo, useRef, useState } from 'react';
import type { ConnectionHealthCard } from '../../../../src-shared/contract/connections.ts';
import type { Host } from '../../../lib/host/host.ts';
import { type HostStream, useHostStream } from '../../../lib/host/use-host-stream.ts';
import { RateHistory } from './rate-history.ts';

const open = ({ rpc }: Host, signal: AbortSignal) => rpc.connections.health({}, { signal });

/** The figures of all open connections, once a second. */
export function useHealth() {
  const stream: HostStream<readonly ConnectionHealthCard[]> =
    useHostStream<readonly ConnectionHealthCard[]>(open);
  const { value } = stream;
  const byId = useMemo(() => new Map((value ?? []).map((health) => [health.id, health])), [value]);
  return { stream, byId };
}

/** The same with the last minute's message rates. */
export function useHealthHistory() {
  const { stream, byId } = useHealth();
  const history = useRef(new RateHistory());
  const [, setTurn] = useState(0);
  useEffect(() => {
    if (stream.value === null) return;
    history.current.add(stream.value);
    setTurn((before) => before + 1);
  }, [stream.value]);
  return { stream, byId, history: history.current };
}
