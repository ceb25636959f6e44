import type { z } from 'zod';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Refusal, UnknownOutcome } from '../../../src-shared/domain/order.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import {
  type HttpAnswer,
  type HttpClient,
  type HttpRequest,
  TransportFailure,
} from '../connection/http-client.ts';
import type { RateBudget, Urgency } from '../connection/rate-budget.ts';
import { readRequest, readWithRetry } from '../connection/read-with-retry.ts';
import type { VenueClock } from '../connection/venue-clock.ts';
import type { VenueParts } from '../venue-kind.ts';
import type { Configuration, OrderBody } from './encode.ts';
import { failureOf, readError, refusalOfError, refused } from './errors.ts';
import { jsonHeader } from './sign.ts';
import type { Tokens } from './tokens.ts';
import { root } from './urls.ts';
import { timeText } from './venue-time.ts';
import * as wire from './wire.ts';

/** One function per endpoint; Coinbase's shapes in and out. */
export interface RestParts extends Pick<VenueParts, 'now' | 'after' | 'random'> {
  readonly http: HttpClient;
  readonly budget: RateBudget;
  readonly tokens: Tokens;
  readonly clock: Pick<VenueClock, 'resyncOnce'>;
  readonly base: string;
}
export type CoinbaseRest = ReturnType<typeof createRest>;

/** What became of a request that acts. It never rejects for what Coinbase or the wire can do. */
export type Act<T> = { readonly outcome: 'done'; readonly data: T } | Refusal | UnknownOutcome;

type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;
interface Call {
  readonly path: string;
  readonly query?: Query;
  readonly isPublic?: boolean;
  readonly urgency?: Urgency;
  readonly signal?: AbortSignal | undefined;
  readonly maxBytes?: number;
}

/** Without anything from the venue, keep quiet for one to two seconds after a 429. */
const quietMs = 1000;
const longestQuietMs = 120_000;
/** Some eight hundred products of a thousand bytes and more. */
const listBytes = 32 * 1024 * 1024;
const pageOfProducts = 1000;
const pageOfOrders = 250;
/** More pages than this mean that the venue goes in circles. */
const mostPages = 40;

