import { useEffect, useState } from 'react';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';

/*
 * Somebody has corrected what is known of a market (its price step, its trading hours): whoever shows it, in this window
 * or another, asks for it anew.
 */

const channelName = 'tidemark-market-edits';
const listeners = new Set<(id: string) => void>();
let channel: BroadcastChannel | undefined;

function otherWindows(): BroadcastChannel {
  if (channel === undefined) {
    channel = new BroadcastChannel(channelName);
    channel.addEventListener('message', ({ data }) => tell(data));
  }
  return channel;
}

function tell(id: unknown): void {
  if (typeof id === 'string') for (const listener of [...listeners]) listener(id);
}

export function announceMarketEdit(id: InstrumentId): void {
  tell(id);
  otherWindows().postMessage(id);
}

/** Calls back after each correction of any market. Returns the way to stop. */
export function onMarketEdit(listener: (id: string) => void): () => void {
  otherWindows();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Goes up with every correction of the market. */
export function useMarketEdition(id: InstrumentId | null): number {
  const [edition, setEdition] = useState(0);
  useEffect(
    () =>
      onMarketEdit((edited) => {
        if (edited === id) setEdition((before) => before + 1);
      }),
    [id],
  );
  return edition;
}
