import { expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { decimal, plain } from './decimal.ts';
import { Exchange } from './exchange.ts';
import { MarketFeed } from './market-feed.ts';
import { fixedInterval } from './trade-tape.ts';

function world(seed: number) {
  const clock = createClock();
  clock.freeze(Date.UTC(2026, 5, 1, 12, 0, 30));
  const spec = {
    symbol: 'BTCUSDT',
    base: 'BTC',
    quote: 'USDT',
    tick: decimal('0.01'),
    step: decimal('0.00001'),
  };
  const exchange = new Exchange(
    [{ ...spec, settlement: 'spot' }],
    {
      fees: { maker: '0.001', taker: '0.001', paidIn: 'received', places: 8 },
      uniqueClientIds: 'open',
      refuseImmediateTrigger: true,
      firstOrderId: 1,
      firstTradeId: 1,
      firstListId: 1,
      firstBookSequence: 0,
    },
    clock,
  );
  exchange.openAccount('me', { BTC: '10', USDT: '1000000' });
  const options = { market: 'BTCUSDT', seed, startPrice: '60000', historyMinutes: 200, historyHours: 50 };
  return { clock, exchange, feed: new MarketFeed(exchange, options) };
}

it('walks the same way with the same seed', () => {
  const prices = (seed: number) => {
    const { feed } = world(seed);
    for (let count = 0; count < 50; count += 1) feed.tick();
    return feed.market.tape.trades.map((trade) => `${plain(trade.price)} ${plain(trade.quantity)}`);
  };
  expect(prices(7)).toEqual(prices(7));
  expect(prices(7)).not.toEqual(prices(8));
});

it('keeps a two-sided book whose levels equal the sum of its own announcements', () => {
  const { exchange, feed } = world(1);
  const mirror = new Map<string, string>();
  const keep = (side: string, price: string, quantity: string) => {
    if (quantity === '0') mirror.delete(`${side} ${price}`);
    else mirror.set(`${side} ${price}`, quantity);
  };
  const whole = (side: 'buy' | 'sell') => feed.market.book.depth(side, 1000);
  for (const side of ['buy', 'sell'] as const) {
    for (const level of whole(side)) keep(side, plain(level.price), plain(level.quantity));
  }
  let sequence = feed.market.bookSequence;
  exchange.onEvent((event) => {
    if (event.type !== 'book') return;
    expect(event.firstSequence).toBe(sequence + 1);
    sequence = event.lastSequence;
    for (const change of event.changes) keep(change.side, plain(change.price), plain(change.quantity));
  });
  for (let count = 0; count < 300; count += 1) feed.tick();
  const now = (['buy', 'sell'] as const).flatMap((side) =>
    whole(side).map((level) => [`${side} ${plain(level.price)}`, plain(level.quantity)] as const),
  );
  expect(now.length).toBeGreaterThan(30);
  expect(new Map(now)).toEqual(mirror);
});

it('fills a waiting order when the market goes through its price', () => {
  const { exchange, feed } = world(1);
  const order = exchange.place({
    accountId: 'me',
    market: 'BTCUSDT',
    clientId: 'a',
    side: 'buy',
    kind: 'limit',
    timeInForce: 'gtc',
    quantity: decimal('2'),
    price: decimal('50000'),
  });
  feed.moveTo('49999');
  expect([order.status, plain(order.filledQuote)]).toEqual(['filled', '100000']);
});

it('has candles that follow from the trades at every interval, and pages both ways to the same rows', () => {
  const { clock, feed } = world(3);
  const { tape } = feed.market;
  const hour = fixedInterval(3_600_000);
  const all = tape.candles(hour, { to: clock.now(), limit: 1000 });
  const first = all[0];
  expect(all.length).toBe(55);
  expect(all.reduce((sum, bar) => sum + bar.trades, 0)).toBe(tape.trades.length);
  const forward = [];
  let from = 0;
  for (;;) {
    const page = tape.candles(hour, { from, to: clock.now(), limit: 7 });
    if (page.length === 0) break;
    forward.push(...page);
    from = (page.at(-1)?.openTime ?? 0) + 1;
  }
  expect(forward).toEqual(all);
  const minutes = tape.candles(fixedInterval(60_000), {
    from: first?.openTime ?? 0,
    to: clock.now(),
    limit: 10_000,
  });
  expect(minutes.reduce((sum, bar) => sum + bar.trades, 0)).toBe(tape.trades.length);
  expect(minutes.some((bar) => bar.trades === 0 && bar.open.equals(bar.close))).toBe(true);
});
