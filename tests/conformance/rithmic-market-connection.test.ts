import { describe, expect, test } from 'vitest';
import type { Dial, Wire } from '../../src-main/venues/connection/dial.ts';
import { createVirtualWorld } from '../../src-main/venues/connection/testing/virtual-world.ts';
import { Logins } from '../../src-main/venues/rithmic/logins.ts';
import { openRithmic } from '../../src-main/venues/rithmic/open.ts';
import { rithmicWorld } from '../../src-main/venues/rithmic/testing/rithmic-world.ts';
import { decodeFrame } from '../../src-main/venues/rithmic/wire/codec.ts';
import type { Venue } from '../../src-main/venues/venue.ts';
import type { VenueConfig } from '../../src-main/venues/venue-kind.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import type { MarketEvent, Trade } from '../../src-shared/domain/market-event.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { createRithmicExchange, memoryDial } from '../simulators/rithmic/index.ts';
import type { RithmicExchangeOptions } from '../simulators/rithmic/rithmic-exchange.ts';

const es = instrumentId('CME:ESZ6');
const nq = instrumentId('CME:NQZ6');
// A Tuesday, all markets open.
const tuesday = Date.UTC(2026, 9, 6, 15);

/** The whole venue and the whole brokerage in one virtual world. */
function stage(options: RithmicExchangeOptions & { readonly startAt?: number } = {}) {
  const world = createVirtualWorld({ startAt: options.startAt ?? tuesday });
  const exchange = createRithmicExchange({
    world: { now: world.parts.now, after: world.parts.after },
    symbols: ['ESZ6', 'ESH7', 'NQZ6'],
    historyMinutes: 300,
    historyHours: 50,
    ...options,
  });
  const logins = new Logins();
  const wires: Wire[] = [];
  const dial: Dial = (...dialled) => {
    const wire = memoryDial(exchange)(...dialled);
    wires.push(wire);
    return wire;
  };
  const open = (change: Partial<VenueConfig> = {}, login = exchange.credentials.good): Venue => {
    const { config, parts } = rithmicWorld({ gateway: 'wss://gateway.test' }, login, change);
    const { credentials } = parts;
    return openRithmic(config, { ...world.parts, credentials }, logins, dial);
  };
  /** Connects while virtual time passes; answers what became of it. */
  const connect = async (venue: Venue, ms = 10_000) => {
    const done = venue.connect().then(
      () => 'connected',
      (error: Error) => error.message,
    );
    await world.pass(ms);
    return venue.state().phase === 'back-off' ? 'back-off' : done;
  };
  const disconnect = async (venue: Venue) => {
    const done = venue.disconnect();
    await world.pass(3_000);
    await done;
  };
  const counted = (name: string) => exchange.counts.get(name) ?? 0;
  return { world, exchange, wires, open, connect, disconnect, counted };
}

