import { expect, test, vi } from 'vitest';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Instrument } from '../../src-shared/domain/instrument.ts';
import { intentOf, market } from './testing/fake-exchange.ts';
import { eventually, gateway, live, opened } from './testing/opened-trading.ts';

const found = { id: market, tickSize: '0.5' } as Instrument;

async function traded() {
  const one = await opened();
  let corrections = 0;
  one.trading.onFillsCorrected(() => {
    corrections += 1;
  });
  const lookUp = vi.spyOn(one.exchange.venue.market, 'instrument');
  await live(one);
  await gateway(one).place(intentOf('a'), 'ticket');
  const ticks = () => one.trading.orderCards().map(({ tickSize }) => tickSize);
  return { ...one, one, lookUp, ticks, corrections: () => corrections };
}

test('a tick that becomes known has fills read again only where they were shown without it', async () => {
  const { one, lookUp, ticks, corrections, exchange, trading } = await traded();
  lookUp.mockResolvedValue(undefined);
  exchange.fill('v1', '1', 't1');
  await eventually(() => one.seen).toEqual(['t1']);
  expect(trading.fillCards('', null, 9).fills).toMatchObject([{ tickSize: null }]);
  await one.world.settle();
  lookUp.mockResolvedValue(found);
  await one.world.pass(6 * 60_000);
  expect(ticks()).toEqual([null]);
  await one.world.settle();
  expect([ticks(), corrections()]).toEqual([['0.5'], 1]);
});

test('a tick that only orders asked for has no fills read again', async () => {
  const { one, lookUp, ticks, corrections } = await traded();
  lookUp.mockResolvedValue(found);
  expect(ticks()).toEqual([null]);
  await one.world.settle();
  expect([ticks(), corrections()]).toEqual([['0.5'], 0]);
});

test('a tick that could not be asked for while the venue was away is asked for once it is back', async () => {
  const { one, lookUp, ticks, exchange } = await traded();
  lookUp.mockRejectedValue(new Failure('not-connected', 'It is away.'));
  exchange.setPhase('back-off');
  expect(ticks()).toEqual([null]);
  await one.world.settle();
  lookUp.mockResolvedValue(found);
  exchange.setPhase('ready');
  await one.world.settle();
  expect(ticks()).toEqual(['0.5']);
});
