import type { BinanceMarket } from '../markets.ts';
import type { Parameters } from '../parameters.ts';
import { errors } from '../venue-error.ts';
import type { World } from '../world.ts';

export const spotOrderTypes = [
  'LIMIT',
  'LIMIT_MAKER',
  'MARKET',
  'STOP_LOSS',
  'STOP_LOSS_LIMIT',
  'TAKE_PROFIT',
  'TAKE_PROFIT_LIMIT',
] as const;
export type SpotOrderType = (typeof spotOrderTypes)[number];

export const spotFilterLimits = {
  maxPrice: '1000000.00000000',
  maxQuantity: '9000.00000000',
  maxMarketQuantity: '500.00000000',
  maxOrders: 200,
  maxAlgoOrders: 25,
  maxAmends: 10,
  maxLists: 20,
  bidUp: '5',
  bidDown: '0.2',
  askUp: '5',
  askDown: '0.2',
};

function eight(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(8, '0')}`;
}

function filters(market: BinanceMarket): object[] {
  const limits = spotFilterLimits;
  return [
    {
      filterType: 'PRICE_FILTER',
      minPrice: eight(market.tick),
      maxPrice: limits.maxPrice,
      tickSize: eight(market.tick),
    },
    {
      filterType: 'LOT_SIZE',
      minQty: eight(market.step),
      maxQty: limits.maxQuantity,
      stepSize: eight(market.step),
    },
    { filterType: 'ICEBERG_PARTS', limit: 100 },
    {
      filterType: 'MARKET_LOT_SIZE',
      minQty: '0.00000000',
      maxQty: limits.maxMarketQuantity,
      stepSize: '0.00000000',
    },
    {
      filterType: 'TRAILING_DELTA',
      minTrailingAboveDelta: 10,
      maxTrailingAboveDelta: 2000,
      minTrailingBelowDelta: 10,
      maxTrailingBelowDelta: 2000,
    },
    {
      filterType: 'PERCENT_PRICE_BY_SIDE',
      bidMultiplierUp: limits.bidUp,
      bidMultiplierDown: limits.bidDown,
      askMultiplierUp: limits.askUp,
      askMultiplierDown: limits.askDown,
      avgPriceMins: 5,
    },
    {
      filterType: 'NOTIONAL',
      minNotional: eight(market.minNotional),
      applyMinToMarket: true,
      maxNotional: '9000000.00000000',
      applyMaxToMarket: false,
      avgPriceMins: 5,
    },
    { filterType: 'MAX_NUM_ORDERS', maxNumOrders: limits.maxOrders },
    { filterType: 'MAX_NUM_ORDER_LISTS', maxNumOrderLists: limits.maxLists },
    { filterType: 'MAX_NUM_ALGO_ORDERS', maxNumAlgoOrders: limits.maxAlgoOrders },
    { filterType: 'MAX_NUM_ORDER_AMENDS', maxNumOrderAmends: limits.maxAmends },
  ];
}

export function spotStatus(world: World, symbol: string): string {
  const { state } = world.exchange.market(symbol);
  if (world.faults.maintenance) return 'BREAK';
  if (state === 'halted') return 'HALT';
  return state === 'cancel-only' ? 'CANCEL_ONLY' : 'TRADING';
}

function symbolInfo(world: World, market: BinanceMarket, showsPermissions: boolean): object {
  return {
    symbol: market.symbol,
    status: spotStatus(world, market.symbol),
    baseAsset: market.base,
    baseAssetPrecision: 8,
    quoteAsset: market.quote,
    quotePrecision: 8,
    quoteAssetPrecision: 8,
    baseCommissionPrecision: 8,
    quoteCommissionPrecision: 8,
    orderTypes: [...spotOrderTypes],
    icebergAllowed: true,
    ocoAllowed: true,
    otoAllowed: true,
    opoAllowed: false,
    quoteOrderQtyMarketAllowed: true,
    allowTrailingStop: false,
    cancelReplaceAllowed: true,
    amendAllowed: true,
    pegInstructionsAllowed: false,
    isSpotTradingAllowed: true,
    isMarginTradingAllowed: false,
    filters: filters(market),
    permissions: [],
    permissionSets: showsPermissions ? [['SPOT']] : [],
    defaultSelfTradePreventionMode: 'EXPIRE_MAKER',
    allowedSelfTradePreventionModes: ['NONE', 'EXPIRE_TAKER', 'EXPIRE_MAKER', 'EXPIRE_BOTH'],
  };
}

export function spotExchangeInfo(world: World, parameters: Parameters): object {
  const wanted = wantedSymbols(parameters);
  for (const symbol of wanted ?? []) if (!world.markets.has(symbol)) throw errors.symbol();
  const status = parameters.text('symbolStatus');
  const showsPermissions = parameters.text('showPermissionSets') !== 'false';
  const symbols = [...world.markets.values()]
    .filter((market) => wanted === undefined || wanted.includes(market.symbol))
    .filter((market) => status === undefined || spotStatus(world, market.symbol) === status)
    .map((market) => symbolInfo(world, market, showsPermissions));
  return {
    timezone: 'UTC',
    serverTime: world.clock.now(),
    rateLimits: world.limits.rules,
    exchangeFilters: [],
    symbols,
    sors: [],
  };
}

/** `symbol`, or `symbols` as JSON text; undefined when neither was sent. */
export function wantedSymbols(parameters: Parameters): string[] | undefined {
  const one = parameters.text('symbol');
  if (one !== undefined) return [one];
  const many = parameters.text('symbols');
  if (many === undefined) return undefined;
  if (!/^\["[A-Z0-9]+"(,"[A-Z0-9]+")*\]$/.test(many)) {
    throw errors.illegal('symbols', '^\\[("[A-Z0-9-_.]{1,20}"(,"[A-Z0-9-_.]{1,20}"){0,}){0,1}\\]$');
  }
  return JSON.parse(many) as string[];
}
