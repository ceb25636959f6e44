import { expect, test } from 'vitest';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { createRateBudget } from './rate-budget.ts';
import type { SocketPlan } from './socket-plan.ts';
import { openSupervisedSocket } from './supervised-socket.ts';
import { createVirtualNetwork, type VirtualWire } from './testing/virtual-wire.ts';
import { createVirtualWorld } from './testing/virtual-world.ts';
import { createVenueClock } from './venue-clock.ts';
import { createVenueLink, type LinkParts } from './venue-link.ts';

/** A venue with a market and a user socket. */
function stage(
  parts: Partial<LinkParts> = {},
  plans: { market?: Partial<SocketPlan>; user?: Partial<SocketPlan> } = {},
) {
  const world = createVirtualWorld();
  const network = createVirtualNetwork();
  const open = (name: 'market' | 'user') =>
    openSupervisedSocket(
      {
        name,
        address: () => ({ url: `wss://venue.test/${name}` }),
        heartbeatMs: 10_000_000,
        onMessage: () => link.countMessages(),
        onReady: (_sender, isAgain) => {
          if (isAgain) link.noteGap();
        },
        ...plans[name],
      },
      { ...world.parts, dial: network.dial },
    );
  const sockets = [open('market'), open('user')];
  const link = createVenueLink({
    ...world.parts,
    label: 'Venue, main',
    sockets,
    prepare: () => Promise.resolve(),
    ...parts,
  });
  const phases: string[] = [];
  link.onState(({ phase }) => phases.push(phase));
  /** The newest wire to that socket. */
  const wire = (name: string): VirtualWire => {
    const found = network.wires.filter(({ address }) => address.url.endsWith(name)).at(-1);
    if (found === undefined) throw new Error(`${name} was not dialled`);
    return found;
  };
  const openAll = async () => {
    await world.settle();
    wire('market').open();
    wire('user').open();
    await world.settle();
  };
  return { world, network, link, phases, wire, openAll, sockets };
}

test('it is ready when it is prepared and all its sockets are open, and then degraded while one is down', async () => {
  const { world, link, phases, wire, openAll } = stage();
  const connected = link.connect();
  await world.settle();
  wire('market').open();
  await world.settle();
  expect(link.state().phase).toBe('connecting');
  wire('user').open();
  await connected;
  expect(link.state()).toMatchObject({ phase: 'ready', reason: '' });
  wire('user').end({ reason: 'venue.test closed the connection (1006).' });
  expect(link.state()).toMatchObject({
    phase: 'degraded',
    reason: 'Not connected: user. venue.test closed the connection (1006).',
  });
  wire('market').end({ reason: 'venue.test closed the connection (1006).' });
  const { phase, nextAttempt } = link.state();
  expect([phase, nextAttempt !== undefined && nextAttempt >= world.parts.now()]).toEqual(['back-off', true]);
  await world.pass(1_000);
  await openAll();
  expect(link.state().phase).toBe('ready');
  expect(phases.at(0)).toBe('connecting');
  expect(phases).toContain('degraded');
});

test('what was lost is told by the name that people know it by', async () => {
  const { world, link, wire, openAll } = stage({}, { user: { label: 'order plant (orders and fills)' } });
  const connected = link.connect();
  await openAll();
  await connected;
  wire('user').end({ reason: 'venue.test closed the connection (1006).' });
  await world.settle();
  expect(link.state().reason).toBe(
    'Not connected: order plant (orders and fills). venue.test closed the connection (1006).',
  );
  const { troubles, sockets } = link.health();
  expect(troubles[0]?.sentence).toBe(
    'order plant (orders and fills) lost: venue.test closed the connection (1006).',
  );
  expect(sockets.map(({ name }) => name)).toEqual(['market', 'order plant (orders and fills)']);
});

test('connect is one attempt, however often it is called, and done when there is a connection', async () => {
  const { link, network, openAll } = stage();
  const both = [link.connect(), link.connect()];
  await openAll();
  await Promise.all(both);
  await link.connect();
  expect(network.wires.length).toBe(2);
});

test('a person who does not want to wait is served at once, in every stage of waiting', async () => {
  let isDown = true;
  const { world, link, network, wire, openAll } = stage({
    prepare: async () => {
      if (isDown) throw new Failure('unavailable', 'The venue is being repaired.');
    },
  });
  const connected = link.connect();
  for (let tries = 0; tries < 5; tries += 1) await world.pass(30_000);
  isDown = false;
  expect(link.state().phase).toBe('back-off');
  link.retryNow();
  await openAll();
  await connected;
  expect(() => link.retryNow()).toThrow(expect.objectContaining({ kind: 'invalid' }));
  wire('user').end();
  expect(link.state().nextAttempt).toBeGreaterThanOrEqual(world.parts.now());
  link.retryNow();
  await world.settle();
  expect(network.wires).toHaveLength(3);
  wire('user').open();
  await world.settle();
  expect(link.state().phase).toBe('ready');
});

