import { expect, test } from 'vitest';
import type { TradingRepository } from '../../src-main/storage/trading-store.ts';
import type { Venue } from '../../src-main/venues/venue.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import { type FillsFigures, type FillsPlan, runFills } from './fills-exactly-once-run.ts';
import { chosenSeed, isLongRun } from './random.ts';

const minuteMs = 60_000;
const short: FillsPlan = {
  seed: chosenSeed(),
  connections: 8,
  fills: 2000,
  fillsPerSecond: 130,
  speed: 6,
  chaos: { drop: 0.001, swallow: 0.02, duplicate: 0.03, reorder: 0.03, replay: 0.02 },
  patienceMs: 25_000,
};
const long: FillsPlan = {
  ...short,
  connections: 40,
  fills: 50_000,
  fillsPerSecond: 160,
  speed: 1,
  chaos: { ...short.chaos, drop: 0.0005 },
  patienceMs: 2 * minuteMs,
};
const plan = isLongRun() ? long : short;

test('O7, O8: every fill is surfaced once and stored once, whatever the streams lose, repeat and mix up', {
  timeout: 1_800_000,
}, async () => {
  const figures = await runFills(plan);
  print('fills exactly once', plan, figures);
  expect(figures).toMatchObject({
    truth: plan.fills,
    surfaced: plan.fills,
    surfacedTwice: 0,
    neverSurfaced: 0,
    stored: plan.fills,
    storedTwice: 0,
    neverStored: 0,
    invented: 0,
  });
  expect(figures.syntheticReplaced).toBe(figures.synthetic);
  // The streams did lose some, and a round of questions a minute found them.
  expect(figures.foundLate).toBeGreaterThan(plan.fills / 200);
  expect(figures.reconnects).toBeGreaterThan(0);
  expect(figures.longestMs).toBeLessThanOrEqual(minuteMs);
});

const control: FillsPlan = { ...short, connections: 2, fills: 200, patienceMs: 4000 };

test('O7, control: a ledger that does not know a fill again surfaces and stores it twice', {
  timeout: 120_000,
}, async () => {
  const figures = await runFills({ ...control, ledger: withoutKeys });
  print('fills, control without the key', control, figures);
  expect(figures.surfacedTwice).toBeGreaterThan(0);
  expect(figures.storedTwice).toBeGreaterThan(0);
});

test('O8, control: a desk that never asks for a snapshot loses fills', { timeout: 120_000 }, async () => {
  const figures = await runFills({ ...control, desk: withoutSnapshots });
  print('fills, control without the snapshot', control, figures);
  expect(figures.neverSurfaced).toBeGreaterThan(0);
  expect(figures.neverStored).toBeGreaterThan(0);
});

/** Every arrival gets a key of its own. */
function withoutKeys(repository: TradingRepository): TradingRepository {
  let arrivals = 0;
  return {
    ...repository,
    addFills: (fills, recordedAt) =>
      repository.addFills(
        fills.map((fill) => {
          arrivals += 1;
          return { ...fill, tradeId: `${fill.tradeId}#${arrivals}` };
        }),
        recordedAt,
      ),
  };
}

function withoutSnapshots(venue: Venue): Venue {
  const { trading } = venue;
  if (trading === undefined) throw new Error('it cannot trade');
  const snapshot = () => Promise.reject(new Failure('unavailable', 'Nobody asks.'));
  return { ...venue, trading: { ...trading, snapshot } as typeof trading };
}

function print(name: string, { seed, connections, speed, chaos }: FillsPlan, figures: FillsFigures): void {
  const rates = Object.entries(chaos)
    .map(([what, rate]) => `${what} ${rate}`)
    .join(', ');
  console.log(
    `${name}: seed ${seed}, ${connections} connections, ${figures.orders} orders, per frame ${rates}; ` +
      `${figures.reconnects} reconnects; of ${figures.truth} fills ${figures.surfaced} surfaced ` +
      `(${figures.surfacedTwice} twice, ${figures.neverSurfaced} never), ${figures.stored} stored ` +
      `(${figures.storedTwice} twice, ${figures.neverStored} never), ${figures.invented} invented; ` +
      `${figures.syntheticReplaced} of ${figures.synthetic} stand-ins replaced; ${figures.foundLate} found late, ` +
      `the last after ${(figures.longestMs / 1000).toFixed(1)} s with minutes of ${60 / speed} s`,
  );
}
