import { useEffect, useRef, useState } from 'react';
import type { TradeFetchEvent } from '../../../src-shared/contract/market.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost } from '../../lib/host/host-context.tsx';
import type { Stretch } from './stretch-draft.ts';

type Progress = Extract<TradeFetchEvent, { kind: 'progress' }>;
type Done = Extract<TradeFetchEvent, { kind: 'done' }>;

export type TradeFetchState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly progress: Progress | null }
  | { readonly phase: 'cancelled'; readonly progress: Progress | null }
  | { readonly phase: 'done'; readonly done: Done }
  | { readonly phase: 'failed'; readonly sentence: string; readonly progress: Progress | null };

/** Fetches trades of one stretch at a time. Leaving the place ends it; what has come is stored. */
export function useTradeFetch(onStored: () => void) {
  const { rpc } = useHost();
  const [state, setState] = useState<TradeFetchState>({ phase: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (instrument: InstrumentId, stretch: Stretch) => {
    const control = new AbortController();
    running.current = control;
    let progress: Progress | null = null;
    setState({ phase: 'running', progress });
    try {
      const events = await rpc.market.fetchTrades({ instrument, ...stretch }, { signal: control.signal });
      for await (const event of events) {
        if (control.signal.aborted) break;
        if (event.kind === 'progress') {
          progress = event;
          setState({ phase: 'running', progress });
        } else setState({ phase: 'done', done: event });
      }
      // The stream of a lost connection ends without a word.
      setState((now) =>
        now.phase === 'running' && !control.signal.aborted
          ? { phase: 'failed', sentence: 'The connection to Tidemark was lost.', progress }
          : now,
      );
    } catch (error) {
      if (!control.signal.aborted) setState({ phase: 'failed', sentence: failureSentence(error), progress });
    } finally {
      if (control.signal.aborted) setState({ phase: 'cancelled', progress });
      onStored();
    }
  };
  return {
    state,
    start,
    cancel: () => running.current?.abort(),
  };
}
