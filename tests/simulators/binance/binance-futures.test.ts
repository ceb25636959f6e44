import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BinanceSimulator, startBinanceSimulator } from './index.ts';
import { TestClient } from './testing/client.ts';

let simulator: BinanceSimulator;
let client: TestClient;

beforeEach(async () => {
  simulator = await startBinanceSimulator({ historyMinutes: 5, historyHours: 5 });
  client = new TestClient(simulator);
});

afterEach(async () => {
  client.close();
  await simulator.close();
});

const market = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.1' };
const order = (values: Record<string, string>) => client.signed('POST', '/fapi/v1/order', values);

async function positions(): Promise<{ positionAmt: string }[]> {
  return (await client.signed('GET', '/fapi/v3/positionRisk')).body as { positionAmt: string }[];
}

it('opens, reduces and closes a one-way position', async () => {
  await order(market);
  expect(await positions()).toMatchObject([{ positionAmt: '0.1', positionSide: 'BOTH' }]);
  await order({ ...market, side: 'SELL', quantity: '0.3', reduceOnly: 'true' });
  expect(await positions()).toEqual([]);
  expect((await order({ ...market, side: 'SELL', reduceOnly: 'true' })).body).toMatchObject({ code: -2022 });
});

it.each([
  [{ ...market, quantity: '0.001', type: 'LIMIT', timeInForce: 'GTC', price: '59000' }, -4164],
  [{ ...market, quantity: '50' }, -2019],
  [{ ...market, positionSide: 'LONG' }, -4061],
  [{ ...market, type: 'STOP_MARKET', stopPrice: '70000' }, -4120],
  [{ ...market, type: 'LIMIT', timeInForce: 'GTX', price: '61000' }, -5022],
  [{ ...market, type: 'LIMIT', timeInForce: 'FOK', price: '59000' }, -5021],
  [{ ...market, type: 'LIMIT', timeInForce: 'GTC', price: '59000.05' }, -4014],
] as const)('refuses %o with %i', async (values, code) => {
  expect((await order(values)).body).toMatchObject({ code });
  expect(simulator.futures.truth.orders).toEqual([]);
});

it('turns a triggered algo order into an ordinary one with its own id, and finishes it', async () => {
  const { listenKey } = (await client.signed('POST', '/fapi/v1/listenKey')).body as { listenKey: string };
  const user = await client.open(`${simulator.url.fstream}/private/stream?listenKey=${listenKey}`);
  await order(market);
  const stop = {
    algoType: 'CONDITIONAL',
    symbol: 'BTCUSDT',
    side: 'SELL',
    type: 'STOP_MARKET',
    closePosition: 'true',
  };
  const placed = await client.signed('POST', '/fapi/v1/algoOrder', {
    ...stop,
    triggerPrice: '59000',
    clientAlgoId: 'stop',
  });
  expect(placed.body).toMatchObject({ algoStatus: 'NEW' });
  expect((await client.signed('GET', '/fapi/v1/openAlgoOrders')).body).toMatchObject([
    { clientAlgoId: 'stop' },
  ]);
  simulator.futures.feeds.get('BTCUSDT')?.moveTo('58999.9');
  const data = (frame: Record<string, unknown>) => frame.data as { e: string; o: { X: string; ai?: string } };
  const done = await user.take((frame) => data(frame).e === 'ALGO_UPDATE' && data(frame).o.X === 'FINISHED');
  expect(Number(data(done).o.ai)).toBeGreaterThan(0);
  expect(await positions()).toEqual([]);
  const late = await client.signed('POST', '/fapi/v1/algoOrder', { ...stop, triggerPrice: '70000' });
  expect(late.body).toMatchObject({ code: -2021 });
});

it('cancels an algo order by its client id', async () => {
  const stop = {
    algoType: 'CONDITIONAL',
    symbol: 'BTCUSDT',
    side: 'SELL',
    type: 'STOP_MARKET',
    quantity: '0.1',
  };
  await client.signed('POST', '/fapi/v1/algoOrder', { ...stop, triggerPrice: '50000', clientAlgoId: 'mine' });
  expect((await client.signed('DELETE', '/fapi/v1/algoOrder', { clientAlgoId: 'mine' })).status).toBe(200);
  expect((await client.signed('GET', '/fapi/v1/openAlgoOrders')).body).toEqual([]);
});

it('cancels everything when the dead man’s switch is not wound up again', async () => {
  const resting = { ...market, type: 'LIMIT', timeInForce: 'GTC', price: '59000' };
  await order(resting);
  const wind = (countdownTime: number) =>
    client.signed('POST', '/fapi/v1/countdownCancelAll', { symbol: 'BTCUSDT', countdownTime });
  await wind(60);
  await wind(0);
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(simulator.futures.truth.orders).toMatchObject([{ status: 'open' }]);
  await wind(60);
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(simulator.futures.truth.orders).toMatchObject([{ status: 'cancelled' }]);
});

it('changes price and quantity in place', async () => {
  const placed = await order({
    ...market,
    type: 'LIMIT',
    timeInForce: 'GTC',
    price: '59000',
    newClientOrderId: 'm',
  });
  const changed = await client.signed('PUT', '/fapi/v1/order', {
    symbol: 'BTCUSDT',
    side: 'BUY',
    origClientOrderId: 'm',
    quantity: '0.2',
    price: '58000',
  });
  expect(changed.body).toMatchObject({
    origQty: '0.2',
    price: '58000',
    orderId: (placed.body as { orderId: number }).orderId,
  });
});

it('delivers streams on their own path only, with pu equal to the previous u', async () => {
  const wrong = await client.open(`${simulator.url.fstream}/market/ws/btcusdt@depth@100ms`);
  const right = await client.open(`${simulator.url.fstream}/public/ws/btcusdt@depth@100ms`);
  for (let count = 0; count < 4; count += 1) {
    simulator.futures.feeds.get('BTCUSDT')?.tick();
    simulator.flush();
  }
  let before: unknown;
  for (let count = 0; count < 4; count += 1) {
    const frame = await right.take((item) => item.e === 'depthUpdate');
    if (before !== undefined) expect(frame.pu).toBe(before);
    before = frame.u;
  }
  expect(wrong.frames).toEqual([]);
  await expect(client.open(`${simulator.url.fstream}/fstream/ws`)).rejects.toThrow('404');
});

it('ends a listen key with a notice', async () => {
  const { listenKey } = (await client.signed('POST', '/fapi/v1/listenKey')).body as { listenKey: string };
  const user = await client.open(`${simulator.url.fstream}/private/ws/${listenKey}`);
  simulator.terminateUserStreams();
  expect(await user.take(() => true)).toMatchObject({ e: 'listenKeyExpired', listenKey });
  expect((await client.signed('PUT', '/fapi/v1/listenKey')).body).toMatchObject({ code: -1125 });
});
