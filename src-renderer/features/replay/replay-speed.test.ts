import { expect, test } from 'vitest';
import { fasterThan, replaySpeeds, slowerThan, speedLabel, speedMeaning } from './replay-speed.ts';

test('faster goes up the list and stops at as fast as possible', () => {
  const climbed = [1];
  for (let step = 0; step < 7; step += 1) climbed.push(fasterThan(climbed.at(-1) ?? 1));
  expect(climbed).toEqual([...replaySpeeds, 0]);
});

test('slower goes down from as fast as possible and stops at real time', () => {
  expect([slowerThan(0), slowerThan(10_000), slowerThan(10), slowerThan(1)]).toEqual([10_000, 1_000, 1, 1]);
});

test('a speed that is not in the list finds its neighbours', () => {
  expect([fasterThan(45), slowerThan(45)]).toEqual([60, 10]);
});

test('speeds are named and explained', () => {
  expect(replaySpeeds.map(speedLabel)).toEqual(['1×', '10×', '60×', '300×', '1,000×', '10,000×', 'Max']);
  expect(speedMeaning(60)).toBe('1 min of market a second');
  expect(speedMeaning(1_000)).toBe('16.7 min of market a second');
  expect(speedMeaning(10_000)).toBe('2.8 h of market a second');
});