test('where the venue asked to be left alone, nobody comes earlier', async () => {
  let tries = 0;
  const { world, link } = stage({
    prepare: async () => {
      tries += 1;
      throw new Failure('rate-limited', 'Banned.', { data: { until: world.parts.now() + 300_000 } });
    },
  });
  const rejected = expect(link.connect()).rejects.toMatchObject({ kind: 'cancelled' });
  await world.settle();
  expect(() => link.retryNow()).toThrow(expect.objectContaining({ kind: 'rate-limited' }));
  expect(tries).toBe(1);
  link.retryNow(true);
  await world.settle();
  expect(tries).toBe(2);
  await link.disconnect();
  await rejected;
});

test('a part that was ended for good is tried once more when a person asks', async () => {
  let isRevoked = false;
  const authenticate = async () => {
    if (isRevoked) throw new Failure('unauthorised', 'The key was revoked.');
  };
  const { world, link, wire, openAll } = stage({}, { user: { authenticate } });
  const connected = link.connect();
  await openAll();
  await connected;
  isRevoked = true;
  wire('user').end();
  await world.pass(1_000);
  wire('user').open();
  await world.pass(600_000);
  expect(link.state()).toMatchObject({ phase: 'degraded', reason: expect.stringContaining('revoked') });
  isRevoked = false;
  link.retryNow();
  await world.settle();
  wire('user').open();
  await world.settle();
  expect(link.state().phase).toBe('ready');
});

test('what can be put right only by the user ends the first attempt and rejects', async () => {
  const failure = new Failure('unauthorised', 'The key is not known to the venue.');
  const prepared = stage({ prepare: () => Promise.reject(failure) });
  await expect(prepared.link.connect()).rejects.toBe(failure);
  expect(prepared.link.state()).toMatchObject({ phase: 'disconnected', reason: failure.message });

  const loggedIn = stage({}, { user: { authenticate: () => Promise.reject(failure) } });
  const rejected = expect(loggedIn.link.connect()).rejects.toMatchObject({ kind: 'unauthorised' });
  await loggedIn.openAll();
  await rejected;
  expect(loggedIn.link.state().phase).toBe('disconnected');
  await loggedIn.world.pass(600_000);
  expect([loggedIn.network.wires.length, loggedIn.world.timers]).toEqual([2, 0]);
  // With the key put right, the same connection can be made.
  const again = expect(loggedIn.link.connect()).rejects.toMatchObject({ kind: 'cancelled' });
  await loggedIn.world.settle();
  expect(loggedIn.network.wires.length).toBe(4);
  await loggedIn.link.disconnect();
  await again;
});

test('anything else is tried again, and connect waits for it', async () => {
  const troubles = [new Failure('unavailable', 'The venue is being repaired.'), new TypeError('odd')];
  const { world, link, openAll } = stage({
    prepare: async () => {
      const trouble = troubles.shift();
      if (trouble !== undefined) throw trouble;
    },
  });
  const connected = link.connect();
  await world.settle();
  expect(link.state()).toMatchObject({ phase: 'back-off', reason: 'The venue is being repaired.' });
  await world.pass(3_000);
  await openAll();
  await connected;
  expect(link.state().phase).toBe('ready');
  expect(link.health().troubles.map(({ sentence }) => sentence)).toEqual([
    'odd',
    'The venue is being repaired.',
  ]);
});

test('when a limit says until when, nothing is tried before', async () => {
  let tries = 0;
  const { world, link } = stage({
    prepare: async () => {
      tries += 1;
      throw new Failure('rate-limited', 'Banned.', { data: { until: world.parts.now() + 300_000 } });
    },
  });
  const connected = link.connect();
  await world.pass(299_000);
  expect(tries).toBe(1);
  await world.pass(2_000);
  expect(tries).toBe(2);
  const rejected = expect(connected).rejects.toMatchObject({ kind: 'cancelled' });
  await link.disconnect();
  await rejected;
  expect(world.timers).toBe(0);
});

test('a key that is refused later degrades what needs it, and the market goes on', async () => {
  let isRevoked = false;
  const { world, link, wire, openAll } = stage(
    {},
    {
      user: {
        authenticate: async () => {
          if (isRevoked) throw new Failure('unauthorised', 'The key was revoked.');
        },
      },
    },
  );
  const connected = link.connect();
  await openAll();
  await connected;
  isRevoked = true;
  wire('user').end();
  await world.pass(1_000);
  wire('user').open();
  await world.settle();
  expect(link.state()).toMatchObject({
    phase: 'degraded',
    reason: 'Not connected: user. The key was revoked.',
  });
});

