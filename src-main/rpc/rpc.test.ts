import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { oc } from '@orpc/contract';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { RpcClient } from '../../src-renderer/lib/host/rpc-client.ts';
import type { LatencyReport, Notice } from '../../src-shared/contract/system.ts';
import { type Candle, candleColumnsOf } from '../../src-shared/domain/candle.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import { type Instrument, instrumentId } from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { createMarketHub, LatencyMeter, PageStream } from '../market/index.ts';
import { PageModel } from '../market/testing/page-model.ts';
import { createUploads } from '../market/uploads.ts';
import { openConnections } from '../open-connections.ts';
import { createScripts } from '../scripts/index.ts';
import { openedStorage, temporaryFolder } from '../storage/testing/temporary-profile.ts';
import { systemWorld } from '../system-world.ts';
import { createTrading } from '../trading/index.ts';
import { openReplay, replayedId, systemReplayClock } from '../venues/replay/index.ts';
import { CallLimiter } from './guard.ts';
import { assertSchemas, Broadcast, createRpc, type PreparationStep, type RpcServices } from './index.ts';

const minute = 60_000;
const start = Date.UTC(2026, 2, 2, 9, 30);
const stored: Instrument = {
  id: instrumentId('TEST:AAA'),
  name: 'Sample future',
  assetClass: 'future',
  currency: 'USD',
  tickSize: '0.25',
  lotStep: '1',
  multiplier: '50',
  calendar: 'crypto-24-7',
  priceSide: 'trade',
};
const played = replayedId(stored.id);
const bars: Candle[] = Array.from({ length: 300 }, (_, index) => ({
  time: epochMs(start + index * minute),
  open: 100,
  high: 102,
  low: 99,
  close: 101,
  volume: 16 + index,
}));

/** The real router over a real message channel, on the real storage. */
async function openPage(change: Partial<RpcServices> = {}) {
  const storage = await openedStorage();
  await storage.market.saveInstruments([stored]);
  await storage.market.mergeCandles(
    { instrument: stored.id, timeframe: '1m', priceSide: 'trade' },
    candleColumnsOf(bars),
  );
  const logged: { event: string; fields: unknown }[] = [];
  const log = (event: string, fields?: unknown) => logged.push({ event, fields });
  const latency = new LatencyMeter();
  const hub = createMarketHub({ market: storage.market, latency, log });
  const replay = openReplay({ source: storage.market, clock: systemReplayClock, now: () => epochMs(start) });
  hub.attach(replay);
  await replay.connect();
  onTestFinished(() => replay.disconnect());
  const world = systemWorld(log);
  const { connections, entries, vaultAccess, ...opened } = await openConnections({
    profile: temporaryFolder(),
    journal: storage.journal,
    log: () => undefined,
    isDeveloper: false,
    attach: (venue) => hub.attach(venue),
  });
  onTestFinished(() => opened.close());
  const scripts = await createScripts({
    hub,
    repository: storage.journal.scripts,
    samplesFolder: join(import.meta.dirname, '../../assets/scripts'),
    now: () => epochMs(start),
    newId: () => `script-${storage.journal.scripts.list().length + 1}`,
    log,
    workers: 1,
    lingerMs: 0,
  });
  onTestFinished(() => scripts.stop());
  const services: RpcServices = {
    scripts,
    connections,
    entries,
    vault: vaultAccess,
    trading: createTrading({ repository: storage.journal.trading, world }),
    openInBrowser: async () => false,
    outgoingAddress: async () => ({ address: '127.0.0.1', sentence: 'This machine.' }),
    market: storage.market,
    journal: storage.journal,
    hub,
    openStream: (channel) => new PageStream(hub, channel, latency),
    standingNotices: () => [],
    trades: {} as RpcServices['trades'],
    importer: {} as RpcServices['importer'],
    uploads: createUploads(temporaryFolder(), () => 'upload-1'),
    replay: replay.session,
    latency: new Broadcast<LatencyReport>(2),
    notices: new Broadcast<Notice>(50),
    preparation: {
      current: () => ({ done: 1, total: 1, doing: '' }),
      steps: new Broadcast<PreparationStep>(10),
    },
    info: () => ({
      version: '1',
      platform: 'x',
      nodeVersion: '24',
      sqliteVersion: '3',
      startedAt: epochMs(start),
      isFirstStart: false,
    }),
    now: () => start,
    log,
    ...change,
  };
  const { port1, port2 } = new MessageChannel();
  const model = new PageModel();
  let toMain: (bytes: Uint8Array) => void = () => undefined;
  const session = createRpc(services).openPage({
    control: port1,
    host: 'web',
    end: () => undefined,
    data: {
      send: model.sink.send,
      onMessage: (listener) => {
        toMain = listener;
      },
    },
  });
  model.acknowledge = (bytes) => toMain(bytes);
  port1.start();
  port2.start();
  const rpc: RpcClient = createORPCClient(new RPCLink({ port: port2 }));
  const close = () => {
    session.close();
    port2.close();
  };
  onTestFinished(close);
  return { rpc, services, storage, replay, hub, model, logged, close };
}

