/** A stream that ended because its connection did: nothing to report, the next connection opens it again. */
export function isConnectionEnd(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
