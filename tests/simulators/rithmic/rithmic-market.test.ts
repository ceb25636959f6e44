import { describe, expect, it } from 'vitest';
import type { Fields } from './fields.ts';
import { loggedIn, openBrokerage } from './testing/brokerage.ts';

const es = { symbol: 'ESZ6', exchange: 'CME' };

describe('instruments', () => {
  it('are searched by text, product and exchange', async () => {
    const client = await loggedIn(openBrokerage(), 'ticker');
    const rows = await client.rows('RequestSearchSymbols', { search_text: 'es', pattern: 2 });
    expect(rows.map(({ symbol }) => symbol)).toEqual(['ESZ6', 'ESH7']);
    expect(rows[0]).toMatchObject({
      exchange: 'CME',
      product_code: 'ES',
      instrument_type: 'Future',
      expiration_date: '20261218',
      rq_handler_rp_code: ['0'],
    });
    expect(await client.answer('RequestSearchSymbols', { search_text: 'nothing' })).toMatchObject({
      rp_code: ['7', 'no data'],
    });
  });

  it('tell their tick and what a point is worth, also by the root symbol', async () => {
    const client = await loggedIn(openBrokerage(), 'ticker');
    expect(await client.answer('RequestReferenceData', { symbol: '6E', exchange: 'CME' })).toMatchObject({
      trading_symbol: '6EZ6',
      min_qprice_change: 0.00005,
      single_point_value: 125_000,
      currency: 'USD',
    });
  });

  it('roll: the front month changes and those who asked are told', async () => {
    const brokerage = openBrokerage();
    const client = await loggedIn(brokerage, 'ticker');
    const asked = { symbol: 'ES', exchange: 'CME', need_updates: true };
    expect(await client.answer('RequestFrontMonthContract', asked)).toMatchObject({ trading_symbol: 'ESZ6' });
    brokerage.roll('ES');
    await client.until(() => client.heard('FrontMonthContractUpdate').length === 1);
    expect(client.heard('FrontMonthContractUpdate')).toMatchObject([{ trading_symbol: 'ESH7' }]);
    brokerage.manners.isInMaintenanceHours = true;
    expect(await client.answer('RequestFrontMonthContract', asked)).toMatchObject({ rp_code: ['0'] });
  });
});

