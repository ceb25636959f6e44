import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ScriptEvent } from '../../src-shared/contract/scripts.ts';
import { type Candle, candleColumnsOf } from '../../src-shared/domain/candle.ts';
import { type Instrument, instrumentId } from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { MemoryMarketStore } from '../market/import/memory-market-store.ts';
import { createMarketHub, LatencyMeter } from '../market/index.ts';
import { createScripts, type HeldRun, type RunStart, type ScriptsParts } from '../scripts/index.ts';
import type { ScriptRepository, ScriptRow, ScriptSave } from '../storage/script-store.ts';
import { openReplay, replayedId, systemReplayClock } from '../venues/replay/index.ts';

export const minute = 60_000;
export const firstBar = Date.UTC(2026, 2, 2, 0, 0);
export const samplesFolder = join(import.meta.dirname, '../../assets/scripts');

const instrument = (id: string, name: string): Instrument => ({
  id: instrumentId(id),
  name,
  assetClass: 'crypto',
  currency: 'USD',
  tickSize: '0.01',
  lotStep: '1',
  multiplier: '1',
  calendar: 'crypto-24-7',
  priceSide: 'trade',
});
export const stored = instrument('TEST:AAAUSD', 'Sample coin');
export const other = instrument('TEST:BBBUSD', 'Another coin');
export const played = replayedId(stored.id);

/** A seeded walk of minutes, with a pause in it. */
export function walk(count: number, seed: number, from = firstBar): Candle[] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
  let price = 10_000;
  const cents = (value: number) => Math.round(value) / 100;
  return Array.from({ length: count }, (_, index) => {
    const open = price;
    const close = open + Math.round((random() - 0.5) * 60);
    const high = Math.max(open, close) + Math.round(random() * 20);
    const low = Math.min(open, close) - Math.round(random() * 20);
    price = close;
    const pause = index > count / 3 ? 90 * minute : 0;
    return {
      time: epochMs(from + index * minute + pause),
      open: cents(open),
      high: cents(high),
      low: cents(low),
      close: cents(close),
      volume: 10 + Math.floor(random() * 90),
    };
  });
}

/** Scripts over a replayed market, in real threads. */
export async function scriptWorld(change: Partial<ScriptsParts> = {}, bars = walk(3000, 7)) {
  const logged: { event: string; fields: unknown }[] = [];
  const log = (event: string, fields?: unknown) => logged.push({ event, fields });
  const market = new MemoryMarketStore();
  await market.saveInstruments([stored, other]);
  await market.mergeCandles(key(stored), candleColumnsOf(bars));
  await market.mergeCandles(key(other), candleColumnsOf(walk(bars.length, 99)));
  const hub = createMarketHub({ market, latency: new LatencyMeter(), log });
  const replay = openReplay({ source: market, clock: systemReplayClock, now: () => epochMs(firstBar) });
  hub.attach(replay);
  await replay.connect();
  const scripts = await createScripts({
    hub,
    repository: memoryScripts(),
    samplesFolder,
    now: () => epochMs(firstBar),
    newId: newIds(),
    log,
    workers: 1,
    lingerMs: 50,
    ...change,
  });
  onTestFinished(async () => {
    await scripts.stop();
    await replay.disconnect();
  });
  const start = (source: string, more: Partial<RunStart> = {}) =>
    scripts.start({ source, instrument: stored.id, timeframe: '1m', inputs: {}, ...more });
  /** Plays the market from that bar on, paused. */
  const replayFrom = (bar: number) => {
    const from = bars[bar]?.time ?? epochMs(firstBar);
    replay.session.load([{ source: stored.id, from, to: null }], 5);
  };
  /** Plays so many minutes, a few of them event by event. */
  const playBars = async (count: number) => {
    for (let bar = 0; bar < count; bar += 1) {
      if (bar % 10 === 0) for (let event = 0; event < 3; event += 1) replay.session.stepEvent();
      replay.session.stepBar(minute);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { scripts, hub, replay, market, logged, start, replayFrom, playBars, bars };
}

const key = ({ id }: Instrument) => ({ instrument: id, timeframe: '1m', priceSide: 'trade' }) as const;

function newIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `script-${last}`;
  };
}

/** Reads a run's events until one fits; answers it. */
export async function eventOf<Kind extends ScriptEvent['kind']>(
  run: HeldRun,
  kind: Kind,
  fits: (event: Extract<ScriptEvent, { kind: Kind }>) => boolean = () => true,
): Promise<Extract<ScriptEvent, { kind: Kind }>> {
  const ending = new AbortController();
  const seen: string[] = [];
  try {
    for await (const event of run.events(ending.signal)) {
      seen.push(event.kind === 'state' ? event.phase : event.kind);
      const found = event as Extract<ScriptEvent, { kind: Kind }>;
      if (event.kind === kind && fits(found)) return found;
      if (kind !== 'fault' && event.kind === 'fault') throw new Error(`the run failed: ${event.message}`);
    }
  } finally {
    ending.abort();
  }
  throw new Error(`the run ended without ${kind}: ${seen.join(', ')}`);
}

export const ready = (run: HeldRun) => eventOf(run, 'state', ({ phase }) => phase === 'ready');

/** Scripts without a disk. */
function memoryScripts(): ScriptRepository {
  const rows = new Map<string, ScriptRow>();
  const sources = new Map<string, string>();
  const favourites = new Set<string>();
  return {
    list: () => [...rows.values()],
    get: (id) => rows.get(id),
    source: (id, version) => sources.get(`${id} ${version}`),
    versions: (id) => {
      const version = rows.get(id)?.version ?? 0;
      return Array.from({ length: version }, (_, index) => ({
        version: version - index,
        savedAt: epochMs(firstBar),
        note: '',
        characters: sources.get(`${id} ${version - index}`)?.length ?? 0,
      }));
    },
    save: async ({ row, source }: ScriptSave) => {
      const before = rows.get(row.id)?.version ?? 0;
      const version = sources.get(`${row.id} ${before}`) === source ? before : before + 1;
      rows.set(row.id, { ...row, version });
      sources.set(`${row.id} ${version}`, source);
      return version;
    },
    move: async (id, name, folder) => {
      const row = rows.get(id);
      if (row !== undefined) rows.set(id, { ...row, name, folder });
      return row !== undefined;
    },
    remove: async (id) => rows.delete(id),
    favourites: () => favourites,
    setFavourite: async (id, isFavourite) => {
      if (isFavourite) favourites.add(id);
      else favourites.delete(id);
    },
  };
}

/** Waits until the run's columns have the replay's newest bar. */
export async function caughtUp(run: HeldRun, time: number): Promise<void> {
  const { columns } = run;
  while ((columns.time[columns.count - 1] ?? 0) < time) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  // What was on its way when the bar began.
  await new Promise((resolve) => setTimeout(resolve, 60));
}

/** All columns as they are, for comparing bit by bit. */
export function contents({ columns: { count, time, columns } }: HeldRun): number[][] {
  return [time, ...columns].map((column) => [...column.subarray(0, count)]);
}
