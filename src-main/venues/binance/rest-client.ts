import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Refusal, UnknownOutcome } from '../../../src-shared/domain/order.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import {
  type HttpAnswer,
  type HttpClient,
  type HttpRequest,
  TransportFailure,
} from '../connection/http-client.ts';
import type { RateBudget } from '../connection/rate-budget.ts';
import { readRequest, readWithRetry } from '../connection/read-with-retry.ts';
import type { VenueClock } from '../connection/venue-clock.ts';
import type { CredentialAccess, VenueParts } from '../venue-kind.ts';
import { isRecord, reasonOf } from './decode.ts';
import { bannedUntil, failureOf, outcomeOf, refusedHere, type VenueError } from './errors.ts';
import { limitNames, usedLimits } from './limits.ts';
import { readList } from './list-answer.ts';
import { parseLossless } from './lossless-json.ts';
import { encoded, type Parameters, signedForm, signerOf } from './sign.ts';
import type { Product } from './urls.ts';

/** How a request is allowed: open to all, by the key's id alone, or signed. */
export type Security = 'open' | 'key' | 'signed';

export interface RestRequest {
  readonly path: string;
  readonly parameters?: Parameters;
  readonly security: Security;
  readonly weight: number;
  readonly signal?: AbortSignal | undefined;
}

/** A request that acts. It goes out once (O5). */
export interface RestAction extends Omit<RestRequest, 'signal'> {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** How many orders it makes. */
  readonly orders?: number;
  /** Venue time after which it must not be carried out. */
  readonly sendBefore?: EpochMs | undefined;
}

export type ActionAnswer<Shape> =
  | { readonly outcome: 'done'; readonly answer: Shape }
  | Refusal
  | UnknownOutcome;

interface Schema<Shape> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: Shape }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
}

export interface RestParts extends Pick<VenueParts, 'now' | 'after' | 'random'> {
  readonly product: Product;
  readonly baseUrl: string;
  readonly http: HttpClient;
  readonly clock: VenueClock;
  readonly budget: RateBudget;
  readonly credentials: CredentialAccess | null;
}

/** One host of Binance: signs, counts weight, reads errors. What is asked of it is in each product's `rest.ts`. */
export interface RestClient {
  /** @throws Failure for anything but an answer of the shape. */
  ask<Shape>(request: RestRequest, schema: Schema<Shape>): Promise<Shape>;
  /**
   * For lists of several MB: what `take` makes of each element of the answer, or of its member `name`, in turns with
   * everything else that there is to do.
   */
  askList<Shape>(
    request: RestRequest,
    name: string | undefined,
    take: (element: unknown) => Shape | undefined,
  ): Promise<Shape[]>;
  act<Shape>(action: RestAction, schema: Schema<Shape>): Promise<ActionAnswer<Shape>>;
}

/** Longest life that Binance gives a signed request. */
const longestWindowMs = 60_000;
const usualWindowMs = 5_000;

