import { type Amount, decimal, isOnStep, plain, zero } from '../../exchange/decimal.ts';
import { type Order, opposite, type Side } from '../../exchange/orders.ts';
import { Parameters } from '../parameters.ts';
import { readSide } from '../spot/read-order.ts';
import { bad, errors, VenueError } from '../venue-error.ts';
import type { Call, Endpoints, World } from '../world.ts';
import { futuresErrors } from './errors.ts';
import {
  checkPositionSide,
  conditionalTypes,
  placeFutures,
  readFlag,
  readFuturesClientId,
} from './order-endpoints.ts';
import { averagePrice } from './order-shapes.ts';

/** A conditional order. It lives beside the order book until it triggers; then an ordinary order with its own id appears. */
interface AlgoOrder {
  accountId: string;
  algoId: number;
  clientAlgoId: string;
  symbol: string;
  type: string;
  side: Side;
  quantity: Amount | undefined;
  triggerPrice: Amount | undefined;
  price: Amount | undefined;
  timeInForce: string;
  reduceOnly: boolean;
  closePosition: boolean;
  workingType: string;
  callbackRate: Amount | undefined;
  activatePrice: Amount | undefined;
  /** The best price seen since a trailing order became active. */
  extreme: Amount | undefined;
  status: 'NEW' | 'CANCELED' | 'TRIGGERED' | 'FINISHED' | 'REJECTED';
  order: Order | undefined;
  createTime: number;
  updateTime: number;
  triggerTime: number;
}

export class AlgoOrders {
  readonly endpoints: Endpoints;
  private readonly orders: AlgoOrder[] = [];
  private readonly world: World;
  private readonly notify: (accountId: string, event: object) => void;
  private nextId = 2_146_760;
  private isCheckDue = false;

  constructor(world: World, notify: (accountId: string, event: object) => void) {
    this.world = world;
    this.notify = notify;
    world.exchange.onEvent((event) => {
      if (event.type === 'trade') this.checkSoon();
      if (event.type === 'order') this.follow(event.order);
    });
    this.endpoints = {
      'POST /fapi/v1/algoOrder': { weight: 1, security: 'trade', orders: 1, run: (call) => this.place(call) },
      'DELETE /fapi/v1/algoOrder': { weight: 1, security: 'trade', run: (call) => this.cancel(call) },
      'GET /fapi/v1/algoOrder': {
        weight: 1,
        security: 'read',
        run: (call) => describe(this.need(call)),
      },
      'GET /fapi/v1/openAlgoOrders': {
        weight: (parameters) => (parameters.has('symbol') ? 1 : 40),
        security: 'read',
        run: (call) =>
          this.ofSymbol(call)
            .filter((order) => order.status === 'NEW')
            .map(describe),
      },
      'GET /fapi/v1/allAlgoOrders': {
        weight: 5,
        security: 'read',
        run: (call) => this.ofSymbol(call).slice(-call.parameters.limit(500, 1000)).map(describe),
      },
      'DELETE /fapi/v1/algoOpenOrders': {
        weight: 1,
        security: 'trade',
        run: (call) => {
          for (const order of this.ofSymbol(call)) if (order.status === 'NEW') this.end(order);
          return { code: 200, msg: 'The operation of cancel all open order is done.' };
        },
      },
    };
  }

