import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { HttpClient } from './http-client.ts';
import { parseProxy } from './network-path.ts';

/** From where the venue sees this connection come, as far as it can be known. */
export interface OutgoingAddress {
  readonly address?: string;
  /** `asked` is what a service chosen by the user answered; the others are our own reckoning. */
  readonly source: 'asked' | 'proxy' | 'interface' | 'unknown';
  /** What it is worth, for a person. */
  readonly sentence: string;
}

/**
 * Asks nobody the user did not choose. With `askUrl` (https, answers with the address as plain text) it is asked there, on
 * the same way out as the venue's requests.
 * @throws Failure `invalid` when that answer is no address, TransportFailure when there is none.
 */
export async function readOutgoingAddress(
  http: HttpClient,
  options: { readonly proxy?: string; readonly askUrl?: string } = {},
): Promise<OutgoingAddress> {
  if (options.askUrl !== undefined) return askedAddress(http, options.askUrl);
  if (options.proxy !== undefined) return proxyAddress(options.proxy);
  const address = await interfaceAddress();
  if (address === undefined) {
    return { source: 'unknown', sentence: 'This computer has no way to the internet at the moment.' };
  }
  return {
    address,
    source: 'interface',
    sentence:
      'This is the address of this computer in its own network. Behind a router the venue sees the public address of ' +
      'the router instead.',
  };
}

async function askedAddress(http: HttpClient, askUrl: string): Promise<OutgoingAddress> {
  const { status, body } = await http.send({ method: 'GET', url: askUrl, timeoutMs: 5_000, maxBytes: 4_096 });
  const address = body.toString('utf8').trim();
  if (status !== 200 || isIP(address) === 0) {
    throw new Failure('invalid', `${new URL(askUrl).host} did not answer with an address.`);
  }
  return { address, source: 'asked', sentence: `This is what ${new URL(askUrl).host} sees.` };
}

async function proxyAddress(proxy: string): Promise<OutgoingAddress> {
  const host = parseProxy(proxy).hostname.replace(/^\[|\]$/g, '');
  const found = await lookup(host).catch(() => undefined);
  if (found === undefined) return { source: 'unknown', sentence: `The proxy ${host} cannot be looked up.` };
  return {
    address: found.address,
    source: 'proxy',
    sentence: 'This is the address of the proxy. Some proxies go out by another one: ask whoever runs it.',
  };
}

/** The address that the system would take on the way out. Connecting a datagram socket sends nothing. */
function interfaceAddress(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const finish = (address: string | undefined) => {
      socket.close();
      resolve(address);
    };
    socket.on('error', () => finish(undefined));
    // Kept for documentation (RFC 5737): nobody is there, and nobody is asked.
    socket.connect(443, '192.0.2.1', () => finish(socket.address().address));
  });
}