const refusal = async (call: Promise<unknown>) => {
  try {
    await call;
  } catch (error) {
    if (error instanceof ORPCError)
      return {
        code: error.code as string,
        message: error.message,
        data: error.data as unknown,
        text: JSON.stringify(error),
      };
    throw error;
  }
  throw new Error('the call was answered');
};
const eventually = (check: () => void) =>
  expect
    .poll(
      () => {
        check();
        return true;
      },
      { timeout: 10_000 },
    )
    .toBe(true);

test.each<[string, (rpc: RpcClient) => Promise<unknown>]>([
  ['a text that is too long', (rpc) => rpc.market.search({ text: 'x'.repeat(101), limit: 5 })],
  ['more results than there may be', (rpc) => rpc.market.search({ text: '', limit: 201 })],
  [
    'more bars than there may be',
    (rpc) =>
      rpc.market.history({
        instrument: played,
        timeframe: '1m',
        priceSide: 'trade',
        request: 1,
        before: null,
        count: 20_001,
      }),
  ],
  [
    'a list that is too long',
    (rpc) =>
      rpc.watchlists.save({
        id: 'a',
        name: 'a',
        position: 1,
        instruments: Array.from({ length: 2001 }, () => played),
      }),
  ],
  [
    'a setting of two million characters',
    (rpc) => rpc.settings.set({ key: 'a', value: 'x'.repeat(2_000_000) }),
  ],
  [
    'a setting of a million values',
    (rpc) => rpc.settings.set({ key: 'a', value: Array.from({ length: 1_000_000 }, () => 0) }),
  ],
  [
    'a setting nested five hundred deep',
    (rpc) => rpc.settings.set({ key: 'a', value: JSON.parse('['.repeat(500) + ']'.repeat(500)) }),
  ],
  [
    'a drawing that is too large',
    (rpc) => rpc.drawings.save({ instrument: played, document: { text: 'x'.repeat(2_000_000) } }),
  ],
  ['a key with other characters', (rpc) => rpc.settings.set({ key: '../../etc', value: 1 })],
  ['an instrument that is none', (rpc) => rpc.market.instrument({ instrument: 'nonsense' as typeof played })],
  ['a step of a billion years', (rpc) => rpc.replay.step({ unit: 'bar', barMs: 1e15 })],
  ['no input at all', (rpc) => rpc.market.search(undefined as never)],
])('E8: %s is refused as invalid, in a sentence', async (_what, call) => {
  const { rpc, logged } = await openPage();
  const { code, message } = await refusal(call(rpc));
  expect(code).toBe('invalid');
  expect(message).toMatch(/^The request was not understood: .+/);
  expect(logged).toEqual([]);
});

test('E8: what the contract does not name never leaves, however it got into the answer', async () => {
  const { rpc } = await openPage({
    info: () =>
      ({
        version: '1',
        platform: 'x',
        nodeVersion: '24',
        sqliteVersion: '3',
        startedAt: epochMs(start),
        isFirstStart: false,
        apiSecret: 'hunter2',
      }) as ReturnType<RpcServices['info']>,
  });
  expect(Object.keys(await rpc.system.info({})).toSorted()).toEqual([
    'host',
    'isFirstStart',
    'nodeVersion',
    'platform',
    'sqliteVersion',
    'startedAt',
    'version',
  ]);
});

test('E8: an unexpected error is a code without stack, path or words of its own; the log has them', async () => {
  const { rpc, logged } = await openPage({
    info: () => {
      throw new Error('ENOENT: /home/someone/secret.db');
    },
  });
  const { code, text } = await refusal(rpc.system.info({}));
  expect(code).toBe('internal');
  expect(text).not.toMatch(/ENOENT|secret|\/home|\.ts|stack/);
  expect(logged.map(({ event }) => event)).toEqual(['rpc.failed']);
});

test('E8: an answer that breaks its schema is an inner error too', async () => {
  const { rpc } = await openPage({ info: () => ({ version: 5 }) as never });
  expect((await refusal(rpc.system.info({}))).code).toBe('internal');
});

