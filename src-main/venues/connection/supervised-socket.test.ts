import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { createRateBudget } from './rate-budget.ts';
import type { SocketPlan } from './socket-plan.ts';
import { stageSocket as stage } from './testing/socket-stage.ts';

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

test('W5: after an end everything desired is asked for again, and what was released meanwhile is not', async () => {
  const { world, network, socket, start, openLast, events, heard } = stage();
  socket.want('a');
  const releaseB = socket.want('b');
  await start();
  const first = network.last();
  first.say('one');
  first.end();
  releaseB();
  socket.want('c');
  await world.pass(1_000);
  await openLast();
  expect(network.last().sent).toEqual(['+a,c']);
  first.say('late');
  network.last().say('two');
  expect(heard).toEqual(['1:one', '2:two']);
  expect(events).toEqual(['ready', 'lost', 'ready again']);
});

test('W5: silence for twice the heartbeat drops the socket, and does not say goodbye first', async () => {
  const { world, network, socket, start } = stage({ heartbeatMs: 10_000 });
  await start();
  await world.pass(19_000);
  expect(socket.state.phase).toBe('open');
  network.last().ping();
  await world.pass(19_000);
  network.last().pong();
  await world.pass(19_000);
  network.last().say('x');
  await world.pass(19_900);
  expect([socket.state.phase, network.wires.length]).toEqual(['open', 1]);
  await world.pass(200);
  expect(network.wires[0]?.letGo).toBe('terminated');
  expect(socket.state).toMatchObject({ phase: 'back-off', reason: 'Nothing was heard for 20 s.' });
});

test('W5: attempts come back after a random time up to 1, 2, 4 … 60 s, and anew after 60 s of rest', async () => {
  const longest: number[] = [];
  const all: number[] = [];
  for (let seed = 1; seed <= 40; seed += 1) {
    const { world, network, socket, start, openLast } = stage({}, {}, seed);
    await start();
    for (let failure = 0; failure < 9; failure += 1) {
      network.last().end();
      const { nextAttempt = Number.NaN } = socket.state;
      const delay = nextAttempt - world.parts.now();
      expect(delay).toBeLessThanOrEqual(Math.min(60_000, 1_000 * 2 ** failure));
      longest[failure] = Math.max(longest[failure] ?? 0, delay);
      all.push(delay);
      await world.pass(delay);
      await openLast();
    }
    for (let rest = 0; rest < 4; rest += 1) {
      network.last().ping();
      await world.pass(15_000);
    }
    network.last().ping();
    network.last().end();
    expect((socket.state.nextAttempt ?? Number.NaN) - world.parts.now()).toBeLessThanOrEqual(1_000);
  }
  // Full jitter: the whole range is used, near its end as well as near nothing.
  expect(longest[8]).toBeGreaterThan(50_000);
  expect(longest[2]).toBeGreaterThan(3_200);
  expect(all.filter((delay) => delay < 500).length).toBeGreaterThan(20);
});

test('W5: a handshake that is not over after 10 s is dropped', async () => {
  const { world, network, socket } = stage();
  socket.start();
  await world.pass(9_900);
  expect(socket.state.phase).toBe('connecting');
  await world.pass(200);
  expect([socket.state.phase, network.wires[0]?.letGo]).toEqual(['back-off', 'terminated']);
});

test('W5: a planned successor logs in and asks before it takes over, and the old one is heard until then', async () => {
  const { world, network, socket, heard, events, states, start } = stage({
    lifeMs: 100_000,
    heartbeatMs: 200_000,
    authenticate: async (sender) => void sender.send(`login ${sender.generation}`),
  });
  socket.want('a');
  await start();
  await world.pass(89_900);
  expect(network.wires.length).toBe(1);
  await world.pass(5_100);
  const [old, next] = network.wires;
  expect(network.wires.length).toBe(2);
  next?.open();
  next?.say('welcome');
  await world.settle();
  expect(next?.sent).toEqual(['login 2', '+a']);
  expect(socket.generation).toBe(1);
  old?.say('still served');
  next?.say('first of the topic');
  await world.settle();
  expect(socket.generation).toBe(2);
  old?.say('too late');
  next?.say('second');
  expect(heard).toEqual(['2:welcome', '1:still served', '2:first of the topic', '2:second']);
  expect(events).toEqual(['ready', 'lost', 'ready again']);
  expect(old?.letGo).toBe('closed');
  expect(states.map(({ phase }) => phase)).toEqual(['connecting', 'authenticating', 'open', 'open']);
});

