import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { CandleColumns } from '../../../src-shared/domain/candle.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Refusal, UnknownOutcome } from '../../../src-shared/domain/order.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { parseExact } from '../connection/exact-json.ts';
import {
  type HttpAnswer,
  type HttpClient,
  type HttpRequest,
  TransportFailure,
} from '../connection/http-client.ts';
import type { RateBudget, Urgency } from '../connection/rate-budget.ts';
import { readRequest, readWithRetry } from '../connection/read-with-retry.ts';
import type { Release } from '../release.ts';
import type { CredentialAccess } from '../venue-kind.ts';
import { readCandles } from './decode-candles.ts';
import { isRecord } from './decode-text.ts';
import { isSessionOver, kiteFailure, orderOutcome, readError, refused } from './errors.ts';
import { indianText } from './indian-time.ts';
import { cancelCost, historyCost, placeCost, quoteCost, requestCost } from './limits.ts';
import { sessionOf } from './session.ts';
import { authorisedHeaders, formHeader } from './sign.ts';
import {
  holdingsWire,
  lastPricesWire,
  marginsWire,
  orderIdWire,
  ordersWire,
  positionsWire,
  profileWire,
  tradesWire,
  triggerIdWire,
  triggersWire,
  triggerWire,
} from './wire.ts';

/** One function per endpoint; Zerodha's shapes in and out. */
export interface RestParts {
  readonly http: HttpClient;
  readonly budget: RateBudget;
  readonly credentials: CredentialAccess | null;
  readonly base: string;
  now(): EpochMs;
  after(delayMs: number, run: () => void): Release;
  random(): number;
  /** Zerodha has refused the token: nothing more is sent with it. */
  onSessionOver?(failure: Failure): void;
}

export type Form = Readonly<Record<string, string>>;
/** What became of a request that acts. It never rejects for what Zerodha or the wire can do. */
export type Act<T> = { readonly outcome: 'done'; readonly data: T } | Refusal | UnknownOutcome;
export type KiteRest = ReturnType<typeof createRest>;

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly form?: Form;
  readonly cost: Readonly<Record<string, number>>;
  readonly urgency: Urgency;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

/** The list of instruments has ten megabytes. */
const listLimits = { timeoutMs: 60_000, maxBytes: 64 * 1024 * 1024 };
/** Zerodha's own clients wait this long. */
const actTimeoutMs = 7000;
/** How long to keep quiet after a 429 that says nothing more. */
const quietMs = 2000;

