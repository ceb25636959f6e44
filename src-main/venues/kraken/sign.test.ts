import { expect, test } from 'vitest';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { checkSecret, signature, signedForm, signRequest } from './sign.ts';
import { fixture } from './testing/fixture.ts';

interface Vector {
  readonly provenance: string;
  readonly secret: string;
  readonly path: string;
  readonly nonce: string;
  readonly body: string;
  readonly signature: string;
}
const vectors = fixture('sign-vectors').payload as Vector[];
const [published, json, token] = vectors as [Vector, Vector, Vector];
const credentials = { apiKey: 'the-key', apiSecret: published.secret };

test('signs as the published vector and the two derived ones', () => {
  expect(vectors).toHaveLength(3);
  for (const vector of vectors) {
    expect(signature(vector.secret, vector.path, vector.nonce, vector.body)).toBe(vector.signature);
  }
});

test('a changed byte changes the signature (negative control)', () => {
  expect(signature(published.secret, published.path, published.nonce, `${published.body} `)).not.toBe(
    published.signature,
  );
});

test('builds the form body of the published vector, nonce first', () => {
  const fields = { ordertype: 'limit', pair: 'XBTUSD', price: '37500', type: 'buy', volume: '1.25' };
  const { nonce, path, secret } = published;
  expect(signedForm({ path, nonce, fields, key: 'the-key', secret })).toEqual({
    headers: {
      'API-Key': 'the-key',
      'API-Sign': published.signature,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: published.body,
  });
});

test('the signer of the command line signs forms, JSON and calls without fields', () => {
  const body = { ordertype: 'limit', pair: 'XBTUSD', price: 37500, type: 'buy', volume: '1.25' };
  const asForm = signRequest({
    credentials,
    request: { method: 'POST', path: published.path, body },
    nonce: published.nonce,
  });
  expect(asForm).toEqual({
    method: 'POST',
    url: 'https://api.kraken.com/0/private/AddOrder',
    headers: {
      'API-Key': 'the-key',
      'API-Sign': published.signature,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: published.body,
  });
  const asJson = signRequest({
    credentials,
    request: { method: 'POST', path: json.path, body: { ...body, price: '37500' }, isJson: true },
    nonce: json.nonce,
  });
  expect([asJson.body, asJson.headers['API-Sign']]).toEqual([json.body, json.signature]);
  const bare = signRequest({
    credentials,
    request: { method: 'POST', path: token.path },
    nonce: token.nonce,
  });
  expect([bare.body, bare.headers['API-Sign']]).toEqual([token.body, token.signature]);
});

test('a timestamp in ms becomes a nonce in µs, and the second factor goes along', () => {
  const signed = signRequest({
    credentials: { ...credentials, otp: '123456' },
    request: { method: 'POST', path: '/0/private/Balance' },
    timestamp: 1616492376594,
  });
  expect(signed.body).toBe('nonce=1616492376594000&otp=123456');
});

test('a public call needs no signature', () => {
  expect(
    signRequest({
      credentials: {},
      request: { method: 'GET', path: '/0/public/OHLC', query: { pair: 'BTC/USD', interval: '1' } },
    }),
  ).toEqual({
    method: 'GET',
    url: 'https://api.kraken.com/0/public/OHLC?pair=BTC%2FUSD&interval=1',
    headers: {},
    body: '',
  });
});

test('says what is wrong with a request it cannot sign', () => {
  const path = '/0/private/Balance';
  const wrong = [
    { credentials, request: { method: 'POST', path } },
    { credentials, request: { method: 'GET', path }, nonce: '1' },
    { credentials, request: { method: 'POST', path: '/api/v3/order' }, nonce: '1' },
    { credentials, request: { method: 'POST', path }, nonce: '1e5' },
    { credentials: { apiKey: 'k' }, request: { method: 'POST', path }, nonce: '1' },
    { credentials: { apiSecret: published.secret }, request: { method: 'POST', path }, nonce: '1' },
    { credentials, request: { method: 'POST', path, surface: 'socket' }, nonce: '1' },
    { credentials, request: { method: 'POST', path, body: { orders: [1] } }, nonce: '1' },
  ];
  for (const input of wrong) expect(() => signRequest(input)).toThrow(Failure);
  expect(() => checkSecret('not a secret')).toThrow(/private key/);
});
