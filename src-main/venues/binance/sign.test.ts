import { createVerify, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src-shared/domain/failure.ts';
import vectors from './fixtures/sign-vectors.json' with { type: 'json' };
import { encoded, signedForm, signedMembers, signerOf, signRequest } from './sign.ts';

const apiKey = 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A';
const hmac = 'NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j';

describe('signatures', () => {
  test.each(vectors.payload.map((vector, index) => [index + 1, vector] as const))(
    'vector %i comes out as published',
    (_number, vector) => {
      const signer = signerOf(vector.secret ?? vector.secret_pem ?? '');
      if (vector.api === 'ws') {
        const { apiKey: key, ...members } = vector.params ?? { apiKey: '' };
        expect(signedMembers(members, key, signer).signature).toBe(vector.signature);
      } else {
        expect(signer.sign(`${vector.query}${vector.body}`)).toBe(vector.signature);
      }
    },
  );

  test('tells the kinds of keys apart by the material', () => {
    const ed25519 = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pkcs1 = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' });
    const locked = rsa.privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'words',
    });
    expect([hmac, ed25519, pkcs1].map((secret) => signerOf(String(secret)).scheme)).toEqual([
      'hmac',
      'ed25519',
      'rsa',
    ]);
    expect(signerOf(String(locked), 'words').scheme).toBe('rsa');
    const signature = signerOf(`\n ${pkcs1}\n`).sign('a=1');
    expect(createVerify('sha256').update('a=1').verify(rsa.publicKey, signature, 'base64')).toBe(true);
  });

  test('refuses what is no private key, without a word of it', () => {
    const pem = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    for (const secret of [
      '',
      ' ',
      String(pem),
      String(curve),
      '-----BEGIN PRIVATE KEY-----\nc2VjcmV0c2VjcmV0\n-----END PRIVATE KEY-----',
    ]) {
      try {
        signerOf(secret);
        expect.fail('was taken');
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
        expect(String((error as Failure).cause ?? '') + (error as Failure).message).not.toContain('c2VjcmV0');
      }
    }
  });

  test('percent-encodes before signing, and signs what it sends', () => {
    const signer = signerOf(hmac);
    const form = encoded({ symbol: '币安人生USDT', note: "a b&c=d/é'()*!~", skipped: undefined, isOn: true });
    expect(form).toBe(
      'symbol=%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT&note=a%20b%26c%3Dd%2F%C3%A9%27%28%29%2A%21~&isOn=true',
    );
    expect(signedForm(form, signer)).toBe(`${form}&signature=${signer.sign(form)}`);
  });

  test('percent-encodes signatures in base64', () => {
    const pem = vectors.payload[4]?.secret_pem ?? '';
    const form = vectors.payload[4]?.query ?? '';
    expect(signedForm(form, signerOf(pem))).toBe(
      `${form}&signature=3fhuDZ9nYMviDQ5OEtJBJS11jUZDTRzRQ%2BTQMarm%2BLErFiJvUiVPQjTzDoWZQe4miPX%2ByHk1v%2FZ7TWLYjIbmCA%3D%3D`,
    );
  });
});

describe('one signed request for the command line', () => {
  const query = { symbol: 'LTCBTC', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC' };
  const body = { quantity: '1', price: '0.1', recvWindow: 5000 };

  test('puts all in the query when there is no body', () => {
    const request = {
      method: 'post',
      path: '/api/v3/order',
      query: { ...query, quantity: '1', price: '0.1', recvWindow: '5000' },
    };
    expect(signRequest({ credentials: { apiKey, secret: hmac }, request, timestamp: 1499827319559 })).toEqual(
      {
        method: 'POST',
        url: `https://api.binance.com/api/v3/order?${vectors.payload[0]?.query}&signature=${vectors.payload[0]?.signature}`,
        headers: { 'X-MBX-APIKEY': apiKey },
        body: '',
      },
    );
  });

  test('signs query and body joined by nothing', () => {
    const request = { method: 'POST', path: '/api/v3/order', query, body };
    expect(signRequest({ credentials: { apiKey, secret: hmac }, request, timestamp: 1499827319559 })).toEqual(
      {
        method: 'POST',
        url: `https://api.binance.com/api/v3/order?${vectors.payload[1]?.query}`,
        headers: { 'X-MBX-APIKEY': apiKey, 'Content-Type': 'application/x-www-form-urlencoded' },
        body: `${vectors.payload[1]?.body}&signature=${vectors.payload[1]?.signature}`,
      },
    );
  });

  test('sorts the members of a request over the socket', () => {
    const { apiKey: key = '', timestamp = 0, ...members } = vectors.payload[2]?.params ?? {};
    const signed = signRequest({
      credentials: { apiKey: key, secret: hmac },
      request: { method: 'SEND', path: 'order.place', body: members },
      timestamp,
      nonce: 'n-1',
    });
    expect(signed.url).toBe('wss://ws-api.binance.com:443/ws-api/v3');
    expect(JSON.parse(signed.body)).toEqual({
      id: 'n-1',
      method: 'order.place',
      params: { ...vectors.payload[2]?.params, signature: vectors.payload[2]?.signature },
    });
  });

  test('refuses what it cannot send', () => {
    const request = { method: 'GET', path: '/api/v3/account', body: { a: '1' } };
    expect(() => signRequest({ credentials: { apiKey, secret: hmac }, request })).toThrow(Failure);
    expect(() => signRequest({ credentials: { secret: hmac }, request })).toThrow(Failure);
    expect(() =>
      signRequest({
        credentials: { apiKey, secret: hmac },
        request: { ...request, method: 'POST', body: { a: {} } },
      }),
    ).toThrow(Failure);
  });
});
