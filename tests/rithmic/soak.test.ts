import { describe, expect, test } from 'vitest';
import type { Trading } from '../../src-main/venues/trading.ts';
import type { Venue } from '../../src-main/venues/venue.ts';
import type { Fill } from '../../src-shared/domain/fill.ts';
import { chosenSeed, isLongRun } from '../faults/random.ts';
import { runSoak, type SoakFigures, type SoakPlan } from './soak/run-soak.ts';

/*
 * 200 hours of virtual time with TIDEMARK_LONG=1; two in the normal run, over the end of a trading day, when
 * ids of executions start again.
 */

const chaos: SoakPlan['chaos'] = { swallow: 0.02, duplicate: 0.05, reorder: 0.05, replay: 0.03 };
const seed = chosenSeed();
const short: SoakPlan = {
  seed,
  chaos,
  actEveryMs: 15_000,
  hours: 2,
  startAt: Date.UTC(2026, 10, 18, 21, 45),
};
const long: SoakPlan = { seed, chaos, actEveryMs: 150_000, hours: 200, startAt: Date.UTC(2026, 10, 16, 6) };
const control: SoakPlan = {
  seed,
  chaos,
  actEveryMs: 15_000,
  hours: 1.25,
  startAt: Date.UTC(2026, 10, 18, 22, 15),
};

function isWhole(figures: SoakFigures): boolean {
  const { neverStored, storedTwice, surfacedTwice, invented, syntheticLeft, positions, profit, fees } =
    figures;
  return (
    [neverStored, storedTwice, surfacedTwice, invented, syntheticLeft].every((count) => count === 0) &&
    JSON.stringify(positions.broker) === JSON.stringify(positions.shown) &&
    profit.broker === profit.journal &&
    fees.broker === fees.journal
  );
}

function tell(name: string, plan: SoakPlan, figures: SoakFigures): void {
  process.stdout.write(`${name}, seed ${plan.seed}: ${JSON.stringify(figures)}\n`);
}

const plan = isLongRun() ? long : short;

test(`${plan.hours} virtual hours with a drop every one to five minutes: every fill once, all as the broker counts`, {
  timeout: 3_600_000,
}, async () => {
  const figures = await runSoak(plan);
  tell('Rithmic soak', plan, figures);
  expect(figures.truth).toBeGreaterThan(plan.hours * 10);
  expect(figures.unknown).toBeGreaterThan(0);
  expect(figures.drops).toBeGreaterThan(plan.hours * 10);
  expect(figures).toMatchObject({
    neverStored: 0,
    storedTwice: 0,
    surfacedTwice: 0,
    invented: 0,
    syntheticLeft: 0,
    disagreements: [],
    mostSessions: 1,
    sessionOverruns: 0,
    accountState: 'live',
    unsettled: 0,
  });
  expect(figures.positions.shown).toEqual(figures.positions.broker);
  expect(figures.profit.journal).toBe(figures.profit.broker);
  expect(figures.profit.shown).toBe(figures.profit.broker);
  expect(figures.fees.journal).toBe(figures.fees.broker);
  expect(figures.balance.shown).toBe(figures.balance.broker);
});

describe('the same soak finds', () => {
  test('a venue that does not find out what it missed', { timeout: 600_000 }, async () => {
    const figures = await runSoak({
      ...control,
      broken: (venue) =>
        changed(venue, (trading) => ({
          onFills: (listener) =>
            trading.onFills((fills) => {
              const isNew = ({ instrument, time }: Fill) => venue.market.now(instrument) - time < 5_000;
              listener(fills.filter(isNew));
            }),
          snapshot: async (account, since, signal) => ({
            ...(await trading.snapshot(account, since, signal)),
            fills: [],
          }),
        })),
    });
    tell('control that misses', control, figures);
    expect(isWhole(figures)).toBe(false);
    expect(figures.neverStored).toBeGreaterThan(0);
  });

  test('a venue that leaves out the trading day of a fill', { timeout: 600_000 }, async () => {
    const undated = (fills: readonly Fill<'paper'>[]) => fills.map(({ tradeDate: _, ...fill }) => fill);
    const figures = await runSoak({
      ...control,
      broken: (venue) =>
        changed(venue, (trading) => ({
          onFills: (listener) => trading.onFills((fills) => listener(undated(fills))),
          snapshot: async (account, since, signal) => {
            const snapshot = await trading.snapshot(account, since, signal);
            return { ...snapshot, fills: undated(snapshot.fills) };
          },
        })),
    });
    tell('control without trading days', control, figures);
    expect(isWhole(figures)).toBe(false);
    expect(figures.neverStored).toBeGreaterThan(0);
  });
});

function changed(venue: Venue, change: (trading: Trading<'paper'>) => Partial<Trading<'paper'>>): Venue {
  const { trading } = venue;
  if (trading?.mode !== 'paper') throw new Error('the soak trades on paper');
  const broken: Trading<'paper'> = { ...trading, ...change(trading) };
  return { ...venue, trading: broken };
}
