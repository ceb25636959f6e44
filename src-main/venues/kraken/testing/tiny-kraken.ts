import type { HttpClient, HttpRequest } from '../../connection/http-client.ts';
import { createVirtualWorld, type VirtualWorld } from '../../connection/testing/virtual-world.ts';
import type { CredentialAccess } from '../../venue-kind.ts';
import { createKrakenLimits, type KrakenLimits } from '../limits.ts';
import { createRest, type Rest } from '../rest.ts';
import { bodyText } from './fixture.ts';

/** What answers a request: the result, a list of errors, a whole text, or a failure to send. */
export type Reply =
  | { readonly result: unknown }
  | { readonly errors: readonly string[] }
  | { readonly text: string; readonly status?: number }
  | Error;

/** REST of Kraken without a network: answers by the name of the endpoint, and keeps what was asked. */
export interface TinyKraken {
  readonly world: VirtualWorld;
  readonly rest: Rest;
  readonly limits: KrakenLimits;
  readonly asked: readonly { readonly name: string; readonly fields: Readonly<Record<string, string>> }[];
  on(
    name: string,
    reply: Reply | ((fields: Readonly<Record<string, string>>) => Reply | Promise<Reply>),
  ): void;
  countOf(name: string): number;
}

export const testSecret =
  'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==';

let keys = 0;

/** Credentials of a key of their own, so that tests do not share nonces. */
export function testCredentials(): CredentialAccess {
  keys += 1;
  const fields = { apiKey: { reveal: () => `key-${keys}` }, apiSecret: { reveal: () => testSecret } };
  return { use: async (_purpose, use) => use(fields), replace: () => Promise.resolve() };
}

export function createTinyKraken(credentials: CredentialAccess | null = testCredentials()): TinyKraken {
  const world = createVirtualWorld();
  const limits = createKrakenLimits(world.parts);
  const asked: { name: string; fields: Readonly<Record<string, string>> }[] = [];
  const replies = new Map<string, Parameters<TinyKraken['on']>[1]>();
  const http: HttpClient = {
    async send({ url, body }: HttpRequest) {
      const { pathname, searchParams } = new URL(url);
      const name = pathname.slice(pathname.lastIndexOf('/') + 1);
      const fields = Object.fromEntries(body === undefined ? searchParams : new URLSearchParams(body));
      asked.push({ name, fields });
      const found = replies.get(name);
      const reply = typeof found === 'function' ? await found(fields) : found;
      if (reply instanceof Error) throw reply;
      const text =
        reply === undefined
          ? '{"error":["EGeneral:Unknown method"]}'
          : 'text' in reply
            ? reply.text
            : JSON.stringify(
                'errors' in reply ? { error: reply.errors } : { error: [], result: reply.result },
              );
      const status = reply !== undefined && 'status' in reply ? (reply.status ?? 200) : 200;
      return { status, headers: {}, body: Buffer.from(text), roundTripMs: 1 };
    },
    close: () => undefined,
  };
  const rest = createRest({
    credentials,
    now: world.parts.now,
    http,
    url: 'https://kraken.test',
    limits,
    venueNow: world.parts.now,
  });
  replies.set('Assets', { text: bodyText('rest-assets') });
  replies.set('AssetPairs', { text: bodyText('rest-asset-pairs-recorded') });
  replies.set('GetApiKeyInfo', { text: bodyText('rest-api-key-info') });
  return {
    world,
    rest,
    limits,
    asked,
    on: (name, reply) => replies.set(name, reply),
    countOf: (name) => asked.filter((one) => one.name === name).length,
  };
}