export function createRest(parts: RestParts) {
  /** Digest of the token that was refused, so that it is not sent again and again. */
  let refusedToken: string | undefined;
  let refusal: Failure | undefined;

  /** The request as it goes out. The token is in its headers and nowhere else. */
  async function make(call: Call): Promise<{ readonly request: HttpRequest; readonly digest: string }> {
    const { credentials } = parts;
    if (credentials === null) {
      throw new Failure('unauthorised', 'Zerodha needs an API key and a daily login.', {
        data: { code: 'no-key' },
      });
    }
    await parts.budget.take(call.cost, call.urgency, call.signal);
    const { headers, digest } = await credentials.use('talk to Zerodha', (fields) => {
      const { apiKey, accessToken } = sessionOf(fields, parts.now());
      return { headers: authorisedHeaders(apiKey, accessToken), digest: sha256(accessToken) };
    });
    if (refusal !== undefined && digest === refusedToken) throw refusal;
    const { method, form, timeoutMs, maxBytes, signal } = call;
    const request = {
      method,
      url: `${parts.base}${call.path}`,
      headers: { ...headers, ...(form === undefined ? {} : formHeader) },
      ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(maxBytes === undefined ? {} : { maxBytes }),
      ...(signal === undefined ? {} : { signal }),
    };
    return { request, digest };
  }

  /** What an answer tells beside its content: that we are too quick, or that the token is no longer good. */
  function heed(answer: HttpAnswer, call: Call, digest: string): HttpAnswer {
    if (answer.status === 429) {
      const retryAfter = Number(answer.headers['retry-after']);
      const wait = retryAfter > 0 && retryAfter < 3600 ? retryAfter * 1000 : quietMs;
      const [name] = Object.keys(call.cost);
      parts.budget.block((parts.now() + wait) as EpochMs, 'Zerodha says: too many requests.', name);
    }
    if (answer.status === 403) noteRefusedToken(answer, digest);
    return answer;
  }

  function noteRefusedToken({ status, body }: HttpAnswer, digest: string): void {
    const failure = kiteFailure(readError(status, body.toString('utf8')));
    if (!isSessionOver(failure)) return;
    refusedToken = digest;
    refusal = failure;
    parts.onSessionOver?.(failure);
  }

  /** Asks, up to three times where Zerodha has trouble. @throws Failure, whatever it is that went wrong. */
  async function ask(call: Call & { readonly method: 'GET' }): Promise<HttpAnswer> {
    let digest = '';
    const next = async () => {
      const made = await make(call);
      digest = made.digest;
      return readRequest({ ...made.request, method: 'GET' });
    };
    try {
      const answer = heed(await readWithRetry(parts.http, next, parts, call.signal), call, digest);
      if (answer.status >= 200 && answer.status < 300) return answer;
      throw kiteFailure(readError(answer.status, answer.body.toString('utf8')));
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      throw new Failure('unavailable', error.message, { data: { code: 'no-answer' }, cause: error });
    }
  }

  async function question<S extends z.ZodType>(
    schema: S,
    path: string,
    options: Partial<Pick<Call, 'cost' | 'signal' | 'urgency'>> = {},
  ): Promise<z.infer<S>> {
    const answer = await ask({ method: 'GET', path, cost: requestCost, urgency: 'read', ...options });
    const data = dataOf(answer.body.toString('utf8'));
    const read = schema.safeParse(data);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw new Failure(
      'unavailable',
      `Zerodha’s answer to ${path.replace(/\?.*/, '')} cannot be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
      { data: { code: 'unreadable' } },
    );
  }

  /** Sends exactly once and judges by evidence only (O4, O5). */
  async function act<S extends z.ZodType>(schema: S, call: Omit<Call, 'urgency'>): Promise<Act<z.infer<S>>> {
    let answer: HttpAnswer;
    try {
      const whole = { ...call, urgency: 'order', timeoutMs: actTimeoutMs } as const;
      const { request, digest } = await make(whole);
      answer = heed(await parts.http.send(request), whole, digest);
    } catch (error) {
      if (error instanceof TransportFailure) {
        return error.isSent
          ? { outcome: 'unknown', detail: error.message }
          : refused('local:not-sent', `${error.message} Nothing was sent.`);
      }
      // Failures come from before the first byte: no room, no session, a locked vault.
      if (error instanceof Failure) {
        const code = error.kind === 'rate-limited' ? 'local:rate-limited' : 'local:not-sent';
        return refused(code, error.message);
      }
      throw error;
    }
    const text = answer.body.toString('utf8');
    if (answer.status < 200 || answer.status >= 300) return orderOutcome(readError(answer.status, text));
    const read = schema.safeParse(dataOr(text));
    if (read.success) return { outcome: 'done', data: read.data };
    return { outcome: 'unknown', detail: `Zerodha answered ${answer.status}, but not with an order id.` };
  }

  const order = (variety: string, id?: string) =>
    `/orders/${encodeURIComponent(variety)}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;

  return {
    profile: (signal?: AbortSignal) => question(profileWire, '/user/profile', { signal }),
    margins: (signal?: AbortSignal) => question(marginsWire, '/user/margins', { signal }),
    async instruments(): Promise<Buffer> {
      const call = { method: 'GET', path: '/instruments', cost: requestCost, urgency: 'read' } as const;
      return (await ask({ ...call, ...listLimits })).body;
    },
    lastPrices: (names: readonly string[]) =>
      question(
        lastPricesWire,
        `/quote/ltp?${new URLSearchParams(names.map((name): [string, string] => ['i', name]))}`,
        {
          cost: quoteCost,
        },
      ),
    async candles(
      token: number,
      interval: string,
      from: EpochMs,
      to: EpochMs,
      signal?: AbortSignal,
    ): Promise<CandleColumns> {
      const span = new URLSearchParams({ from: indianText(from), to: indianText(to) });
      const path = `/instruments/historical/${token}/${interval}?${span}`;
      const answer = await ask({ method: 'GET', path, cost: historyCost, urgency: 'read', signal });
      return readCandles(answer.body.toString('utf8'));
    },
    orders: (signal?: AbortSignal) => question(ordersWire, '/orders', { signal }),
    /** All states the order has gone through, oldest first. */
    orderHistory: (id: string) => question(ordersWire, `/orders/${encodeURIComponent(id)}`),
    trades: (signal?: AbortSignal) => question(tradesWire, '/trades', { signal }),
    orderTrades: (id: string) => question(tradesWire, `/orders/${encodeURIComponent(id)}/trades`),
    positions: (signal?: AbortSignal) => question(positionsWire, '/portfolio/positions', { signal }),
    holdings: (signal?: AbortSignal) => question(holdingsWire, '/portfolio/holdings', { signal }),
    triggers: (signal?: AbortSignal) => question(triggersWire, '/gtt/triggers', { signal }),
    trigger: (id: string) => question(triggerWire, `/gtt/triggers/${encodeURIComponent(id)}`),
    placeOrder: (variety: string, form: Form) =>
      act(orderIdWire, { method: 'POST', path: order(variety), form, cost: placeCost }),
    modifyOrder: (variety: string, id: string, form: Form) =>
      act(orderIdWire, { method: 'PUT', path: order(variety, id), form, cost: placeCost }),
    cancelOrder: (variety: string, id: string) =>
      act(orderIdWire, { method: 'DELETE', path: order(variety, id), cost: cancelCost }),
    placeTrigger: (form: Form) =>
      act(triggerIdWire, { method: 'POST', path: '/gtt/triggers', form, cost: placeCost }),
    modifyTrigger: (id: string, form: Form) =>
      act(triggerIdWire, {
        method: 'PUT',
        path: `/gtt/triggers/${encodeURIComponent(id)}`,
        form,
        cost: placeCost,
      }),
    deleteTrigger: (id: string) =>
      act(triggerIdWire, {
        method: 'DELETE',
        path: `/gtt/triggers/${encodeURIComponent(id)}`,
        cost: cancelCost,
      }),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The `data` of a success. @throws Failure `unavailable`. */
function dataOf(text: string): unknown {
  const data = dataOr(text);
  if (data !== undefined) return data;
  throw new Failure('unavailable', 'Zerodha’s answer cannot be read.', { data: { code: 'unreadable' } });
}

function dataOr(text: string): unknown {
  try {
    const parsed = parseExact(text);
    return isRecord(parsed) && parsed.status === 'success' ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
