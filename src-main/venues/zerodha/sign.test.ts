import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { postbackChecksum, sessionChecksum, signRequest } from './sign.ts';
import { fixture } from './testing/fixture.ts';

const credentials = {
  apiKey: 'kitefront',
  apiSecret: 's3cr3t_0123456789abcdefghijklmnop',
  accessToken: 'day_token',
};
const plainHeaders = { 'X-Kite-Version': '3' };
const authorised = { ...plainHeaders, Authorization: 'token kitefront:day_token' };
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

describe('checksums', () => {
  const vectors = fixture('checksum-vectors').payload as readonly Record<string, string>[];

  test.each(
    vectors.map((vector) => [`${vector.kind} ${vector.api_key ?? vector.order_id}`, vector] as const),
  )('%s', (_name, vector) => {
    const { kind, checksum, api_secret = '' } = vector;
    const made =
      kind === 'session'
        ? sessionChecksum(vector.api_key ?? '', vector.request_token ?? '', api_secret)
        : postbackChecksum(vector.order_id ?? '', vector.order_timestamp ?? '', api_secret);
    expect(made).toBe(checksum);
  });

  test('there are three of them', () => {
    expect(vectors).toHaveLength(3);
  });
});

describe('requests', () => {
  test('the login of the recorded flow', () => {
    const flow = fixture('login-flow').payload as {
      login_url: string;
      session_request: { method: string; path: string; body: string };
    };
    const request = {
      method: 'POST',
      path: '/session/token',
      body: { request_token: 'rt_5f2c9a7e1b3d4c6f8a90' },
    };
    expect(signRequest({ credentials, request })).toEqual({
      method: 'POST',
      url: 'https://api.kite.trade/session/token',
      headers: { ...plainHeaders, ...form },
      body: flow.session_request.body,
    });
    const login = {
      method: 'GET',
      path: '/',
      surface: 'login',
      query: { redirect_params: 'state=abc123' },
    };
    expect(signRequest({ credentials, request: login }).url).toBe(flow.login_url);
  });

  test('an order is a form', () => {
    const body = { exchange: 'NSE', tradingsymbol: 'M&M', quantity: 1, tag: 'kf000000000001' };
    expect(signRequest({ credentials, request: { method: 'post', path: '/orders/regular', body } })).toEqual({
      method: 'POST',
      url: 'https://api.kite.trade/orders/regular',
      headers: { ...authorised, ...form },
      body: 'exchange=NSE&tradingsymbol=M%26M&quantity=1&tag=kf000000000001',
    });
  });

  test('margins and charges are JSON, a question has no body', () => {
    const json = signRequest({
      credentials,
      request: { method: 'POST', path: '/margins/orders', body: { quantity: 1 } },
    });
    expect([json.headers['Content-Type'], json.body]).toEqual(['application/json', '{"quantity":1}']);
    expect(
      signRequest({ credentials, request: { method: 'GET', path: '/quote', query: { i: 'NSE:NIFTY 50' } } }),
    ).toEqual({
      method: 'GET',
      url: 'https://api.kite.trade/quote?i=NSE%3ANIFTY+50',
      headers: authorised,
      body: '',
    });
  });

  test('the ticker carries the token in its address', () => {
    const request = { method: 'GET', path: '/', surface: 'ws' };
    expect(signRequest({ credentials, request })).toEqual({
      method: 'GET',
      url: 'wss://ws.kite.trade?api_key=kitefront&access_token=day_token',
      headers: {},
      body: '',
    });
  });

  test.each([
    [{ apiKey: 'x' }, { method: 'GET', path: '/orders' }, /accessToken/],
    [{}, { method: 'GET', path: '/orders' }, /apiKey/],
    [credentials, { method: 'GET', path: 'orders' }, /slash/],
    [credentials, { method: 'GET', path: '/', surface: 'moon' }, /surface/],
  ])('a request that cannot be signed says why (%#)', (given, request, reason) => {
    expect(() => signRequest({ credentials: given, request })).toThrow(Failure);
    expect(() => signRequest({ credentials: given, request })).toThrow(reason);
  });
});
