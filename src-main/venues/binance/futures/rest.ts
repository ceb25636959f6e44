import { z } from 'zod';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { ActionAnswer, RestClient } from '../rest-client.ts';
import type { Parameters } from '../sign.ts';
import {
  type AlgoOrder,
  algoOrder,
  decimal,
  type FuturesRestOrder,
  type FuturesTrade,
  futuresRestOrder,
  futuresTrade,
  id,
} from '../wire.ts';

/* The endpoints of USD-M futures for accounts and orders, named as in the manual, with their weights. */

export const account = z.object({
  assets: z.array(
    z.object({
      asset: z.string(),
      walletBalance: decimal,
      availableBalance: decimal,
      marginBalance: decimal.optional(),
    }),
  ),
});
export type FuturesAccount = z.infer<typeof account>;

export function getAccount(client: RestClient, signal?: AbortSignal): Promise<FuturesAccount> {
  return client.ask({ path: '/fapi/v3/account', security: 'signed', weight: 5, signal }, account);
}

/** `accountAlias` is Binance's only name of a futures account that the futures key alone can ask. */
const balanceRows = z.array(z.object({ asset: z.string(), accountAlias: z.string().optional() }));
export function getBalance(client: RestClient, signal?: AbortSignal): Promise<z.infer<typeof balanceRows>> {
  return client.ask({ path: '/fapi/v3/balance', security: 'signed', weight: 5, signal }, balanceRows);
}

const positionRisk = z.object({
  symbol: z.string(),
  positionSide: z.string(),
  positionAmt: decimal,
  entryPrice: decimal.optional(),
  updateTime: z.number().int(),
});
export type PositionRisk = z.infer<typeof positionRisk>;

export function getPositionRisk(client: RestClient, signal?: AbortSignal): Promise<PositionRisk[]> {
  return client.ask(
    { path: '/fapi/v3/positionRisk', security: 'signed', weight: 5, signal },
    z.array(positionRisk),
  );
}

const positionMode = z.object({ dualSidePosition: z.boolean() });
/** Whether long and short positions are kept apart (hedge mode). */
export function getPositionSideDual(
  client: RestClient,
  signal?: AbortSignal,
): Promise<z.infer<typeof positionMode>> {
  const path = '/fapi/v1/positionSide/dual';
  return client.ask({ path, security: 'signed', weight: 30, signal }, positionMode);
}

const acknowledgement = z.object({
  orderId: id,
  clientOrderId: z.string(),
  updateTime: z.number().int().optional(),
});
export function postOrder(
  client: RestClient,
  parameters: Parameters,
  sendBefore?: EpochMs,
): Promise<ActionAnswer<z.infer<typeof acknowledgement>>> {
  const path = '/fapi/v1/order';
  // It has no weight of its own; one unit keeps our count on the safe side.
  return client.act(
    { method: 'POST', path, parameters, security: 'signed', weight: 1, orders: 1, sendBefore },
    acknowledgement,
  );
}

const algoAcknowledgement = z.object({
  algoId: id,
  clientAlgoId: z.string(),
  createTime: z.number().int().optional(),
});
export function postAlgoOrder(
  client: RestClient,
  parameters: Parameters,
  sendBefore?: EpochMs,
): Promise<ActionAnswer<z.infer<typeof algoAcknowledgement>>> {
  const path = '/fapi/v1/algoOrder';
  return client.act(
    { method: 'POST', path, parameters, security: 'signed', weight: 1, orders: 1, sendBefore },
    algoAcknowledgement,
  );
}

export function putOrder(client: RestClient, parameters: Parameters): Promise<ActionAnswer<unknown>> {
  const path = '/fapi/v1/order';
  return client.act(
    { method: 'PUT', path, parameters, security: 'signed', weight: 1, orders: 1 },
    z.object({}),
  );
}

