import { constants, createHmac, createPrivateKey, type KeyObject, sign as signBytes } from 'node:crypto';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { SignedRequest, SignInput } from '../venue-kind.ts';
import { urlsOf } from './urls.ts';

/*
 * Signatures of Binance's three kinds of keys. Since 2026-01-15 REST signs exactly the bytes that go on the wire, so that
 * values are percent-encoded first; requests over a socket sign their members sorted by name and not encoded.
 */

export type KeyScheme = 'hmac' | 'ed25519' | 'rsa';

/** A secret, ready to sign. The caller drops it when the request is signed (K1). */
export interface Signer {
  readonly scheme: KeyScheme;
  /** Hex for HMAC, base64 for the others, not yet percent-encoded. */
  sign(payload: string): string;
}

export type ParameterValue = string | number | boolean;
export type Parameters = Readonly<Record<string, ParameterValue | undefined>>;

/**
 * Tells the kinds apart by the secret itself: a PEM private key is Ed25519 or RSA by what is in it, anything else is the
 * shared secret of an HMAC key.
 * @throws Failure `invalid` for a PEM that is no private key of either kind.
 */
export function signerOf(secret: string, passphrase = ''): Signer {
  const material = secret.trim();
  if (material === '') throw new Failure('invalid', 'The secret key is empty.');
  if (!material.includes('-----BEGIN')) {
    return {
      scheme: 'hmac',
      sign: (payload) => createHmac('sha256', material).update(payload, 'utf8').digest('hex'),
    };
  }
  const key = privateKeyOf(material, passphrase);
  switch (key.asymmetricKeyType) {
    case 'ed25519':
      return {
        scheme: 'ed25519',
        sign: (payload) => signBytes(null, Buffer.from(payload, 'utf8'), key).toString('base64'),
      };
    case 'rsa':
      return {
        scheme: 'rsa',
        sign: (payload) =>
          signBytes('sha256', Buffer.from(payload, 'utf8'), {
            key,
            padding: constants.RSA_PKCS1_PADDING,
          }).toString('base64'),
      };
    default:
      throw new Failure(
        'invalid',
        `This is a private key of the kind ${key.asymmetricKeyType}; Binance takes Ed25519 and RSA.`,
      );
  }
}

function privateKeyOf(material: string, passphrase: string): KeyObject {
  if (!material.includes('PRIVATE KEY-----')) {
    throw new Failure(
      'invalid',
      'This PEM is not a private key. Paste the private key that you keep; the public one is for Binance’s page.',
    );
  }
  try {
    return createPrivateKey({ key: material, ...(passphrase === '' ? {} : { passphrase }) });
  } catch (cause) {
    // What the library says may quote the key.
    throw new Failure(
      'invalid',
      'The private key cannot be read. Paste the whole PEM text, first and last line included.',
      { data: { code: cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable' } },
    );
  }
}

/** `a=1&b=x%2Fy`, in the order given; members that are undefined are left out. */
export function encoded(parameters: Parameters): string {
  return Object.entries(parameters)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${encodeURIComponent(name)}=${percentEncoded(String(value))}`],
    )
    .join('&');
}

/** Everything but letters, digits and `-_.~`, so that no server can read it in two ways. */
function percentEncoded(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A REST query or form, encoded, with its signature last. `queryBefore` is what of the payload stands in the URL. */
export function signedForm(form: string, signer: Signer, queryBefore = ''): string {
  const signature = `signature=${percentEncoded(signer.sign(queryBefore + form))}`;
  return form === '' ? signature : `${form}&${signature}`;
}

/** The members of a request over the socket API, signature included. */
export function signedMembers(
  members: Parameters,
  apiKey: string,
  signer: Signer,
): Record<string, ParameterValue> {
  const all: Record<string, ParameterValue> = { apiKey };
  for (const [name, value] of Object.entries(members)) if (value !== undefined) all[name] = value;
  const payload = Object.keys(all)
    .sort()
    .map((name) => `${name}=${String(all[name])}`)
    .join('&');
  return { ...all, signature: signer.sign(payload) };
}

/**
 * One request as `tidemark venue sign` prints it. Surfaces: `spotRest`, `futuresRest` (REST, by default by the path),
 * `spotWsApi` (a method name instead of a path).
 */
export function signRequest({ credentials, request, timestamp, nonce }: SignInput): SignedRequest {
  const { apiKey = '', secret = '', passphrase = '' } = credentials;
  if (apiKey === '') throw new Failure('invalid', 'The credentials need `apiKey` and `secret`.');
  const signer = signerOf(secret, passphrase);
  const urls = urlsOf({ environment: 'live' });
  const isSocket =
    request.surface === 'spotWsApi' || (!request.path.startsWith('/') && request.surface === undefined);
  const values = (from: Readonly<Record<string, unknown>> = {}): Parameters =>
    Object.fromEntries(Object.entries(from).map(([name, value]) => [name, parameterOf(name, value)]));
  const time = timestamp === undefined ? {} : { timestamp };
  if (isSocket) {
    const params = signedMembers(
      { ...values(request.query), ...values(request.body), ...time },
      apiKey,
      signer,
    );
    const body = JSON.stringify({ id: nonce ?? '1', method: request.path, params });
    return { method: 'SEND', url: urls.spotWsApi, headers: {}, body };
  }
  const isFutures = request.surface === 'futuresRest' || request.path.startsWith('/fapi/');
  const base = isFutures ? urls.futuresRest : urls.spotRest;
  const query = encoded(values(request.query));
  const method = request.method.toUpperCase();
  const headers = { 'X-MBX-APIKEY': apiKey };
  if (request.body === undefined) {
    const form = [query, encoded(time)].filter((part) => part !== '').join('&');
    return { method, url: `${base}${request.path}?${signedForm(form, signer)}`, headers, body: '' };
  }
  if (method === 'GET') throw new Failure('invalid', 'Binance takes no body with GET: use `query`.');
  const form = [encoded(values(request.body)), encoded(time)].filter((part) => part !== '').join('&');
  return {
    method,
    url: `${base}${request.path}${query === '' ? '' : `?${query}`}`,
    headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: signedForm(form, signer, query),
  };
}

function parameterOf(name: string, value: unknown): ParameterValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return JSON.stringify(value);
  throw new Failure('invalid', `“${name}” must be text, a number, true or false, or a list.`);
}
