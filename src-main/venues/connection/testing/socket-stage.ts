import type { SocketParts, SocketPlan } from '../socket-plan.ts';
import { openSupervisedSocket, type SocketState } from '../supervised-socket.ts';
import { createVirtualNetwork } from './virtual-wire.ts';
import { createVirtualWorld } from './virtual-world.ts';

/** A socket in a world of its own, with everything it told. */
export function stageSocket(plan: Partial<SocketPlan> = {}, parts: Partial<SocketParts> = {}, seed = 1) {
  const world = createVirtualWorld({ seed });
  const network = createVirtualNetwork();
  const heard: string[] = [];
  const events: string[] = [];
  const states: SocketState[] = [];
  const usual: SocketPlan = {
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
  };
  // Some plans have members that change, which copying would freeze.
  Object.defineProperties(usual, Object.getOwnPropertyDescriptors(plan));
  const socket = openSupervisedSocket(usual, { ...world.parts, dial: network.dial, ...parts });
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