test('E8: an expected failure is its kind and its sentence', async () => {
  const { rpc, logged } = await openPage();
  expect(await refusal(rpc.connections.connect({ id: 'moon' }))).toMatchObject({
    code: 'not-found',
    message: 'There is no connection “moon”.',
  });
  expect(await refusal(rpc.replay.play({}))).toMatchObject({ code: 'invalid' });
  expect(logged).toEqual([]);
});

test('E8: a failure between two events is its kind and its sentence as well', async () => {
  const { rpc, logged } = await openPage({
    uploads: { ...createUploads(temporaryFolder(), () => 'u'), complete: () => ({ path: 'x', name: 'x' }) },
    importer: {
      run: async () => Promise.reject(new Failure('invalid', 'Line 3 is no candle.')),
    } as unknown as RpcServices['importer'],
  });
  const events = await rpc.imports.run({
    upload: 'u',
    target: { instrument: stored.id, priceSide: 'trade' },
    mapping: {
      kind: 'trades',
      delimiter: ',',
      hasHeader: true,
      timeFormat: 'iso',
      timeZone: 'UTC',
      columns: [],
    },
  });
  expect(await refusal(events.next())).toMatchObject({ code: 'invalid', message: 'Line 3 is no candle.' });
  expect(logged.map(({ event }) => event)).toEqual(['import.ended']);
});

test('E8: a page that runs wild is held back procedure by procedure', async () => {
  const { rpc } = await openPage();
  const answers = await Promise.allSettled(Array.from({ length: 700 }, () => rpc.system.info({})));
  const refused = answers.filter((answer) => answer.status === 'rejected');
  expect(refused.length).toBeGreaterThan(50);
  for (const { reason } of refused as PromiseRejectedResult[])
    expect(reason).toMatchObject({ code: 'rate-limited' });
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(400);
  await expect(rpc.connections.list({})).resolves.toHaveLength(1);
});

test('E8: the rate comes back with time', () => {
  const limiter = new CallLimiter();
  for (let call = 0; call < 400; call += 1) limiter.take('a', 0);
  expect(() => limiter.take('a', 0)).toThrow(/Too many requests/);
  expect(() => limiter.take('b', 0)).not.toThrow();
  expect(() => limiter.take('a', 5)).not.toThrow();
  expect(() => limiter.take('a', 5)).toThrow();
});

test('E8: a procedure without a schema fails start-up and says which', () => {
  const none = z.object({});
  expect(() => assertSchemas({ part: { good: oc.input(none).output(none) } }, [])).not.toThrow();
  expect(() => assertSchemas({ part: { open: oc.output(none) } }, [])).toThrow(
    'the procedure part.open has no schema',
  );
  expect(() => assertSchemas({ part: { blind: oc.input(none) } }, [])).toThrow(
    'the procedure part.blind has no schema',
  );
});

test('a page finds a market, gets its history and its stream, and the two join', async () => {
  const { rpc, model, replay } = await openPage();
  const found = await rpc.market.search({ text: 'aaa', limit: 5 });
  expect(found.map(({ instrument, connection }) => [instrument.id, connection])).toEqual([
    ['REPLAY:TEST.AAA', 'replay'],
    ['TEST:AAA', undefined],
  ]);
  await rpc.replay.load({
    tracks: [{ source: stored.id, from: epochMs(start + 100 * minute), to: null }],
    seed: 7,
  });
  const { channel } = await rpc.market.subscribe({
    kind: 'candles',
    instrument: played,
    timeframe: '5m',
    priceSide: 'trade',
  });
  const { channel: quotes } = await rpc.market.subscribe({ kind: 'quote', instrument: played });
  let request = 0;
  const load = async (of: number) => {
    request += 1;
    model.requests.set(request, of);
    return rpc.market.history({
      instrument: played,
      timeframe: '5m',
      priceSide: 'trade',
      request,
      before: null,
      count: 1000,
    });
  };
  expect(await load(channel)).toEqual({ count: 20, hasOlder: false });
  model.onReset = (of) => void load(of);
  await rpc.replay.setSpeed({ speed: 10_000 });
  await rpc.replay.play({});
  await eventually(() => expect(replay.session.status().elapsedMs).toBeGreaterThan(40 * minute));
  const jumped = await rpc.replay.seek({ elapsedMs: 10 * minute });
  expect(jumped.elapsedMs).toBeLessThan(30 * minute);
  await rpc.replay.setSpeed({ speed: 0 });
  await eventually(() => expect(replay.session.status().phase).toBe('ended'));
  const fives = Array.from({ length: 60 }, (_, index) => {
    const part = bars.slice(index * 5, index * 5 + 5);
    return {
      time: part[0]?.time,
      open: 100,
      high: 102,
      low: 99,
      close: 101,
      volume: part.reduce((sum, { volume }) => sum + volume, 0),
    };
  });
  await eventually(() => expect(model.barsOf(channel)).toEqual(fives));
  expect(model.resets).toBeGreaterThan(0);
  expect(model.holes).toBe(0);
  await eventually(() =>
    expect(model.batches.some((batch) => batch.quotes.channel.includes(quotes))).toBe(true),
  );
  expect(await rpc.market.unsubscribe({ channel })).toEqual({ wasOpen: true });
  expect(await rpc.market.unsubscribe({ channel })).toEqual({ wasOpen: false });
});