  private place({ world, parameters }: Call): object {
    const symbol = parameters.need('symbol');
    const market = world.markets.get(symbol);
    if (market === undefined) throw errors.symbol();
    if (parameters.need('algoType') !== 'CONDITIONAL') throw bad(-1116, 'Invalid algoType.');
    const type = parameters.need('type');
    if (!conditionalTypes.includes(type)) throw bad(-1116, 'Invalid orderType.');
    checkPositionSide(parameters);
    const side = readSide(parameters);
    const closePosition = readFlag(parameters, 'closePosition');
    if (!closePosition) parameters.need('quantity');
    const isTrailing = type === 'TRAILING_STOP_MARKET';
    parameters.need(isTrailing ? 'callbackRate' : 'triggerPrice');
    const isLimit = type === 'STOP' || type === 'TAKE_PROFIT';
    if (isLimit) parameters.need('price');
    const quantity = parameters.amount('quantity');
    if (quantity !== undefined && !isOnStep(quantity, decimal(market.step))) throw futuresErrors.precision();
    for (const name of ['triggerPrice', 'price', 'activatePrice']) {
      const price = parameters.amount(name);
      if (price !== undefined && !isOnStep(price, decimal(market.tick))) throw futuresErrors.tick();
    }
    const now = world.clock.now();
    const order: AlgoOrder = {
      accountId: world.accountId,
      algoId: this.nextId,
      clientAlgoId: readFuturesClientId(parameters, 'clientAlgoId'),
      symbol,
      type,
      side,
      quantity,
      triggerPrice: parameters.amount('triggerPrice'),
      price: isLimit ? parameters.amount('price') : undefined,
      timeInForce: parameters.text('timeInForce') ?? 'GTC',
      reduceOnly: readFlag(parameters, 'reduceOnly') || closePosition,
      closePosition,
      workingType: parameters.text('workingType') ?? 'CONTRACT_PRICE',
      callbackRate: parameters.amount('callbackRate'),
      activatePrice: parameters.amount('activatePrice'),
      extreme: undefined,
      status: 'NEW',
      order: undefined,
      createTime: now,
      updateTime: now,
      triggerTime: 0,
    };
    const isTaken = this.orders.some(
      (other) =>
        other.accountId === order.accountId &&
        other.status === 'NEW' &&
        other.clientAlgoId === order.clientAlgoId,
    );
    if (isTaken) throw bad(-4116, 'ClientOrderId is duplicated.');
    if (!isTrailing && this.isTriggered(order)) throw futuresErrors.wouldTrigger();
    this.nextId += 1;
    this.orders.push(order);
    this.announce(order);
    return describe(order);
  }

  private cancel(call: Call): object {
    const order = this.need(call);
    if (order.status !== 'NEW') throw errors.cancelUnknown();
    this.end(order);
    const { algoId, clientAlgoId } = order;
    return { algoId, clientAlgoId, code: '200', msg: 'success' };
  }

  private end(order: AlgoOrder): void {
    order.status = 'CANCELED';
    order.updateTime = this.world.clock.now();
    this.announce(order);
  }

  private need({ world, parameters }: Call): AlgoOrder {
    const id = parameters.integer('algoId');
    const clientId = parameters.text('clientAlgoId');
    if (id === undefined && clientId === undefined) throw errors.missing('algoId');
    const order = this.orders.findLast(
      (item) =>
        item.accountId === world.accountId &&
        (id === undefined ? item.clientAlgoId === clientId : item.algoId === id),
    );
    if (order === undefined) throw errors.noSuchOrder();
    return order;
  }

  private ofSymbol({ world, parameters }: Call): AlgoOrder[] {
    const symbol = parameters.text('symbol');
    return this.orders.filter(
      (order) => order.accountId === world.accountId && (symbol === undefined || order.symbol === symbol),
    );
  }

  /** After the present match: an order must not be placed in the middle of one. */
  private checkSoon(): void {
    if (this.isCheckDue) return;
    this.isCheckDue = true;
    queueMicrotask(() => {
      this.isCheckDue = false;
      for (const order of this.orders)
        if (order.status === 'NEW' && this.isTriggered(order)) this.trigger(order);
    });
  }

  private isTriggered(order: AlgoOrder): boolean {
    const last = this.world.exchange.market(order.symbol).lastPrice;
    if (order.type === 'TRAILING_STOP_MARKET') return this.isTrailedBack(order, last);
    if (order.triggerPrice === undefined) return false;
    const isStop = order.type.startsWith('STOP');
    return isStop === (order.side === 'buy')
      ? last.greaterThanOrEqualTo(order.triggerPrice)
      : last.lessThanOrEqualTo(order.triggerPrice);
  }

  private isTrailedBack(order: AlgoOrder, last: Amount): boolean {
    const isSell = order.side === 'sell';
    if (order.extreme === undefined) {
      const from = order.activatePrice ?? last;
      const isActive = isSell ? last.greaterThanOrEqualTo(from) : last.lessThanOrEqualTo(from);
      if (isActive) order.extreme = last;
      return false;
    }
    const isFurther = isSell ? last.greaterThan(order.extreme) : last.lessThan(order.extreme);
    if (isFurther) order.extreme = last;
    const part = (order.callbackRate ?? zero).dividedBy(100);
    const turn = order.extreme.times(isSell ? decimal(1).minus(part) : decimal(1).plus(part));
    return isSell ? last.lessThanOrEqualTo(turn) : last.greaterThanOrEqualTo(turn);
  }

