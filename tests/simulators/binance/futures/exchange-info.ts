import type { BinanceMarket } from '../markets.ts';
import type { World } from '../world.ts';

export const futuresFilterLimits = {
  maxQuantity: '1000',
  maxMarketQuantity: '120',
  maxOrders: 200,
  maxAlgoOrders: 100,
};

function symbolInfo(world: World, market: BinanceMarket): object {
  const isClosed = world.faults.maintenance || world.exchange.market(market.symbol).state !== 'trading';
  const { maxAlgoOrders, maxMarketQuantity, maxOrders, maxQuantity } = futuresFilterLimits;
  return {
    symbol: market.symbol,
    pair: market.symbol,
    contractType: 'PERPETUAL',
    deliveryDate: 4133404800000,
    onboardDate: 1569398400000,
    status: isClosed ? 'BREAK' : 'TRADING',
    maintMarginPercent: '2.5000',
    requiredMarginPercent: '5.0000',
    baseAsset: market.base,
    quoteAsset: market.quote,
    marginAsset: market.quote,
    // Neither of these is a step: the filters are.
    pricePrecision: 2,
    quantityPrecision: 3,
    baseAssetPrecision: 8,
    quotePrecision: 8,
    underlyingType: 'COIN',
    underlyingSubType: ['PoW'],
    settlePlan: 0,
    triggerProtect: '0.0500',
    liquidationFee: '0.012500',
    marketTakeBound: '0.05',
    filters: [
      { filterType: 'PRICE_FILTER', maxPrice: '4529764', minPrice: market.tick, tickSize: market.tick },
      { filterType: 'LOT_SIZE', maxQty: maxQuantity, minQty: market.step, stepSize: market.step },
      {
        filterType: 'MARKET_LOT_SIZE',
        maxQty: maxMarketQuantity,
        minQty: market.step,
        stepSize: market.step,
      },
      { filterType: 'MAX_NUM_ORDERS', limit: maxOrders },
      { filterType: 'MAX_NUM_ALGO_ORDERS', limit: maxAlgoOrders },
      { filterType: 'MIN_NOTIONAL', notional: market.minNotional },
      { filterType: 'PERCENT_PRICE', multiplierUp: '1.0500', multiplierDown: '0.9500', multiplierDecimal: 4 },
    ],
    orderTypes: [
      'LIMIT',
      'MARKET',
      'STOP',
      'STOP_MARKET',
      'TAKE_PROFIT',
      'TAKE_PROFIT_MARKET',
      'TRAILING_STOP_MARKET',
    ],
    timeInForce: ['GTC', 'IOC', 'FOK', 'GTX', 'GTD'],
  };
}

export function futuresExchangeInfo(world: World): object {
  return {
    timezone: 'UTC',
    serverTime: world.clock.now(),
    rateLimits: world.limits.rules,
    exchangeFilters: [],
    assets: [
      { asset: 'USDT', marginAvailable: true, autoAssetExchange: 0 },
      { asset: 'BNB', marginAvailable: false, autoAssetExchange: null },
    ],
    symbols: [...world.markets.values()].map((market) => symbolInfo(world, market)),
  };
}
