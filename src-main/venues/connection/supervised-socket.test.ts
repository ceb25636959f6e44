import { expect, test } from 'vitest';
import type { SocketParts, SocketPlan } from './socket-plan.ts';
import { openSupervisedSocket, type SocketState } from './supervised-socket.ts';
import { createVirtualNetwork } from './testing/virtual-wire.ts';
import { createVirtualWorld } from './testing/virtual-world.ts';

/** A socket in a world of its own, with everything it told. */
function stage(plan: Partial<SocketPlan> = {}, parts: Partial<SocketParts> = {}, seed = 1) {
  const world = createVirtualWorld({ seed });
  const network = createVirtualNetwork();
  const heard: string[] = [];
  const events: string[] = [];
  const states: SocketState[] = [];
  const socket = openSupervisedSocket(
    {
      name: 'market',
      address: () => ({ url: 'wss://venue.test/' }),
      heartbeatMs: 10_000,
      topics: {
        subscribe: (topics) => [`+${topics.join(',')}`],
        unsubscribe: (topics) => [`-${topics.join(',')}`],
      },
      onMessage: (data, _isBinary, _receivedAt, generation) => heard.push(`${generation}:${data}`),
      onReady: (_sender, isAgain) => events.push(isAgain ? 'ready again' : 'ready'),
      onLost: () => events.push('lost'),
      ...plan,
    },
    { ...world.parts, dial: network.dial, ...parts },
  );
  socket.onState((state) => states.push(state));
  const openLast = async () => {
    network.last().open();
    await world.settle();
  };
  const start = async () => {
    socket.start();
    await world.settle();
    await openLast();
  };
  return { world, network, socket, heard, events, states, start, openLast };
}

test('W5: subscriptions are made from desired state, in one message for many topics', async () => {
  const { world, network, socket, start, states, events } = stage();
  socket.want('a');
  socket.want('b');
  await start();
  expect(network.last().sent).toEqual(['+a,b']);
  const releaseC = socket.want('c');
  socket.want('d');
  const releaseAgain = socket.want('c');
  await world.settle();
  releaseC();
  releaseC();
  await world.settle();
  expect(network.last().sent.slice(1)).toEqual(['+c,d']);
  releaseAgain();
  await world.settle();
  expect(network.last().sent.at(-1)).toBe('-c');
  expect([...socket.wanted]).toEqual(['a', 'b', 'd']);
  expect(states.map(({ phase }) => phase)).toEqual(['connecting', 'authenticating', 'open']);
  expect(events).toEqual(['ready']);
});
