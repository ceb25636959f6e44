import { Failure } from '../../../src-shared/domain/failure.ts';
import type { VenueParts } from '../venue-kind.ts';
import { type HttpAnswer, type HttpClient, type HttpRequest, TransportFailure } from './http-client.ts';

declare const readBrand: unique symbol;
/**
 * A request that changes nothing at the venue. Only `readRequest` and `createReadOnlyPosts` make one, so that no request
 * which creates an order can be wrapped in a retry, by type and not by care (O5).
 */
export type ReadRequest = HttpRequest & { readonly method: 'GET' | 'POST'; readonly [readBrand]: true };

export function readRequest(request: HttpRequest & { readonly method: 'GET' }): ReadRequest {
  return request as ReadRequest;
}

/**
 * For venues that want questions by POST. `paths` lists, as data, the paths that only ask; any other is a bug and throws.
 */
export function createReadOnlyPosts(
  paths: readonly `/${string}`[],
): (request: HttpRequest & { readonly method: 'POST' }) => ReadRequest {
  const known = new Set<string>(paths);
  return (request) => {
    const { pathname } = new URL(request.url);
    if (!known.has(pathname)) throw new RangeError(`${pathname} is not listed among the paths that only ask`);
    return request as ReadRequest;
  };
}

const maxTries = 3;
const firstPauseMs = 250;

/**
 * Asks up to three times, while there is no answer or the venue has trouble of its own (500, 502, 503, 504). Refusals and
 * rate limits are answers. `make` makes each try anew, with a fresh signature, and takes it from the rate budget.
 */
export async function readWithRetry(
  http: HttpClient,
  make: () => ReadRequest | Promise<ReadRequest>,
  parts: Pick<VenueParts, 'after' | 'random'>,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  for (let tries = 1; ; tries += 1) {
    if (signal?.aborted) throw cancelled();
    const request = await make();
    const answer = await http
      .send(signal === undefined ? request : { ...request, signal })
      .catch((error: unknown) => {
        if (signal?.aborted) throw cancelled();
        if (!(error instanceof TransportFailure) || tries >= maxTries) throw error;
        return undefined;
      });
    if (answer !== undefined && (![500, 502, 503, 504].includes(answer.status) || tries >= maxTries))
      return answer;
    await pause(parts.random() * firstPauseMs * 2 ** tries, parts, signal);
  }
}

function pause(ms: number, parts: Pick<VenueParts, 'after'>, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      stop();
      reject(cancelled());
    };
    const stop = parts.after(ms, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function cancelled(): Failure {
  return new Failure('cancelled', 'It was cancelled.');
}
