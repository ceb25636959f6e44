import { plain } from '../../exchange/decimal.ts';
import type { ExchangeEvent } from '../../exchange/events.ts';
import type { SimulatorSocket } from '../../exchange/socket.ts';
import { venueClientId } from '../ids.ts';
import { limitMessages } from '../keep-alive.ts';
import { eight } from '../market-shapes.ts';
import { MarketStreams } from '../market-streams.ts';
import { StreamSocket } from '../stream-socket.ts';
import { bad } from '../venue-error.ts';
import type { Endpoints, World } from '../world.ts';
import { CountdownCancel, futuresAccountEndpoints } from './account-endpoints.ts';
import { AlgoOrders } from './algo-orders.ts';
import { futuresMarketEndpoints } from './market-endpoints.ts';
import { futuresOrderEndpoints } from './order-endpoints.ts';
import { orderTradeUpdate } from './order-shapes.ts';
import { futuresStreamShapes, isServedUnder } from './stream-shapes.ts';

export interface Futures {
  endpoints: Endpoints;
  acceptsSocket(path: string): boolean;
  openSocket(socket: SimulatorSocket): void;
  flush(): void;
  /** Ends every listen key, with the venue's notice. */
  expireListenKeys(): void;
  stop(): void;
}

const paths = /^\/(public|market|private)\/(ws|stream)(?:\/(.*))?$/;
const listenKeyLifeMs = 3_600_000;

/** Balance and position after a fill. */
function accountUpdate(world: World, event: Extract<ExchangeEvent, { type: 'order' }>): object {
  const account = world.exchange.account(event.order.accountId);
  const position = account.position(event.order.market);
  const last = world.exchange.market(event.order.market).lastPrice;
  const wallet = eight(account.total('USDT'));
  return {
    e: 'ACCOUNT_UPDATE',
    E: event.at,
    T: event.order.updatedAt,
    a: {
      m: 'ORDER',
      B: [{ a: 'USDT', wb: wallet, cw: wallet, bc: '0' }],
      P: [
        {
          s: event.order.market,
          pa: plain(position.quantity),
          ep: position.entryPrice.toFixed(5),
          bep: position.entryPrice.toFixed(5),
          cr: position.realisedProfit.toFixed(8),
          up: last.minus(position.entryPrice).times(position.quantity).toFixed(8),
          mt: 'cross',
          iw: '0',
          ps: 'BOTH',
        },
      ],
    },
  };
}

/** USD-M futures: their endpoints, their three kinds of stream addresses, and the user stream by listen key. */
export function createFutures(world: World): Futures {
  const streams = new MarketStreams(world.exchange, world.clock, futuresStreamShapes);
  const countdown = new CountdownCancel();
  const listenKeys = new Map<string, { accountId: string; until: number }>();
  const userSockets = new Set<{ socket: SimulatorSocket; listenKey: string; combined: boolean }>();

  const notify = (accountId: string, event: object): void => {
    for (const { socket, listenKey, combined } of userSockets) {
      const valid = listenKeys.get(listenKey);
      if (valid?.accountId !== accountId || valid.until < world.clock.now()) continue;
      socket.sendJson(combined ? { stream: listenKey, data: event } : event);
    }
  };
  const algos = new AlgoOrders(world, notify);

  world.exchange.onEvent((event) => {
    if (event.type !== 'order') return;
    const { accountId } = event.order;
    if (event.change === 'filled') notify(accountId, accountUpdate(world, event));
    const update = orderTradeUpdate(event);
    if (update !== undefined) notify(accountId, update);
  });

  const renew = (accountId: string, listenKey: string): object => {
    listenKeys.set(listenKey, { accountId, until: world.clock.now() + listenKeyLifeMs });
    return { listenKey };
  };
  const current = (accountId: string): string | undefined =>
    [...listenKeys].find(([, key]) => key.accountId === accountId && key.until > world.clock.now())?.[0];
  const fresh = (): string => `${venueClientId()}${venueClientId()}${venueClientId()}`.slice(0, 64);
  const listenKeyEndpoints: Endpoints = {
    'POST /fapi/v1/listenKey': {
      weight: 1,
      security: 'key',
      run: ({ world: { accountId } }) => renew(accountId, current(accountId) ?? fresh()),
    },
    'PUT /fapi/v1/listenKey': {
      weight: 1,
      security: 'key',
      run({ world: { accountId } }) {
        const listenKey = current(accountId);
        if (listenKey === undefined) throw bad(-1125, 'This listenKey does not exist.');
        return renew(accountId, listenKey);
      },
    },
    'DELETE /fapi/v1/listenKey': {
      weight: 1,
      security: 'key',
      run({ world: { accountId } }) {
        const listenKey = current(accountId);
        if (listenKey !== undefined) listenKeys.delete(listenKey);
        return {};
      },
    },
  };

  return {
    endpoints: {
      ...futuresMarketEndpoints,
      ...futuresOrderEndpoints,
      ...futuresAccountEndpoints,
      ...algos.endpoints,
      ...countdown.endpoints,
      ...listenKeyEndpoints,
    },
    acceptsSocket: (path) => paths.test(path),
    openSocket(socket) {
      const [, kind = '', form = '', rest = ''] = paths.exec(socket.path) ?? [];
      limitMessages(socket, 10);
      if (kind === 'private') {
        const listenKey = form === 'ws' ? rest : (socket.query.get('listenKey') ?? '');
        const entry = { socket, listenKey, combined: form === 'stream' };
        userSockets.add(entry);
        socket.onClose(() => userSockets.delete(entry));
        return;
      }
      const combined = form === 'stream';
      const listed = combined ? (socket.query.get('streams') ?? '') : rest;
      const names = listed.split('/').filter((name) => name !== '');
      const place = kind === 'public' ? 'public' : 'market';
      new StreamSocket(socket, streams, { combined, names, delivers: (name) => isServedUnder(place, name) });
    },
    flush: () => streams.flush(),
    expireListenKeys() {
      for (const listenKey of listenKeys.keys()) {
        for (const entry of userSockets) {
          if (entry.listenKey !== listenKey) continue;
          entry.socket.sendJson({ e: 'listenKeyExpired', E: world.clock.now(), listenKey });
        }
      }
      listenKeys.clear();
    },
    stop() {
      streams.stop();
      countdown.stop();
    },
  };
}
