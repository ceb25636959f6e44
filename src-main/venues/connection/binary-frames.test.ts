import { expect, test } from 'vitest';
import { stageSocket } from './testing/socket-stage.ts';

test('bytes go out as they are, in their turn, and are recorded in hex without what is secret', async () => {
  const { socket, network, world, start } = stageSocket({
    messageBudget: { count: 2, perMs: 1000 },
    redactBinary: (bytes) => bytes.subarray(0, 1),
  });
  await start();
  expect(socket.send(Uint8Array.of(1, 2))).toBe(true);
  expect(socket.send(Uint8Array.of(3, 4))).toBe(true);
  expect(socket.send(Uint8Array.of(5, 6))).toBe(true);
  expect(network.last().sentBytes).toEqual([Uint8Array.of(1, 2), Uint8Array.of(3, 4)]);
  await world.pass(1200);
  expect(network.last().sentBytes).toHaveLength(3);
  expect(world.frames.filter(({ direction }) => direction === 'sent').map(({ hex }) => hex)).toEqual([
    '01',
    '03',
    '05',
  ]);
});

test('W5: an interval that is known only after the login counts from then on', async () => {
  let heartbeatMs = 10_000;
  const { socket, world, start } = stageSocket({
    get heartbeatMs() {
      return heartbeatMs;
    },
    authenticate: async () => {
      heartbeatMs = 60_000;
    },
  });
  await start();
  await world.pass(100_000);
  expect(socket.state.phase).toBe('open');
  await world.pass(30_000);
  expect(socket.state.phase).not.toBe('open');
});

test('what nobody takes for the time allowed ends the socket, though it is little', async () => {
  const { socket, network, world, start } = stageSocket({ heartbeatMs: 600_000, stuckSendMs: 10_000 });
  await start();
  await world.pass(20_000);
  expect(socket.state.phase).toBe('open');
  network.last().waitingBytes = 10;
  await world.pass(21_000);
  expect(socket.state).toMatchObject({ reason: 'What was sent was not taken for 10 s.' });
});

test('a socket that is given up stays closed, with the reason, until it is started again', async () => {
  const { socket, network, world, start } = stageSocket();
  await start();
  socket.giveUp('Somebody else logged in.');
  expect(socket.state).toMatchObject({ phase: 'closed', reason: 'Somebody else logged in.', isFinal: true });
  await world.pass(600_000);
  expect(network.wires).toHaveLength(1);
  socket.start();
  await world.settle();
  expect(network.wires).toHaveLength(2);
});
