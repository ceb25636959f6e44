import { z } from 'zod';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { ActionAnswer, RestClient } from '../rest-client.ts';
import type { Parameters } from '../sign.ts';
import { decimal, id, type SpotOrder, type SpotTrade, spotOrder, spotTrade } from '../wire.ts';

/* Spot's endpoints for accounts and orders, named as in the manual, with their weights. */

export const account = z.object({
  canTrade: z.boolean(),
  canWithdraw: z.boolean().optional(),
  uid: id.optional(),
  balances: z.array(z.object({ asset: z.string(), free: decimal, locked: decimal })),
});
export type SpotAccount = z.infer<typeof account>;

export function getAccount(client: RestClient, signal?: AbortSignal): Promise<SpotAccount> {
  const parameters = { omitZeroBalances: true };
  return client.ask({ path: '/api/v3/account', parameters, security: 'signed', weight: 20, signal }, account);
}

export const apiRestrictions = z.object({
  ipRestrict: z.boolean(),
  enableReading: z.boolean(),
  enableSpotAndMarginTrading: z.boolean(),
  enableWithdrawals: z.boolean(),
  enableFutures: z.boolean().optional(),
  enableInternalTransfer: z.boolean().optional(),
  permitsUniversalTransfer: z.boolean().optional(),
  enableMargin: z.boolean().optional(),
  enableVanillaOptions: z.boolean().optional(),
  tradingAuthorityExpirationTime: z.number().optional(),
});
export type ApiRestrictions = z.infer<typeof apiRestrictions>;

/** Only on live: the testnet has no `/sapi`. */
export function getApiRestrictions(client: RestClient): Promise<ApiRestrictions> {
  const path = '/sapi/v1/account/apiRestrictions';
  return client.ask({ path, security: 'signed', weight: 1 }, apiRestrictions);
}

/** The same, or undefined where Binance does not tell at the moment: that takes no right away. */
export async function findApiRestrictions(client: RestClient): Promise<ApiRestrictions | undefined> {
  try {
    return await getApiRestrictions(client);
  } catch (error) {
    if (error instanceof Failure && error.kind !== 'unauthorised') return undefined;
    throw error;
  }
}

/** Answers of any length of its type; ours ask for ACK, which is enough. */
const acknowledgement = z.object({
  symbol: z.string(),
  orderId: id,
  clientOrderId: z.string(),
  transactTime: z.number().int(),
});
export type Acknowledgement = z.infer<typeof acknowledgement>;

export function postOrder(
  client: RestClient,
  parameters: Parameters,
  sendBefore?: EpochMs,
): Promise<ActionAnswer<Acknowledgement>> {
  return client.act(
    {
      method: 'POST',
      path: '/api/v3/order',
      parameters,
      security: 'signed',
      weight: 1,
      orders: 1,
      sendBefore,
    },
    acknowledgement,
  );
}

const listAnswer = z.object({
  orderListId: id,
  transactionTime: z.number().int(),
  orders: z.array(z.object({ orderId: id, clientOrderId: z.string() })),
});

export function postOrderListOco(
  client: RestClient,
  parameters: Parameters,
): Promise<ActionAnswer<z.infer<typeof listAnswer>>> {
  const path = '/api/v3/orderList/oco';
  return client.act(
    { method: 'POST', path, parameters, security: 'signed', weight: 1, orders: 2 },
    listAnswer,
  );
}

export function putAmendKeepPriority(
  client: RestClient,
  parameters: Parameters,
): Promise<ActionAnswer<unknown>> {
  const path = '/api/v3/order/amend/keepPriority';
  return client.act({ method: 'PUT', path, parameters, security: 'signed', weight: 4 }, z.object({}));
}

export function deleteOrder(client: RestClient, parameters: Parameters): Promise<ActionAnswer<unknown>> {
  const path = '/api/v3/order';
  return client.act({ method: 'DELETE', path, parameters, security: 'signed', weight: 1 }, z.object({}));
}

export function deleteOpenOrders(client: RestClient, symbol: string): Promise<ActionAnswer<unknown>> {
  const path = '/api/v3/openOrders';
  const parameters = { symbol };
  return client.act(
    { method: 'DELETE', path, parameters, security: 'signed', weight: 1 },
    z.array(z.unknown()),
  );
}

export function getOrder(client: RestClient, parameters: Parameters): Promise<SpotOrder> {
  return client.ask({ path: '/api/v3/order', parameters, security: 'signed', weight: 4 }, spotOrder);
}

export function getOpenOrders(
  client: RestClient,
  symbol: string | undefined,
  signal?: AbortSignal,
): Promise<SpotOrder[]> {
  const weight = symbol === undefined ? 80 : 6;
  const request = {
    path: '/api/v3/openOrders',
    parameters: { symbol },
    security: 'signed',
    weight,
    signal,
  } as const;
  return client.ask(request, z.array(spotOrder));
}

/** Oldest first; a span of at most 24 h, or from an order id on. */
export function getAllOrders(
  client: RestClient,
  parameters: Parameters,
  signal?: AbortSignal,
): Promise<SpotOrder[]> {
  const request = { path: '/api/v3/allOrders', parameters, security: 'signed', weight: 20, signal } as const;
  return client.ask(request, z.array(spotOrder));
}

/** Oldest first. */
export function getMyTrades(
  client: RestClient,
  parameters: Parameters,
  signal?: AbortSignal,
): Promise<SpotTrade[]> {
  const weight = parameters.orderId === undefined ? 20 : 5;
  const request = { path: '/api/v3/myTrades', parameters, security: 'signed', weight, signal } as const;
  return client.ask(request, z.array(spotTrade));
}
