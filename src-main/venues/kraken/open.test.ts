import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { serveHttp } from '../connection/testing/loopback-server.ts';
import { createRealWorld } from '../connection/testing/real-world.ts';
import type { TestStep, VenueConfig, VenueParts } from '../venue-kind.ts';
import { kraken } from './index.ts';
import { bodyText, receivedFrames } from './testing/fixture.ts';
import { testCredentials, testSecret } from './testing/tiny-kraken.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server that answers from the recordings, checks signatures and nonces, and takes subscriptions. */
async function serveKraken(answers: Readonly<Record<string, string>> = {}) {
  const bodies: Record<string, string> = {
    SystemStatus: bodyText('rest-system-status'),
    Assets: bodyText('rest-assets'),
    AssetPairs: bodyText('rest-asset-pairs-recorded'),
    GetApiKeyInfo: bodyText('rest-api-key-info'),
    GetWebSocketsToken: bodyText('rest-websockets-token'),
    OHLC: bodyText('rest-ohlc-recorded'),
    BalanceEx: bodyText('rest-balance-ex'),
    ...answers,
  };
  const asked: string[] = [];
  let lastNonce = 0n;
  let nonceRefusals = 0;
  const server = await serveHttp((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://kraken.test');
    const name = pathname.slice(pathname.lastIndexOf('/') + 1);
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString();
      asked.push(name);
      const refuse = (error: string) => response.end(JSON.stringify({ error: [error] }));
      if (pathname.startsWith('/0/private/')) {
        const nonce = new URLSearchParams(body).get('nonce') ?? '';
        const digest = createHash('sha256')
          .update(nonce + body)
          .digest();
        const wanted = createHmac('sha512', Buffer.from(testSecret, 'base64'))
          .update(pathname)
          .update(digest)
          .digest('base64');
        if (request.headers['api-sign'] !== wanted) return refuse('EAPI:Invalid signature');
        if (BigInt(nonce) <= lastNonce) {
          nonceRefusals += 1;
          return refuse('EAPI:Invalid nonce');
        }
        lastNonce = BigInt(nonce);
      }
      if (name === 'Time') {
        response.end(JSON.stringify({ error: [], result: { unixtime: Math.floor(Date.now() / 1000) } }));
      } else {
        response.end(bodies[name] ?? '{"error":["EGeneral:Unknown method"]}');
      }
    });
  });
  const sockets: WebSocket[] = [];
  const heard: { method: string; params?: { channel?: string; token?: string } }[] = [];
  const sequences = new Map<string, number>();
  const upgrades = new WebSocketServer({ server: server.server });
  upgrades.on('connection', (socket) => {
    sockets.push(socket);
    socket.send(receivedFrames('ws-status')[0] ?? '');
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as (typeof heard)[number];
      heard.push(message);
      const { channel = '' } = message.params ?? {};
      if (message.method === 'subscribe' && ['executions', 'balances'].includes(channel)) {
        sequences.set(channel, 1);
        socket.send(JSON.stringify({ channel, type: 'snapshot', data: [], sequence: 1 }));
      }
    });
  });
  closing.push(() => {
    for (const socket of sockets) socket.terminate();
    upgrades.close();
    return server.close();
  });
  const address = server.url.replace('http', 'ws');
  const config: VenueConfig = {
    id: 'connection-1',
    label: 'My Kraken',
    environment: 'live',
    products: ['spot'],
    isTradingEnabled: true,
    urls: { rest: server.url, ws: `${address}/public`, wsAuth: `${address}/private` },
  };
  return { config, asked, heard, sockets, refusedNonces: () => nonceRefusals };
}

function partsWith(credentials: VenueParts['credentials']): VenueParts {
  return {
    ...createRealWorld(),
    random: () => 0.01,
    randomBytes: (length) => new Uint8Array(length),
    credentials,
  };
}

const btc = instrumentId('KRAKEN:BTC/USD');