test('W5: what answers the login of a successor is heard before it takes over', async () => {
  let answer = Promise.withResolvers<void>();
  const { world, network, socket, start, heard } = stage({
    lifeMs: 100_000,
    heartbeatMs: 200_000,
    authenticate: () => answer.promise,
    onMessage: (data, _isBinary, _at, generation) => {
      heard.push(`${generation}:${data}`);
      if (String(data) === 'welcome') answer.resolve();
    },
  });
  await start();
  network.last().say('welcome');
  await world.settle();
  answer = Promise.withResolvers<void>();
  await world.pass(96_000);
  network.last().open();
  network.last().say('welcome');
  await world.pass(10);
  expect(socket.generation).toBe(2);
  expect(heard).toEqual(['1:welcome', '2:welcome']);
});

test('a successor that fails leaves the current one alone; one that is under way replaces it when it breaks', async () => {
  const { world, network, socket, start, heard } = stage({ lifeMs: 100_000, heartbeatMs: 2_000_000 });
  socket.want('a');
  await start();
  await world.pass(95_000);
  network.last().end({ reason: 'No room.' });
  await world.settle();
  expect([socket.state.phase, socket.generation]).toEqual(['open', 1]);
  while (network.wires.length < 3) await world.pass(1_000);
  network.wires[0]?.end();
  expect(socket.state.phase).toBe('connecting');
  network.last().open();
  await world.settle();
  network.last().say('hello');
  expect([socket.state.phase, socket.generation, heard]).toEqual(['open', 3, ['3:hello']]);
});

test('the venue’s refusal of a key ends the attempts; any other trouble with the login backs off', async () => {
  const trouble = [
    new Failure('unavailable', 'The venue is being repaired.'),
    new Failure('unauthorised', 'The key was revoked.'),
  ];
  const { world, network, socket, start, openLast } = stage({
    authenticate: () => Promise.reject(trouble.shift() ?? new Error('asked once too often')),
  });
  await start();
  expect(socket.state).toMatchObject({ phase: 'back-off', reason: 'The venue is being repaired.' });
  await world.pass(1_000);
  await openLast();
  expect(socket.state).toEqual({ phase: 'closed', reason: 'The key was revoked.', isFinal: true });
  await world.pass(600_000);
  expect(network.wires.length).toBe(2);
});

test('a login that is not answered within 10 s backs off', async () => {
  const { world, socket, start } = stage({ authenticate: () => new Promise(() => undefined) });
  await start();
  expect(socket.state.phase).toBe('authenticating');
  await world.pass(10_100);
  expect(socket.state).toMatchObject({
    phase: 'back-off',
    reason: 'The login was not answered within 10 s.',
  });
});

test('a refused handshake is what the plan says of it, and Retry-After is waited for', async () => {
  const { world, network, socket } = stage({
    judgeRefusal: (status) => (status === 403 ? new Failure('unauthorised', 'Log in again.') : undefined),
  });
  socket.start();
  await world.settle();
  network.last().end({ reason: 'Refused (429).', status: 429, retryAfterMs: 120_000 });
  expect((socket.state.nextAttempt ?? 0) - world.parts.now()).toBe(120_000);
  // Neither gap nor wake shortens what the venue asked for.
  socket.restart('The computer was asleep.');
  await world.pass(119_000);
  expect(network.wires.length).toBe(1);
  await world.pass(1_000);
  network.last().end({ reason: 'Refused (403).', status: 403 });
  expect(socket.state).toEqual({ phase: 'closed', reason: 'Log in again.', isFinal: true });
});