test('event iterators end when the page gives them back, and when it goes away', async () => {
  const { rpc, services, close } = await openPage();
  const one = await rpc.system.notices({});
  const two = await rpc.system.latency({});
  const waiting = one.next();
  const cut = two.next().then(
    () => 'answered',
    () => 'cut',
  );
  await eventually(() =>
    expect([services.notices.hasListeners, services.latency.hasListeners]).toEqual([true, true]),
  );
  services.notices.publish({ level: 'info', title: 'Hello', text: 'World' });
  expect(await waiting).toMatchObject({ value: { title: 'Hello' }, done: false });
  await one.return?.();
  await eventually(() => expect(services.notices.hasListeners).toBe(false));
  expect(services.latency.hasListeners).toBe(true);
  close();
  expect(await cut).toBe('cut');
  await eventually(() => expect(services.latency.hasListeners).toBe(false));
});

test('states come at once and with every change, none lost in between, and listeners are let go', async () => {
  const { rpc, replay } = await openPage();
  const controller = new AbortController();
  const states = await rpc.connections.changes({}, { signal: controller.signal });
  const phases: string[] = [];
  const reading = (async () => {
    for await (const [status] of states) phases.push(status?.phase ?? '');
  })();
  await eventually(() => expect(phases).toEqual(['ready']));
  await replay.disconnect();
  await replay.connect();
  await eventually(() => expect(phases).toEqual(['ready', 'disconnected', 'connecting', 'ready']));
  controller.abort();
  await reading.catch(() => undefined);
  const news = await rpc.replay.changes({});
  expect(await news.next()).toMatchObject({ value: { phase: 'empty' } });
  await rpc.replay.load({ tracks: [{ source: stored.id, from: null, to: null }], seed: 1 });
  expect(await news.next()).toMatchObject({ value: { phase: 'paused' } });
  await news.return?.();
});

test('a broadcast keeps the newest for a slow listener, from the call on, and frees it at any moment', async () => {
  const news = new Broadcast<number>(3);
  const aborted = new AbortController();
  const listening = news.listen(aborted.signal);
  for (let value = 0; value < 10; value += 1) news.publish(value);
  expect(await listening.next()).toEqual({ done: false, value: 7 });
  expect(await listening.next()).toEqual({ done: false, value: 8 });
  aborted.abort();
  expect(await listening.next()).toEqual({ done: true, value: undefined });
  expect(news.hasListeners).toBe(false);
  const pending = news.listen(undefined);
  const next = pending.next();
  await pending.return?.();
  expect(await next).toEqual({ done: true, value: undefined });
  expect(news.hasListeners).toBe(false);
  expect(await news.listen(aborted.signal).next()).toEqual({ done: true, value: undefined });
  expect(news.hasListeners).toBe(false);
});

test('a stored market can be corrected; what is wrong is refused in words and changes nothing', async () => {
  const { rpc } = await openPage();
  const right = { instrument: stored.id, name: 'ES', assetClass: 'index', tickSize: '0.5' } as const;
  expect(await rpc.market.describe({ ...right, calendar: 'forex' })).toEqual({
    ...stored,
    name: 'ES',
    assetClass: 'index',
    tickSize: '0.5',
    calendar: 'forex',
  });
  const wrong = [
    { ...right, calendar: 'mars' },
    { ...right, calendar: 'forex', tickSize: '0' },
    { ...right, calendar: 'forex', instrument: instrumentId('TEST:NONE') },
  ];
  for (const one of wrong)
    await expect(rpc.market.describe(one)).rejects.toThrow(/Known:|not a step|not stored/);
  expect((await rpc.market.instrument({ instrument: stored.id }))?.instrument).toMatchObject({
    name: 'ES',
    tickSize: '0.5',
  });
});