describe('one login for everything', () => {
  test('each plant has one session, the gateway is asked for its systems once, and both are said', async () => {
    const { exchange, open, connect, counted } = stage({ mostSessions: 1 });
    const venue = open();
    expect(await connect(venue)).toBe('connected');
    expect(
      exchange
        .sessions()
        .map(({ plant }) => plant)
        .toSorted(),
    ).toEqual(['history', 'order', 'pnl', 'ticker']);
    expect(venue.health?.().sessions).toEqual({ used: 1, allowed: 1 });
    expect([counted('RequestRithmicSystemInfo'), counted('RequestLogin')]).toEqual([1, 4]);
  });

  test('a second connection with the same login is refused in words that name the first', async () => {
    const { open, connect, disconnect, counted } = stage();
    const [first, second] = [open({ label: 'Main' }), open({ id: 'rithmic-2', label: 'Other' })];
    await connect(first);
    expect(await connect(second)).toContain('The connection “Main” uses this Rithmic login already');
    expect(counted('RequestLogin')).toBe(4);
    await disconnect(first);
    expect(await connect(second)).toBe('connected');
  });

  test('speaks without lengths where that was chosen, and is understood', async () => {
    const { open, connect } = stage();
    const settings = { system: 'Rithmic 01', appName: 'tide:Tidemark', prefixed: 'no' };
    expect(await connect(open({ settings }))).toBe('connected');
  });

  test('says goodbye on every plant', async () => {
    const { exchange, open, connect, disconnect, counted } = stage();
    const venue = open();
    await connect(venue);
    await disconnect(venue);
    expect([counted('RequestLogout'), exchange.sessions()]).toEqual([4, []]);
    expect(venue.state().phase).toBe('disconnected');
  });

  test('a plant that is out does not log in again while another does not answer the goodbye', async () => {
    const { world, exchange, wires, open, connect, disconnect, counted } = stage();
    const venue = open();
    await connect(venue);
    await world.pass(120_000);
    const silent = wires.at(-1) as Wire;
    const send = silent.send.bind(silent);
    silent.send = (message) => {
      const isGoodbye =
        typeof message !== 'string' && decodeFrame(Buffer.from(message)).name === 'RequestLogout';
      if (!isGoodbye) send(message);
    };
    await disconnect(venue);
    expect(counted('RequestLogout')).toBe(3);
    expect([counted('RequestLogin'), exchange.sessions()]).toEqual([4, []]);
    expect(venue.state().phase).toBe('disconnected');
  });

  test('a login that is asked for only after the connection was closed is not held', async () => {
    const world = createVirtualWorld({ startAt: tuesday });
    const exchange = createRithmicExchange({ world: { now: world.parts.now, after: world.parts.after } });
    const logins = new Logins();
    const unlocked = Promise.withResolvers<void>();
    const open = (id: string, ready: Promise<void>) => {
      const { config, parts } = rithmicWorld({ gateway: 'wss://gateway.test' }, exchange.credentials.good, {
        id,
      });
      const { credentials } = parts;
      if (credentials === null) throw new Error('there is a login');
      const use: typeof credentials.use = (purpose, run) => ready.then(() => credentials.use(purpose, run));
      return openRithmic(
        config,
        { ...world.parts, credentials: { ...credentials, use } },
        logins,
        memoryDial(exchange),
      );
    };
    const first = open('rithmic-1', unlocked.promise);
    const connecting = first.connect().catch((error: Error) => error.message);
    await world.pass(100);
    await first.disconnect();
    unlocked.resolve();
    await world.pass(1_000);
    expect(await connecting).toContain('was closed');
    const second = open('rithmic-2', Promise.resolve());
    const done = second.connect().then(
      () => 'connected',
      (error: Error) => error.message,
    );
    await world.pass(10_000);
    expect(await done).toBe('connected');
  });

  test('a forced logout ends it with a reason; connecting again takes over, and a second one says more', async () => {
    const { world, exchange, open, connect, counted } = stage();
    const venue = open();
    await connect(venue);
    exchange.forceLogout('ticker');
    await world.pass(3_600_000);
    expect(venue.state()).toMatchObject({ phase: 'disconnected' });
    expect(venue.state().reason).toContain('Connect again to take over');
    expect(counted('RequestLogin')).toBe(4);
    expect(await connect(venue)).toBe('connected');
    exchange.forceLogout();
    await world.pass(10_000);
    expect(await connect(venue)).toBe('connected');
    exchange.forceLogout();
    await world.pass(1_000);
    expect(venue.state().reason).toContain('second time within a minute');
  });

  test('two programs on one session do not fight', async () => {
    const { world, exchange, open, connect, counted } = stage();
    const login = exchange.credentials.single;
    const ours = open({}, login);
    await connect(ours);
    // Another program of the same user, which knows nothing of ours.
    const { config, parts } = rithmicWorld({ gateway: 'wss://gateway.test' }, login);
    const theirs = openRithmic(
      config,
      { ...world.parts, credentials: parts.credentials },
      new Logins(),
      memoryDial(exchange),
    );
    expect(await connect(theirs)).toBe('connected');
    const logins = counted('RequestLogin');
    await world.pass(3_600_000);
    expect(counted('RequestLogin')).toBe(logins);
    expect([ours.state().phase, theirs.state().phase]).toEqual(['disconnected', 'ready']);
  });
});