test('W5: all sockets of a venue share its limit on attempts', async () => {
  const shared = stage();
  const budget = createRateBudget(
    [{ name: 'attempts', capacity: 3, refill: { kind: 'window', everyMs: 300_000 } }],
    shared.world.parts,
  );
  const attempts = { take: (signal: AbortSignal) => budget.take({ attempts: 1 }, 'read', signal) };
  const parts = { ...shared.world.parts, dial: shared.network.dial, attempts };
  const sockets = Array.from({ length: 5 }, () => stage({}, parts).socket);
  for (const socket of sockets) socket.start();
  await shared.world.pass(1_000);
  expect(shared.network.wires.length).toBe(3);
  await shared.world.pass(300_000);
  expect(shared.network.wires.length).toBeLessThanOrEqual(6);
  expect(shared.network.wires.length).toBeGreaterThan(3);
  await Promise.all([...sockets.map((socket) => socket.stop()), shared.world.pass(3_000)]);
});

test('no more messages than the venue allows leave in any stretch of time, answers to pings included', async () => {
  const sentAt: number[] = [];
  const held = stage(
    {
      messageBudget: { count: 5, perMs: 1_000 },
      topics: {
        subscribe: (topics) => topics.map((topic) => `+${topic}`),
        unsubscribe: (topics) => topics.map((topic) => `-${topic}`),
      },
    },
    { record: (frame) => frame.direction === 'sent' && sentAt.push(held.world.parts.monotonicMs()) },
  );
  for (let count = 0; count < 40; count += 1) held.socket.want(`topic ${count}`);
  await held.start();
  for (let step = 0; step < 60; step += 1) {
    await held.world.pass(250);
    if (step % 4 !== 0) continue;
    held.network.last().ping();
    sentAt.push(held.world.parts.monotonicMs());
  }
  const inOrder = sentAt.toSorted((a, b) => a - b);
  expect(held.network.last().sent.length).toBe(40);
  const worst = Math.max(
    ...inOrder.map((at) => inOrder.filter((other) => other >= at && other < at + 1_000).length),
  );
  // A ping comes when it comes: it may be the sixth, and then the next of ours waits the longer.
  expect(worst).toBeLessThanOrEqual(6);
  expect(worst).toBeGreaterThanOrEqual(5);
});

test('W4: what cannot be sent is refused, not piled up', async () => {
  const { world, network, socket, start } = stage({
    messageBudget: { count: 1, perMs: 60_000 },
    heartbeatMs: 1_000_000,
  });
  expect(socket.send('nobody there')).toBe(false);
  await start();
  const taken = Array.from({ length: 2_000 }, (_, index) => socket.send(`message ${index}`));
  expect(taken.filter(Boolean).length).toBe(1_001);
  await world.settle();
  expect(network.last().sent.length).toBe(1);
  const open = stage();
  await open.start();
  open.network.last().waitingBytes = 2_000_000;
  expect(open.socket.send('more')).toBe(false);
});

test('a renewed topic is given up and asked for again, and others are left alone', async () => {
  const { world, network, socket, start } = stage();
  socket.want('a');
  socket.want('b');
  await start();
  socket.renew('b');
  socket.renew('not wanted');
  await world.settle();
  expect(network.last().sent).toEqual(['+a,b', '-b', '+b']);
});

