import type { RequestFault } from '../exchange/faults.ts';
import type { SimulatorSocket } from '../exchange/socket.ts';
import { checkRights, checkSocket, checkTime } from './authorise.ts';
import { runEndpoint } from './dispatch.ts';
import type { KeyRecord } from './keys.ts';
import { parametersOfJson } from './parameters.ts';
import { bad, VenueError } from './venue-error.ts';
import type { Endpoint, Endpoints, World } from './world.ts';

/** Which REST endpoint a socket method stands for. */
const restNames: Record<string, string> = {
  ping: 'GET /api/v3/ping',
  time: 'GET /api/v3/time',
  exchangeInfo: 'GET /api/v3/exchangeInfo',
  depth: 'GET /api/v3/depth',
  'trades.recent': 'GET /api/v3/trades',
  'trades.historical': 'GET /api/v3/historicalTrades',
  'trades.aggregate': 'GET /api/v3/aggTrades',
  klines: 'GET /api/v3/klines',
  avgPrice: 'GET /api/v3/avgPrice',
  'ticker.24hr': 'GET /api/v3/ticker/24hr',
  'ticker.price': 'GET /api/v3/ticker/price',
  'ticker.book': 'GET /api/v3/ticker/bookTicker',
  'order.place': 'POST /api/v3/order',
  'order.test': 'POST /api/v3/order/test',
  'order.cancel': 'DELETE /api/v3/order',
  'order.cancelReplace': 'POST /api/v3/order/cancelReplace',
  'order.amend.keepPriority': 'PUT /api/v3/order/amend/keepPriority',
  'order.status': 'GET /api/v3/order',
  'openOrders.status': 'GET /api/v3/openOrders',
  'openOrders.cancelAll': 'DELETE /api/v3/openOrders',
  allOrders: 'GET /api/v3/allOrders',
  myTrades: 'GET /api/v3/myTrades',
  'orderList.place.oco': 'POST /api/v3/orderList/oco',
  'orderList.place.oto': 'POST /api/v3/orderList/oto',
  'orderList.place.otoco': 'POST /api/v3/orderList/otoco',
  'orderList.cancel': 'DELETE /api/v3/orderList',
  'orderList.status': 'GET /api/v3/orderList',
  'openOrderLists.status': 'GET /api/v3/openOrderList',
  allOrderLists: 'GET /api/v3/allOrderList',
  'account.status': 'GET /api/v3/account',
  'account.commission': 'GET /api/v3/account/commission',
  'account.rateLimits.orders': 'GET /api/v3/rateLimit/order',
};

interface Request {
  id: unknown;
  method: string;
  params: Record<string, unknown>;
}

/** One client of the WebSocket API: requests, a session, and at most one subscription to the account's events. */
export class ApiSocket {
  private readonly socket: SimulatorSocket;
  private readonly world: World;
  private readonly endpoints: Endpoints;
  private readonly connectedSince: number;
  private readonly returnsLimits: boolean;
  private session: { key: KeyRecord; since: number } | undefined;
  private subscription: { id: number; accountId: string } | undefined;
  private nextSubscriptionId = 0;

  constructor(socket: SimulatorSocket, world: World, endpoints: Endpoints) {
    this.socket = socket;
    this.world = world;
    this.endpoints = endpoints;
    this.connectedSince = world.clock.now();
    this.returnsLimits = socket.query.get('returnRateLimits') !== 'false';
    world.limits.addWeight(2);
    socket.onMessage((text) => {
      this.read(text).catch((error: unknown) => {
        console.error('The simulated WebSocket API failed on', text, error);
        socket.cut();
      });
    });
  }

  /** Hands an account event, as JSON text, to the client if it has subscribed to that account. */
  notify(accountId: string, event: string): void {
    if (this.subscription?.accountId !== accountId) return;
    this.socket.send(`{"subscriptionId":${this.subscription.id},"event":${event}}`);
  }

  announceShutdown(now: number): void {
    this.socket.sendJson({ event: { e: 'serverShutdown', E: now } });
  }

  /** The venue ends the subscription by itself. */
  terminateSubscription(now: number): void {
    if (this.subscription === undefined) return;
    this.notify(this.subscription.accountId, JSON.stringify({ e: 'eventStreamTerminated', E: now }));
    this.subscription = undefined;
  }

  /** Called when a key was taken away: a session on it ends. */
  dropSessionOf(key: KeyRecord): void {
    if (this.session?.key !== key) return;
    this.session = undefined;
    const error = { code: -2015, msg: 'Invalid API-key, IP, or permissions for action.' };
    this.socket.sendJson({ id: null, status: 401, error });
  }

  private async read(text: string): Promise<void> {
    const request = parse(text);
    if (request === undefined) {
      this.socket.sendJson({ id: null, status: 400, error: { code: -1135, msg: 'Invalid JSON Request' } });
      return;
    }
    const before = this.world.faults.take(request.method, 'before');
    if (before !== undefined && (await this.strike(before, request))) return;
    const answer = this.answer(request);
    const after = this.world.faults.take(request.method, 'after');
    if (after !== undefined && (await this.strike(after, request))) return;
    this.socket.sendJson(answer);
  }