describe('a connection over real sockets', () => {
  test('without a key: instruments, history and a live stream, and no trading', async () => {
    const { config, heard, sockets } = await serveKraken();
    const venue = kraken.open(config, partsWith(null));
    closing.unshift(() => venue.disconnect());
    expect([venue.trading, venue.capabilities.trading]).toEqual([undefined, null]);
    const events: MarketEvent[] = [];
    venue.market.onEvents((batch) => events.push(...batch));
    venue.market.subscribe({ instrument: btc, stream: 'trades' });
    await venue.connect();
    expect(venue.state().phase).toBe('ready');
    expect(await venue.market.instrument(btc)).toMatchObject({
      tickSize: '0.1',
      limits: { minQuantity: '0.00005' },
    });
    await expect.poll(() => heard.some(({ params }) => params?.channel === 'trade')).toBe(true);
    sockets[0]?.send(receivedFrames('ws-trade')[0] ?? '');
    await expect.poll(() => events).toMatchObject([{ kind: 'trade', instrument: btc, price: 83744.3 }]);
    expect(venue.market.now(btc)).toBeGreaterThanOrEqual((events[0] as { time: number }).time);
    expect(venue.health?.()).toMatchObject({ unreadable: 0, sockets: [{ name: 'market', phase: 'open' }] });
    await venue.disconnect();
    expect(venue.state().phase).toBe('disconnected');
  });

  test('with a key: the account’s stream opens with a token, fills are told, and calls of the key never collide', async () => {
    const { config, heard, sockets, asked, refusedNonces } = await serveKraken();
    const venue = kraken.open(config, partsWith(testCredentials()));
    closing.unshift(() => venue.disconnect());
    const { trading } = venue;
    if (trading?.mode !== 'live') throw new Error('it cannot trade');
    const fills: Fill[] = [];
    trading.onFills((found) => fills.push(...found));
    await venue.connect();
    const [account] = await trading.accounts();
    expect(account?.key).toEqual({ mode: 'live', venue: 'kraken', account: '123' });
    await expect.poll(() => heard.filter(({ method }) => method === 'subscribe').length).toBe(2);
    expect(
      heard
        .filter(({ method }) => method === 'subscribe')
        .map(({ params }) => [params?.channel, params?.token]),
    ).toEqual([
      ['executions', '1Dwc4lzSwNWOAwkMdqhssNNFhs1ed606d1WcF3XfEMw'],
      ['balances', '1Dwc4lzSwNWOAwkMdqhssNNFhs1ed606d1WcF3XfEMw'],
    ]);
    for (const frame of receivedFrames('ws-executions-lifecycle').slice(2)) sockets[0]?.send(frame);
    await expect.poll(() => fills.length).toBe(2);
    if (account === undefined) throw new Error('no account');
    const found = await Promise.all(Array.from({ length: 4 }, () => trading.balances(account.key)));
    expect(found.map((balances) => balances.length)).toEqual([2, 2, 2, 2]);
    expect(asked.filter((name) => name === 'BalanceEx').length).toBeGreaterThanOrEqual(4);
    expect(refusedNonces()).toBe(0);
  });

  test('a key that Kraken does not take ends the attempts, with a sentence that says what to do', async () => {
    const { config } = await serveKraken({ GetApiKeyInfo: '{"error":["EAPI:Invalid key"]}' });
    const venue = kraken.open(config, partsWith(testCredentials()));
    await expect(venue.connect()).rejects.toMatchObject({
      kind: 'unauthorised',
      message: expect.stringMatching(/IP allow-list/),
    });
    expect(venue.state()).toMatchObject({
      phase: 'disconnected',
      reason: expect.stringMatching(/Check the key/),
    });
  });

  test('a key without the right for sockets still connects, degraded, and says so', async () => {
    const info = bodyText('rest-api-key-info').replace(',"create-ws-token"', '');
    const { config, heard } = await serveKraken({ GetApiKeyInfo: info });
    const venue = kraken.open(config, partsWith(testCredentials()));
    closing.unshift(() => venue.disconnect());
    await venue.connect();
    expect(venue.state()).toMatchObject({
      phase: 'degraded',
      reason: expect.stringMatching(/WebSocket interface/),
    });
    expect(heard).toEqual([]);
  });
});