test('a lazy socket is connected only while a topic is wanted, and a moment longer', async () => {
  const { world, network, socket, openLast, events } = stage({ isLazy: true });
  socket.start();
  await world.pass(60_000);
  expect([network.wires.length, socket.state.phase, socket.state.isIdle]).toEqual([0, 'closed', true]);
  const release = socket.want('a');
  await world.settle();
  await openLast();
  expect(socket.state.phase).toBe('open');
  release();
  await world.pass(5_000);
  const again = socket.want('b');
  await world.pass(12_000);
  network.last().ping();
  expect(network.last().sent).toEqual(['+a', '-a', '+b']);
  again();
  await world.pass(10_100);
  expect([network.last().letGo, socket.state.isIdle, network.wires.length]).toEqual(['closed', true, 1]);
  expect(events).toEqual(['ready', 'lost']);
  // Wanted in the very moment of a loss, it still comes back by the way of back-off.
  socket.want('c');
  await world.settle();
  await openLast();
  network.last().end();
  socket.want('d');
  expect(socket.state.phase).toBe('back-off');
});

test('a lazy socket that was ended for good and is wanted by nobody rests when it is tried again, and connects when wanted', async () => {
  const { world, network, socket, openLast } = stage({ isLazy: true });
  socket.start();
  const release = socket.want('a');
  await world.settle();
  await openLast();
  socket.giveUp('Logged out.');
  release();
  expect(socket.retryNow(false)).toBe(true);
  expect(socket.state).toEqual({ phase: 'closed', reason: '', isIdle: true });
  socket.want('b');
  await world.settle();
  await openLast();
  expect([socket.state.phase, network.wires.length, network.last().sent]).toEqual(['open', 2, ['+b']]);
});

test('a restart ends the generation and comes back by the same back-off, however often it happens', async () => {
  const { world, network, socket, start, openLast } = stage();
  await start();
  let waited = 0;
  for (let round = 0; round < 8; round += 1) {
    socket.restart('A gap in the sequence.');
    const delay = (socket.state.nextAttempt ?? Number.NaN) - world.parts.now();
    waited += delay;
    await world.pass(delay);
    await openLast();
  }
  expect(network.wires.slice(0, -1).every(({ letGo }) => letGo === 'terminated')).toBe(true);
  expect(socket.generation).toBe(9);
  expect(waited).toBeGreaterThan(20_000);
});

test('W2: a flood of frames ends the socket, however small they are', async () => {
  const { network, socket, start, heard } = stage({ maxFramesPerSecond: 100 });
  await start();
  for (let count = 0; count < 500; count += 1) network.last().say('1');
  expect(heard.length).toBeLessThanOrEqual(100);
  expect(socket.state.reason).toBe('It was flooded with more than 100 messages a second.');
});

test('a fault in one venue’s reader costs this connection, not the program', async () => {
  const { world, network, socket, start, openLast } = stage({
    onMessage: (data) => JSON.parse(String(data)),
  });
  await start();
  network.last().say('{"listenKey":hush}');
  expect(socket.state.phase).toBe('back-off');
  // D1: the place is logged, not what was sent.
  const logged = JSON.stringify(world.logged.find(({ event }) => event === 'socket listener threw'));
  expect(logged).toContain('SyntaxError at JSON.parse');
  expect(logged).not.toContain('hush');
  await world.pass(1_000);
  await openLast();
  expect(socket.state.phase).toBe('open');
});

test('recorded frames hold no secrets', async () => {
  const { world, network, start } = stage({
    authenticate: async (sender) =>
      void sender.send(
        '{"method":"subscribe","params":{"token":"hush-1","signature":"hush\\"-2"},"jwt": "hush-3"}',
      ),
    redact: (text) => text.replace('hush-4', '[secret]'),
  });
  await start();
  network.last().say('{"listenKey":"hush-5","note":"hush-4","price":"1.5","timestamp":1}');
  network.last().say(Buffer.from([1, 255]));
  expect(JSON.stringify(world.frames)).not.toContain('hush');
  expect(world.frames.map(({ direction }) => direction)).toEqual(['sent', 'received', 'received']);
  expect(world.frames[1]?.text).toBe(
    '{"listenKey":"[secret]","note":"[secret]","price":"1.5","timestamp":1}',
  );
  expect(world.frames[2]?.hex).toBe('01ff');
});

