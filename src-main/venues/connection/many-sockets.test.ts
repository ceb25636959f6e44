import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { createDial } from './dial.ts';
import { openSupervisedSocket } from './supervised-socket.ts';
import { createRealWorld } from './testing/real-world.ts';

const speed = 20;
const count = 40;

interface Client {
  readonly name: string;
  readonly topics: Set<string>;
  readonly socket: WebSocket;
  /** Says nothing any more, and nobody told the other side. */
  isSilent: boolean;
}

/** A venue of trouble: it drops, resets and falls silent as chance has it, and knows what everyone asked for. */
function createTrouble(server: WebSocketServer, random: () => number) {
  const clients = new Set<Client>();
  const done = { closed: 0, dropped: 0, silenced: 0, silentFound: 0, connections: 0 };
  let isOn = true;
  server.on('connection', (socket, request) => {
    const client: Client = { name: request.url ?? '', topics: new Set(), socket, isSilent: false };
    done.connections += 1;
    clients.add(client);
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      const message = String(data);
      for (const topic of message.slice(1).split(',')) {
        if (message.startsWith('+')) client.topics.add(topic);
        else client.topics.delete(topic);
      }
    });
    socket.on('close', () => {
      if (client.isSilent) done.silentFound += 1;
      clients.delete(client);
    });
  });
  const ticking = setInterval(() => {
    for (const client of clients) {
      if (client.isSilent) continue;
      client.socket.send('tick');
      const chance = isOn ? random() : 1;
      if (chance < 0.002) {
        done.closed += 1;
        client.socket.close(1012, 'Service restart');
      } else if (chance < 0.004) {
        done.dropped += 1;
        client.socket.terminate();
      } else if (chance < 0.006) {
        done.silenced += 1;
        client.isSilent = true;
      }
    }
  }, 10);
  return {
    clients,
    done,
    rest: () => {
      isOn = false;
    },
    stop: () => clearInterval(ticking),
  };
}

test('W5: 40 sockets come back from closes, drops, silence and rotations, each with exactly its topics', async () => {
  let state = 42;
  const random = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const trouble = createTrouble(server, random);
  const { port } = server.address() as AddressInfo;
  const dial = createDial({ userAgent: 'test' });
  const stale: string[] = [];
  const sockets = Array.from({ length: count }, (_, index) => {
    let newest = 0;
    return openSupervisedSocket(
      {
        name: `socket ${index}`,
        address: () => ({ url: `ws://127.0.0.1:${port}/${index}` }),
        // In our time: silent for 6 s, that is 0.3 s of the server's, is too long.
        heartbeatMs: 3_000,
        lifeMs: 20_000,
        topics: {
          subscribe: (topics) => [`+${topics.join(',')}`],
          unsubscribe: (topics) => [`-${topics.join(',')}`],
        },
        onMessage(_data, _isBinary, _at, generation) {
          if (generation < newest) stale.push(`${index}: ${generation} after ${newest}`);
          newest = Math.max(newest, generation);
        },
      },
      { ...createRealWorld(speed), random, dial },
    );
  });
  for (const socket of sockets) {
    socket.want('base');
    socket.start();
  }
  const releases: (() => void)[] = [];
  for (let round = 0; round < 150; round += 1) {
    const socket = sockets[Math.floor(random() * count)];
    if (random() < 0.6) releases.push(socket?.want(`topic ${Math.floor(random() * 5)}`) ?? (() => undefined));
    else releases.splice(Math.floor(random() * releases.length), 1)[0]?.();
    await wait(15);
  }
  trouble.rest();
  // At rest every socket is open, and the server has of each one connection with what is desired; silent ones are found.
  const isSettled = () => {
    const living = [...trouble.clients].filter(({ isSilent }) => !isSilent);
    return (
      trouble.done.silentFound === trouble.done.silenced &&
      sockets.every((socket, index) => {
        const own = living.filter(({ name }) => name === `/${index}`);
        const wanted = [...socket.wanted].toSorted().join();
        return (
          socket.state.phase === 'open' && own.some(({ topics }) => [...topics].toSorted().join() === wanted)
        );
      })
    );
  };
  while (!isSettled()) await wait(20);
  await Promise.all(sockets.map((socket) => socket.stop()));
  trouble.stop();
  server.close();
  const { closed, dropped, silenced, silentFound, connections } = trouble.done;
  console.log(
    `40 sockets, seed 42: ${connections} connections, ${closed} closed, ${dropped} dropped, ` +
      `${silentFound} of ${silenced} silent ones found, ${stale.length} frames of old generations heard`,
  );
  expect(stale).toEqual([]);
  expect(closed + dropped + silenced).toBeGreaterThan(20);
  expect(silenced).toBeGreaterThan(0);
  expect(connections).toBeGreaterThan(count + closed + dropped + silenced - 1);
});