describe('refusals in plain words', () => {
  test('a login that may not use the API: two tries, then all that code 13 may mean', async () => {
    const { exchange, open, connect, counted } = stage();
    const venue = open({}, exchange.credentials.ipBound);
    const said = await connect(venue, 120_000);
    expect(said).toContain('(13)');
    expect(said).toContain('no right to use an API');
    expect(said).not.toMatch(/wrong password/i);
    expect(venue.state().phase).toBe('disconnected');
    // The third is the question for agreements.
    expect(counted('RequestLogin')).toBeLessThanOrEqual(3);
  });

  test('an application that is not approved, a wrong password, and a login that is never answered', async () => {
    const unsigned = stage();
    const login = unsigned.exchange.credentials.unsigned;
    expect(await unsigned.connect(unsigned.open({}, login), 120_000)).toContain(
      'agreements are not accepted yet: “',
    );
    const strict = stage({ approvedApps: ['good:App'] });
    expect(await strict.connect(strict.open(), 120_000)).toContain('“tide:Tidemark”');
    const wrong = stage();
    const refused = wrong.open({}, wrong.exchange.credentials.wrongSecret);
    expect(await wrong.connect(refused, 120_000)).toMatch(/refused the login/);
    const silent = stage();
    silent.exchange.manners.ignoresLogins = true;
    const waiting = silent.open();
    const reasons: string[] = [];
    waiting.onState(({ reason }) => reasons.push(reason));
    void silent.connect(waiting, 60_000);
    await silent.world.pass(60_000);
    expect(reasons.join()).toContain('did not answer the login within 25 s');
  });

  test('a system that the gateway does not serve or spells otherwise, and a live system as a test', async () => {
    const { open, connect, counted } = stage();
    const on = (system: string, change: Partial<VenueConfig> = {}) =>
      connect(open({ settings: { system, appName: 'tide:Tidemark' }, ...change }));
    expect(await on('Topstep')).toContain('This gateway does not serve “Topstep”. It serves: Rithmic Test, ');
    expect(await on('apex')).toContain('spells the system “Apex”');
    expect(await on('Apex', { environment: 'testnet' })).toContain('no test system');
    expect(await on('Apex', { settings: { system: 'Apex', appName: 'R|Trader' } })).toContain('own programs');
    expect(counted('RequestLogin')).toBe(0);
  });

  test('a gateway that is down over the weekend is waited for calmly', async () => {
    const { world, exchange, open, connect } = stage({ startAt: Date.UTC(2026, 9, 10, 15) });
    exchange.faults.refuseSockets = true;
    const venue = open();
    expect(await connect(venue, 60_000)).toBe('back-off');
    expect(venue.state().reason).toContain('until Sunday 17:00 in Chicago');
    expect((venue.state().nextAttempt ?? 0) - world.parts.now()).toBeGreaterThan(5 * 60_000);
  });
});