test('a connection without market data, which no market hub knows, is connected and disconnected', async () => {
  let phase: 'ready' | 'disconnected' = 'disconnected';
  const card = {
    id: 'c1',
    kind: 'kraken',
    settings: { label: 'Orders only' },
    get phase() {
      return phase;
    },
    reason: '',
    since: epochMs(start),
  };
  const connections = {
    cards: () => [card],
    connect: async () => {
      phase = 'ready';
    },
    disconnect: async () => {
      phase = 'disconnected';
    },
  } as unknown as RpcServices['connections'];
  const { rpc } = await openPage({ connections });
  expect(await rpc.connections.connect({ id: 'c1' })).toMatchObject({ label: 'Orders only', phase: 'ready' });
  expect(await rpc.connections.disconnect({ id: 'c1' })).toMatchObject({ phase: 'disconnected' });
  await expect(rpc.connections.connect({ id: 'other' })).rejects.toMatchObject({ code: 'not-found' });
});

test('a page that asks for the state of the vault tries no keychain, unless one is to be chosen', async () => {
  let tries = 0;
  let state: ReturnType<RpcServices['vault']['state']> = { phase: 'ready', provider: 'passphrase' };
  const vault = {
    state: () => state,
    settings: () => ({ lockAfterIdleMinutes: 0, locksWithScreen: false }),
    onState: () => () => undefined,
    keychainReport: async () => {
      tries += 1;
      return { usable: true, sentence: 'It keeps what it is given.' };
    },
  } as unknown as RpcServices['vault'];
  const { rpc } = await openPage({ vault });
  const first = async () => (await (await rpc.vault.state({})).next()).value;
  expect(await first()).toMatchObject({ phase: 'ready', provider: 'passphrase' });
  state = { phase: 'locked', provider: 'keychain', reason: 'It is locked.', wayBack: 'Unlock it.' };
  expect(await first()).toMatchObject({ reason: 'It is locked.', isKeychainUsable: false });
  expect(tries).toBe(0);
  state = { phase: 'unset' };
  expect(await first()).toMatchObject({ provider: 'none', isKeychainUsable: true });
  expect(tries).toBe(1);
});

test('a page keeps scripts and their versions, and runs one over both planes', async () => {
  const first = await openPage();
  const source = '//@version=6\nindicator("Twice")\nplot(close * 2, "Twice")';
  const saved = await first.rpc.scripts.save({ name: 'Twice', folder: 'mine', source });
  expect(saved).toMatchObject({ kind: 'indicator', title: 'Twice', version: 1, isSample: false });
  const next = await first.rpc.scripts.save({ ...saved, source: `${source}\n// more`, note: 'more' });
  expect(next.version).toBe(2);
  expect((await first.rpc.scripts.get({ id: saved.id, version: 1 })).source).toBe(source);
  const [sample] = (await first.rpc.scripts.list({})).filter(({ isSample }) => isSample);
  const copied = await refusal(
    first.rpc.scripts.save({ id: sample?.id ?? '', name: 'x', folder: '', source }),
  );
  expect(copied).toMatchObject({ code: 'invalid' });
  const wanted = {
    script: { id: saved.id, version: 1 },
    instrument: stored.id,
    timeframe: '1m',
    inputs: {},
  } as const;
  const { channel } = await first.rpc.scriptRuns.start(wanted);
  for await (const event of await first.rpc.scriptRuns.events({ channel })) {
    if (event.kind === 'state' && event.phase === 'ready') break;
  }
  await expect.poll(() => first.model.scripts.at(-1)?.count).toBe(bars.length);
  const frame = first.model.scripts.at(-1);
  expect(frame).toMatchObject({ channel, generation: 1 });
  expect([...(frame?.columns[0] ?? [])]).toEqual([...(frame?.time ?? [])].map(() => 202));
  const traced = await first.rpc.scriptRuns.trace({ channel, time: epochMs(start + 10 * minute) });
  expect(traced.bar).toEqual({ index: 10, time: start + 10 * minute });
  const listening = await first.rpc.scriptRuns.events({ channel });
  const untilTheEnd = (async () => {
    for await (const event of listening) expect(event.generation).toBe(1);
  })();
  expect(await first.rpc.scriptRuns.stop({ channel })).toEqual({ wasOpen: true });
  await untilTheEnd;
  expect(await first.rpc.scriptRuns.stop({ channel })).toEqual({ wasOpen: false });
  const gone = await refusal(first.rpc.scriptRuns.trace({ channel, time: epochMs(start) }));
  expect(gone).toMatchObject({ code: 'not-found' });
});
