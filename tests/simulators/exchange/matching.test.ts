import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { decimal, plain, zero } from './decimal.ts';
import { Exchange, type ExchangeRules } from './exchange.ts';
import type { NewOrder, OrderKind, Side } from './orders.ts';

const rules: ExchangeRules = {
  fees: { maker: '0.001', taker: '0.002', paidIn: 'received', places: 8 },
  uniqueClientIds: 'open',
  refuseImmediateTrigger: true,
  firstOrderId: 1,
  firstTradeId: 1,
  firstListId: 1,
  firstBookSequence: 0,
};

function exchange(overrides: Partial<ExchangeRules> = {}, settlement: 'spot' | 'margin' = 'spot') {
  const spec = {
    symbol: 'BTCUSDT',
    base: 'BTC',
    quote: 'USDT',
    tick: decimal('0.01'),
    step: decimal('0.001'),
  };
  const made = new Exchange([{ ...spec, settlement }], { ...rules, ...overrides }, createClock());
  made.openAccount('me', { BTC: '10', USDT: '10000' });
  made
    .market('BTCUSDT')
    .recordHistory({ price: decimal('100'), quantity: decimal('1'), takerSide: 'buy', at: 0 });
  return made;
}

let nextId = 0;
function order(side: Side, kind: OrderKind, rest: Partial<NewOrder> = {}): NewOrder {
  nextId += 1;
  return {
    accountId: 'me',
    market: 'BTCUSDT',
    clientId: `c${nextId}`,
    side,
    kind,
    timeInForce: 'gtc',
    quantity: decimal('1'),
    ...rest,
  };
}

