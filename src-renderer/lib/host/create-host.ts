import { createORPCClient, ORPCError, onError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { Failure, type FailureKind, failureKinds } from '../../../src-shared/domain/failure.ts';
import { MarketClient } from '../market/market-client.ts';
import { followMarketNews } from '../market/market-news.ts';
import { openDesktopPorts } from './desktop-ports.ts';
import type { Host, HostPhase, HostStatus } from './host.ts';
import { NeedsPerson, type PagePorts } from './page-ports.ts';
import type { RpcClient } from './rpc-client.ts';
import { openWebPorts, redeemCode } from './web-ports.ts';

const firstRetryMs = 250;
const slowestRetryMs = 5000;

/** Connects the page to the main process, and again whenever the connection is lost. */
export function createHost(): Host {
  const isDesktop = location.protocol === 'tidemark:';
  const listeners = new Set<(status: HostStatus) => void>();
  const market = new MarketClient();
  let status: HostStatus = {
    phase: 'connecting',
    reason: '',
    since: Date.now(),
    generation: 0,
    needsCode: false,
  };
  let client: RpcClient | undefined;
  let wakeRetry: () => void = () => undefined;

  const enter = (phase: HostPhase, reason = '', needsCode = false) => {
    const generation = status.generation + (phase === 'connected' ? 1 : 0);
    const since = phase === status.phase ? status.since : Date.now();
    status = { phase, reason, since, generation, needsCode };
    for (const listener of listeners) listener(status);
  };

  const serve = (ports: PagePorts): Promise<string> => {
    const connection = createClient(ports);
    client = connection;
    ports.onData((bytes) => market.receive(bytes));
    enter('connected');
    const rpc = forwardTo(() => (client === connection ? connection : undefined));
    market.connected({ rpc, sendData: (bytes) => ports.sendData(bytes) });
    void followMarketNews(rpc, () => market.retryRefused());
    return new Promise((resolve) => {
      ports.onClosed((reason) => {
        client = undefined;
        market.disconnected();
        resolve(reason);
      });
    });
  };

  const run = async () => {
    for (let retryMs = firstRetryMs; ; ) {
      let waitMs: number | undefined;
      try {
        const ports = await (isDesktop ? openDesktopPorts() : openWebPorts());
        retryMs = firstRetryMs;
        enter('lost', await serve(ports));
      } catch (error) {
        const isStuck = error instanceof NeedsPerson;
        enter('lost', error instanceof Error ? error.message : String(error), isStuck);
        if (isStuck) {
          retryMs = slowestRetryMs;
          waitMs = error.retryMs;
        }
      }
      await new Promise<void>((resolve) => {
        wakeRetry = resolve;
        const wait = waitMs ?? retryMs;
        if (Number.isFinite(wait)) setTimeout(resolve, wait);
      });
      retryMs = Math.min(slowestRetryMs, retryMs * 1.7);
    }
  };
  void run();

  return {
    rpc: forwardTo(() => client),
    market,
    status: () => status,
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async enterCode(code) {
      try {
        await redeemCode(code);
      } catch (error) {
        // The code is kept, and is tried again with the next connection.
        if (error instanceof NeedsPerson && Number.isFinite(error.retryMs))
          setTimeout(() => wakeRetry(), error.retryMs);
        throw error;
      }
      wakeRetry();
    },
  };
}

function createClient(ports: PagePorts): RpcClient {
  const link = new RPCLink({
    port: ports.control as unknown as MessagePort,
    interceptors: [
      onError((error) => {
        throw toFailure(error);
      }),
    ],
  });
  return createORPCClient(link);
}

/** Codes of the contract back to failures, so that the page words them and no one reads messages. */
function toFailure(error: unknown): unknown {
  if (!(error instanceof ORPCError)) return error;
  const isKnown = (failureKinds as readonly string[]).includes(error.code);
  const kind: FailureKind = isKnown ? (error.code as FailureKind) : 'unavailable';
  return new Failure(kind, error.message, {
    data: (error.data ?? {}) as Record<string, unknown>,
    cause: error,
  });
}

const lost = 'The connection to Tidemark was lost. Trying again.';

/** Calls and streams hear of the end before the status does, within the same turn. */
const nextTurn = () => new Promise((resolve) => setTimeout(resolve));

/** A call that was under way when its connection went fails like one made after. */
async function failWithConnection(error: unknown, isOpen: () => boolean): Promise<never> {
  await nextTurn();
  throw isOpen() ? error : new Failure('not-connected', lost, { cause: error });
}

function isStream(value: unknown): value is AsyncIteratorObject<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/**
 * A stream that ends, rather than fails, where its connection ends or its reader has left: the host's status tells of a
 * loss, not each stream again. Leaving takes effect at once, also while a value is awaited.
 */
function endWithConnection(
  stream: AsyncIteratorObject<unknown>,
  isOpen: () => boolean,
): AsyncIterableIterator<unknown> {
  const done: IteratorResult<unknown> = { done: true, value: undefined };
  let hasLeft = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        return await stream.next();
      } catch (error) {
        await nextTurn();
        if (hasLeft || !isOpen()) return done;
        throw error;
      }
    },
    async return() {
      hasLeft = true;
      await stream.return?.(undefined);
      return done;
    },
  };
}

/** The same object for the page's whole life; calls go to the connection of the moment. */
function forwardTo(client: () => RpcClient | undefined): RpcClient {
  const forward = (path: readonly string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_target, name) =>
        typeof name === 'string' && name !== 'then' ? forward([...path, name]) : undefined,
      apply: (_target, _this, args: unknown[]) => {
        let at: unknown = client();
        if (at === undefined) {
          return Promise.reject(new Failure('not-connected', lost));
        }
        const asked = at;
        for (const name of path) at = (at as Record<string, unknown>)[name];
        const answer = (at as (...rest: unknown[]) => Promise<unknown>)(...args);
        const isOpen = () => client() === asked;
        return answer.then(
          (value) => (isStream(value) ? endWithConnection(value, isOpen) : value),
          (error: unknown) => failWithConnection(error, isOpen),
        );
      },
    });
  return forward([]) as RpcClient;
}
