import { fileURLToPath } from 'node:url';
import { importBundled } from '../../../src-main/market/import/bundled.ts';
import { loadCatalogue } from '../../../src-main/market/import/catalogue.ts';
import { createMarketHub, LatencyMeter } from '../../../src-main/market/index.ts';
import type { MarketStore } from '../../../src-main/storage/market-store.ts';
import { openReplay, replayedId, systemReplayClock } from '../../../src-main/venues/replay/index.ts';
import { backboneFrames } from '../../../src-shared/domain/bar-tree.ts';
import { calendarOf } from '../../../src-shared/domain/calendars.ts';
import type { Candle } from '../../../src-shared/domain/candle.ts';
import { CandleBuilder } from '../../../src-shared/domain/candle-builder.ts';
import { type InstrumentId, instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { Measurement, RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import { withStorage } from '../temporary-storage.ts';

const marketsFolder = fileURLToPath(new URL('../../../assets/markets', import.meta.url));

/** Bundled markets, recorded ticks and minute bars, each from its first to its last event. */
const minuteBars = ['CME:6EH4', 'FTX:BTC-PERP', 'FXCM:GBPUSD'];

/** The bundled markets, played as fast as possible: stored history → replay venue → hub → bars of ten timeframes. */
export function run(options: RunOptions): Promise<void> {
  return withStorage(async ({ market }) => {
    const log = () => undefined;
    const now = () => epochMs(Date.now());
    await importBundled({ market, now, log }, await loadCatalogue(marketsFolder));
    const tickSources = market
      .instruments()
      .filter(({ id }) => market.tickSummaries(id).length > 0)
      .map(({ id }) => id);
    const barSources = minuteBars.map(instrumentId);
    await comparePlaying(
      'e2e.replay',
      'recorded ticks and minute bars',
      market,
      [...tickSources, ...barSources],
      options,
    );
    await comparePlaying('e2e.replay.ticks', 'recorded ticks', market, tickSources, options);
  });
}

async function comparePlaying(
  name: string,
  what: string,
  market: MarketStore,
  sources: readonly InstrumentId[],
  options: RunOptions,
): Promise<void> {
  const recorded: MarketEvent[] = [];
  await play(market, sources, (events) => {
    for (const event of events) recorded.push(event);
  });
  const scale = 1e6 / recorded.length;
  await compare(
    {
      name,
      unit: 'ns/event',
      note: `${recorded.length} events, ${what} of ${sources.join(', ')}, into ${backboneFrames.length} timeframes`,
      candidates: [
        {
          role: 'ours',
          label: 'replay → hub',
          run: async () => {
            const { tookMs, result } = await play(market, sources);
            return { cost: tookMs * scale, result };
          },
        },
        {
          role: 'limit',
          label: 'the events from memory into bare builders',
          run: () => buildBare(market, sources, recorded, scale),
        },
      ],
      goals: [{ text: '≥ 1,000,000 events/s (≤ 1,000 ns/event)', isReached: ({ ours }) => ours <= 1000 }],
    },
    options,
  );
}

async function play(
  market: MarketStore,
  sources: readonly InstrumentId[],
  onEvents?: (events: readonly MarketEvent[]) => void,
): Promise<{ tookMs: number; result: number[] }> {
  const hub = createMarketHub({ market, latency: new LatencyMeter(), log: () => undefined });
  const replay = openReplay({ source: market, clock: systemReplayClock, now: () => epochMs(Date.now()) });
  const detach = hub.attach(replay);
  await replay.connect();
  replay.session.load(
    sources.map((source) => ({ source, from: null, to: null })),
    1,
  );
  const held = await Promise.all(sources.map((source) => hub.hold(replayedId(source))));
  // A feed lays history under its first events; let that be over before the clock runs.
  while (held.some(({ feed }) => !feed.dayBars.isRecording)) await new Promise(setImmediate);
  for (const { feed } of held)
    for (const frame of backboneFrames) feed.bars(feed.instrument.priceSide, frame);
  if (onEvents !== undefined) replay.market.onEvents(onEvents);
  const started = performance.now();
  await new Promise<void>((resolve) => {
    replay.session.onChange(({ phase }) => {
      if (phase === 'ended') resolve();
    });
    replay.session.setSpeed(0);
    replay.session.play();
  });
  const tookMs = performance.now() - started;
  const result = held.flatMap(({ feed }) =>
    backboneFrames.flatMap((frame) => [
      feed.dayBars.closedCount(frame),
      ...valuesOf(feed.dayBars.builder.forming(frame)),
    ]),
  );
  for (const { release } of held) release();
  detach();
  return { tookMs, result };
}

/** No store, no clock, no hub: only what has to happen to each event. */
function buildBare(
  market: MarketStore,
  sources: readonly InstrumentId[],
  events: readonly MarketEvent[],
  scale: number,
): Measurement {
  const markets = sources.map((source) => {
    const stored = market.instrument(source);
    if (stored === undefined) throw new Error(`${source} is not stored`);
    const closed = new Float64Array(backboneFrames.length);
    const builder = new CandleBuilder(backboneFrames, calendarOf(stored.calendar), (frame) => {
      const at = backboneFrames.indexOf(frame as (typeof backboneFrames)[number]);
      closed[at] = (closed[at] as number) + 1;
    });
    return { id: replayedId(source), side: stored.priceSide, closed, builder };
  });
  const byId = new Map(markets.map((one) => [one.id, one]));
  const started = performance.now();
  for (const event of events) {
    if (event.kind === 'quote') {
      const found = byId.get(event.instrument);
      const price = found?.side === 'ask' ? event.ask : event.bid;
      if (!Number.isNaN(price)) found?.builder.tick(event.time, price, event.volume);
    } else if (event.kind === 'trade') {
      byId.get(event.instrument)?.builder.tick(event.time, event.price, event.size);
    }
  }
  const cost = (performance.now() - started) * scale;
  return {
    cost,
    result: markets.flatMap(({ closed, builder }) =>
      backboneFrames.flatMap((frame, index) => [
        closed[index] as number,
        ...valuesOf(builder.forming(frame)),
      ]),
    ),
  };
}

function valuesOf(candle: Candle | undefined): number[] {
  if (candle === undefined) return [];
  const { time, open, high, low, close, volume } = candle;
  return [time, open, high, low, close, volume];
}