describe('one simulated market', () => {
  it('fills by price, then by time, and leaves the rest', () => {
    const made = exchange();
    const later = made.place(order('sell', 'limit', { price: decimal('102') }));
    const first = made.place(order('sell', 'limit', { price: decimal('101') }));
    const second = made.place(order('sell', 'limit', { price: decimal('101') }));
    made.cross('BTCUSDT', 'buy', '102', '1.5');
    expect([first.status, second.status, later.status]).toEqual(['filled', 'partial', 'open']);
    expect(plain(second.filled)).toBe('0.5');
    expect(made.truth.fills.map((fill) => [fill.price, fill.quantity, fill.isMaker])).toEqual([
      ['101', '1', true],
      ['101', '0.5', true],
    ]);
  });

  it('locks what open orders need and gives it back when they end', () => {
    const made = exchange();
    const resting = made.place(order('buy', 'limit', { price: decimal('90'), quantity: decimal('2') }));
    expect(made.account('me').snapshot().USDT).toEqual({ free: '9820', locked: '180' });
    made.cancel(resting);
    expect(made.account('me').snapshot().USDT).toEqual({ free: '10000', locked: '0' });
    expect(() =>
      made.place(order('buy', 'limit', { price: decimal('100'), quantity: decimal('101') })),
    ).toThrow('insufficient-balance');
  });

  it('takes the fee out of what is received', () => {
    const made = exchange();
    made.market('BTCUSDT').setCrowd('sell', decimal('100'), decimal('5'));
    const bought = made.place(order('buy', 'market'));
    expect([bought.status, plain(bought.fees), bought.feeAsset]).toEqual(['filled', '0.002', 'BTC']);
    expect(plain(made.account('me').total('BTC'))).toBe('10.998');
    expect(plain(made.account('me').total('USDT'))).toBe('9900');
  });

  it('spends a quote amount in whole steps', () => {
    const made = exchange();
    made.market('BTCUSDT').setCrowd('sell', decimal('99'), decimal('0.5'));
    made.market('BTCUSDT').setCrowd('sell', decimal('101'), decimal('5'));
    const { quantity: _unused, ...byQuote } = order('buy', 'market');
    const bought = made.place({ ...byQuote, quoteQuantity: decimal('100') });
    expect(bought.status).toBe('filled');
    expect(plain(bought.filled)).toBe('1');
    expect(plain(bought.filledQuote)).toBe('100');
  });

  it('refuses a post-only order that would trade and a stop that has been passed', () => {
    const made = exchange();
    made.market('BTCUSDT').setCrowd('sell', decimal('100'), decimal('5'));
    expect(() => made.place(order('buy', 'limit', { price: decimal('100'), postOnly: true }))).toThrow(
      'would-match',
    );
    expect(() => made.place(order('sell', 'stop', { stopPrice: decimal('100') }))).toThrow('would-trigger');
    expect(made.truth.orders).toEqual([]);
  });

  it('ends immediate-or-cancel and fill-or-kill orders as their names say', () => {
    const made = exchange();
    made.market('BTCUSDT').setCrowd('sell', decimal('100'), decimal('0.4'));
    const kill = made.place(order('buy', 'limit', { price: decimal('100'), timeInForce: 'fok' }));
    const partly = made.place(order('buy', 'limit', { price: decimal('100'), timeInForce: 'ioc' }));
    expect([kill.status, plain(kill.filled)]).toEqual(['expired', '0']);
    expect([partly.status, plain(partly.filled)]).toEqual(['expired', '0.4']);
  });

  it('triggers stops and take-profits by the last trade', () => {
    const made = exchange();
    made.market('BTCUSDT').setCrowd('buy', decimal('94'), decimal('5'));
    const stop = made.place(
      order('sell', 'stop-limit', { stopPrice: decimal('95'), price: decimal('94.5') }),
    );
    const profit = made.place(order('sell', 'take-profit', { stopPrice: decimal('105') }));
    made.cross('BTCUSDT', 'sell', '95', '0.1');
    expect([stop.triggered, stop.status]).toEqual([true, 'open']);
    made.cross('BTCUSDT', 'buy', '105', '1.1');
    expect(stop.status).toBe('filled');
    expect([profit.triggered, profit.status]).toEqual([true, 'filled']);
  });

  it('lets one order of a pair live, and covers only the dearer one', () => {
    const made = exchange();
    made.market('BTCUSDT').setCrowd('buy', decimal('90'), decimal('5'));
    const list = made.placeList('oco', 'list-1', [
      order('sell', 'stop-limit', { stopPrice: decimal('95'), price: decimal('94') }),
      order('sell', 'limit', { price: decimal('110'), postOnly: true }),
    ]);
    expect(made.account('me').snapshot().BTC).toEqual({ free: '9', locked: '1' });
    made.cross('BTCUSDT', 'buy', '110', '0.25');
    expect(list.orders.map((leg) => leg.status)).toEqual(['expired', 'partial']);
    expect(list.status).toBe('executing');
    made.cross('BTCUSDT', 'buy', '110', '0.75');
    expect([list.status, list.orders[1]?.status]).toEqual(['done', 'filled']);
  });

  it('holds the pair of a bracket until its first order is filled', () => {
    const made = exchange();
    const list = made.placeList('otoco', 'list-2', [
      order('buy', 'limit', { price: decimal('99') }),
      order('sell', 'stop', { stopPrice: decimal('95') }),
      order('sell', 'limit', { price: decimal('105'), postOnly: true }),
    ]);
    expect(list.orders.map((leg) => leg.status)).toEqual(['open', 'held', 'held']);
    made.cross('BTCUSDT', 'sell', '99', '1');
    expect(list.orders.map((leg) => leg.status)).toEqual(['filled', 'open', 'open']);
    made.cancelList(list);
    expect(list.orders.map((leg) => leg.status)).toEqual(['filled', 'cancelled', 'cancelled']);
  });

  it('keeps the place in the queue when an order only becomes smaller', () => {
    const made = exchange();
    const first = made.place(order('buy', 'limit', { price: decimal('99'), quantity: decimal('2') }));
    const second = made.place(order('buy', 'limit', { price: decimal('99') }));
    made.amend(first, { quantity: decimal('1') });
    made.cross('BTCUSDT', 'sell', '99', '1');
    expect([first.status, second.status]).toEqual(['filled', 'open']);
  });

  it('refuses a change that the account cannot pay for, and leaves the order as it was', () => {
    const made = exchange();
    const resting = made.place(order('buy', 'limit', { price: decimal('90') }));
    expect(() => made.amend(resting, { quantity: decimal('200') })).toThrow('insufficient-balance');
    expect([plain(resting.quantity), resting.status]).toEqual(['1', 'open']);
    made.amend(resting, { quantity: decimal('2'), price: decimal('95') });
    expect(made.account('me').snapshot().USDT).toEqual({ free: '9810', locked: '190' });
  });

  it('asks for the fee too where it comes on top of the price', () => {
    const made = exchange({ fees: { maker: '0', taker: '0.01', paidIn: 'quote', places: 8 } });
    const all = { price: decimal('100'), quantity: decimal('100') };
    expect(() => made.place(order('buy', 'limit', all))).toThrow('insufficient-balance');
    made.place(order('buy', 'limit', { ...all, quantity: decimal('99') }));
    expect(made.account('me').snapshot().USDT).toEqual({ free: '1', locked: '9999' });
  });

  it('does not let an account trade with itself when told so', () => {
    const made = exchange();
    const resting = made.place(order('sell', 'limit', { price: decimal('101') }));
    const taker = made.place(order('buy', 'limit', { price: decimal('101'), selfTrade: 'expire-maker' }));
    expect([resting.status, taker.status]).toEqual(['expired-in-match', 'open']);
    expect(made.truth.fills).toEqual([]);
  });

  it('keeps one-way positions with realised profit on margin markets', () => {
    const made = exchange({ fees: { maker: '0', taker: '0', paidIn: 'quote', places: 8 } }, 'margin');
    const market = made.market('BTCUSDT');
    market.setCrowd('sell', decimal('100'), decimal('2'));
    made.place(order('buy', 'market', { quantity: decimal('2') }));
    market.setCrowd('buy', decimal('110'), decimal('3'));
    made.place(order('sell', 'market', { quantity: decimal('3') }));
    const position = made.account('me').position('BTCUSDT');
    expect([plain(position.quantity), plain(position.entryPrice)]).toEqual(['-1', '110']);
    expect(plain(made.account('me').total('USDT'))).toBe('10020');
    market.setCrowd('sell', decimal('110'), decimal('3'));
    expect(() => made.place(order('sell', 'limit', { price: decimal('120'), reduceOnly: true }))).toThrow(
      'reduce-only',
    );
  });

  it('never makes or loses money, locks less than there is, and agrees with the tape', () => {
    const step = fc.record({
      side: fc.constantFrom<Side>('buy', 'sell'),
      kind: fc.constantFrom<OrderKind>('limit', 'market', 'stop-limit'),
      price: fc.integer({ min: 95, max: 105 }),
      steps: fc.integer({ min: 1, max: 3000 }),
      act: fc.constantFrom('place', 'place', 'cross', 'cancel', 'crowd'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const made = exchange({ fees: { maker: '0', taker: '0', paidIn: 'none', places: 8 } });
        for (const { side, kind, price, steps: size, act } of steps) {
          const quantity = decimal(size).times('0.001');
          try {
            if (act === 'cross') made.cross('BTCUSDT', side, String(price), plain(quantity));
            else if (act === 'crowd') made.market('BTCUSDT').setCrowd(side, decimal(price), quantity);
            else if (act === 'cancel')
              made.cancel(made.openOrders('me')[0] ?? made.place(order(side, 'market')));
            else {
              const limits = kind === 'market' ? {} : { price: decimal(price) };
              const stop = kind === 'stop-limit' ? { stopPrice: decimal(price) } : {};
              made.place(order(side, kind, { quantity, ...limits, ...stop }));
            }
          } catch (error) {
            if (!(error instanceof Error) || error.name !== 'Refusal') throw error;
          }
          const book = made.market('BTCUSDT').book;
          const [bid, ask] = [book.best('buy'), book.best('sell')];
          if (bid !== undefined && ask !== undefined) expect(bid.price.lessThan(ask.price)).toBe(true);
        }
        let [base, quote] = [decimal('10'), decimal('10000')];
        for (const fill of made.truth.fills) {
          const signed = decimal(fill.quantity).times(fill.side === 'buy' ? 1 : -1);
          base = base.plus(signed);
          quote = quote.minus(signed.times(fill.price));
        }
        const account = made.account('me');
        expect([plain(account.total('BTC')), plain(account.total('USDT'))]).toEqual([
          plain(base),
          plain(quote),
        ]);
        expect(account.free('BTC').greaterThanOrEqualTo(zero)).toBe(true);
        for (const taken of made.orders('me')) {
          const sum = made.truth.fills
            .filter((fill) => fill.orderId === taken.id)
            .reduce((total, fill) => total.plus(fill.quantity), zero);
          expect(plain(sum)).toBe(plain(taken.filled));
        }
      }),
      { numRuns: 200 },
    );
  });
});