test('a book that cannot sync degrades the connection until it can', async () => {
  const { link, openAll } = stage();
  const connected = link.connect();
  await openAll();
  await connected;
  const release = link.degrade('The book of BTC/USD does not add up.');
  expect(link.state()).toMatchObject({ phase: 'degraded', reason: 'The book of BTC/USD does not add up.' });
  release();
  release();
  expect(link.state().phase).toBe('ready');
});

test('a connection of questions alone is ready once it is prepared', async () => {
  const { link } = stage({ sockets: [] });
  await link.connect();
  expect(link.state().phase).toBe('ready');
});

test('lazy sockets that nobody wants do not hold it up', async () => {
  const { world, link, sockets, wire } = stage({}, { market: { isLazy: true } });
  const connected = link.connect();
  await world.settle();
  wire('user').open();
  await connected;
  expect(link.state().phase).toBe('ready');
  sockets[0]?.want('a');
  await world.settle();
  wire('market').open();
  await world.settle();
  expect(link.state().phase).toBe('ready');
});

test('after sleep every socket is made anew and the time is measured again', async () => {
  let asked = 0;
  const { world, link, network, openAll } = stage({
    clock: createVenueClock(
      async () => {
        asked += 1;
        return Date.UTC(2026, 0, 5, 12);
      },
      { now: () => Date.UTC(2026, 0, 5, 12) as never, monotonicMs: () => 0 },
    ),
  });
  const connected = link.connect();
  await openAll();
  await connected;
  world.sleep(3_600_000);
  link.onWake();
  await world.pass(1_000);
  await openAll();
  expect([network.wires.length, asked, link.state().phase]).toEqual([4, 5, 'ready']);
  expect(network.wires.slice(0, 2).map(({ letGo }) => letGo)).toEqual(['terminated', 'terminated']);
  expect(link.health()).toMatchObject({ reconnects: 2, gaps: 2 });
});

test('O15: a clock more than a second off is told', async () => {
  const world = createVirtualWorld();
  const { link, openAll } = stage({
    clock: createVenueClock(async () => world.parts.now() + 90_000, world.parts),
  });
  const connected = link.connect();
  await openAll();
  await connected;
  await link.disconnect();
  const measured = stage({
    clock: createVenueClock(async () => world.parts.now() + 90_000, world.parts),
    sockets: [],
    prepare: () => Promise.resolve(),
  });
  await measured.link.connect();
  await measured.world.pass(5 * 60_000 + 1);
  expect(measured.link.health()).toMatchObject({ clockOffsetMs: 90_000 });
  expect(measured.link.health().troubles[0]?.sentence).toContain('90.0 s behind');
});

test('health counts and forgets no more than it should', async () => {
  const world = createVirtualWorld();
  const budget = createRateBudget(
    [{ name: 'weight', capacity: 100, refill: { kind: 'window', everyMs: 60_000 } }],
    world.parts,
  );
  const { world: own, link, wire, openAll } = stage({ budget });
  const connected = link.connect();
  await openAll();
  await connected;
  await budget.take({ weight: 7 }, 'read');
  for (let second = 0; second < 20; second += 1) {
    for (let count = 0; count < 30; count += 1) wire('market').say('{}');
    await own.pass(1_000);
  }
  for (const ms of [50, 10, 30, 20, 40]) link.noteLatency(ms);
  link.noteUnreadable('A message could not be read.');
  for (let count = 0; count < 500; count += 1) link.noteTrouble(`Trouble ${count}`);
  const health = link.health();
  expect(health).toMatchObject({
    messages: 600,
    messagesPerSecond: 30,
    latencyMs: 30,
    unreadable: 1,
    reconnects: 0,
    rates: [{ name: 'weight', used: 7, capacity: 100 }],
  });
  expect(health.sockets.map(({ name, phase, topics }) => [name, phase, topics])).toEqual([
    ['market', 'open', 0],
    ['user', 'open', 0],
  ]);
  expect([health.troubles.length, health.troubles[0]?.sentence]).toEqual([50, 'Trouble 499']);
  await own.pass(60_000);
  expect(link.health().messagesPerSecond).toBe(0);
});

test('disconnecting is graceful, and nothing is left running', async () => {
  const { world, link, wire, openAll, phases } = stage();
  const connected = link.connect();
  await openAll();
  await connected;
  await link.disconnect();
  expect([wire('market').letGo, wire('user').letGo, phases.at(-1)]).toEqual([
    'closed',
    'closed',
    'disconnected',
  ]);
  await world.pass(3_000);
  expect(world.timers).toBe(0);
});
