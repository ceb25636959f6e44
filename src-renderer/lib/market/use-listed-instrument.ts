import { useEffect, useState } from 'react';
import type { ListedInstrument } from '../../../src-shared/contract/market.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { useHost, useHostStatus } from '../host/host-context.tsx';
import { useMarketEdition } from './market-edits.ts';

const known = new Map<InstrumentId, ListedInstrument>();

/** What is known of an instrument: undefined while asking, null when nobody has it (any more). */
export function useListedInstrument(id: InstrumentId): ListedInstrument | null | undefined {
  const { rpc } = useHost();
  const { phase, generation } = useHostStatus();
  const edition = useMarketEdition(id);
  const [answer, setAnswer] = useState<ListedInstrument | null | undefined>(() => known.get(id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again on a new connection, which may know more, and after corrections
  useEffect(() => {
    if (phase !== 'connected') return;
    let isCurrent = true;
    rpc.market.instrument({ instrument: id }).then(
      (found) => {
        if (found !== null) known.set(id, found);
        if (isCurrent) setAnswer(found);
      },
      () => {
        // Not answered: the row keeps what it knew, and asks again with the next connection.
        if (isCurrent) setAnswer(known.get(id));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [rpc, id, phase, generation, edition]);
  return answer;
}
