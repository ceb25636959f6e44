import { expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { Market } from './catalogue.ts';
import { createFeeRates } from './fee-rates.ts';
import { fixture } from './testing/fixture.ts';
import * as wire from './wire.ts';

const bitcoin = instrumentId('KRAKEN:BTC/USD');

function stage(answer: unknown) {
  const asked: string[] = [];
  let now = 0;
  const rates = createFeeRates(
    {
      TradeVolume: (pair) => {
        asked.push(pair);
        return Promise.resolve(wire.tradeVolume.parse(answer));
      },
    },
    { byId: (id) => (id === bitcoin ? ({ key: 'XXBTZUSD', symbol: 'BTC/USD' } as Market) : undefined) },
    () => now,
  );
  return {
    asked,
    rates,
    pass(ms: number) {
      now += ms;
    },
  };
}

test('fees are those of the account, asked once in a while', async () => {
  const { payload } = fixture('rest-trade-volume') as { payload: { result: unknown } };
  const { asked, rates, pass } = stage(payload.result);
  expect(await rates(bitcoin)).toEqual({ makerPercent: '0', takerPercent: '0.1' });
  await rates(bitcoin);
  expect(asked).toEqual(['XXBTZUSD']);
  pass(11 * 60_000);
  await rates(bitcoin);
  expect(asked.length).toBe(2);
});

test('makers of a market without fees of their own pay what takers do', async () => {
  const { rates } = stage({ fees: { XXBTZUSD: { fee: '0.2600' } }, fees_maker: {} });
  expect(await rates(bitcoin)).toEqual({ makerPercent: '0.26', takerPercent: '0.26' });
});

test('what is not told is a failure and not free of charge', async () => {
  await expect(stage({}).rates(bitcoin)).rejects.toThrow('did not tell the fees of BTC/USD');
  await expect(stage({}).rates(instrumentId('KRAKEN:NO/USD'))).rejects.toMatchObject({ kind: 'not-found' });
});
