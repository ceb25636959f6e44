import { useEffect, useState } from 'react';
import type { ListedInstrument } from '../../src-shared/contract/market.ts';
import { useHost, useHostStatus } from '../lib/host/host-context.tsx';
import { searchWords } from './search-words.ts';

const pauseMs = 60;
const mostFound = 100;

interface Answer {
  readonly text: string | undefined;
  readonly found: readonly ListedInstrument[];
  readonly failure: string | undefined;
}

interface SearchState {
  readonly found: readonly ListedInstrument[];
  /** Still asking; what is found belongs to an earlier text. */
  readonly isBusy: boolean;
  readonly failure: string | undefined;
}

/** Asks again shortly after the text stops changing; the newest text wins, whatever order answers come in. */
export function useInstrumentSearch(text: string): SearchState {
  const host = useHost();
  const { phase } = useHostStatus();
  const [state, setState] = useState<Answer>({ text: undefined, found: [], failure: undefined });
  useEffect(() => {
    if (phase !== 'connected') return;
    const controller = new AbortController();
    const timer = setTimeout(() => void ask(), text === '' ? 0 : pauseMs);
    async function ask() {
      try {
        const { question, meant } = searchWords(text);
        const found = await host.rpc.market.search(
          { text: question, limit: mostFound },
          { signal: controller.signal },
        );
        if (!controller.signal.aborted) setState({ text, found: meant(found), failure: undefined });
      } catch (error) {
        if (controller.signal.aborted) return;
        const why = error instanceof Error ? error.message : String(error);
        setState({ text, found: [], failure: `The search failed: ${why}` });
      }
    }
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [host, phase, text]);
  return { found: state.found, failure: state.failure, isBusy: state.text !== text };
}
