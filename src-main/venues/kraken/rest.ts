import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { parseExact } from '../connection/exact-json.ts';
import { type HttpAnswer, type HttpClient, TransportFailure } from '../connection/http-client.ts';
import type { VenueParts } from '../venue-kind.ts';
import { codeOf, errorsOf, isCode, krakenFailure, throttledUntil } from './errors.ts';
import { type KeyLane, laneOf } from './key-lane.ts';
import { historyLimit, type KrakenLimits, publicLimit } from './limits.ts';
import { checkSecret, formBody, signedForm } from './sign.ts';
import * as wire from './wire.ts';

export interface RestParts extends Pick<VenueParts, 'credentials' | 'now'> {
  readonly http: HttpClient;
  readonly url: string;
  readonly limits: KrakenLimits;
  /** Venue time, so that nonces go on where the clock of this computer was set back. */
  venueNow(): number;
}

/** What came of a call that places or changes something: the answer's own words, not yet judged. */
export interface ActionAnswer {
  readonly errors: readonly string[];
  readonly result: unknown;
}

type Fields = Readonly<Record<string, string>>;

/** One method for each endpoint, named as Kraken names it. Questions reject with a Failure. */
export type Rest = ReturnType<typeof createRest>;

const lockoutMs = 15 * 60_000;
const tooManyRequestsMs = 5_000;
const edgeBlockMs = 60_000;

