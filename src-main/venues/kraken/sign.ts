import { createHash, createHmac } from 'node:crypto';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { SignedRequest, SignInput } from '../venue-kind.ts';
import { urlsOf } from './urls.ts';

/** The API-Sign header: HMAC-SHA512 over the path and the SHA-256 of nonce and body, exactly as they are sent. */
export function signature(secret: string, path: string, nonce: string, body: string): string {
  const digest = createHash('sha256')
    .update(nonce + body)
    .digest();
  return createHmac('sha512', Buffer.from(secret, 'base64')).update(path).update(digest).digest('base64');
}

/** @throws Failure `invalid` for a secret that cannot be one. Nothing of it is in the message. */
export function checkSecret(secret: string): void {
  if (!/^[A-Za-z0-9+/]{40,}={0,2}$/.test(secret)) {
    throw new Failure(
      'invalid',
      'The private key must be the long text Kraken showed once, letters, digits, + and / with == at its end. Copy it whole, without spaces.',
    );
  }
}

/** Form fields in the order given, as they are sent. */
export function formBody(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString();
}

export interface PrivateCall {
  readonly path: string;
  readonly nonce: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly key: string;
  readonly secret: string;
}

/** Headers and body of a private call with a form body. */
export function signedForm({ path, nonce, fields, key, secret }: PrivateCall): {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
} {
  const body = formBody({ nonce, ...fields });
  return {
    headers: {
      'API-Key': key,
      'API-Sign': signature(secret, path, nonce, body),
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body,
  };
}

/** @throws Failure `invalid`. */
export function signRequest({ credentials, request, timestamp, nonce }: SignInput): SignedRequest {
  if (request.surface !== undefined && request.surface !== 'rest') {
    throw new Failure(
      'invalid',
      'Kraken signs REST requests only. Its private socket takes a token: sign POST /0/private/GetWebSocketsToken.',
    );
  }
  const { method, path, query = {}, body: given = {} } = request;
  const { rest } = urlsOf({});
  const search = formBody(query);
  const url = `${rest}${path}${search === '' ? '' : `?${search}`}`;
  if (/^\/0\/public\//.test(path)) return { method, url, headers: {}, body: '' };
  if (!/^\/0\/private\/[A-Za-z]+$/.test(path)) {
    throw new Failure('invalid', `“${path}” is not a path of Kraken, such as /0/private/AddOrder.`);
  }
  if (method.toUpperCase() !== 'POST') throw new Failure('invalid', 'Private calls of Kraken are POST.');
  if (search !== '') throw new Failure('invalid', 'Private calls take their fields in the body.');
  const { apiKey = '', apiSecret = '', otp } = credentials;
  if (apiKey === '') throw new Failure('invalid', 'credentials.apiKey is missing.');
  checkSecret(apiSecret);
  const chosen = nonceOf(given.nonce, nonce, timestamp);
  // The nonce comes first unless the body has its own place for it.
  const ordered: Record<string, unknown> = {};
  if (!('nonce' in given)) ordered.nonce = chosen;
  Object.assign(ordered, given, { nonce: chosen }, otp === undefined ? {} : { otp });
  const isJson = request.isJson === true;
  const body = isJson ? JSON.stringify(ordered) : formBody(textFields(ordered));
  return {
    method: 'POST',
    url,
    headers: {
      'API-Key': apiKey,
      'API-Sign': signature(apiSecret, path, chosen, body),
      'Content-Type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
    },
    body,
  };
}

function nonceOf(inBody: unknown, nonce: string | undefined, timestamp: number | undefined): string {
  const text =
    inBody === undefined ? (nonce ?? (timestamp === undefined ? '' : `${timestamp}000`)) : String(inBody);
  if (!/^\d{1,20}$/.test(text)) {
    throw new Failure(
      'invalid',
      'A nonce is a whole number of at most 20 digits, larger than every one before: give “nonce”, or “timestamp” in ms.',
    );
  }
  return text;
}

function textFields(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (!['string', 'number', 'boolean'].includes(typeof value)) {
        throw new Failure('invalid', `“${name}” cannot be a form field. Use isJson for lists and objects.`);
      }
      return [name, String(value)];
    }),
  );
}