export function createRest(parts: RestParts) {
  const { http, budget, tokens, clock, base, now } = parts;

  async function make(method: 'GET' | 'POST', call: Call, urgency: Urgency): Promise<HttpRequest> {
    const { path, query, isPublic = false, signal, maxBytes } = call;
    await budget.take({ [isPublic ? 'public requests' : 'private requests']: 1 }, urgency, signal);
    const url = `${base}${root}${path}${queryText(query)}`;
    const headers = isPublic
      ? // Public answers may be a second old without it.
        { 'Cache-Control': 'no-cache' }
      : { Authorization: `Bearer ${await tokens.forRequest(method, url)}` };
    return {
      method,
      url,
      headers,
      ...(signal === undefined ? {} : { signal }),
      ...(maxBytes === undefined ? {} : { maxBytes }),
    };
  }

  /** Keeps quiet where the venue asks for it. */
  function heed(answer: HttpAnswer, isPublic: boolean): HttpAnswer {
    if (answer.status !== 429) return answer;
    const asked = Number(answer.headers['retry-after']) * 1000;
    const wait = asked > 0 ? Math.min(asked, longestQuietMs) : quietMs * (1 + parts.random());
    const name = isPublic ? 'public requests' : 'private requests';
    budget.block(epochMs(now() + wait), 'Coinbase says: too many requests.', name);
    return answer;
  }

  /** Asks, again where Coinbase has trouble, and once more with a clock set anew where a token was refused (O15). */
  async function ask<S extends z.ZodType>(schema: S, call: Call): Promise<z.infer<S>> {
    const { isPublic = false, urgency = 'read' } = call;
    const send = async () => {
      const next = async () => readRequest({ ...(await make('GET', call, urgency)), method: 'GET' });
      return heed(await readWithRetry(http, next, parts, call.signal), isPublic);
    };
    let answer: HttpAnswer;
    try {
      answer = await send();
      if (answer.status === 401 && !isPublic && (await clock.resyncOnce())) answer = await send();
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      throw new Failure('unavailable', error.message, { data: { code: 'no-answer' }, cause: error });
    }
    const text = answer.body.toString('utf8');
    if (answer.status < 200 || answer.status >= 300) throw failureOf(readError(answer.status, text));
    const read = schema.safeParse(jsonOr(text));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw new Failure(
      'unavailable',
      `Coinbase’s answer to ${call.path} cannot be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
      { data: { code: 'unreadable' } },
    );
  }

  /** Sends exactly once and judges by evidence only (O4, O5). */
  async function act<S extends z.ZodType>(schema: S, path: string, body: object): Promise<Act<z.infer<S>>> {
    let answer: HttpAnswer;
    try {
      const request = await make('POST', { path }, 'order');
      const headers = { ...request.headers, ...jsonHeader };
      answer = heed(await http.send({ ...request, headers, body: JSON.stringify(body) }), false);
    } catch (error) {
      return notAnswered(error);
    }
    const text = answer.body.toString('utf8');
    if (answer.status < 200 || answer.status >= 300) return refusalOfError(readError(answer.status, text));
    const read = schema.safeParse(jsonOr(text));
    if (read.success) return { outcome: 'done', data: read.data };
    return {
      outcome: 'unknown',
      detail: `Coinbase answered ${answer.status}, but in a form that cannot be read.`,
    };
  }

  /** All pages of a list. `pick` answers one page's items. */
  async function pages<S extends z.ZodType<{ cursor: string; has_next?: boolean }>, Item>(
    schema: S,
    call: Call,
    pick: (page: z.infer<S>) => readonly Item[],
    isEnough: (items: readonly Item[]) => boolean = () => false,
  ): Promise<Item[]> {
    const items: Item[] = [];
    let cursor = '';
    for (let page = 0; page < mostPages; page += 1) {
      const query = { ...call.query, ...(cursor === '' ? {} : { cursor }) };
      const answer = await ask(schema, { ...call, query });
      const found = pick(answer);
      items.push(...found);
      const isLast = answer.has_next === false || answer.cursor === '' || answer.cursor === cursor;
      if (isLast || found.length === 0 || isEnough(found)) return items;
      cursor = answer.cursor;
    }
    throw new Failure('unavailable', `Coinbase’s list at ${call.path} is too long to be read whole.`, {
      data: { code: 'too-long' },
    });
  }

  return {
    /** The venue's time, in epoch ms, and how long it took to ask, without waiting for the limits. */
    async time(signal?: AbortSignal): Promise<{ readonly venueTime: number; readonly roundTripMs: number }> {
      await budget.take({ 'public requests': 1 }, 'read', signal);
      const request = { method: 'GET', url: `${base}${root}/time` } as const;
      const answer = await http.send(signal === undefined ? request : { ...request, signal });
      const text = heed(answer, true).body.toString('utf8');
      if (answer.status !== 200) throw failureOf(readError(answer.status, text));
      const read = wire.timeWire.safeParse(jsonOr(text));
      if (!read.success) throw new Failure('unavailable', 'Coinbase’s time cannot be read.');
      return { venueTime: read.data.epochMillis, roundTripMs: answer.roundTripMs };
    },

    /** All spot products; those that cannot be read are left out. */
    async products(signal?: AbortSignal): Promise<readonly wire.ProductWire[]> {
      const found: wire.ProductWire[] = [];
      for (let offset = 0; ; offset += pageOfProducts) {
        const query = { product_type: 'SPOT', limit: pageOfProducts, offset };
        const { products } = await ask(wire.productsWire, {
          path: '/market/products',
          query,
          isPublic: true,
          signal,
          maxBytes: listBytes,
        });
        for (const product of products) {
          const read = wire.productWire.safeParse(product);
          if (read.success) found.push(read.data);
        }
        if (products.length < pageOfProducts) return found;
      }
    },

    /** Both ends, in epoch seconds, are inside; newest first. */
    candles: async (product: string, granularity: string, start: number, end: number, signal?: AbortSignal) =>
      (
        await ask(wire.candlesWire, {
          path: `/market/products/${encodeURIComponent(product)}/candles`,
          query: { start, end, granularity, limit: 350 },
          isPublic: true,
          signal,
        })
      ).candles,

    /** The best so many levels of each side, best first. */
    productBook: async (product: string, limit: number) =>
      (
        await ask(wire.productBookWire, {
          path: '/market/product_book',
          query: { product_id: product, limit },
          isPublic: true,
        })
      ).pricebook,

    keyPermissions: (signal?: AbortSignal) => ask(wire.permissionsWire, { path: '/key_permissions', signal }),
    portfolios: async () => (await ask(wire.portfoliosWire, { path: '/portfolios' })).portfolios,

    wallets: (signal?: AbortSignal) =>
      pages(
        wire.accountsWire,
        { path: '/accounts', query: { limit: pageOfOrders }, signal },
        (page) => page.accounts,
      ),

    openOrders: (signal?: AbortSignal, urgency: Urgency = 'read') =>
      pages(
        wire.ordersWire,
        {
          path: '/orders/historical/batch',
          query: { order_status: 'OPEN', limit: pageOfOrders },
          signal,
          urgency,
        },
        (page) => page.orders,
      ),

    /** Of any status, newest first; made since a moment, or of one product. Ends early once `isEnough` of a page. */
    orders: (
      filter: { readonly since?: EpochMs; readonly product?: string },
      signal?: AbortSignal,
      isEnough?: (orders: readonly wire.OrderWire[]) => boolean,
    ) =>
      pages(
        wire.ordersWire,
        {
          path: '/orders/historical/batch',
          query: {
            limit: pageOfOrders,
            start_date: filter.since === undefined ? undefined : timeText(filter.since),
            product_ids: filter.product === undefined ? undefined : [filter.product],
          },
          signal,
        },
        (page) => page.orders,
        isEnough,
      ),

    /** Undefined where Coinbase knows no such order. */
    async order(orderId: string, signal?: AbortSignal): Promise<wire.OrderWire | undefined> {
      try {
        const path = `/orders/historical/${encodeURIComponent(orderId)}`;
        return (await ask(wire.orderAnswerWire, { path, signal })).order;
      } catch (error) {
        if (error instanceof Failure && error.data.code === 'NOT_FOUND') return undefined;
        throw error;
      }
    },

    fills: (
      filter: { readonly since?: EpochMs; readonly orderIds?: readonly string[] },
      signal?: AbortSignal,
    ): Promise<wire.FillWire[]> =>
      pages(
        wire.fillsWire,
        {
          path: '/orders/historical/fills',
          query: {
            limit: pageOfOrders,
            start_sequence_timestamp: filter.since === undefined ? undefined : timeText(filter.since),
            order_ids: filter.orderIds,
          },
          signal,
        },
        (page) => page.fills,
      ),

    createOrder: (body: OrderBody & { readonly order_configuration: Configuration }) =>
      act(wire.createAnswerWire, '/orders', body),
    cancelOrders: (orderIds: readonly string[]) =>
      act(wire.cancelAnswerWire, '/orders/batch_cancel', { order_ids: orderIds }),
    editOrder: (orderId: string, change: { readonly size: string; readonly price: string }) =>
      act(wire.editAnswerWire, '/orders/edit', { order_id: orderId, ...change }),
  };
}

/** Failures come from before the first byte: no room, no key, a locked vault. */
function notAnswered(error: unknown): Refusal | UnknownOutcome {
  if (error instanceof TransportFailure) {
    return error.isSent
      ? { outcome: 'unknown', detail: error.message }
      : refused('local:not-sent', `${error.message} Nothing was sent.`);
  }
  if (!(error instanceof Failure)) throw error;
  if (error.kind === 'rate-limited') return refused('local:rate-limited', error.message);
  return refused(error.kind === 'unauthorised' ? 'local:no-key' : 'local:not-sent', error.message);
}

/** Lists are repeated members. */
function queryText(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (typeof value === 'object') for (const one of value) search.append(name, one);
    else search.append(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
