import { describe, expect, test } from 'vitest';
import type { ClientOrderId, OcoIntent } from '../../../src-shared/domain/order.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { TransportFailure } from '../connection/http-client.ts';
import {
  account,
  clientOrderId,
  infy,
  intent,
  open,
  orderWire,
  readWire,
  triggerWire,
} from './testing/open-trading.ts';

const gtt = { type: 'stop-limit', triggerPrice: '1450', limitPrice: '1451' } as const;

describe('GTTs', () => {
  const wanted = intent({ terms: gtt, duration: { timeInForce: 'gtc' } });
  const reference = { account, instrument: infy, clientOrderId };

  test('a stop limit that lasts longer than the day is one', async () => {
    const { trading, run, reply, requests } = await open();
    reply('POST /gtt/triggers', { status: 200, data: { trigger_id: 123 } });
    expect(await run(trading.place(wanted))).toMatchObject({
      outcome: 'acknowledged',
      venueOrderId: 'gtt:123',
    });
    const form = new URLSearchParams(requests.at(-1)?.split(' ')[2]);
    expect(form.get('type')).toBe('single');
    expect(JSON.parse(form.get('condition') ?? '')).toEqual({
      exchange: 'NSE',
      tradingsymbol: 'INFY',
      trigger_values: [1450],
      last_price: 1440.5,
    });
    expect(JSON.parse(form.get('orders') ?? '')).toEqual([
      {
        exchange: 'NSE',
        tradingsymbol: 'INFY',
        transaction_type: 'BUY',
        quantity: 1,
        order_type: 'LIMIT',
        product: 'CNC',
        price: 1451,
      },
    ]);
  });

  test('a trigger on the wrong side of the price would be another order', async () => {
    const { trading, run, requests } = await open();
    const passed = { ...wanted, terms: { ...gtt, triggerPrice: '1430' } };
    expect(await run(trading.place(passed))).toMatchObject({ code: 'local:price' });
    expect(requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  test('one whose acknowledgement was lost is found by what it says', async () => {
    const { trading, run, reply } = await open();
    reply('POST /gtt/triggers', new TransportFailure('lost', true));
    expect((await run(trading.place(wanted))).outcome).toBe('unknown');
    expect(await run(trading.findOrder(reference))).toBeUndefined();
    reply('GET /gtt/triggers', {
      status: 200,
      data: [
        triggerWire({ id: 9, condition: { ...triggerWire().condition, trigger_values: [1449] } }),
        triggerWire({ id: 8, created_at: '2026-11-19 10:00:00' }),
        triggerWire(),
      ],
    });
    expect(await run(trading.findOrder(reference))).toMatchObject({ venueOrderId: 'gtt:123', clientOrderId });
  });

  test('after a restart a strange one on the market leaves it open', async () => {
    const { trading, run, reply } = await open();
    reply('GET /gtt/triggers', { status: 200, data: [triggerWire()] });
    await expect(run(trading.findOrder(reference))).rejects.toMatchObject({
      data: { code: 'ambiguous-trigger' },
    });
  });

  test('what its order trades is told under its own id', async () => {
    const { trading, run, reply } = await open();
    reply('POST /gtt/triggers', { status: 200, data: { trigger_id: 123 } });
    await run(trading.place(wanted));
    const result = { order_result: { status: 'success', order_id: '777', rejection_reason: '' } };
    reply('GET /gtt/triggers', {
      status: 200,
      data: [triggerWire({ status: 'triggered', orders: [{ ...triggerWire().orders[0], result }] })],
    });
    const child = {
      order_id: '777',
      tag: null,
      status: 'COMPLETE',
      filled_quantity: 1,
      average_price: 1450.9,
    };
    reply('GET /orders', { status: 200, data: [orderWire(child)] });
    reply('GET /trades', {
      status: 200,
      data: [
        {
          trade_id: '5',
          order_id: '777',
          exchange: 'NSE',
          tradingsymbol: 'INFY',
          average_price: 1450.9,
          quantity: 1,
          transaction_type: 'BUY',
          fill_timestamp: '2026-11-20 10:00:05',
        },
      ],
    });
    const snapshot = await run(trading.snapshot(account, epochMs(0)));
    expect(snapshot.closedOrders).toMatchObject([
      {
        venueOrderId: 'gtt:123',
        clientOrderId,
        state: 'filled',
        filledQuantity: '1',
        averagePrice: '1450.9',
      },
    ]);
    expect(snapshot.fills).toMatchObject([{ venueOrderId: 'gtt:123', clientOrderId, tradeId: '5' }]);
    expect(snapshot.openOrders).toEqual([]);
  });

  test('a waiting one is changed and cancelled by its number', async () => {
    const { trading, run, reply, requests } = await open();
    reply('GET /gtt/triggers', { status: 200, data: [triggerWire()] });
    reply('PUT /gtt/triggers/123', { status: 200, data: { trigger_id: 123 } });
    reply('DELETE /gtt/triggers/123', { status: 200, data: { trigger_id: 123 } });
    const waiting = { ...reference, venueOrderId: 'gtt:123' };
    const terms = { type: 'stop-limit', triggerPrice: '1460', limitPrice: '1461' } as const;
    expect(await run(trading.modify(waiting, { quantity: '3', terms }))).toEqual({ outcome: 'acknowledged' });
    const form = new URLSearchParams(requests.at(-1)?.split(' ')[2]);
    expect(JSON.parse(form.get('condition') ?? '')).toMatchObject({ trigger_values: [1460] });
    expect(JSON.parse(form.get('orders') ?? '')).toMatchObject([
      { quantity: 3, price: 1461, product: 'CNC' },
    ]);
    expect(await run(trading.cancel(waiting))).toEqual({ outcome: 'acknowledged' });
    expect(requests.at(-1)).toBe('DELETE /gtt/triggers/123');
  });

  test('a pair is two legs under one id', async () => {
    const { trading, run, reply, requests } = await open();
    reply('POST /gtt/triggers', { status: 200, data: { trigger_id: 5 } });
    const pair: OcoIntent<'live'> = {
      account,
      instrument: infy,
      side: 'sell',
      quantity: '2',
      origin: 'manual',
      target: { clientOrderId, limitPrice: '1500' },
      stop: { clientOrderId: 'kf2' as ClientOrderId, triggerPrice: '1400', limitPrice: '1399' },
    };
    expect(await run(trading.placeOco(pair))).toMatchObject({
      outcome: 'acknowledged',
      venueOrderIds: ['gtt:5'],
    });
    const form = new URLSearchParams(requests.at(-1)?.split(' ')[2]);
    expect(form.get('type')).toBe('two-leg');
    expect(JSON.parse(form.get('condition') ?? '').trigger_values).toEqual([1400, 1500]);
    expect(JSON.parse(form.get('orders') ?? '').map(({ price }: { price: number }) => price)).toEqual([
      1399, 1500,
    ]);
    const stopless = { ...pair, stop: { clientOrderId, triggerPrice: '1400' } };
    expect(await run(trading.placeOco(stopless))).toMatchObject({ code: 'local:order-type' });
    const wrong = { ...pair, side: 'buy' } as const;
    expect(await run(trading.placeOco(wrong))).toMatchObject({ code: 'local:price' });
  });

  test('the order of a GTT is told under the GTT as soon as it is heard of', async () => {
    const { trading, run, world, reply } = await open();
    const told: unknown[] = [];
    trading.onOrders((reports) => told.push(...reports));
    reply('POST /gtt/triggers', { status: 200, data: { trigger_id: 123 } });
    await run(trading.place(intent({ terms: gtt, duration: { timeInForce: 'gtc' } })));
    reply('GET /gtt/triggers', { status: 200, data: [triggerWire()] });
    await run(trading.snapshot(account, epochMs(0)));
    const result = { order_result: { status: 'success', order_id: '777', rejection_reason: '' } };
    reply('GET /gtt/triggers', {
      status: 200,
      data: [triggerWire({ status: 'triggered', orders: [{ ...triggerWire().orders[0], result }] })],
    });
    trading.takeOrder(readWire(orderWire({ order_id: '777', tag: null })));
    await world.pass(2000);
    expect(told).toMatchObject([{ venueOrderId: 'gtt:123', clientOrderId, state: 'open', quantity: '1' }]);
  });
});
