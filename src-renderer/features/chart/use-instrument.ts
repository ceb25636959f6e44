import { useEffect, useState } from 'react';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Instrument, InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import { useMarketEdition } from '../../lib/market/market-edits.ts';

export type InstrumentAnswer =
  | { readonly kind: 'none' | 'loading' }
  | { readonly kind: 'found'; readonly instrument: Instrument; readonly isStreamed: boolean }
  | { readonly kind: 'failed'; readonly sentence: string };

interface Asked {
  readonly id: InstrumentId;
  readonly edition: number;
  readonly answer: InstrumentAnswer;
}

/**
 * What the main process knows of an instrument. Asked again after a failure by every new `attempt` and connection, and
 * after every correction of it; until that is answered, what was known before stays.
 */
export function useInstrument(id: InstrumentId | null, attempt: number): InstrumentAnswer {
  const host = useHost();
  const { generation } = useHostStatus();
  const [asked, setAsked] = useState<Asked | undefined>();
  const edition = useMarketEdition(id);
  const isFound = asked?.id === id && asked.answer.kind === 'found';
  const known = isFound && asked.edition === edition ? asked.answer : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: attempt and generation ask again
  useEffect(() => {
    if (id === null || known !== undefined) return;
    const controller = new AbortController();
    const settle = (answer: InstrumentAnswer) => {
      if (!controller.signal.aborted) setAsked({ id, edition, answer });
    };
    host.rpc.market.instrument({ instrument: id }, { signal: controller.signal }).then(
      (listed) =>
        settle(
          listed === null
            ? { kind: 'failed', sentence: `${id} is not known here any more. Choose another market.` }
            : {
                kind: 'found',
                instrument: listed.instrument,
                isStreamed: listed.connection !== undefined,
              },
        ),
      (error: unknown) =>
        settle({
          kind: 'failed',
          sentence: error instanceof Failure ? error.message : `${id} could not be asked for.`,
        }),
    );
    return () => controller.abort();
  }, [host, id, edition, attempt, generation, known]);
  if (id === null) return { kind: 'none' };
  return asked?.id === id ? asked.answer : { kind: 'loading' };
}
