import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { issueLoopbackCertificate } from '../../../tests/simulators/exchange/certificate.ts';
import { createDial } from './dial.ts';
import type { NetworkPath } from './network-path.ts';
import { openSupervisedSocket, type SocketState } from './supervised-socket.ts';
import { createRealWorld } from './testing/real-world.ts';
import { startConnectProxy, startSocksProxy } from './testing/tiny-proxies.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const certificate = issueLoopbackCertificate();

/** Repeats what it hears, over TLS. */
async function serve(): Promise<{ port: number; handshakes: string[] }> {
  const handshakes: string[] = [];
  const server = createHttpsServer({ key: certificate.key, cert: certificate.certificate });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, request) => {
    const { 'user-agent': agent, 'sec-websocket-extensions': extensions = 'none' } = request.headers;
    handshakes.push(`${request.url} ${agent} ${extensions} ${request.headers['x-token'] ?? ''}`.trim());
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closing.push(() => {
    for (const socket of sockets.clients) socket.terminate();
    return new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, handshakes };
}

/** Opens a socket, says something, and tells what came back or why it failed. */
async function converse(url: string, path: Partial<NetworkPath>): Promise<string> {
  const outcome = Promise.withResolvers<string>();
  const socket = openSupervisedSocket(
    {
      name: 'market',
      address: () => ({ url, headers: { 'X-Token': 'abc' } }),
      heartbeatMs: 60_000,
      onReady: (sender) => void sender.send('hello'),
      onMessage: (data, isBinary) => outcome.resolve(`${isBinary ? 'binary' : 'text'} ${data}`),
    },
    { ...createRealWorld(), dial: createDial({ userAgent: 'Tidemark test', ...path }) },
  );
  closing.push(() => socket.stop());
  const watch = ({ phase, reason }: SocketState) => {
    if (phase === 'back-off' || (phase === 'closed' && reason !== '')) outcome.resolve(`${phase}: ${reason}`);
  };
  socket.onState(watch);
  socket.start();
  return outcome.promise;
}

describe('W1: encryption', () => {
  test('a socket trusts an authority given with the connection, asks for no compression, and no more', async () => {
    const { port, handshakes } = await serve();
    const url = `wss://127.0.0.1:${port}/stream`;
    expect(await converse(url, { trustedCa: certificate.authority })).toBe('text hello');
    expect(handshakes).toEqual(['/stream Tidemark test none abc']);
    // Negative control: without it, and with another one, nobody is spoken to.
    const usual = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    expect(await converse(url, {})).toContain('could not prove who it is');
    if (usual === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    expect(await converse(url, { trustedCa: issueLoopbackCertificate().authority })).toContain(
      'could not prove',
    );
    expect(handshakes.length).toBe(1);
  });

  test('plain sockets go to this machine only', async () => {
    expect(await converse('ws://venue.example/', {})).toContain('is not encrypted');
    expect(await converse('ws://localhost/', {})).toContain('is not encrypted');
    expect(await converse('ws://127.0.0.1:1/', {})).toContain('refused the connection');
  });
});

describe('proxies', () => {
  test.each([
    ['HTTP CONNECT', startConnectProxy],
    ['SOCKS5', startSocksProxy],
  ])('%s: a socket goes through it, with its password, and the name is left to it', async (_name, start) => {
    const { port, handshakes } = await serve();
    const proxy = await start({ login: 'user:open sesame' });
    closing.push(() => proxy.close());
    const path = { proxy: proxy.url.replace('//', '//user@'), trustedCa: certificate.authority };
    const url = `wss://localhost:${port}/stream`;
    const right = { reveal: () => 'open sesame' };
    expect(await converse(url, { ...path, proxyPassword: right })).toBe('text hello');
    expect(proxy.asked).toEqual([`localhost:${port}`]);
    const wrong = { reveal: () => 'open barley' };
    expect(await converse(url, { ...path, proxyPassword: wrong })).toMatch(/^back-off: The .*proxy/);
    expect(handshakes.length).toBe(1);
  });

  test('the proxy is named when it is the one that refuses, not the venue', async () => {
    expect(await converse('wss://venue.example/', { proxy: 'socks5://user@127.0.0.1:1' })).toBe(
      'back-off: The proxy 127.0.0.1:1 refused the connection. Check its address, and that it is running. Nothing was sent to the venue.',
    );
    expect(await converse('wss://venue.example/', { proxy: 'http://user@127.0.0.1:1' })).toContain(
      'The proxy 127.0.0.1:1 refused the connection.',
    );
  });

  test('a proxy that never answers is given up after 10 s', async () => {
    const proxy = await startConnectProxy({ isMute: true });
    closing.push(() => proxy.close());
    const socket = openSupervisedSocket(
      {
        name: 'market',
        address: () => ({ url: 'wss://venue.example/' }),
        heartbeatMs: 60_000,
        onMessage: () => undefined,
      },
      { ...createRealWorld(20), dial: createDial({ userAgent: 'test', proxy: proxy.url }) },
    );
    const reason = new Promise<string>((resolve) => {
      socket.onState((state) => state.phase === 'back-off' && resolve(state.reason));
    });
    socket.start();
    const name = new URL(proxy.url).host;
    expect(await reason).toBe(`The connection was not made within 10 s; check that the proxy ${name} runs.`);
    await socket.stop();
  });
});