  private trigger(algo: AlgoOrder): void {
    const now = this.world.clock.now();
    algo.triggerTime = now;
    algo.updateTime = now;
    algo.status = 'TRIGGERED';
    const held = this.world.exchange.account(algo.accountId).position(algo.symbol).quantity;
    const closes = held.isZero() || held.isPositive() !== (opposite(algo.side) === 'buy') ? zero : held.abs();
    const quantity = algo.closePosition ? closes : (algo.quantity ?? zero);
    const parameters = parametersFor(algo, quantity);
    try {
      algo.order = placeFutures(this.world.as(algo.accountId), parameters);
      this.follow(algo.order);
    } catch (error) {
      if (!(error instanceof VenueError)) throw error;
      algo.status = 'REJECTED';
    }
    this.announce(algo);
  }

  /** An algo order is finished when its ordinary order is. */
  private follow(order: Order): void {
    const algo = this.orders.find((item) => item.order === order);
    if (algo === undefined || algo.status !== 'TRIGGERED') return;
    if (order.status === 'open' || order.status === 'partial') return;
    algo.status = 'FINISHED';
    algo.updateTime = order.updatedAt;
    this.announce(algo);
  }

  private announce(order: AlgoOrder): void {
    const made = order.order;
    this.notify(order.accountId, {
      e: 'ALGO_UPDATE',
      T: order.updateTime,
      E: this.world.clock.now(),
      o: {
        caid: order.clientAlgoId,
        aid: order.algoId,
        at: 'CONDITIONAL',
        o: order.type,
        s: order.symbol,
        S: order.side.toUpperCase(),
        ps: 'BOTH',
        f: order.timeInForce,
        q: plain(order.quantity ?? zero),
        X: order.status,
        ai: made === undefined ? '' : String(made.id),
        ap: (made === undefined ? zero : averagePrice(made)).toFixed(5),
        aq: (made?.filled ?? zero).toFixed(5),
        act: '0',
        tp: plain(order.triggerPrice ?? zero),
        p: plain(order.price ?? zero),
        V: 'EXPIRE_MAKER',
        wt: order.workingType,
        pm: 'NONE',
        cp: order.closePosition,
        pP: false,
        R: order.reduceOnly,
        tt: order.triggerTime,
        gtd: 0,
      },
    });
  }
}

/** The ordinary order that a triggered one turns into. */
function parametersFor(algo: AlgoOrder, quantity: Amount): Parameters {
  const values = new Map([
    ['symbol', algo.symbol],
    ['side', algo.side.toUpperCase()],
    ['type', algo.price === undefined ? 'MARKET' : 'LIMIT'],
    ['quantity', plain(quantity)],
    ['reduceOnly', String(algo.reduceOnly)],
    ['origType', algo.type],
    ['newClientOrderId', algo.clientAlgoId],
  ]);
  if (algo.price !== undefined) {
    values.set('price', plain(algo.price));
    values.set('timeInForce', algo.timeInForce);
  }
  return new Parameters(values);
}

function describe(order: AlgoOrder): object {
  return {
    algoId: order.algoId,
    clientAlgoId: order.clientAlgoId,
    algoType: 'CONDITIONAL',
    orderType: order.type,
    symbol: order.symbol,
    side: order.side.toUpperCase(),
    positionSide: 'BOTH',
    timeInForce: order.timeInForce,
    quantity: plain(order.quantity ?? zero),
    algoStatus: order.status,
    triggerPrice: plain(order.triggerPrice ?? zero),
    price: plain(order.price ?? zero),
    icebergQuantity: null,
    selfTradePreventionMode: 'EXPIRE_MAKER',
    workingType: order.workingType,
    priceMatch: 'NONE',
    closePosition: order.closePosition,
    priceProtect: false,
    reduceOnly: order.reduceOnly,
    activatePrice: order.activatePrice === undefined ? '' : plain(order.activatePrice),
    callbackRate: order.callbackRate === undefined ? '' : plain(order.callbackRate),
    createTime: order.createTime,
    updateTime: order.updateTime,
    triggerTime: order.triggerTime,
    goodTillDate: 0,
    ...(order.order === undefined ? {} : { actualOrderId: String(order.order.id) }),
  };
}
