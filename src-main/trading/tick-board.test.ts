import { expect, test } from 'vitest';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { createVirtualWorld } from '../venues/connection/testing/virtual-world.ts';
import type { Venue } from '../venues/venue.ts';
import { TickBoard } from './tick-board.ts';

const es = instrumentId('CME:ESZ6');

function stage(answer: () => Promise<{ tickSize: string } | undefined>) {
  const world = createVirtualWorld();
  let asked = 0;
  let changes = 0;
  const instrument = () => {
    asked += 1;
    return answer();
  };
  const venue = { id: 'v', market: { instrument } } as unknown as Venue;
  const board = new TickBoard(world.parts, () => {
    changes += 1;
  });
  return { world, venue, board, counts: () => [asked, changes] };
}

test('a tick is asked for once, however often it is looked at, and told when it is known', async () => {
  const { world, venue, board, counts } = stage(async () => ({ tickSize: '0.25' }));
  for (let looks = 0; looks < 10; looks += 1) expect(board.tickSize(venue, es)).toBeNull();
  await world.settle();
  expect(board.tickSize(venue, es)).toBe('0.25');
  expect(counts()).toEqual([1, 1]);
});

test('what the venue could not tell is asked again after some minutes, not at each look', async () => {
  let isUp = false;
  const { world, venue, board, counts } = stage(async () => {
    if (!isUp) throw new Error('not connected');
    return { tickSize: '0.01' };
  });
  for (let looks = 0; looks < 10; looks += 1) {
    board.tickSize(venue, es);
    await world.settle();
  }
  expect(counts()).toEqual([1, 0]);
  isUp = true;
  await world.pass(6 * 60_000);
  board.tickSize(venue, es);
  await world.settle();
  expect(board.tickSize(venue, es)).toBe('0.01');
});

test('what failed while the venue was away is asked at once when it is connected, and what it does not list is not', async () => {
  let answer = async (): Promise<{ tickSize: string } | undefined> => {
    throw new Error('not connected');
  };
  const { world, venue, board, counts } = stage(() => answer());
  board.tickSize(venue, es);
  await world.settle();
  answer = async () => undefined;
  board.tickSize(venue, instrumentId('CME:NONE'));
  await world.settle();
  answer = async () => ({ tickSize: '0.25' });
  board.connected(venue);
  await world.settle();
  expect(board.tickSize(venue, es)).toBe('0.25');
  expect(counts()).toEqual([3, 1]);
});
