import { useEffect, useState } from 'react';
import { isInstrumentId } from '../../../src-shared/domain/instrument.ts';
import { useHost } from '../../lib/host/host-context.tsx';

const pauseMs = 150;

/** A sentence on whether a market exists already or is made by the import; undefined while that is not known. */
export function useKnownInstrument(text: string): string | undefined {
  const { rpc } = useHost();
  const [known, setKnown] = useState<{ readonly id: string; readonly sentence: string }>();
  const id = text.trim().toUpperCase();
  useEffect(() => {
    if (!isInstrumentId(id)) return;
    let isCurrent = true;
    const ask = async () => {
      try {
        const listed = await rpc.market.instrument({ instrument: id });
        if (!isCurrent) return;
        const sentence =
          listed === null
            ? 'A new market: the import creates it.'
            : `Known: ${listed.instrument.name}. The rows join what is stored of it.`;
        setKnown({ id, sentence });
      } catch {
        // Not knowing is no obstacle: the import itself finds or makes the market.
        if (isCurrent) setKnown(undefined);
      }
    };
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [rpc, id]);
  return known?.id === id ? known.sentence : undefined;
}
