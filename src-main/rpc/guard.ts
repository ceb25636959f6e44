import { mapEventIterator } from '@orpc/client';
import { implement, ORPCError, ValidationError } from '@orpc/server';
import { contract } from '../../src-shared/contract/index.ts';
import { mostRunsPerPage } from '../../src-shared/contract/script-limits.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { PageStream } from '../market/index.ts';
import { inputFault } from './input-size.ts';
import type { OwnRuns } from './own-runs.ts';
import type { PageLink } from './page-link.ts';
import type { RpcServices } from './services.ts';

/** What a call knows of the page it came from. */
export interface PageContext {
  readonly services: RpcServices;
  readonly stream: PageStream;
  readonly link: PageLink;
  readonly limiter: CallLimiter;
  /** Files that this page has sent and not yet imported or dropped; they go with the page. */
  readonly ownUploads: Set<string>;
  /** Scripts that this page runs; they go with the page. */
  readonly ownRuns: OwnRuns;
}

/** Calls of one procedure that a page may make: this many at once, refilled at this rate. */
const burst = 400;
const perSecond = 200;

/** Event streams that a page may have open at once; a full page has about a dozen, and one for each script. */
const mostOpenStreams = 64 + mostRunsPerPage;

/** One bucket a procedure (rule E8): a page that runs wild starves nothing but itself. */
export class CallLimiter {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  #openStreams = 0;

  /** Counts a stream until the release. @throws Failure `rate-limited`. */
  openStream(): () => void {
    if (this.#openStreams >= mostOpenStreams) {
      throw new Failure('rate-limited', 'This page listens to too many things at once.');
    }
    this.#openStreams += 1;
    let isOpen = true;
    return () => {
      if (isOpen) this.#openStreams -= 1;
      isOpen = false;
    };
  }

  /** @throws Failure `rate-limited`. */
  take(procedure: string, nowMs: number): void {
    const bucket = this.#buckets.get(procedure) ?? { tokens: burst, at: nowMs };
    const tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.at) / 1000) * perSecond);
    if (tokens < 1) throw new Failure('rate-limited', 'Too many requests at once. Try again in a moment.');
    this.#buckets.set(procedure, { tokens: tokens - 1, at: nowMs });
  }
}

/** The builder every router uses: limits, then schemas, then the handler; failures become codes without internals. */
export const os = implement(contract)
  .$context<PageContext>()
  .use(async ({ context, next, path }, input) => {
    const procedure = path.join('.');
    const asClientError = (error: unknown) =>
      toClientError(error, (cause) => context.services.log('rpc.failed', { procedure, error: cause }));
    try {
      context.limiter.take(procedure, performance.now());
      const fault = inputFault(input);
      if (fault !== undefined) throw new Failure('invalid', `The request was not understood: ${fault}.`);
      const result = await next();
      // Streams are lazy: nothing has been opened for one that finds no place.
      if (!isAsyncIteratorObject(result.output)) return result;
      // What goes wrong between two events is told like everything else.
      const guarded = mapEventIterator(result.output, {
        value: async (value) => value,
        error: async (error) => asClientError(error),
      });
      return { ...result, output: countedStream(guarded, context.limiter.openStream()) };
    } catch (error) {
      throw asClientError(error);
    }
  });

/** Gives the stream's place back when it ends, fails or is left. */
function countedStream(
  stream: AsyncIteratorObject<unknown, unknown, void>,
  release: () => void,
): AsyncIterableIterator<unknown, unknown, void> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const step = await stream.next();
        if (step.done === true) release();
        return step;
      } catch (error) {
        release();
        throw error;
      }
    },
    async return(value) {
      release();
      return (await stream.return?.(value)) ?? { done: true, value };
    },
  };
}

function isAsyncIteratorObject(value: unknown): value is AsyncIteratorObject<unknown, unknown, void> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;
}

function toClientError(error: unknown, logUnexpected: (error: unknown) => void): unknown {
  if (error instanceof Failure) {
    return new ORPCError(error.kind, { message: error.message, data: jsonOf(error.data) });
  }
  if (error instanceof ORPCError) {
    if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
      const [issue] = error.cause.issues;
      return new ORPCError('invalid', {
        message: `The request was not understood: ${issue?.message ?? 'bad input'}.`,
      });
    }
    if (error.code !== 'INTERNAL_SERVER_ERROR') return error;
  }
  logUnexpected(error);
  return new ORPCError('internal', {
    message: 'Something went wrong inside Tidemark. The log has the details.',
  });
}

/** Data for the program, without anything that JSON would change or that could be large. */
function jsonOf(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const small = Object.entries(data).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  );
  return Object.fromEntries(small.slice(0, 20));
}