export function createRest(parts: RestParts) {
  const { http, limits, credentials } = parts;
  let lane: Promise<KeyLane> | undefined;

  /** The key's lane. Only a digest of the key's public half is kept. */
  function keyLane(): Promise<KeyLane> {
    if (credentials === null) {
      throw new Failure('unauthorised', 'This connection has no key: it reads public market data only.');
    }
    lane ??= credentials
      .use('tell the key from others', ({ apiKey }) => {
        const digest = createHash('sha256')
          .update(apiKey?.reveal() ?? '')
          .digest('hex');
        return laneOf(digest, parts.venueNow);
      })
      .catch((error: unknown) => {
        lane = undefined;
        throw error;
      });
    return lane;
  }

  /** Public answers carry amounts as strings, and no ids as numbers that matter. */
  async function ask<Schema extends z.ZodType>(
    name: string,
    query: Fields,
    schema: Schema,
    options: { readonly market?: string; readonly signal?: AbortSignal } = {},
  ): Promise<z.infer<Schema>> {
    const { market, signal } = options;
    const costs = { [publicLimit]: 1, ...(market === undefined ? {} : { [`${historyLimit}:${market}`]: 1 }) };
    await limits.budget.take(costs, 'read', signal);
    const search = formBody(query);
    const answer = await asFailure(
      http.send({
        method: 'GET',
        url: `${parts.url}/0/public/${name}${search === '' ? '' : `?${search}`}`,
        ...(signal === undefined ? {} : { signal }),
      }),
    );
    return resultOf(name, answer, JSON.parse, schema, true);
  }

  /** One private question. A nonce that an order overtook is refused, and the question asked once more. */
  async function askPrivately<Schema extends z.ZodType>(
    name: string,
    fields: Fields,
    schema: Schema,
    options: { readonly cost?: number; readonly signal?: AbortSignal } = {},
  ): Promise<z.infer<Schema>> {
    const { cost = 1, signal } = options;
    const once = async () => {
      await limits.budget.take({ [limits.callName()]: cost }, 'read', signal);
      const answer = await asFailure(
        (await keyLane()).read((nonce) => sendSigned(name, fields, nonce, signal)),
      );
      return resultOf(name, answer, parseExact, schema);
    };
    try {
      return await once();
    } catch (error) {
      if (!isCode(error, 'EAPI:Invalid nonce')) throw error;
      return once();
    }
  }

  /**
   * Sends a request that acts, exactly once (O5), after its turn and before all reads.
   * @throws TransportFailure, or a Failure when nothing was sent.
   */
  async function act(name: string, fields: Fields): Promise<ActionAnswer> {
    const answer = await (await keyLane()).order((nonce) => sendSigned(name, fields, nonce));
    const read = readAnswer(answer, parseExact);
    if (read === undefined) {
      return { errors: [`no answer of its own (HTTP ${answer.status})`], result: undefined };
    }
    heedLimits(read.errors);
    return read;
  }

  async function sendSigned(
    name: string,
    fields: Fields,
    nonce: string,
    signal?: AbortSignal,
  ): Promise<HttpAnswer> {
    if (credentials === null) throw new Failure('unauthorised', 'There is no key.');
    const path = `/0/private/${name}`;
    const { headers, body } = await credentials.use(`sign ${name}`, ({ apiKey, apiSecret, otp }) => {
      const [key, secret] = [apiKey?.reveal() ?? '', apiSecret?.reveal().trim() ?? ''];
      checkSecret(secret);
      const code = otp?.reveal() ?? '';
      const factor = code === '' ? {} : { otp: code };
      return signedForm({ path, nonce, fields: { ...fields, ...factor }, key, secret });
    });
    return http.send({
      method: 'POST',
      url: parts.url + path,
      headers,
      body,
      ...(signal === undefined ? {} : { signal }),
    });
  }

  function resultOf<Schema extends z.ZodType>(
    name: string,
    answer: HttpAnswer,
    parse: (text: string) => unknown,
    schema: Schema,
    isPublic = false,
  ): z.infer<Schema> {
    const read = readAnswer(answer, parse);
    if (read === undefined) throw edgeFailure(answer);
    if (read.errors.length > 0) {
      heedLimits(read.errors, isPublic);
      throw krakenFailure(read.errors, isPublic);
    }
    const found = schema.safeParse(read.result);
    if (found.success) return found.data;
    const [issue] = found.error.issues;
    throw new Failure(
      'unavailable',
      `Kraken’s answer to ${name} could not be read (${issue?.path.join('.')}: ${issue?.message}).`,
    );
  }

  /** What is not Kraken's own comes from the edge in front of it: HTML, 520, 403 for addresses that ask too often. */
  function edgeFailure({ status }: HttpAnswer): Failure {
    if (status === 429 || status === 403) {
      const until = epochMs(parts.now() + edgeBlockMs);
      limits.budget.block(until, `Kraken’s edge refused us (${status}).`);
      return new Failure(
        'rate-limited',
        `Kraken’s edge refused us (${status}); it is left alone for a minute.`,
        {
          data: { until },
        },
      );
    }
    return new Failure(
      'unavailable',
      `Kraken answered ${status} without words of its own, as it does during maintenance.`,
    );
  }

  function heedLimits(errors: readonly string[], isPublic = false): void {
    const { budget } = limits;
    for (const text of errors) {
      const until = throttledUntil(text);
      if (until !== undefined)
        budget.block(epochMs(Math.min(until, parts.now() + lockoutMs)), 'Kraken asks for a pause.');
      switch (codeOf(text)) {
        case 'EGeneral:Temporary lockout':
          limits.lockKey(epochMs(parts.now() + lockoutMs));
          break;
        case 'EAPI:Rate limit exceeded':
          if (isPublic) pausePublic();
          else budget.observe(limits.callName(), limits.tier.callCount);
          break;
        case 'EGeneral:Too many requests':
          pausePublic();
          break;
      }
    }
  }

  function pausePublic(): void {
    const until = epochMs(parts.now() + tooManyRequestsMs);
    limits.budget.block(until, 'Kraken says: too many requests.', publicLimit);
  }

  return {
    act,
    Time: (signal?: AbortSignal) => ask('Time', {}, wire.time, signal === undefined ? {} : { signal }),
    SystemStatus: () => ask('SystemStatus', {}, wire.systemStatus),
    Assets: () => ask('Assets', {}, wire.assets),
    /** Rows are looked at one by one: one that is new in kind must not hide all others. */
    AssetPairs: () => ask('AssetPairs', {}, wire.tickers),
    Ticker: () => ask('Ticker', {}, wire.tickers),
    OHLC: (pair: string, interval: number, signal?: AbortSignal) =>
      ask('OHLC', { pair, interval: String(interval) }, wire.tickers, { market: pair, ...given(signal) }),
    /** `since` in ns; trades after it, oldest first. */
    Trades: (pair: string, since: string, count: number, signal?: AbortSignal) =>
      ask('Trades', { pair, since, count: String(count) }, wire.tickers, { market: pair, ...given(signal) }),
    GetApiKeyInfo: () => askPrivately('GetApiKeyInfo', {}, wire.keyInfo),
    GetWebSocketsToken: () => askPrivately('GetWebSocketsToken', {}, wire.socketToken),
    TradeVolume: (pair: string) => askPrivately('TradeVolume', { pair }, wire.tradeVolume),
    BalanceEx: () => askPrivately('BalanceEx', {}, wire.balanceEx),
    OpenOrders: (fields: Fields = {}) => askPrivately('OpenOrders', fields, wire.openOrders),
    ClosedOrders: (fields: Fields, signal?: AbortSignal) =>
      askPrivately('ClosedOrders', fields, wire.closedOrders, given(signal)),
    QueryOrders: (txids: readonly string[], signal?: AbortSignal) =>
      askPrivately('QueryOrders', { txid: txids.join(',') }, wire.restOrders, given(signal)),
    TradesHistory: (fields: Fields, signal?: AbortSignal) =>
      askPrivately('TradesHistory', fields, wire.tradesHistory, { cost: 2, ...given(signal) }),
  };
}

function given(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

/** A row of a list that the answer's own schema leaves unlooked at. @throws Failure `unavailable`. */
export function readRow<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  row: unknown,
): z.infer<Schema> {
  const found = schema.safeParse(row);
  if (found.success) return found.data;
  throw new Failure('unavailable', `A row of Kraken’s answer to ${name} could not be read.`);
}

/** Undefined for what is not an answer of Kraken's own. */
function readAnswer(
  { body, status }: HttpAnswer,
  parse: (text: string) => unknown,
): ActionAnswer | undefined {
  if (status !== 200) return undefined;
  let content: unknown;
  try {
    content = parse(body.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
  const found = wire.restAnswer.safeParse(content);
  return found.success ? { errors: errorsOf(found.data.error), result: found.data.result } : undefined;
}

/** A question may be asked again whether or not it arrived. */
async function asFailure<T>(sending: Promise<T>): Promise<T> {
  try {
    return await sending;
  } catch (error) {
    if (error instanceof TransportFailure) throw new Failure('unavailable', error.message, { cause: error });
    throw error;
  }
}