describe('the test of a connection', () => {
  const run = async (config: VenueConfig, credentials: VenueParts['credentials']) => {
    const steps: TestStep[] = [];
    for await (const step of kraken.test(config, partsWith(credentials), new AbortController().signal))
      steps.push(step);
    return steps;
  };
  const results = (steps: readonly TestStep[]) => steps.map(({ step, result }) => `${step} ${result}`);

  test('without a key it asks what needs none', async () => {
    const { config } = await serveKraken();
    expect(results(await run(config, null))).toEqual([
      'reach passed',
      'clock passed',
      'signature skipped',
      'permissions skipped',
      'address skipped',
      'latency passed',
    ]);
  });

  test('K9: finds the right to withdraw and the missing address, each with a sentence', async () => {
    const { config } = await serveKraken();
    const steps = await run(config, testCredentials());
    expect(results(steps)).toEqual([
      'reach passed',
      'clock passed',
      'signature passed',
      'permissions warning',
      'address warning',
      'latency passed',
    ]);
    expect(steps[3]).toMatchObject({
      sentence: expect.stringMatching(/withdraw/),
      permissions: { canRead: true, canTrade: true, canWithdraw: true, isAddressBound: false, expires: null },
    });
  });

  test('a good key passes every step', async () => {
    const info = bodyText('rest-api-key-info')
      .replace('"withdraw-funds",', '')
      .replace('"ip_allowlist":[""]', '"ip_allowlist":["203.0.113.7"]');
    const { config } = await serveKraken({ GetApiKeyInfo: info });
    const steps = await run(config, testCredentials());
    expect(steps.map(({ result }) => result)).toEqual(Array(6).fill('passed'));
    expect(steps[4]?.sentence).toMatch(/203\.0\.113\.7/);
  });

  test('a wrong secret fails at the signature, missing rights at the permissions', async () => {
    const { config } = await serveKraken();
    const wrong: VenueParts['credentials'] = {
      use: async (_purpose, use) =>
        use({ apiKey: { reveal: () => 'other' }, apiSecret: { reveal: () => testSecret.replace('k', 'l') } }),
      replace: () => Promise.resolve(),
    };
    const steps = await run(config, wrong);
    expect(results(steps).slice(2)).toEqual([
      'signature failed',
      'permissions skipped',
      'address skipped',
      'latency passed',
    ]);
    expect(steps[2]?.sentence).toMatch(/private key/i);
    const noTrading = bodyText('rest-api-key-info').replace('"modify-trades",', '');
    const other = await serveKraken({ GetApiKeyInfo: noTrading });
    expect((await run(other.config, testCredentials()))[3]).toMatchObject({
      result: 'failed',
      sentence: expect.stringMatching(/Create & modify orders/),
    });
    expect((await run({ ...other.config, isTradingEnabled: false }, testCredentials()))[3]?.result).toBe(
      'warning',
    );
  });

  test('a venue that cannot be reached, or is under maintenance, is told apart', async () => {
    const { config } = await serveKraken({ SystemStatus: '{"error":[],"result":{"status":"maintenance"}}' });
    expect((await run(config, null))[0]).toMatchObject({
      result: 'warning',
      sentence: expect.stringMatching(/maintenance/),
    });
    const gone = { ...config, urls: { ...config.urls, rest: 'http://127.0.0.1:1' } };
    expect(results(await run(gone, null))).toEqual(['reach failed']);
  });
});

test('describes itself before any login', () => {
  const { description } = kraken;
  expect(description.environments).toEqual(['live']);
  expect(description.credentialFields.map(({ name }) => name)).toEqual([
    'apiKey',
    'apiSecret',
    'otp',
    'proxyPassword',
  ]);
  expect(description.keyPage).toMatch(/^https:\/\//);
  for (const sentence of [...description.keyInstructions, ...description.rights, ...description.warnings])
    expect(sentence).toMatch(/\.$/);
});
