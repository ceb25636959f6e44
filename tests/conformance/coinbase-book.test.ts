import { expect, test } from 'vitest';
import { coinbase } from '../../src-main/venues/coinbase/index.ts';
import { coinbaseWorld } from '../../src-main/venues/coinbase/testing/coinbase-world.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import type { BookLevel, BookSnapshot } from '../../src-shared/domain/market-event.ts';
import { startCoinbaseSimulator } from '../simulators/coinbase/index.ts';

const levels = 15;

/** The best levels, as the engine has them and as we do. */
const rows = (some: readonly BookLevel[]) => some.slice(0, levels).map(({ price, size }) => [price, size]);

test.each([
  ['nothing lost', {}],
  ['changes lost and doubled', { swallow: 0.05, duplicate: 0.05 }],
  ['changes out of order', { reorder: 0.05 }],
])('O10: the book is the venue’s, with %s', async (_name, chaos) => {
  const simulator = await startCoinbaseSimulator({ historyMinutes: 5, historyHours: 2, seed: 3 });
  const { config, parts } = coinbaseWorld(simulator.url, null);
  const venue = coinbase.open(config, parts);
  try {
    await venue.connect();
    let book: BookSnapshot | undefined;
    let crossed = 0;
    venue.market.onEvents((events) => {
      for (const event of events) {
        if (event.kind !== 'book') continue;
        book = event;
        const [bid, ask] = [event.bids[0]?.price ?? 0, event.asks[0]?.price ?? Number.POSITIVE_INFINITY];
        if (bid >= ask) crossed += 1;
      }
    });
    venue.market.subscribe({ instrument: instrumentId('COINBASE:BTC-USD'), stream: 'book' });
    await expect.poll(() => book?.bids.length ?? 0).toBeGreaterThan(0);
    simulator.faults.setChaos({ seed: 9, match: '"l2_data"', ...chaos });
    simulator.feeds.get('BTC-USD')?.run(200);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    simulator.faults.setChaos(undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    simulator.feeds.get('BTC-USD')?.stop();
    simulator.flush();
    const { book: truth } = simulator.exchange.market('BTC-USD');
    const wanted = (['buy', 'sell'] as const).map((side) =>
      truth.depth(side, levels).map(({ price, quantity }) => [price.toNumber(), quantity.toNumber()]),
    );
    await expect
      .poll(() => [rows(book?.bids ?? []), rows(book?.asks ?? [])], { timeout: 15_000 })
      .toEqual(wanted);
    expect(crossed).toBe(0);
    const { gaps } = venue.health?.() ?? { gaps: 0 };
    if (Object.keys(chaos).length > 0) expect(gaps).toBeGreaterThan(0);
    else expect(gaps).toBe(0);
  } finally {
    await venue.disconnect();
    await simulator.close();
  }
});