describe('prices', () => {
  it('come by bit: snapshots first, then what changes', async () => {
    const brokerage = openBrokerage();
    const client = await loggedIn(brokerage, 'ticker');
    const bits = 1 + 2 + 4 + 8 + 32 + 128 + 512 + 1024 + 2048;
    await client.ask('RequestMarketDataUpdate', { ...es, request: 1, update_bits: bits });
    const names = () => new Set(client.pushes.map(({ name }) => name));
    await client.until(() => names().size === 7);
    expect(client.heard('LastTrade')[0]).toMatchObject({ ...es, is_snapshot: true, presence_bits: 31 });
    expect(client.heard('OrderBook')[0]).toMatchObject({ update_type: 3 });
    expect(typeof client.heard('OpenInterest')[0]?.open_interest).toBe('bigint');
    client.pushes.length = 0;
    for (let count = 0; count < 20; count += 1) brokerage.tick();
    await client.until(() => client.heard('LastTrade').length === 20);
    const trade = client.heard('LastTrade').at(-1) ?? {};
    expect(trade.is_snapshot).toBeUndefined();
    expect(trade.trade_price).toBe(brokerage.exchange.market('ESZ6').lastPrice.toNumber());
    expect(Number(trade.trade_price) % 0.25).toBe(0);
    const again = await client.answer('RequestMarketDataUpdate', { ...es, request: 1, update_bits: 1 });
    expect(again.rp_code).toEqual(['7', 'update bit type already exists']);
    await client.ask('RequestMarketDataUpdate', { ...es, request: 2, update_bits: bits });
    client.pushes.length = 0;
    brokerage.tick();
    await client.ask('RequestHeartbeat');
    expect(client.pushes).toEqual([]);
  });

  it('keep a book that is equal to the exchange’s when its transactions are applied', async () => {
    const brokerage = openBrokerage();
    const client = await loggedIn(brokerage, 'ticker');
    await client.ask('RequestMarketDataUpdate', { ...es, request: 1, update_bits: 4 });
    for (let count = 0; count < 200; count += 1) {
      brokerage.tick();
      if (count % 3 === 0) await Promise.resolve();
    }
    await client.ask('RequestHeartbeat');
    const book = { bid: new Map<number, number>(), ask: new Map<number, number>() };
    for (const frame of client.heard('OrderBook')) {
      for (const side of ['bid', 'ask'] as const) {
        if (frame.update_type === 3) book[side].clear();
        const prices = (frame[`${side}_price`] ?? []) as number[];
        const sizes = (frame[`${side}_size`] ?? []) as number[];
        prices.forEach((price, index) => {
          if (sizes[index] === 0) book[side].delete(price);
          else book[side].set(price, sizes[index] ?? 0);
        });
      }
    }
    const types = new Set(client.heard('OrderBook').map(({ update_type: type }) => type));
    expect([...types].sort()).toEqual(expect.arrayContaining([3, 4, 6]));
    for (const [side, name] of [
      ['buy', 'bid'],
      ['sell', 'ask'],
    ] as const) {
      const levels = brokerage.exchange.market('ESZ6').book.depth(side, 100);
      const expected = levels.map(({ price, quantity }) => [price.toNumber(), quantity.toNumber()]);
      const sorted = [...book[name]].sort(([a], [b]) => (name === 'bid' ? b - a : a - b));
      expect(sorted).toEqual(expected);
    }
  });

  it('come order by order, from a snapshot and numbered changes', async () => {
    const brokerage = openBrokerage();
    const client = await loggedIn(brokerage, 'ticker');
    await client.ask('RequestDepthByOrderUpdates', { ...es, request: 1 });
    const rows = await client.rows('RequestDepthByOrderSnapshot', es);
    expect(rows.length).toBe(24);
    const orders = new Map<string, number>();
    for (const row of rows) {
      (row.exchange_order_id as string[]).forEach((id, index) => {
        orders.set(id, (row.depth_size as number[])[index] ?? 0);
      });
    }
    expect((rows[0]?.depth_order_priority as bigint[] | undefined)?.[0]).toBe(2n ** 64n - 1n);
    const start = rows[0]?.sequence_number as bigint;
    for (let count = 0; count < 30; count += 1) {
      brokerage.tick();
      await Promise.resolve();
    }
    await client.ask('RequestHeartbeat');
    for (const change of client.heard('DepthByOrder') as Fields[]) {
      if ((change.sequence_number as bigint) <= start) continue;
      (change.exchange_order_id as string[]).forEach((id, index) => {
        if ((change.update_type as number[])[index] === 3) orders.delete(id);
        else orders.set(id, (change.depth_size as number[])[index] ?? 0);
      });
    }
    const fresh = await client.rows('RequestDepthByOrderSnapshot', es);
    const expected = new Map(
      fresh.flatMap((row) =>
        (row.exchange_order_id as string[]).map(
          (id, index) => [id, (row.depth_size as number[])[index] ?? 0] as const,
        ),
      ),
    );
    expect(Object.fromEntries(orders)).toEqual(Object.fromEntries(expected));
    expect(client.heard('DepthByOrderEndEvent').length).toBe(client.heard('DepthByOrder').length);
  });

  it('tell the session’s volume at each price, which sums to the volume told with trades', async () => {
    const brokerage = openBrokerage();
    const client = await loggedIn(brokerage, 'ticker');
    const rows = await client.rows('RequestGetVolumeAtPrice', es);
    const sum = rows.flatMap((row) => row.volume_at_price as number[]).reduce((a, b) => a + b, 0);
    await client.ask('RequestMarketDataUpdate', { ...es, request: 1, update_bits: 1 });
    await client.until(() => client.heard('LastTrade').length === 1);
    expect(BigInt(sum)).toBe(client.heard('LastTrade')[0]?.volume);
  });
});
