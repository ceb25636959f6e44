import { createPublicKey, sign as signBytes, verify } from 'node:crypto';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { SignedRequest, SignInput } from '../venue-kind.ts';
import { type CdpKey, readKey } from './credentials.ts';
import { type UrlName, urlOf, urls } from './urls.ts';

/*
 * Every request carries a token of its own, bound to its method, host and path, and dead after two minutes. Tokens of
 * sockets are bound to nothing and go into every subscription of a private channel.
 * https://docs.cdp.coinbase.com/coinbase-app/authentication-authorization/api-key-authentication (2026-09)
 */

export const tokenLifeSeconds = 120;

export interface TokenInput {
  readonly key: CdpKey;
  /** Unix seconds from which it holds. */
  readonly notBefore: number;
  readonly nonce: string;
  /** `GET api.coinbase.com/api/v3/brokerage/accounts`; absent for sockets. */
  readonly uri?: string;
}

export function token({ key, notBefore, nonce, uri }: TokenInput): string {
  const header = { alg: key.algorithm, typ: 'JWT', kid: key.name, nonce };
  const payload = {
    sub: key.name,
    iss: 'cdp',
    nbf: notBefore,
    exp: notBefore + tokenLifeSeconds,
    ...(uri === undefined ? {} : { uri }),
  };
  const input = `${base64url(header)}.${base64url(payload)}`;
  return `${input}.${signature(key, input)}`;
}

/** Raw r‖s for ES256, not DER. */
export function signature({ algorithm, key }: CdpKey, input: string): string {
  const bytes = Buffer.from(input);
  const signed =
    algorithm === 'EdDSA'
      ? signBytes(null, bytes, key)
      : signBytes('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });
  return signed.toString('base64url');
}

/** Whether a token's signature is that of its key: our own check when Coinbase refuses one without saying why. */
export function isSignedBy({ algorithm, key }: CdpKey, jwt: string): boolean {
  const end = jwt.lastIndexOf('.');
  const input = Buffer.from(jwt.slice(0, end));
  const signed = Buffer.from(jwt.slice(end + 1), 'base64url');
  const publicKey = createPublicKey(key);
  return algorithm === 'EdDSA'
    ? verify(null, input, publicKey, signed)
    : verify('sha256', input, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signed);
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** What a token for a request is bound to: no scheme, no query. */
export function uriOf(method: string, url: string): string {
  const { host, pathname } = new URL(url);
  return `${method} ${host}${pathname}`;
}

export interface SubscriptionMessage {
  readonly type: 'subscribe' | 'unsubscribe';
  readonly channel: string;
  readonly products: readonly string[];
  readonly jwt?: string;
}

/** One channel a message, however many products; none at all means all of them, for channels that know that. */
export function subscriptionText({ type, channel, products, jwt }: SubscriptionMessage): string {
  return JSON.stringify({
    type,
    ...(products.length === 0 ? {} : { product_ids: products }),
    channel,
    ...(jwt === undefined ? {} : { jwt }),
  });
}

/**
 * One request as `tidemark venue sign` prints it. `timestamp` (epoch ms; seconds are told by their size) becomes `nbf`.
 * For the surfaces `ws` and `user` the path is a channel, the method `subscribe` or `unsubscribe`, and the body holds
 * `product_ids`.
 * @throws Failure `invalid`.
 */
export function signRequest(input: SignInput, fallback: { now(): number; nonce(): string }): SignedRequest {
  const { credentials, request } = input;
  const surface = request.surface ?? 'rest';
  if (!Object.hasOwn(urls, surface)) {
    throw new Failure(
      'invalid',
      `Coinbase has no surface “${surface}”. It has ${Object.keys(urls).join(', ')}.`,
    );
  }
  const key = readKey(credentials);
  const at = input.timestamp ?? fallback.now();
  if (!Number.isFinite(at) || at < 0) throw new Failure('invalid', 'The timestamp is not a time.');
  const notBefore = Math.floor(at < 1e11 ? at : at / 1000);
  const nonce = input.nonce ?? fallback.nonce();
  const base = urlOf(surface as UrlName);
  if (surface !== 'rest') {
    const type = request.method.toLowerCase();
    if (type !== 'subscribe' && type !== 'unsubscribe') {
      throw new Failure(
        'invalid',
        `A socket takes the methods subscribe and unsubscribe, not “${request.method}”.`,
      );
    }
    const products = request.body?.product_ids;
    const message: SubscriptionMessage = {
      type,
      channel: request.path.replace(/^\//, ''),
      products: Array.isArray(products) ? products.map(String) : [],
      jwt: token({ key, notBefore, nonce }),
    };
    return { method: type, url: base, headers: {}, body: subscriptionText(message) };
  }
  if (!/^\/[^?#\s]*$/.test(request.path)) {
    throw new Failure(
      'invalid',
      `“${request.path}” is not a path. Write it whole: /api/v3/brokerage/accounts.`,
    );
  }
  const method = request.method.toUpperCase();
  const query = new URLSearchParams(request.query).toString();
  const url = `${base}${request.path}${query === '' ? '' : `?${query}`}`;
  const body = request.body === undefined ? '' : JSON.stringify(request.body);
  return {
    method,
    url,
    headers: {
      Authorization: `Bearer ${token({ key, notBefore, nonce, uri: uriOf(method, url) })}`,
      ...(body === '' ? {} : jsonHeader),
    },
    body,
  };
}

export const jsonHeader = { 'Content-Type': 'application/json' } as const;
