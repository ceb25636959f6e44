import { createHash } from 'node:crypto';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { SignedRequest, SignInput } from '../venue-kind.ts';
import { type UrlName, urlOf, urls } from './urls.ts';

/*
 * Nothing is signed but the login: it proves the app's secret with a plain SHA-256. All later calls carry the day's
 * access token.
 */

function sha256(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('')).digest('hex');
}

export function sessionChecksum(apiKey: string, requestToken: string, apiSecret: string): string {
  return sha256(apiKey, requestToken, apiSecret);
}

/** What proves that a postback comes from Zerodha. */
export function postbackChecksum(orderId: string, orderTimestamp: string, apiSecret: string): string {
  return sha256(orderId, orderTimestamp, apiSecret);
}

export const versionHeader = { 'X-Kite-Version': '3' } as const;

export function authorisedHeaders(apiKey: string, accessToken: string): Readonly<Record<string, string>> {
  return { ...versionHeader, Authorization: `token ${apiKey}:${accessToken}` };
}

/** The ticker's address holds the token: it is made anew for each attempt, and never logged. */
export function tickerUrl(base: string, apiKey: string, accessToken: string): string {
  return `${base}?${new URLSearchParams({ api_key: apiKey, access_token: accessToken })}`;
}

const jsonPaths = /^\/(margins|charges)\//;

/** One request as `tidemark venue sign` prints it. @throws Failure `invalid` when a credential is missing. */
export function signRequest({ credentials, request }: SignInput): SignedRequest {
  const surface = request.surface ?? 'rest';
  if (!(surface in urls)) {
    throw new Failure(
      'invalid',
      `Zerodha has no surface “${surface}”. It has ${Object.keys(urls).join(', ')}.`,
    );
  }
  const need = (name: string): string => {
    const value = credentials[name];
    if (value === undefined || value === '') throw new Failure('invalid', `The credentials lack “${name}”.`);
    return value;
  };
  const apiKey = need('apiKey');
  // The vault keeps the token with the moment it ends.
  const accessToken = () => need('accessToken').split(/\s+/, 1)[0] ?? '';
  const base = urlOf(surface as UrlName);
  if (surface === 'ws') {
    return { method: 'GET', url: tickerUrl(base, apiKey, accessToken()), headers: {}, body: '' };
  }
  if (!request.path.startsWith('/') && surface === 'rest') {
    throw new Failure('invalid', `“${request.path}” is not a path. Write it with a slash: /orders/regular.`);
  }
  if (surface === 'login') {
    const url = `${base}?${new URLSearchParams({ v: '3', api_key: apiKey, ...request.query })}`;
    return { method: 'GET', url, headers: {}, body: '' };
  }
  const query = new URLSearchParams(request.query).toString();
  const url = `${base}${request.path}${query === '' ? '' : `?${query}`}`;
  const method = request.method.toUpperCase();
  if (request.path === '/session/token' && method === 'POST') {
    const requestToken = String(request.body?.request_token ?? need('requestToken'));
    const body = new URLSearchParams({
      api_key: apiKey,
      request_token: requestToken,
      checksum: sessionChecksum(apiKey, requestToken, need('apiSecret')),
    }).toString();
    return { method, url, headers: { ...versionHeader, ...formHeader }, body };
  }
  const isJson = request.isJson ?? jsonPaths.test(request.path);
  const body = encodeBody(request.body, isJson);
  const type = body === '' ? {} : isJson ? { 'Content-Type': 'application/json' } : formHeader;
  return { method, url, headers: { ...authorisedHeaders(apiKey, accessToken()), ...type }, body };
}

export const formHeader = { 'Content-Type': 'application/x-www-form-urlencoded' } as const;

function encodeBody(body: Readonly<Record<string, unknown>> | undefined, isJson: boolean): string {
  if (body === undefined || Object.keys(body).length === 0) return '';
  if (isJson) return JSON.stringify(body);
  const fields = Object.entries(body).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(fields as [string, string][]).toString();
}
