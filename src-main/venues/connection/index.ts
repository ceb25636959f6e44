/* The front door for the application; venues import the files beside it. */

export { watchSleep } from './watch-sleep.ts';

/** The address that venues see of a connection through this proxy (empty for none), as far as it can be known. */
export async function outgoingAddress(
  proxy: string,
  monotonicMs: () => number,
): Promise<{ readonly address: string; readonly sentence: string }> {
  // Fetched late: asking for an address is rare, and the way through a proxy is much code.
  const [{ createHttpClient }, { readOutgoingAddress }] = await Promise.all([
    import('./http-client.ts'),
    import('./outgoing-address.ts'),
  ]);
  const path = proxy === '' ? {} : { proxy };
  const http = createHttpClient({ ...path, userAgent: 'Tidemark', monotonicMs });
  try {
    const { address, sentence } = await readOutgoingAddress(http, path);
    return { address: address ?? '', sentence };
  } finally {
    http.close();
  }
}