  private answer(request: Request): object {
    const { id } = request;
    const endpoint = this.endpoints[restNames[request.method] ?? ''];
    try {
      if (this.world.faults.maintenance) {
        throw new VenueError(503, -1016, 'This service is no longer available.');
      }
      const result = endpoint === undefined ? this.runSession(request) : this.runEndpoint(request, endpoint);
      return { id, status: 200, result, ...this.rateLimits(request, (endpoint?.orders ?? 0) > 0) };
    } catch (error) {
      if (!(error instanceof VenueError)) throw error;
      const limits = this.rateLimits(request, (endpoint?.orders ?? 0) > 0);
      return { id, status: error.status, error: error.toJson(), ...limits };
    }
  }

  private runEndpoint(request: Request, endpoint: Endpoint): unknown {
    const parameters = parametersOfJson(request.params);
    return runEndpoint(this.world, endpoint, parameters, () => {
      const key = this.authorise(request);
      checkRights(key, endpoint.security);
      return key;
    });
  }

  /** By the request's own signature, or by the session. */
  private authorise(request: Request): KeyRecord {
    const parameters = parametersOfJson(request.params);
    if (this.session === undefined || parameters.has('apiKey')) {
      return checkSocket(request.params, parameters, this.socket.remoteAddress, this.world);
    }
    checkTime(parameters, this.world.clock);
    return this.session.key;
  }

  private runSession(request: Request): unknown {
    switch (request.method) {
      case 'session.logon':
        this.world.limits.admit(2);
        return this.logOn(request);
      case 'session.status':
        this.world.limits.admit(2);
        return this.sessionStatus();
      case 'session.logout':
        this.world.limits.admit(2);
        this.session = undefined;
        return this.sessionStatus();
      case 'session.subscriptions':
        this.world.limits.admit(2);
        return this.subscription === undefined ? [] : [{ subscriptionId: this.subscription.id }];
      case 'userDataStream.subscribe':
        this.world.limits.admit(2);
        // Without a session there is nobody to subscribe for.
        if (this.session === undefined)
          throw new VenueError(401, -2015, 'Invalid API-key, IP, or permissions for action.');
        return this.subscribe(this.session.key);
      case 'userDataStream.subscribe.signature':
        this.world.limits.admit(2);
        return this.subscribe(
          checkSocket(
            request.params,
            parametersOfJson(request.params),
            this.socket.remoteAddress,
            this.world,
          ),
        );
      case 'userDataStream.unsubscribe':
        this.world.limits.admit(2);
        return this.unsubscribe(request);
      default:
        // Also what has been switched off: userDataStream.start, .ping, .stop.
        throw bad(-1020, 'This operation is not supported.');
    }
  }

  private logOn(request: Request): object {
    const parameters = parametersOfJson(request.params);
    const key = checkSocket(request.params, parameters, this.socket.remoteAddress, this.world);
    // The notes say which keys may, not how the others are refused.
    if (key.scheme !== 'ed25519') throw bad(-4056, 'HMAC_SHA256 API key is not supported.');
    this.session = { key, since: this.world.clock.now() };
    return this.sessionStatus();
  }

  private sessionStatus(): object {
    return {
      apiKey: this.session?.key.apiKey ?? null,
      authorizedSince: this.session?.since ?? null,
      connectedSince: this.connectedSince,
      returnRateLimits: this.returnsLimits,
      serverTime: this.world.clock.now(),
      userDataStream: this.subscription !== undefined,
    };
  }

  private subscribe(key: KeyRecord): object {
    if (this.subscription !== undefined) throw bad(-2035, 'User Data Stream subscription already active.');
    const id = this.nextSubscriptionId;
    this.subscription = { id, accountId: key.accountId };
    this.nextSubscriptionId += 1;
    return { subscriptionId: id };
  }

  private unsubscribe(request: Request): object {
    const wanted = request.params.subscriptionId;
    if (this.subscription === undefined || (wanted ?? this.subscription.id) !== this.subscription.id) {
      throw bad(-2036, 'User Data Stream subscription not active.');
    }
    this.subscription = undefined;
    return {};
  }

  private rateLimits(request: Request, withOrders: boolean): object {
    const isWanted = request.params.returnRateLimits ?? this.returnsLimits;
    if (isWanted === false) return {};
    const orders = withOrders ? this.world.limits.orderCounts() : [];
    return { rateLimits: [...orders, this.world.limits.weightCount()] };
  }

  /** Does what a fault says. False: go on, it was only a delay. */
  private async strike(fault: RequestFault, request: Request): Promise<boolean> {
    switch (fault.do) {
      case 'drop':
        this.socket.cut();
        return true;
      case 'timeout':
        return true;
      case 'delay':
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 1000));
        return false;
      case 'garbage':
        this.socket.sendPlainly('<html><body>Bad gateway</body></html>');
        return true;
      case 'status':
        this.socket.sendJson({ id: request.id, status: fault.status ?? 500, error: fault.body });
        return true;
    }
  }
}

function parse(text: string): Request | undefined {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== 'object' || message === null) return undefined;
    const { id, method, params } = message as { id?: unknown; method?: unknown; params?: unknown };
    if (typeof method !== 'string') return undefined;
    const isObject = typeof params === 'object' && params !== null && !Array.isArray(params);
    return { id: id ?? null, method, params: isObject ? (params as Record<string, unknown>) : {} };
  } catch {
    return undefined;
  }
}
