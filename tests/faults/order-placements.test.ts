import { expect, test } from 'vitest';
import { killPoints } from './order-placements-protocol.ts';
import { type PlacementsFigures, type PlacementsPlan, runPlacements } from './order-placements-run.ts';
import { chosenSeed, isLongRun } from './random.ts';

const plan: PlacementsPlan = {
  seed: chosenSeed(),
  placements: isLongRun() ? 1000 : 150,
  isRetrying: false,
};

test('O1, O4, O5: with a fault at each point, at most one venue order per intent, and none unaccounted for at rest', {
  timeout: 1_800_000,
}, async () => {
  const figures = await runPlacements(plan);
  print('order placements', plan, figures);
  expect(figures).toMatchObject({ placements: plan.placements, doubled: 0, wrong: 0, unaccounted: 0 });
  expect(figures.kills).toBe(Math.floor(plan.placements / 6));
  expect(figures.requests).toBeLessThanOrEqual(plan.placements);
  expect(Object.keys(figures.byFault)).toEqual(
    expect.arrayContaining(killPoints.map((point) => `killed ${point}`)),
  );
  expect(figures.states['not-placed']).toBeGreaterThan(0);
});

test('O5, control: a gateway that sends again what got no answer places orders twice', {
  timeout: 300_000,
}, async () => {
  const control = { ...plan, placements: 40, isRetrying: true };
  const figures = await runPlacements(control);
  print('order placements, control that sends again', control, figures);
  expect(figures.doubled).toBeGreaterThan(0);
});

function print(name: string, { seed }: PlacementsPlan, figures: PlacementsFigures): void {
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ');
  console.log(
    `${name}: seed ${seed}, ${figures.placements} placements (${list(figures.byFault)}); ${figures.requests} requests, ` +
      `${figures.venueOrders} venue orders; heard: ${list(figures.outcomes)}, nothing ${figures.kills}; ` +
      `at rest: ${list(figures.states)}; ${figures.doubled} intents with two orders, ` +
      `${figures.wrong} wrong, ${figures.unaccounted} unaccounted for`,
  );
}