describe('streams', () => {
  async function streaming(options: RithmicExchangeOptions = {}) {
    const staged = stage(options);
    const venue = staged.open();
    const events: MarketEvent[] = [];
    venue.market.onEvents((batch) => events.push(...batch));
    await staged.connect(venue);
    return { ...staged, venue, events };
  }

  test('a lost ticker plant comes back alone, subscribed to the same, and says that something was missed', async () => {
    const { world, exchange, wires, venue, events, counted } = await streaming();
    for (const stream of ['quotes', 'trades', 'book'] as const)
      venue.market.subscribe({ instrument: es, stream });
    await world.pass(2_000);
    exchange.tick();
    await world.pass(1_000);
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['quote', 'trade', 'book', 'session']));
    const before = counted('RequestLogin');
    // The question for systems came first, then the order plant.
    wires[2]?.terminate();
    events.length = 0;
    await world.pass(30_000);
    expect(venue.state().phase).toBe('ready');
    expect(counted('RequestLogin')).toBe(before + 1);
    expect(events.filter(({ kind }) => kind === 'reset')).toHaveLength(1);
    exchange.tick();
    await world.pass(1_000);
    expect(events.some(({ kind }) => kind === 'trade')).toBe(true);
    expect(venue.health?.().gaps).toBeGreaterThan(0);
  });

  test('no snapshot is a print, and every trade is told once with its side, on the grid', async () => {
    const { world, exchange, venue, events } = await streaming();
    venue.market.subscribe({ instrument: es, stream: 'trades' });
    await world.pass(1_000);
    expect(events).toEqual([]);
    for (let count = 0; count < 50; count += 1) {
      exchange.tick();
      await world.pass(50);
    }
    const told = events.filter((event): event is Trade => event.kind === 'trade');
    const { tape } = exchange.exchange.market('ESZ6');
    const made = tape.trades.slice(-told.length);
    expect(told.length).toBeGreaterThan(0);
    expect(told.map(({ price, size, side }) => [price, size, side])).toEqual(
      made.map((one) => [one.price.toNumber(), one.quantity.toNumber(), one.takerSide]),
    );
    expect(told.every(({ price }) => price % 0.25 === 0)).toBe(true);
  });

  test('the book is the simulator’s own after every change, with the figures of the session beside it', async () => {
    const { world, exchange, venue, events } = await streaming();
    venue.market.subscribe({ instrument: es, stream: 'book' });
    venue.market.subscribe({ instrument: es, stream: 'quotes' });
    await world.pass(1_000);
    for (let count = 0; count < 30; count += 1) exchange.tick();
    await world.pass(1_000);
    const { book } = exchange.exchange.market('ESZ6');
    const side = (name: 'buy' | 'sell') =>
      book
        .depth(name, 50)
        .map(({ price, quantity }) => ({ price: price.toNumber(), size: quantity.toNumber() }));
    const last = events.filter(({ kind }) => kind === 'book').at(-1);
    expect(last).toMatchObject({ bids: side('buy'), asks: side('sell') });
    const session = events.filter(({ kind }) => kind === 'session').at(-1);
    expect(session).toMatchObject({ instrument: es, openInterest: 2_104_331 });
    expect(Object.keys(session ?? {})).toEqual(
      expect.arrayContaining(['open', 'high', 'low', 'volume', 'settlement', 'previousClose']),
    );
  });

  test('in hours without front months a search still finds contracts, and none without a name', async () => {
    const { world, exchange, venue, counted } = await streaming();
    exchange.manners.isInMaintenanceHours = true;
    const searching = Promise.all(['ES', ''].map((text) => venue.market.searchInstruments(text, 10)));
    await world.pass(5_000);
    const [typed, wellKnown] = await searching;
    expect(counted('RequestFrontMonthContract')).toBeGreaterThan(0);
    expect(typed?.map(({ id }) => id)).toContain(es);
    expect(wellKnown).toEqual([]);
    exchange.manners.isInMaintenanceHours = false;
    const again = venue.market.searchInstruments('', 10);
    await world.pass(5_000);
    expect((await again).map(({ id }) => id)).toContain(es);
  });

  test('a market whose step of prices is not answered at first is asked for again, and gets its book', async () => {
    const { world, exchange, wires, venue, events } = await streaming();
    const ticker = wires[2] as Wire;
    const send = ticker.send.bind(ticker);
    let isLost = false;
    ticker.send = (message) => {
      const isReference =
        typeof message !== 'string' && decodeFrame(Buffer.from(message)).name === 'RequestReferenceData';
      if (isReference && !isLost) isLost = true;
      else send(message);
    };
    venue.market.subscribe({ instrument: es, stream: 'book' });
    await world.pass(32_000);
    expect([isLost, events]).toEqual([true, []]);
    await world.pass(30_000);
    exchange.tick();
    await world.pass(1_000);
    expect(events.some(({ kind }) => kind === 'book')).toBe(true);
  });

  test('strangers, unknown fields, a template id at the end and pushes between rows change nothing', async () => {
    const { world, exchange, venue, events } = await streaming();
    Object.assign(exchange.manners, {
      sendsStrangers: true,
      hasUnknownFields: true,
      templateId: 'last',
      interleavesPushes: true,
    });
    venue.market.subscribe({ instrument: es, stream: 'trades' });
    await world.pass(1_000);
    for (let count = 0; count < 20; count += 1) exchange.tick();
    const page = venue.market.history({
      instrument: es,
      timeframe: '1m',
      priceSide: 'trade',
      range: { from: epochMs(0), to: epochMs(tuesday * 2) },
      limit: 100,
    });
    await world.pass(2_000);
    expect((await page).candles.length).toBe(100);
    expect(events.filter(({ kind }) => kind === 'trade').length).toBeGreaterThan(0);
    expect(venue.health?.().unreadable).toBe(0);
    expect(venue.state().phase).toBe('ready');
  });

  test('tells that a followed product has another front month, and nothing of others', async () => {
    const { world, exchange, venue } = await streaming();
    const rolls: unknown[] = [];
    venue.market.onRoll?.((roll) => rolls.push({ ...roll, time: 0 }));
    venue.market.subscribe({ instrument: es, stream: 'quotes' });
    await world.pass(1_000);
    exchange.roll('ES');
    await world.pass(1_000);
    expect(rolls).toEqual([{ from: es, to: instrumentId('CME:ESH7'), time: 0 }]);
    expect((await Promise.all([venue.market.searchInstruments('ES', 5), world.pass(2_000)]))[0][0]?.id).toBe(
      'CME:ESH7',
    );
  });

  test('a bar that closes is told once, with its length although that comes in seconds', async () => {
    const { world, exchange, venue, events } = await streaming();
    venue.market.subscribe({ instrument: es, stream: 'candles', timeframe: '1m' });
    // Bars need the contract's reference data.
    await Promise.all([venue.market.instrument(es), world.pass(1_000)]);
    for (let count = 0; count < 30; count += 1) {
      exchange.tick();
      await world.pass(5_000);
    }
    const bars = events.filter(({ kind }) => kind === 'candle');
    expect(bars.length).toBeGreaterThanOrEqual(2);
    expect(bars[0]).toMatchObject({ timeframe: '1m', isClosed: true, priceSide: 'trade' });
  });

  test('what is not subscribed to is not followed, whoever else is', async () => {
    const { world, exchange, venue, events } = await streaming();
    const release = venue.market.subscribe({ instrument: nq, stream: 'trades' });
    await world.pass(1_000);
    release();
    await world.pass(1_000);
    exchange.tick();
    await world.pass(1_000);
    expect(events).toEqual([]);
  });
});