export function createRestClient(parts: RestParts): RestClient {
  const { product, baseUrl, http, clock, budget } = parts;
  const { weight: weightLimit, orders: orderLimits } = limitNames[product];

  async function complete(
    method: HttpRequest['method'],
    { path, parameters = {}, security }: RestRequest | RestAction,
    windowMs: number,
  ): Promise<HttpRequest> {
    const open = encoded(parameters);
    if (security === 'open') {
      return { method, url: `${baseUrl}${path}${open === '' ? '' : `?${open}`}` };
    }
    if (parts.credentials === null) {
      throw new Failure('unauthorised', 'This needs an API key; the connection has none.');
    }
    return parts.credentials.use('sign a request', (fields) => {
      const apiKey = fields.apiKey?.reveal() ?? '';
      let form = open;
      if (security === 'signed') {
        const times = { recvWindow: windowMs, timestamp: clock.forSigning() };
        const signer = signerOf(fields.secret?.reveal() ?? '', fields.passphrase?.reveal());
        form = signedForm(encoded({ ...parameters, ...times }), signer);
      }
      const headers = { 'X-MBX-APIKEY': apiKey };
      if (method === 'GET' || method === 'DELETE' || form === '') {
        return { method, url: `${baseUrl}${path}${form === '' ? '' : `?${form}`}`, headers };
      }
      const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
      return { method, url: `${baseUrl}${path}`, headers: { ...headers, ...type }, body: form };
    });
  }

  /** Counts, bans and the clock: what every answer tells besides its content. Undefined for a success. */
  function errorIn(answer: HttpAnswer): VenueError | undefined {
    for (const [name, used] of usedLimits(product, answer.headers)) budget.observe(name, used);
    if (answer.status >= 200 && answer.status < 300) return undefined;
    const error = errorOf(answer);
    if (answer.status === 429 || answer.status === 418) stayAway(answer, error);
    return error;
  }

  function stayAway(answer: HttpAnswer, error: VenueError): void {
    const retryAfter = Number(answer.headers['retry-after'] ?? '60');
    const bySeconds = parts.now() + (Number.isFinite(retryAfter) ? retryAfter : 60) * 1000;
    const until = epochMs(Math.max(bySeconds, bannedUntil(error.message) ?? 0));
    // A ban is on the address, so nothing at all may be sent until it ends.
    if (answer.status === 418) budget.block(until, error.message);
    else if (error.code === -1015) for (const name of orderLimits) budget.block(until, error.message, name);
    else budget.block(until, error.message, weightLimit);
  }

  async function send(request: RestRequest): Promise<HttpAnswer> {
    try {
      return await readWithRetry(
        http,
        async () => {
          await budget.take({ [weightLimit]: request.weight }, 'read', request.signal);
          const made = await complete('GET', request, usualWindowMs);
          return readRequest({ ...made, method: 'GET' });
        },
        parts,
        request.signal,
      );
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      throw new Failure('unavailable', `Binance does not answer: ${error.message}`, { cause: error });
    }
  }

  /** @throws Failure for anything but a success. */
  async function answerTo(request: RestRequest): Promise<Buffer> {
    let answer = await send(request);
    let error = errorIn(answer);
    if (error?.code === -1021 && (await clock.resyncOnce())) {
      answer = await send(request);
      error = errorIn(answer);
    }
    if (error === undefined) return answer.body;
    throw answer.status === 429 || answer.status === 418
      ? new Failure('rate-limited', failureOf(error).message, {
          data: { ...error, until: budget.blocked?.until },
        })
      : failureOf(error);
  }

  function unknownForm({ path }: RestRequest, reason: string): Failure {
    return new Failure('unavailable', `Binance’s answer to ${path} is not of the known form (${reason}).`);
  }

  return {
    async ask(request, schema) {
      const found = schema.safeParse(parsed(await answerTo(request)));
      if (found.success) return found.data;
      throw unknownForm(request, reasonOf(found.error));
    },

    async askList(request, name, take) {
      const body = await answerTo(request);
      try {
        return await readList(body, name, take);
      } catch (error) {
        if (error instanceof SyntaxError) throw unknownForm(request, error.message);
        throw error;
      }
    },

    async act(action, schema) {
      const { orders = 0 } = action;
      const window = action.sendBefore === undefined ? usualWindowMs : action.sendBefore - clock.forSigning();
      if (window < 1) return refusedHere('local:not-sent', 'It was too late to send it.');
      const costs: Record<string, number> = { [weightLimit]: action.weight };
      if (orders > 0) for (const name of orderLimits) costs[name] = orders;
      let request: HttpRequest;
      try {
        await budget.take(costs, 'order');
        request = await complete(action.method, action, Math.min(window, longestWindowMs));
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return refusedHere(
          error.kind === 'rate-limited' ? 'local:rate-limited' : 'local:not-sent',
          error.message,
        );
      }
      let answer: HttpAnswer;
      try {
        answer = await http.send(request);
      } catch (error) {
        if (error instanceof TransportFailure && error.isSent) {
          return { outcome: 'unknown', detail: error.message };
        }
        if (error instanceof TransportFailure || error instanceof Failure) {
          return refusedHere('local:not-sent', error.message);
        }
        throw error;
      }
      const error = errorIn(answer);
      if (error !== undefined) {
        // For the next order; this one is never sent again. When it fails, the next refused signature asks anew.
        if (error.code === -1021) clock.resyncOnce().catch(() => false);
        return outcomeOf(error);
      }
      const found = schema.safeParse(parsed(answer.body));
      if (found.success) return { outcome: 'done', answer: found.data };
      const detail = `The answer could not be read: ${reasonOf(found.error)}`;
      return { outcome: 'unknown', detail };
    },
  };
}

/** Undefined for what is no JSON: the firewall answers in HTML. */
function parsed(body: Buffer): unknown {
  try {
    return parseLossless(body.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function errorOf({ status, body }: HttpAnswer): VenueError {
  const content = parsed(body);
  if (isRecord(content) && typeof content.code === 'number') {
    return { status, code: content.code, message: typeof content.msg === 'string' ? content.msg : '' };
  }
  return { status, code: 0, message: '' };
}
