import type { Position } from '../../exchange/account.ts';
import { type Amount, decimal, Exact, plain, zero } from '../../exchange/decimal.ts';
import { isLive, remainingOf } from '../../exchange/orders.ts';
import { eight } from '../market-shapes.ts';
import { futuresRules } from '../markets.ts';
import { bad, errors } from '../venue-error.ts';
import type { Call, Endpoints, World } from '../world.ts';
import { cancelAllFutures } from './order-endpoints.ts';

const maintenanceRate = decimal('0.004');

function unrealised(world: World, position: Position): Amount {
  const last = world.exchange.market(position.market).lastPrice;
  return last.minus(position.entryPrice).times(position.quantity);
}

function positions(world: World): Position[] {
  return [...world.exchange.account(world.accountId).positions.values()].filter(
    (item) => !item.quantity.isZero(),
  );
}

function notional(world: World, position: Position): Amount {
  return position.quantity.times(world.exchange.market(position.market).lastPrice);
}

function margins(world: World) {
  const account = world.exchange.account(world.accountId);
  let inPositions = zero;
  let inOrders = zero;
  let profit = zero;
  let maintenance = zero;
  for (const position of positions(world)) {
    const size = notional(world, position).abs();
    inPositions = inPositions.plus(size.dividedBy(account.leverageOf(position.market)));
    maintenance = maintenance.plus(size.times(maintenanceRate));
    profit = profit.plus(unrealised(world, position));
  }
  for (const order of account.openOrders) {
    if (!isLive(order) || order.reduceOnly === true) continue;
    const price = order.price ?? zero;
    inOrders = inOrders.plus(account.needFor(order.market, order.side, remainingOf(order), price, 'USDT'));
  }
  const wallet = account.total('USDT');
  const available = Exact.max(zero, wallet.plus(profit).minus(inPositions).minus(inOrders));
  return { inPositions, inOrders, profit, maintenance, wallet, available };
}

function account({ world }: Call): object {
  const { inPositions, inOrders, profit, maintenance, wallet, available } = margins(world);
  const found = world.exchange.account(world.accountId);
  const initial = inPositions.plus(inOrders);
  const sums = {
    totalInitialMargin: eight(initial),
    totalMaintMargin: eight(maintenance),
    totalWalletBalance: eight(wallet),
    totalUnrealizedProfit: profit.toFixed(8),
    totalMarginBalance: eight(wallet.plus(profit)),
    totalPositionInitialMargin: eight(inPositions),
    totalOpenOrderInitialMargin: eight(inOrders),
    totalCrossWalletBalance: eight(wallet),
    totalCrossUnPnl: profit.toFixed(8),
    availableBalance: eight(available),
    maxWithdrawAmount: eight(available),
  };
  const assets = found.assets().map((asset) => {
    const isUsed = asset === 'USDT';
    const own = found.total(asset);
    return {
      asset,
      walletBalance: eight(own),
      unrealizedProfit: (isUsed ? profit : zero).toFixed(8),
      marginBalance: eight(isUsed ? own.plus(profit) : own),
      maintMargin: eight(isUsed ? maintenance : zero),
      initialMargin: eight(isUsed ? initial : zero),
      positionInitialMargin: eight(isUsed ? inPositions : zero),
      openOrderInitialMargin: eight(isUsed ? inOrders : zero),
      crossWalletBalance: eight(own),
      crossUnPnl: (isUsed ? profit : zero).toFixed(8),
      availableBalance: eight(isUsed ? available : own),
      maxWithdrawAmount: eight(isUsed ? available : own),
      updateTime: found.updatedAt,
    };
  });
  return {
    ...sums,
    assets,
    positions: positions(world).map((position) => ({
      symbol: position.market,
      positionSide: 'BOTH',
      positionAmt: plain(position.quantity),
      unrealizedProfit: unrealised(world, position).toFixed(8),
      isolatedMargin: '0',
      notional: notional(world, position).toFixed(8),
      isolatedWallet: '0',
      initialMargin: eight(notional(world, position).abs().dividedBy(found.leverageOf(position.market))),
      maintMargin: eight(notional(world, position).abs().times(maintenanceRate)),
      updateTime: position.updatedAt,
    })),
  };
}

