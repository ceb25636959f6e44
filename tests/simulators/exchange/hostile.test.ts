import { once } from 'node:events';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type HostileBehaviour, type HostileServer, hostileBehaviours, hostileServers } from './hostile.ts';

/* Proves that each server really attacks: what an ordinary client without limits of its own gets to see. */

async function attacked(
  behaviour: HostileBehaviour,
  look: (server: HostileServer) => Promise<void>,
): Promise<void> {
  const server = await hostileServers[behaviour]();
  try {
    await look(server);
  } finally {
    await server.close();
  }
}

function client(server: HostileServer): WebSocket {
  return new WebSocket(server.url, { maxPayload: 4_194_304, perMessageDeflate: false });
}

async function failure(socket: WebSocket): Promise<string> {
  const [error] = await once(socket, 'error');
  socket.terminate();
  return String(error);
}

it('offers at least twelve behaviours', () => {
  expect(hostileBehaviours.length).toBeGreaterThanOrEqual(12);
});

it.each([
  ['oversizeMessage', 'Max payload size exceeded'],
  ['endlessFragments', 'Max payload size exceeded'],
  ['badUtf8', 'invalid UTF-8 sequence'],
  ['compressionBomb', 'RSV1 must be clear'],
  ['wrongAcceptKey', 'Invalid Sec-WebSocket-Accept header'],
  ['wrongSubprotocol', 'Server sent a subprotocol but none was requested'],
  ['redirectOnUpgrade', 'Unexpected server response: 302'],
] as const)('%s ends a well-kept client with “%s”', async (behaviour, words) => {
  await attacked(behaviour, async (server) => {
    expect(await failure(client(server))).toContain(words);
    expect(server.followed).toBe(0);
  });
});

it('compressionBomb blows up to more than the limit for a client that agreed to compression', async () => {
  await attacked('compressionBomb', async (server) => {
    const socket = new WebSocket(server.url, { maxPayload: 4_194_304, perMessageDeflate: true });
    expect(await failure(socket)).toContain('Max payload size exceeded');
    expect(server.sentBytes).toBeLessThan(1_000_000);
  });
});

it('tinyFrameFlood delivers a great many messages', async () => {
  await attacked('tinyFrameFlood', async (server) => {
    const socket = client(server);
    let count = 0;
    await new Promise<void>((resolve) => {
      socket.on('message', () => {
        count += 1;
        if (count === 20_000) resolve();
      });
    });
    socket.terminate();
  });
});

it.each(['noPong', 'slowDrip'] as const)(
  '%s opens and then never answers a ping or delivers a message',
  async (behaviour) => {
    await attacked(behaviour, async (server) => {
      const socket = client(server);
      const seen: string[] = [];
      socket.on('pong', () => seen.push('pong'));
      socket.on('message', () => seen.push('message'));
      await once(socket, 'open');
      socket.ping();
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(seen).toEqual([]);
      socket.terminate();
    });
  },
);

it('unfinishedHandshake keeps a client waiting until its own limit', async () => {
  await attacked('unfinishedHandshake', async (server) => {
    const socket = new WebSocket(server.url, { handshakeTimeout: 100 });
    expect(await failure(socket)).toContain('Opening handshake has timed out');
  });
});

it('abruptReset closes without a closing handshake', async () => {
  await attacked('abruptReset', async (server) => {
    const socket = client(server);
    socket.on('error', () => socket.terminate());
    const [code] = await once(socket, 'close');
    expect(code).toBe(1006);
  });
});

it('httpRedirect is followed by a careless client and not by a careful one', async () => {
  await attacked('httpRedirect', async (server) => {
    expect((await fetch(server.http, { redirect: 'manual' })).status).toBe(307);
    expect(server.followed).toBe(0);
    await expect(fetch(server.http, { method: 'POST', body: 'order' })).rejects.toThrow('fetch failed');
    expect(server.followed).toBeGreaterThan(0);
  });
});

it('endlessBody and endlessHeaders go on for ever', async () => {
  await attacked('endlessBody', async (server) => {
    const response = await fetch(server.http);
    const reader = response.body?.getReader();
    let size = 0;
    while (size < 8_000_000) size += (await reader?.read())?.value?.length ?? 0;
    await reader?.cancel();
  });
  await attacked('endlessHeaders', async (server) => {
    await expect(fetch(server.http)).rejects.toThrow('fetch failed');
  });
});