describe('bars by activity and single trades', () => {
  const reach = 20 * 60_000;
  async function replaying(options: RithmicExchangeOptions = {}) {
    const staged = stage(options);
    const venue = staged.open();
    await staged.connect(venue);
    for (let count = 0; count < 200; count += 1) {
      staged.exchange.tick();
      await staged.world.pass(200);
    }
    const now = staged.world.parts.now();
    return { ...staged, venue, range: { from: epochMs(now - reach), to: epochMs(now) } };
  }
  async function gathered<T>(
    pages: AsyncIterable<readonly T[]> | undefined,
    pass: (ms: number) => Promise<void>,
  ): Promise<T[]> {
    const all: T[] = [];
    let isDone = false;
    const reading = (async () => {
      if (pages !== undefined) for await (const page of pages) all.push(...page);
    })().finally(() => {
      isDone = true;
    });
    while (!isDone) await pass(500);
    await reading;
    return all;
  }
  const { signal } = new AbortController();

  test.each([undefined, 7])(
    'gives every trade once, in order, also where replies are cut (after %s rows)',
    async (cut) => {
      const { world, exchange, venue, range } = await replaying();
      exchange.manners.cutsReplayAfter = cut;
      const trades = await gathered(
        venue.market.tradeHistory?.({ instrument: es, range }, signal),
        world.pass,
      );
      const { tape } = exchange.exchange.market('ESZ6');
      const made = tape.trades.filter(({ at }) => at >= range.from && at < range.to);
      expect(trades.length).toBeGreaterThan(50);
      expect(trades.map(({ price, size, side }) => [price, size, side])).toEqual(
        made.map((one) => [one.price.toNumber(), one.quantity.toNumber(), one.takerSide]),
      );
      expect(trades.every(({ time }, index) => time >= (trades[index - 1]?.time ?? 0))).toBe(true);
    },
  );

  test.each([
    ['ticks', 10],
    ['volume', 25],
    ['range', 4],
  ] as const)('builds bars by %s, finished ones only', async (kind, size) => {
    const { world, venue, range } = await replaying();
    const bars = await gathered(
      venue.market.activityBars?.({ instrument: es, kind, size, range }, signal),
      world.pass,
    );
    expect(bars.length).toBeGreaterThan(3);
    for (const [index, bar] of bars.entries()) {
      expect(bar.high).toBeGreaterThanOrEqual(bar.low);
      expect(bar.closeTime).toBeGreaterThanOrEqual(bar.time);
      expect(bar.time).toBeGreaterThanOrEqual(bars[index - 1]?.time ?? 0);
      if (kind === 'volume') expect(bar.volume).toBeGreaterThanOrEqual(size);
      if (kind === 'range') expect(bar.high - bar.low).toBeGreaterThanOrEqual(size * 0.25);
    }
  });
});
