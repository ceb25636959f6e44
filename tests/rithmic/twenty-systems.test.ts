import { expect, test } from 'vitest';
import type { Dial } from '../../src-main/venues/connection/dial.ts';
import { createVirtualWorld } from '../../src-main/venues/connection/testing/virtual-world.ts';
import { Logins } from '../../src-main/venues/rithmic/logins.ts';
import { openRithmic } from '../../src-main/venues/rithmic/open.ts';
import { presets } from '../../src-main/venues/rithmic/systems.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../src-shared/domain/market-event.ts';
import { createRithmicExchange, memoryDial } from '../simulators/rithmic/index.ts';

/* A trader with many prop accounts: a login at each of twenty systems, with all plants, at the same time. */

const instrument = instrumentId('CME:ESZ6');
const startAt = Date.UTC(2026, 10, 18, 15);
const names = presets.systems.filter(({ isPaper }) => isPaper !== true).slice(0, 20);

test('twenty systems with four plants each run side by side, and one that is taken over ends alone', async () => {
  const world = createVirtualWorld({ seed: 7, startAt });
  const logins = new Logins();
  const all = names.map(({ name: system }, index) => {
    const exchange = createRithmicExchange({
      world: { now: world.parts.now, after: world.parts.after },
      seed: index + 1,
      systems: [system],
      symbols: ['ESZ6'],
      historyMinutes: 2,
      historyHours: 2,
      mostSessions: 1,
    });
    const { user, password } = exchange.credentials.good;
    const { record: _, ...parts } = world.parts;
    const venue = openRithmic(
      {
        id: `c${index}`,
        label: system,
        environment: 'live',
        products: ['futures'],
        isTradingEnabled: true,
        settings: { system, appName: 'tdmk:Tidemark' },
        urls: { gateway: `wss://127.0.0.1:${1000 + index}` },
      },
      {
        ...parts,
        log: () => undefined,
        credentials: {
          use: async (_purpose, use) =>
            use({ user: { reveal: () => user }, password: { reveal: () => password } }),
          replace: () => Promise.reject(new Error('Rithmic replaces no credentials')),
        },
      },
      logins,
      memoryDial(exchange) as Dial,
    );
    const heard: MarketEvent[] = [];
    venue.market.onEvents((events) => heard.push(...events));
    venue.market.subscribe({ instrument, stream: 'trades' });
    return { exchange, venue, heard };
  });
  expect(all).toHaveLength(20);

  const connecting = Promise.all(all.map(({ venue }) => venue.connect()));
  await world.pass(30_000);
  await connecting;
  for (const { exchange } of all) exchange.run(2);
  await world.pass(30_000);
  for (const { exchange, venue, heard } of all) {
    expect(venue.state().phase).toBe('ready');
    expect(exchange.sessions()).toHaveLength(4);
    expect(exchange.gate.overruns).toBe(0);
    expect(heard.filter(({ kind }) => kind === 'trade').length).toBeGreaterThan(0);
  }

  all[3]?.exchange.forceLogout();
  await world.pass(10_000);
  expect(all.map(({ venue }) => venue.state().phase)).toEqual(
    all.map((_, index) => (index === 3 ? 'disconnected' : 'ready')),
  );
  for (const { exchange, venue } of all) {
    exchange.stop();
    const leaving = venue.disconnect();
    await world.pass(5_000);
    await leaving;
    expect(exchange.sessions()).toEqual([]);
  }
});