test('stop says goodbye, keeps what is desired, and nothing is heard after it', async () => {
  const { world, network, socket, start, heard } = stage();
  socket.want('a');
  await start();
  const wire = network.last();
  const stopping = socket.stop();
  wire.say('too late');
  await stopping;
  expect([wire.letGo, socket.state.phase, heard]).toEqual(['closed', 'closed', []]);
  await world.pass(300_000);
  expect([network.wires.length, world.timers]).toEqual([1, 0]);
  await start();
  expect(network.last().sent).toEqual(['+a']);
});

test('an address that is not encrypted is refused for good', async () => {
  const { world, socket } = stage(
    {},
    {
      dial: () => {
        throw new Failure('invalid', 'ws://venue.test is not encrypted.');
      },
    },
  );
  socket.start();
  await world.settle();
  expect(socket.state).toMatchObject({
    phase: 'closed',
    isFinal: true,
    reason: 'ws://venue.test is not encrypted.',
  });
});

type Step =
  | { readonly kind: 'want' | 'release' | 'renew'; readonly topic: number }
  | { readonly kind: 'end' | 'restart' | 'open' | 'ping' }
  | { readonly kind: 'pass'; readonly ms: number };

const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('want' as const, 'release' as const, 'renew' as const),
      topic: fc.nat(5),
    }),
    fc.record({
      kind: fc.constantFrom('end' as const, 'restart' as const, 'open' as const, 'ping' as const),
    }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(70_000) }),
  ),
  { maxLength: 30 },
);

/** What the other side believes to be subscribed, from the messages alone. */
function asked(sent: readonly string[]): Set<string> {
  const topics = new Set<string>();
  for (const message of sent) {
    for (const topic of message.slice(1).split(',')) {
      if (message.startsWith('-')) topics.delete(topic);
      else topics.add(topic);
    }
  }
  return topics;
}

async function play(script: readonly Step[], plan: Partial<SocketPlan>) {
  const held = stage({ lifeMs: 90_000, heartbeatMs: 30_000, ...plan });
  const { world, network, socket } = held;
  const releases = new Map<number, () => void>();
  socket.start();
  for (const step of script) {
    if (step.kind === 'want')
      releases.set(step.topic, releases.get(step.topic) ?? socket.want(`t${step.topic}`));
    if (step.kind === 'release') {
      releases.get(step.topic)?.();
      releases.delete(step.topic);
    }
    if (step.kind === 'renew') socket.renew(`t${step.topic}`);
    if (step.kind === 'end') network.wires.at(-1)?.end();
    if (step.kind === 'restart') socket.restart('The computer was asleep.');
    if (step.kind === 'open')
      network.wires
        .filter(({ letGo }) => letGo === 'no')
        .at(-1)
        ?.open();
    if (step.kind === 'ping') network.wires.at(-1)?.ping();
    if (step.kind === 'pass') await world.pass(step.ms);
    await world.settle();
  }
  return { ...held, releases };
}

test('W5: whatever happens on the way, an open socket carries exactly what is desired', async () => {
  let checked = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const { world, network, socket } = await play(script, {});
      // A fair other side from here on.
      for (let round = 0; round < 6 && socket.state.phase !== 'open'; round += 1) {
        await world.pass(61_000 - 40_000 * (round % 2));
        network.last().open();
        await world.settle();
      }
      if (socket.state.phase !== 'open') return;
      checked += 1;
      const living = network.wires.filter(({ letGo, isOpened }) => letGo === 'no' && isOpened);
      expect(living.length).toBeGreaterThan(0);
      for (const { sent } of living)
        expect([...asked(sent)].toSorted()).toEqual([...socket.wanted].toSorted());
    }),
    { numRuns: 150, seed: 3 },
  );
  expect(checked).toBeGreaterThan(100);
});

test('O15: the same seed gives the same run', async () => {
  const script = fc.sample(steps, { numRuns: 20, seed: 7 });
  for (const one of script) {
    const [first, second] = [await play(one, {}), await play(one, {})];
    expect(second.states).toEqual(first.states);
    expect(second.world.frames).toEqual(first.world.frames);
  }
});
