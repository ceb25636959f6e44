import { useEffect } from 'react';
import { reportUnlessLost } from '../../../lib/host/connection-end.ts';
import type { Host } from '../../../lib/host/host.ts';
import { useHost, useHostStatus } from '../../../lib/host/host-context.tsx';
import type { DrawingBook } from './drawing-book.ts';

/** Keeps a book the same as those of other charts and windows; reads it afresh on every new connection. */
export function useDrawingChanges(book: DrawingBook | undefined): void {
  const host = useHost();
  const { phase, generation } = useHostStatus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation reopens the stream on a new connection
  useEffect(() => {
    if (book === undefined || phase !== 'connected') return;
    const controller = new AbortController();
    book.reload();
    void listen(host, book, controller.signal);
    return () => controller.abort();
  }, [host, book, phase, generation]);
}

/** Ends quietly with the connection: the next one opens it again. */
async function listen(host: Host, book: DrawingBook, signal: AbortSignal): Promise<void> {
  try {
    for await (const { instrument, document } of await host.rpc.drawings.changes({}, { signal })) {
      if (signal.aborted) return;
      book.hear(instrument, document);
    }
  } catch (error) {
    if (!signal.aborted) reportUnlessLost(error);
  }
}
