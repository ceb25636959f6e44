import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { type HostileBehaviour, hostileServers } from '../../../tests/simulators/exchange/hostile.ts';
import { createDial } from './dial.ts';
import { createHttpClient } from './http-client.ts';
import { openSupervisedSocket, type SupervisedSocket } from './supervised-socket.ts';
import { createRealWorld } from './testing/real-world.ts';

/*
 * Each of these servers is met by a real socket of ours, while another connection goes on. Time runs ten times as fast for
 * our side, so that its limits of 10 s are over after one.
 */

const speed = 10;
const dial = createDial({ userAgent: 'Tidemark test' });
const http = createHttpClient({ userAgent: 'Tidemark test', monotonicMs: () => performance.now() });
/** Generous: the limits are 4 MiB a message and 16 MiB an answer, the servers offer 256 MiB and more. */
const allowedGrowthBytes = 120 * 1024 * 1024;
const report: string[] = [];

/** The connection that must not notice anything. */
const healthy = { heard: 0, lastAt: 0, longestGapMs: 0, generations: new Set<number>() };
let healthyServer: WebSocketServer;
let healthySocket: SupervisedSocket;
let ticking: NodeJS.Timeout;

beforeAll(async () => {
  healthyServer = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => healthyServer.once('listening', resolve));
  ticking = setInterval(() => {
    for (const socket of healthyServer.clients) socket.send('{"price":"1"}');
  }, 10);
  healthySocket = openSupervisedSocket(
    {
      name: 'healthy',
      address: () => ({ url: `ws://127.0.0.1:${(healthyServer.address() as AddressInfo).port}/` }),
      heartbeatMs: 10_000,
      onMessage(_data, _isBinary, _at, generation) {
        const now = performance.now();
        if (healthy.heard > 0) healthy.longestGapMs = Math.max(healthy.longestGapMs, now - healthy.lastAt);
        healthy.lastAt = now;
        healthy.heard += 1;
        healthy.generations.add(generation);
      },
    },
    { ...createRealWorld(speed), dial },
  );
  healthySocket.start();
  while (healthy.heard === 0) await wait(5);
});

afterAll(async () => {
  clearInterval(ticking);
  await healthySocket.stop();
  healthyServer.close();
  http.close();
  console.log(`hostile servers (memory allowed: +${allowedGrowthBytes / 1048576} MiB)\n${report.join('\n')}`);
});

/** Watches memory and the healthy connection while something goes on. */
async function watched<T>(name: string, run: () => Promise<T>): Promise<T> {
  globalThis.gc?.();
  const memory = () => {
    const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
    return { ours: heapUsed + external + arrayBuffers, rss };
  };
  const before = memory();
  let peak = before.ours;
  let peakRss = before.rss;
  const sampling = setInterval(() => {
    const now = memory();
    peak = Math.max(peak, now.ours);
    peakRss = Math.max(peakRss, now.rss);
  }, 5);
  const startedAt = performance.now();
  const heardBefore = healthy.heard;
  healthy.longestGapMs = 0;
  const result = await run();
  const elapsedMs = performance.now() - startedAt;
  clearInterval(sampling);
  const mebibytes = (bytes: number) => (bytes / 1048576).toFixed(0);
  report.push(
    `${name.padEnd(22)} ended after ${elapsedMs.toFixed(0).padStart(5)} ms, heap +${mebibytes(peak - before.ours).padStart(3)} MiB, ` +
      `rss +${mebibytes(peakRss - before.rss).padStart(3)} MiB, meanwhile ${healthy.heard - heardBefore} healthy messages, ` +
      `longest gap ${healthy.longestGapMs.toFixed(0)} ms: ${result}`,
  );
  expect(peakRss - before.rss).toBeLessThan(allowedGrowthBytes);
  expect(peak - before.ours).toBeLessThan(allowedGrowthBytes);
  // Whatever the other does, this one goes on, by the same socket.
  const heardAfter = healthy.heard;
  while (healthy.heard < heardAfter + 5) await wait(5);
  expect([...healthy.generations]).toEqual([1]);
  return result;
}

/** Meets the server with a socket and tells why it was given up. */
async function meet(url: string, heartbeatMs: number): Promise<string> {
  const given = Promise.withResolvers<string>();
  const socket = openSupervisedSocket(
    { name: 'hostile', address: () => ({ url }), heartbeatMs, onMessage: () => undefined },
    { ...createRealWorld(speed), dial },
  );
  socket.onState(({ phase, reason }) => {
    if (phase === 'back-off') given.resolve(reason);
  });
  socket.start();
  const reason = await given.promise;
  await socket.stop();
  return reason;
}

const sockets: readonly [HostileBehaviour, RegExp][] = [
  ['compressionBomb', /broke the rules/],
  ['oversizeMessage', /broke the rules.*Max payload size exceeded/],
  ['endlessFragments', /broke the rules.*(Max payload size exceeded|Too many message fragments)/],
  ['slowDrip', /Nothing was heard for 10 s/],
  ['noPong', /Nothing was heard for 10 s/],
  ['badUtf8', /broke the rules.*UTF-8/i],
  ['redirectOnUpgrade', /sent us elsewhere \(302\)/],
  ['wrongAcceptKey', /Sec-WebSocket-Accept/],
  ['wrongSubprotocol', /subprotocol/],
  ['unfinishedHandshake', /not made within 10 s/],
  ['endlessHeaders', /headers without end/],
  ['endlessBody', /refused the connection \(200\)/],
  ['tinyFrameFlood', /flooded with more than 50000 messages a second/],
  ['abruptReset', /broke the connection off|closed the connection \(1006/],
];

test.each(sockets)(
  'W2: a server with %s is given up at its limit, and others go on',
  async (behaviour, expected) => {
    const server = await hostileServers[behaviour]();
    // Some servers need a while to make ready what they send; only those that are to be silent are timed.
    const heartbeatMs = ['slowDrip', 'noPong'].includes(behaviour) ? 5_000 : 300_000;
    const reason = await watched(behaviour, () => meet(server.url, heartbeatMs));
    expect(reason).toMatch(expected);
    expect(server.followed).toBe(0);
    // Nothing is left hanging on to it.
    while (server.open > 0) await wait(10);
    await server.close();
  },
);

test.each([
  ['endlessBody', /longer than the 16777216 bytes allowed/],
  ['endlessHeaders', /headers without end/],
] as const)(
  'W3: a request to a server with %s ends at its limit, and others go on',
  async (behaviour, expected) => {
    const server = await hostileServers[behaviour]();
    const reason = await watched(`${behaviour} (request)`, () =>
      http.send({ method: 'GET', url: server.http }).then(
        () => 'answered',
        (error: Error) => error.message,
      ),
    );
    expect(reason).toMatch(expected);
    await server.close();
  },
);

test('negative control: a socket without limits is filled up by these servers, and the measure sees it', async () => {
  const server = await hostileServers.oversizeMessage();
  const before = process.memoryUsage().rss;
  const naive = new WebSocket(server.url, { maxPayload: 0, maxBufferedChunks: 0 });
  naive.on('error', () => naive.terminate());
  const deadline = performance.now() + 20_000;
  while (process.memoryUsage().rss - before < allowedGrowthBytes && performance.now() < deadline)
    await wait(5);
  const grownBytes = process.memoryUsage().rss - before;
  naive.terminate();
  await server.close();
  report.push(
    `without limits         rss +${(grownBytes / 1048576).toFixed(0)} MiB and growing when it was stopped`,
  );
  expect(grownBytes).toBeGreaterThanOrEqual(allowedGrowthBytes);
});
