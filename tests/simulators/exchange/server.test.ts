import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Faults } from './faults.ts';
import { type SimulatorServer, startServer } from './server.ts';
import type { SimulatorSocket } from './socket.ts';

let faults: Faults;
let server: SimulatorServer;
let calls = 0;
const clients: WebSocket[] = [];

async function start(tls = false): Promise<void> {
  faults = new Faults();
  calls = 0;
  server = await startServer({
    faults,
    tls,
    answer: (request) => {
      calls += 1;
      return { status: 200, body: { method: request.method, query: request.rawQuery, body: request.body } };
    },
    acceptsSocket: (path) => path === '/ws',
    onSocket: (socket) => socket.onMessage((text) => socket.send(text)),
  });
}

async function open(): Promise<{ client: WebSocket; received: string[]; peer: SimulatorSocket }> {
  const client = new WebSocket(`${server.ws}/ws`);
  clients.push(client);
  const received: string[] = [];
  client.on('message', (data) => received.push(data.toString()));
  client.on('error', (error) => received.push(`error ${error.message}`));
  await once(client, 'open');
  const peer = [...server.sockets].at(-1);
  if (peer === undefined) throw new Error('The server did not register the socket.');
  return { client, received, peer };
}

async function settled(received: string[], count: number): Promise<string[]> {
  for (let tries = 0; tries < 200 && received.length < count; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await new Promise((resolve) => setTimeout(resolve, 15));
  return received;
}

beforeEach(() => start());
afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await server.close();
});

describe('the simulator server', () => {
  it('hands over path, raw query and body as they came', async () => {
    const response = await fetch(`${server.http}/api?a=%2F&b=1`, { method: 'POST', body: 'c=%20' });
    expect(await response.json()).toEqual({ method: 'POST', query: 'a=%2F&b=1', body: 'c=%20' });
  });

  it('does the work and loses the answer when the fault comes after', async () => {
    const lost = faults.add({ op: 'POST /order', when: 'after', do: 'drop' });
    await expect(fetch(`${server.http}/order`, { method: 'POST' })).rejects.toThrow('fetch failed');
    expect([calls, lost.hits]).toEqual([1, 1]);
    expect((await fetch(`${server.http}/order`, { method: 'POST' })).status).toBe(200);
  });

  it('does not do the work when the fault comes before', async () => {
    faults.add({ op: /^POST/, when: 'before', do: 'status', status: 503, body: { code: -1 }, times: 2 });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) {
      statuses.push((await fetch(`${server.http}/order`, { method: 'POST' })).status);
    }
    expect(statuses).toEqual([503, 503, 200]);
    expect(calls).toBe(1);
  });

  it('swallows, doubles, reorders and replays frames on demand', async () => {
    const { received, peer } = await open();
    faults.addStream({ do: 'swallow', match: 'b' });
    faults.addStream({ do: 'duplicate', match: 'c' });
    faults.addStream({ do: 'reorder', match: 'd' });
    for (const text of ['a', 'b', 'c', 'd', 'e']) peer.send(text);
    expect(await settled(received, 5)).toEqual(['a', 'c', 'c', 'e', 'd']);
    faults.addStream({ do: 'replay', match: 'f' });
    peer.send('f');
    const all = await settled(received, 7);
    expect(all.slice(5)[0]).toBe('f');
    expect(['a', 'c', 'd', 'e']).toContain(all[6]);
  });

  it('stalls a socket until the fault is gone, losing nothing', async () => {
    const { received, peer } = await open();
    faults.addStream({ do: 'stall' });
    for (const text of ['a', 'b']) peer.send(text);
    expect(await settled(received, 0)).toEqual([]);
    faults.clear();
    peer.send('c');
    expect(await settled(received, 3)).toEqual(['a', 'b', 'c']);
  });

  it('does not answer pings when told so, and answers them otherwise', async () => {
    const { client } = await open();
    client.ping('x');
    await once(client, 'pong');
    faults.noPong = true;
    let pongs = 0;
    client.on('pong', () => {
      pongs += 1;
    });
    client.ping('y');
    await settled([], 0);
    expect(pongs).toBe(0);
  });

  it('drops everybody at once', async () => {
    const { client } = await open();
    server.dropAll();
    await once(client, 'close');
    expect(server.sockets.size).toBe(0);
  });

  it('answers nothing while paused and everything afterwards', async () => {
    const resume = server.pause();
    let done = false;
    const waiting = fetch(`${server.http}/slow`).then((response) => {
      done = true;
      return response.status;
    });
    await settled([], 0);
    expect(done).toBe(false);
    resume();
    expect(await waiting).toBe(200);
  });

  it('speaks TLS under a throw-away authority that a client can verify', async () => {
    await server.close();
    await start(true);
    const trusting = connect({ host: '127.0.0.1', port: server.port, ca: server.ca ?? '' });
    await once(trusting, 'secureConnect');
    expect(trusting.authorized).toBe(true);
    trusting.destroy();
    const doubting = connect({ host: '127.0.0.1', port: server.port });
    const [error] = await once(doubting, 'error');
    expect(String(error)).toContain('unable to verify');
    const client = new WebSocket(`${server.ws}/ws`, { ca: server.ca ?? '' });
    clients.push(client);
    await once(client, 'open');
  });
});
