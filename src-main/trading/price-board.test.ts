import { expect, test } from 'vitest';
import { candleColumnsOf } from '../../src-shared/domain/candle.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import { createVirtualWorld } from '../venues/connection/testing/virtual-world.ts';
import type { Venue } from '../venues/venue.ts';
import { PriceBoard } from './price-board.ts';
import { FakeExchange, market } from './testing/fake-exchange.ts';

test('O8: a price that cannot be renewed stays and is told to be old; a sum does not fall because a line did', async () => {
  const world = createVirtualWorld();
  const { now } = world.parts;
  const fake = new FakeExchange(now).venue;
  let price: number | undefined = 100;
  const venue: Venue = {
    ...fake,
    capabilities: { ...fake.capabilities, historyTimeframes: ['1m'] },
    market: {
      ...fake.market,
      instrument: async () => ({
        id: market,
        name: 'Bitcoin',
        assetClass: 'crypto',
        currency: 'USD',
        tickSize: '0.01',
        lotStep: '0.00000001',
        multiplier: '1',
        calendar: 'crypto',
        priceSide: 'trade',
      }),
      history: async () => {
        if (price === undefined) throw new Failure('not-connected', 'The line is down.');
        const bar = { time: now(), open: price, high: price, low: price, close: price, volume: 1 };
        return { candles: candleColumnsOf([bar]), asOf: now() };
      },
    },
  };
  let changes = 0;
  const board = new PriceBoard(world.parts, () => {
    changes += 1;
  });
  const rate = () => board.rate(venue, 'FAKE_TEST', 'BTC', 'USD');
  rate();
  await world.settle();
  expect(rate()).toEqual({ rate: 100, isOld: false });
  price = undefined;
  const before = changes;
  for (let minute = 0; minute < 4; minute += 1) {
    rate();
    await world.pass(61_000);
  }
  expect(rate()).toEqual({ rate: 100, isOld: true });
  expect(changes).toBeGreaterThan(before);
  price = 90;
  await world.pass(61_000);
  rate();
  await world.settle();
  expect(rate()).toEqual({ rate: 90, isOld: false });
});
