import { createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { SignInput } from '../venue-kind.ts';
import { readKey } from './credentials.ts';
import { isSignedBy, signature, signRequest, token, uriOf } from './sign.ts';
import { fixture } from './testing/fixture.ts';

interface Vectors {
  readonly 0: { readonly seed_base64url: string; readonly signing_input: string; readonly signature: string };
  readonly 1: {
    readonly public_x: string;
    readonly public_y: string;
    readonly signing_input: string;
    readonly signature: string;
  };
  readonly 2: {
    readonly key_name: string;
    readonly secret_forms: Readonly<Record<'base64_64' | 'base64_32' | 'pkcs8_pem', string>>;
    readonly header: string;
    readonly payload: string;
    readonly jwt: string;
  };
  readonly 3: { readonly key_name: string; readonly secret_pem: string; readonly public_pem: string };
}
const [rfc8037, rfc7515, ed25519, p256] = fixture('sign-vectors').payload as unknown as [
  Vectors[0],
  Vectors[1],
  Vectors[2],
  Vectors[3],
];
const fallback = { now: () => 1_765_000_005_000, nonce: () => '0123456789abcdef0123456789abcdef' };
const part = (jwt: string, index: number) =>
  JSON.parse(Buffer.from(jwt.split('.')[index] ?? '', 'base64url').toString());

describe('published vectors', () => {
  test('RFC 8037 A.4: the signature of an Ed25519 key', () => {
    const key = readKey({ keyName: 'k', privateKey: rfc8037.seed_base64url });
    expect(signature(key, rfc8037.signing_input)).toBe(rfc8037.signature);
  });

  test('RFC 7515 A.3: raw 64 bytes verify as ES256', () => {
    const key = createPublicKey({
      key: { kty: 'EC', crv: 'P-256', x: rfc7515.public_x, y: rfc7515.public_y },
      format: 'jwk',
    });
    const signed = Buffer.from(rfc7515.signature, 'base64url');
    expect(signed).toHaveLength(64);
    expect(
      verify('sha256', Buffer.from(rfc7515.signing_input), { key, dsaEncoding: 'ieee-p1363' }, signed),
    ).toBe(true);
  });

  test.each(Object.entries(ed25519.secret_forms))('the derived token, from %s', (_form, privateKey) => {
    const key = readKey({ keyName: ed25519.key_name, privateKey });
    const { nonce } = JSON.parse(ed25519.header);
    const { nbf, uri } = JSON.parse(ed25519.payload);
    expect(token({ key, notBefore: nbf, nonce, uri })).toBe(ed25519.jwt);
    expect(isSignedBy(key, ed25519.jwt)).toBe(true);
    expect(isSignedBy(key, ed25519.jwt.replace(/.{6}$/, 'AAAAAA'))).toBe(false);
  });

  test('the published P-256 key signs 64 bytes that its public half verifies', () => {
    const key = readKey({ keyName: p256.key_name, privateKey: p256.secret_pem });
    const jwt = token({ key, notBefore: 1_765_000_000, nonce: 'ab', uri: 'GET api.coinbase.com/x' });
    expect(part(jwt, 0)).toEqual({ alg: 'ES256', typ: 'JWT', kid: p256.key_name, nonce: 'ab' });
    const at = jwt.lastIndexOf('.');
    const signed = Buffer.from(jwt.slice(at + 1), 'base64url');
    expect(signed).toHaveLength(64);
    const publicKey = { key: p256.public_pem, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', Buffer.from(jwt.slice(0, at)), publicKey, signed)).toBe(true);
    expect(isSignedBy(key, jwt)).toBe(true);
  });
});

describe('keys', () => {
  test('line ends written out, and the file of the portal, are read', () => {
    const written = p256.secret_pem.trim().replaceAll('\n', '\\n');
    expect(readKey({ keyName: 'k', privateKey: written }).algorithm).toBe('ES256');
    const file = JSON.stringify({ name: 'organizations/a/apiKeys/b', privateKey: p256.secret_pem });
    expect(readKey({ privateKey: file })).toMatchObject({
      name: 'organizations/a/apiKeys/b',
      algorithm: 'ES256',
    });
    const newer = JSON.stringify({ id: 'b-c-d', privateKey: ed25519.secret_forms.base64_64 });
    expect(readKey({ privateKey: newer })).toMatchObject({ name: 'b-c-d', algorithm: 'EdDSA' });
  });

  test('halves that do not belong together are refused', () => {
    const bytes = Buffer.from(ed25519.secret_forms.base64_64, 'base64');
    bytes[40] = (bytes[40] as number) ^ 1;
    expect(() => readKey({ keyName: 'k', privateKey: bytes.toString('base64') })).toThrow(/halves/);
  });

  test('other keys are refused in words that do not quote them', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const secp = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey;
    const bad = [
      String(rsa.export({ format: 'pem', type: 'pkcs8' })),
      String(secp.export({ format: 'pem', type: 'pkcs8' })),
      p256.public_pem,
      p256.secret_pem.replace('Kwf3', '!!!!'),
      'c2hvcnQ=',
      '{"name":"x"',
      '',
    ];
    for (const privateKey of bad) {
      let failure: unknown;
      try {
        readKey({ keyName: 'organizations/a/apiKeys/b', privateKey });
      } catch (error) {
        failure = error;
      }
      expect(failure).toBeInstanceOf(Failure);
      const told =
        JSON.stringify(failure) + String((failure as Failure).cause) + (failure as Failure).message;
      expect(privateKey.length > 20 && told.includes(privateKey.slice(30, 60))).toBe(false);
    }
    expect(createPrivateKey(p256.secret_pem).type).toBe('private');
  });

  test('the name must be there', () => {
    expect(() => readKey({ keyName: ' ', privateKey: p256.secret_pem })).toThrow(/name of the key/);
  });
});

describe('requests', () => {
  const credentials = { keyName: ed25519.key_name, privateKey: ed25519.secret_forms.base64_64 };
  const input = (change: Partial<SignInput['request']>, rest: Partial<SignInput> = {}): SignInput => ({
    credentials,
    request: { method: 'GET', path: '/api/v3/brokerage/accounts', ...change },
    timestamp: 1_765_000_000_000,
    nonce: '0123456789abcdef0123456789abcdef',
    ...rest,
  });

  test('are bound to method, host and path, and never to the query', () => {
    const signed = signRequest(input({ query: { limit: '250', cursor: 'a b' } }), fallback);
    expect(signed).toEqual({
      method: 'GET',
      url: 'https://api.coinbase.com/api/v3/brokerage/accounts?limit=250&cursor=a+b',
      headers: { Authorization: `Bearer ${ed25519.jwt}` },
      body: '',
    });
    expect(uriOf('POST', 'https://api.coinbase.com/api/v3/brokerage/orders?x=1')).toBe(
      'POST api.coinbase.com/api/v3/brokerage/orders',
    );
  });

  test('a time in seconds is the same time', () => {
    expect(signRequest(input({}, { timestamp: 1_765_000_000 }), fallback)).toEqual(
      signRequest(input({}), fallback),
    );
  });

  test('bodies are JSON', () => {
    const { body, headers } = signRequest(
      input({
        method: 'post',
        path: '/api/v3/brokerage/orders/batch_cancel',
        body: { order_ids: ['o-1', 'o-2'] },
      }),
      fallback,
    );
    expect(body).toBe('{"order_ids":["o-1","o-2"]}');
    expect(headers['Content-Type']).toBe('application/json');
    expect(part(headers.Authorization ?? '', 1).uri).toBe(
      'POST api.coinbase.com/api/v3/brokerage/orders/batch_cancel',
    );
  });

  test('tokens of sockets are bound to nothing', () => {
    const { url, body } = signRequest(
      input({ method: 'subscribe', path: 'user', surface: 'user' }),
      fallback,
    );
    const message = JSON.parse(body);
    expect(url).toBe('wss://advanced-trade-ws-user.coinbase.com');
    expect(message).toEqual({ type: 'subscribe', channel: 'user', jwt: expect.any(String) });
    expect(part(message.jwt, 1)).toEqual({
      sub: ed25519.key_name,
      iss: 'cdp',
      nbf: 1_765_000_000,
      exp: 1_765_000_120,
    });
  });

  test('what cannot be signed is refused in words', () => {
    const refused = [
      input({ surface: 'sandbox' }),
      input({ path: 'accounts' }),
      input({ path: '/a?b=c' }),
      input({ method: 'listen', surface: 'ws', path: 'user' }),
      input({}, { credentials: {} }),
      input({}, { timestamp: Number.NaN }),
    ];
    for (const one of refused) expect(() => signRequest(one, fallback)).toThrow(Failure);
  });
});
