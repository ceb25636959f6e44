import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aggregateCandles } from '../../src-shared/domain/aggregate.ts';
import { backboneFrames, isMadeOf } from '../../src-shared/domain/bar-tree.ts';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import { type Candle, candleColumnNames, candlesOf } from '../../src-shared/domain/candle.ts';
import { instrumentId, type PriceSide } from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import { openedStorage } from '../storage/testing/temporary-profile.ts';
import { openReplay, replayedId, systemReplayClock } from '../venues/replay/index.ts';
import { importBundled } from './import/bundled.ts';
import { loadCatalogue } from './import/catalogue.ts';
import { createMarketHub, LatencyMeter } from './index.ts';

const played = [
  { source: instrumentId('CME:6EH4'), finest: '1m', sides: ['trade'] },
  { source: instrumentId('FTX:BTC-PERP'), finest: '1m', sides: ['trade'] },
  { source: instrumentId('FXCM:GBPUSD'), finest: '1m', sides: ['bid', 'ask'] },
  { source: instrumentId('FX:EURUSD'), finest: '1h', sides: ['bid'] },
  { source: instrumentId('BINANCE:BTCUSDC'), finest: '4h', sides: ['trade'] },
] as const satisfies { source: string; finest: Timeframe; sides: readonly PriceSide[] }[];

test('the bundled markets, replayed as fast as possible through the hub, make the stored bars again, bit for bit', {
  timeout: 240_000,
}, async () => {
  const { market } = await openedStorage();
  const now = () => epochMs(Date.UTC(2026, 2, 2));
  await importBundled(
    { market, now, log: () => undefined },
    await loadCatalogue(join(import.meta.dirname, '../../assets/markets')),
  );
  const hub = createMarketHub({ market, latency: new LatencyMeter(), log: () => undefined });
  const replay = openReplay({ source: market, clock: systemReplayClock, now });
  hub.attach(replay);
  await replay.connect();
  replay.session.load(
    played.map(({ source }) => ({ source, from: null, to: null })),
    11,
  );

  const series: { name: string; take(): void; built(): Candle[]; stored: Candle[] }[] = [];
  for (const { source, finest, sides } of played) {
    const { feed } = await hub.hold(replayedId(source));
    const calendar = calendarOf(feed.instrument.calendar);
    for (const priceSide of sides) {
      feed.bars(priceSide, finest);
      const all = market.candles(
        { instrument: source, timeframe: finest, priceSide },
        { from: epochMs(0), to: epochMs(4e12) },
      );
      for (const frame of backboneFrames.filter((one) => one === finest || isMadeOf(one, finest))) {
        feed.bars(priceSide, frame);
        const closed: Candle[] = [];
        let count = 0;
        series.push({
          name: `${source} ${frame} ${priceSide}`,
          take: () => {
            const fresh = feed.bars(priceSide, frame).closedSince(frame, count);
            if (fresh === undefined) throw new Error(`${source} ${frame}: bars were dropped`);
            closed.push(...fresh);
            count += fresh.length;
          },
          built: () => {
            const forming = feed.bars(priceSide, frame).builder.forming(frame);
            return forming === undefined ? closed : [...closed, forming];
          },
          stored: candlesOf(aggregateCandles(all, finest, frame, calendar)),
        });
      }
    }
    await feed.seeded;
  }
  hub.onActivity(() => {
    for (const one of series) one.take();
  });
  await new Promise<void>((resolve) => {
    replay.session.onChange(({ phase }) => phase === 'ended' && resolve());
    replay.session.setSpeed(0);
    replay.session.play();
  });

  let compared = 0;
  for (const { name, built, stored } of series) {
    const found = built();
    expect(found.length, name).toBe(stored.length);
    for (const [index, bar] of found.entries()) {
      for (const column of candleColumnNames) {
        if (!Object.is(bar[column], stored[index]?.[column]))
          expect.fail(
            `${name}: ${column} of bar ${index} is ${bar[column]}, stored ${stored[index]?.[column]}`,
          );
      }
      compared += 1;
    }
  }
  const { events } = replay.session.status();
  process.stdout.write(
    `bundled replay: ${events} events, ${compared} bars of ${series.length} series compared\n`,
  );
  expect(compared).toBeGreaterThan(100_000);
});
