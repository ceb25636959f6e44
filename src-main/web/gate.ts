import type { IncomingMessage } from 'node:http';

export interface Refusal {
  readonly status: 400 | 403 | 405 | 421;
  readonly reason: string;
}

/**
 * The first look at every request and upgrade (rules L3, L4): it must name us as we are called, and must not come from
 * another page. Answers why it is refused, or undefined.
 */
export function gate(request: IncomingMessage, hosts: ReadonlySet<string>): Refusal | undefined {
  const { host, origin } = request.headers;
  if (count(request, 'host') !== 1 || host === undefined || !hosts.has(host)) {
    return { status: 421, reason: 'this address is not served here' };
  }
  if (request.method === 'OPTIONS') return { status: 403, reason: 'no other origin is answered' };
  if (origin !== undefined && (count(request, 'origin') !== 1 || origin !== `http://${host}`)) {
    return { status: 403, reason: 'no other origin is answered' };
  }
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return { status: 403, reason: 'no other origin is answered' };
  }
  const method = request.method ?? '';
  if (!['GET', 'HEAD', 'POST'].includes(method)) return { status: 405, reason: 'only GET and POST' };
  return undefined;
}

function count(request: IncomingMessage, name: string): number {
  let found = 0;
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    if (request.rawHeaders[index]?.toLowerCase() === name) found += 1;
  }
  return found;
}