function balance({ world }: Call): object[] {
  const found = world.exchange.account(world.accountId);
  const { profit, available } = margins(world);
  return found.assets().map((asset) => ({
    accountAlias: 'SgsR',
    asset,
    balance: eight(found.total(asset)),
    crossWalletBalance: eight(found.total(asset)),
    crossUnPnl: (asset === 'USDT' ? profit : zero).toFixed(8),
    availableBalance: eight(asset === 'USDT' ? available : found.total(asset)),
    maxWithdrawAmount: eight(asset === 'USDT' ? available : found.total(asset)),
    marginAvailable: true,
    updateTime: found.updatedAt,
  }));
}

function positionRisk({ world, parameters }: Call): object[] {
  const found = world.exchange.account(world.accountId);
  const symbol = parameters.text('symbol');
  return positions(world)
    .filter((position) => symbol === undefined || position.market === symbol)
    .map((position) => {
      const size = notional(world, position);
      const margin = eight(size.abs().dividedBy(found.leverageOf(position.market)));
      return {
        symbol: position.market,
        positionSide: 'BOTH',
        positionAmt: plain(position.quantity),
        entryPrice: position.entryPrice.toFixed(5),
        breakEvenPrice: position.entryPrice.toFixed(5),
        markPrice: world.exchange.market(position.market).lastPrice.toFixed(8),
        unRealizedProfit: unrealised(world, position).toFixed(8),
        liquidationPrice: '0',
        isolatedMargin: '0',
        notional: size.toFixed(8),
        marginAsset: 'USDT',
        isolatedWallet: '0',
        initialMargin: margin,
        maintMargin: eight(size.abs().times(maintenanceRate)),
        positionInitialMargin: margin,
        openOrderInitialMargin: '0',
        adl: 1,
        bidNotional: '0',
        askNotional: '0',
        updateTime: position.updatedAt,
      };
    });
}

function needSymbol({ world, parameters }: Call): string {
  const symbol = parameters.need('symbol');
  if (!world.markets.has(symbol)) throw errors.symbol();
  return symbol;
}

function setLeverage(call: Call): object {
  const symbol = needSymbol(call);
  const leverage = call.parameters.integer('leverage') ?? 0;
  if (leverage < 1 || leverage > 125) throw bad(-4028, `Leverage ${leverage} is not valid`);
  call.world.exchange.account(call.world.accountId).leverage.set(symbol, leverage);
  return { symbol, leverage, maxNotionalValue: '1000000' };
}

/** The dead man's switch: cancels everything in a symbol unless it is wound up again in time. */
export class CountdownCancel {
  readonly endpoints: Endpoints;
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor() {
    this.endpoints = {
      'POST /fapi/v1/countdownCancelAll': { weight: 10, security: 'trade', run: (call) => this.wind(call) },
    };
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private wind(call: Call): object {
    const symbol = needSymbol(call);
    const countdownTime = call.parameters.need('countdownTime');
    clearTimeout(this.timers.get(symbol));
    const ms = Number(countdownTime);
    if (ms > 0) {
      const timer = setTimeout(() => cancelAllFutures(call.world, symbol), ms);
      timer.unref();
      this.timers.set(symbol, timer);
    }
    return { symbol, countdownTime };
  }
}

export const futuresAccountEndpoints: Endpoints = {
  'GET /fapi/v3/account': { weight: 5, security: 'read', run: account },
  'GET /fapi/v3/balance': { weight: 5, security: 'read', run: balance },
  'GET /fapi/v3/positionRisk': { weight: 5, security: 'read', run: positionRisk },
  'GET /fapi/v1/commissionRate': {
    weight: 20,
    security: 'read',
    run: (call) => ({
      symbol: needSymbol(call),
      makerCommissionRate: futuresRules.fees.maker,
      takerCommissionRate: futuresRules.fees.taker,
    }),
  },
  'POST /fapi/v1/leverage': { weight: 1, security: 'trade', run: setLeverage },
  'POST /fapi/v1/marginType': {
    weight: 1,
    security: 'trade',
    run(call) {
      needSymbol(call);
      if (call.parameters.need('marginType') === 'CROSSED')
        throw bad(-4046, 'No need to change margin type.');
      return { code: 200, msg: 'success' };
    },
  },
  'GET /fapi/v1/positionSide/dual': {
    weight: 30,
    security: 'read',
    run: () => ({ dualSidePosition: false }),
  },
};