export function deleteOrder(client: RestClient, parameters: Parameters): Promise<ActionAnswer<unknown>> {
  const path = '/fapi/v1/order';
  return client.act({ method: 'DELETE', path, parameters, security: 'signed', weight: 1 }, z.object({}));
}

export function deleteAlgoOrder(client: RestClient, parameters: Parameters): Promise<ActionAnswer<unknown>> {
  const path = '/fapi/v1/algoOrder';
  return client.act({ method: 'DELETE', path, parameters, security: 'signed', weight: 1 }, z.object({}));
}

export function deleteAllOpenOrders(client: RestClient, symbol: string): Promise<ActionAnswer<unknown>> {
  const path = '/fapi/v1/allOpenOrders';
  return client.act(
    { method: 'DELETE', path, parameters: { symbol }, security: 'signed', weight: 1 },
    z.unknown(),
  );
}

/** 0 ends the countdown. */
export function postCountdownCancelAll(
  client: RestClient,
  symbol: string,
  countdownTime: number,
): Promise<ActionAnswer<unknown>> {
  const path = '/fapi/v1/countdownCancelAll';
  const parameters = { symbol, countdownTime };
  return client.act({ method: 'POST', path, parameters, security: 'signed', weight: 10 }, z.unknown());
}

export function getOrder(client: RestClient, parameters: Parameters): Promise<FuturesRestOrder> {
  return client.ask({ path: '/fapi/v1/order', parameters, security: 'signed', weight: 1 }, futuresRestOrder);
}

export function getAlgoOrder(client: RestClient, parameters: Parameters): Promise<AlgoOrder> {
  return client.ask({ path: '/fapi/v1/algoOrder', parameters, security: 'signed', weight: 1 }, algoOrder);
}

export function getOpenOrders(client: RestClient, signal?: AbortSignal): Promise<FuturesRestOrder[]> {
  const request = { path: '/fapi/v1/openOrders', security: 'signed', weight: 40, signal } as const;
  return client.ask(request, z.array(futuresRestOrder));
}

export function getOpenAlgoOrders(client: RestClient, signal?: AbortSignal): Promise<AlgoOrder[]> {
  const request = { path: '/fapi/v1/openAlgoOrders', security: 'signed', weight: 40, signal } as const;
  return client.ask(request, z.array(algoOrder));
}

/** Oldest first; a span of at most 7 days. */
export function getAllOrders(
  client: RestClient,
  parameters: Parameters,
  signal?: AbortSignal,
): Promise<FuturesRestOrder[]> {
  const request = { path: '/fapi/v1/allOrders', parameters, security: 'signed', weight: 5, signal } as const;
  return client.ask(request, z.array(futuresRestOrder));
}

export function getAllAlgoOrders(
  client: RestClient,
  parameters: Parameters,
  signal?: AbortSignal,
): Promise<AlgoOrder[]> {
  const request = {
    path: '/fapi/v1/allAlgoOrders',
    parameters,
    security: 'signed',
    weight: 5,
    signal,
  } as const;
  return client.ask(request, z.array(algoOrder));
}

/** Of one market, oldest first; a span of at most 7 days. */
export function getUserTrades(
  client: RestClient,
  parameters: Parameters,
  signal?: AbortSignal,
): Promise<FuturesTrade[]> {
  const request = { path: '/fapi/v1/userTrades', parameters, security: 'signed', weight: 5, signal } as const;
  return client.ask(request, z.array(futuresTrade));
}

const listenKey = z.object({ listenKey: z.string().min(1) });
/** By the key's id alone. The same key comes back while it is valid, and is then good for another 60 minutes. */
export function postListenKey(client: RestClient): Promise<ActionAnswer<z.infer<typeof listenKey>>> {
  return client.act({ method: 'POST', path: '/fapi/v1/listenKey', security: 'key', weight: 1 }, listenKey);
}

export function putListenKey(client: RestClient): Promise<ActionAnswer<unknown>> {
  return client.act({ method: 'PUT', path: '/fapi/v1/listenKey', security: 'key', weight: 1 }, z.unknown());
}
