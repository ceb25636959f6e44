import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { createApp, type TidemarkApp } from '../../../src-main/app.ts';
import { openStorage } from '../../../src-main/storage/index.ts';
import { replayedId } from '../../../src-main/venues/replay/index.ts';
import { startWebHost } from '../../../src-main/web/index.ts';
import { createTradeColumns } from '../../../src-shared/domain/ticks.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { seededBars, seededTrades, startTime } from '../seeded.ts';
import { benchInstrument, benchInstrumentRow, withFolder } from '../temporary-storage.ts';

const pageFolder = fileURLToPath(new URL('../../../dist/renderer', import.meta.url));

export const servedInstrument = replayedId(benchInstrument);

export interface ServedMarket {
  readonly app: TidemarkApp;
  readonly origin: string;
  /** Lets the page in and leaves it with the token, on the application's own start page. */
  admit(page: Page): Promise<void>;
  /** Plays the trades from their beginning, in real time. */
  play(): void;
}

/**
 * The application with one market in it: so many stored minute bars, then trades at a steady rate. The web host runs in
 * this process; the page is the built one.
 */
export function withServedMarket<T>(
  market: { readonly bars: number; readonly tradesPerSecond: number; readonly seconds: number },
  use: (served: ServedMarket) => Promise<T>,
): Promise<T> {
  return withFolder(async (folder) => {
    const profile = join(folder, 'profile');
    await fillProfile(profile, market);
    const marketsFolder = join(folder, 'markets');
    mkdirSync(marketsFolder);
    writeFileSync(join(marketsFolder, 'catalogue.json'), '{"about":"none","instruments":[],"files":[]}');
    const app = await createApp({ profile, host: 'web', version: 'bench', marketsFolder });
    try {
      await app.prepared;
      const host = await startWebHost({ profile, pageFolder, port: 0, openPage: app.openPage, log: app.log });
      try {
        const from = epochMs(startTime + market.bars * 60_000);
        const load = () => app.replay.session.load([{ source: benchInstrument, from, to: null }], 1);
        load();
        return await use({
          app,
          origin: host.origin,
          admit: async (page) => {
            await page.goto(host.launchAddress());
            await page.waitForFunction(() => sessionStorage.getItem('tidemark.token') !== null);
          },
          play: () => {
            load();
            app.replay.session.setSpeed(1);
            app.replay.session.play();
          },
        });
      } finally {
        await host.stop();
      }
    } finally {
      await app.stop();
    }
  });
}

async function fillProfile(
  profile: string,
  { bars, tradesPerSecond, seconds }: { bars: number; tradesPerSecond: number; seconds: number },
): Promise<void> {
  const storage = await openStorage({ profile, now: () => epochMs(Date.now()), log: () => undefined });
  try {
    const { market, journal } = storage;
    await market.saveInstruments([benchInstrumentRow]);
    await market.mergeCandles(
      { instrument: benchInstrument, timeframe: '1m', priceSide: 'trade' },
      seededBars(bars),
    );
    const trades = seededTrades(tradesPerSecond * seconds, tradesPerSecond);
    const shifted = createTradeColumns(trades.length);
    for (const name of ['time', 'price', 'size'] as const) shifted[name].set(trades[name]);
    shifted.time.set(trades.time.map((time) => time + bars * 60_000));
    await market.mergeTicks(benchInstrument, shifted);
    await journal.settings.set('ui.welcomed', true);
  } finally {
    await storage.close();
  }
}

/** The address of one chart in a window of its own, perhaps with sample scripts on it. */
export function chartAddress(origin: string, timeframe = '1m', samples: readonly string[] = []): string {
  const scripts = samples.map((name) => ({ key: name, script: `sample:${name}`, name }));
  const panel = {
    kind: 'chart',
    state: { timeframe, instrument: servedInstrument, scripts },
    link: null,
    instrument: servedInstrument,
  };
  return `${origin}/#panel=${encodeURIComponent(JSON.stringify(panel))}`;
}
