import {
  type HttpAnswer,
  type HttpClient,
  type HttpRequest,
  TransportFailure,
} from '../../connection/http-client.ts';
import { createRateBudget } from '../../connection/rate-budget.ts';
import { createVirtualWorld, type VirtualWorld } from '../../connection/testing/virtual-world.ts';
import type { CredentialAccess } from '../../venue-kind.ts';
import { rateLimits } from '../limits.ts';
import { createRest, type KiteRest } from '../rest.ts';

export type Reply =
  | { readonly status: number; readonly data?: unknown; readonly body?: unknown }
  | TransportFailure;

export interface FakeKite {
  readonly rest: KiteRest;
  readonly world: VirtualWorld;
  /** `POST /orders/regular exchange=NSE&…`, in the order they came. */
  readonly requests: string[];
  readonly ended: string[];
  /** Answers of a path, one after the other; the last one stays. */
  reply(call: string, ...replies: readonly Reply[]): void;
  /** Waits for a promise while time passes, so that the rate budget lets requests go. */
  run<T>(work: Promise<T>): Promise<T>;
}

export function refusal(status: number, type: string, message: string): Reply {
  return { status, body: { status: 'error', message, error_type: type, data: null } };
}

/** Zerodha's REST side as a table of answers, on a clock that the test rules. Asks nothing of the network. */
export function fakeKite(startAt = Date.parse('2026-11-20T10:00:00+05:30'), token = 'day_token'): FakeKite {
  const world = createVirtualWorld({ startAt });
  const replies = new Map<string, Reply[]>();
  const requests: string[] = [];
  const ended: string[] = [];
  const http: HttpClient = {
    close: () => undefined,
    async send({ method, url, body }: HttpRequest): Promise<HttpAnswer> {
      const { pathname, search } = new URL(url);
      const call = `${method} ${pathname}`;
      requests.push(`${call}${search}${body === undefined ? '' : ` ${body}`}`);
      const left = replies.get(call) ?? [];
      const reply = left.length > 1 ? left.shift() : left[0];
      if (reply === undefined) throw new TransportFailure(`nobody answers ${call}`, true);
      if (reply instanceof TransportFailure) throw reply;
      const content = reply.body ?? { status: 'success', data: reply.data };
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      return { status: reply.status, headers: {}, body: Buffer.from(text), roundTripMs: 1 };
    },
  };
  const fields = { apiKey: { reveal: () => 'kitefront' }, accessToken: { reveal: () => token } };
  const credentials: CredentialAccess = {
    use: async (_purpose, use) => use(fields),
    replace: () => Promise.resolve(),
  };
  const rest = createRest({
    ...world.parts,
    credentials,
    http,
    budget: createRateBudget(rateLimits, world.parts),
    base: 'https://api.kite.trade',
    onSessionOver: ({ message }) => ended.push(message),
  });
  return {
    rest,
    world,
    requests,
    ended,
    reply: (call, ...some) => void replies.set(call, [...some]),
    async run(work) {
      let isOver = false;
      const settled = work.finally(() => {
        isOver = true;
      });
      settled.catch(() => undefined);
      for (let count = 0; count < 600 && !isOver; count += 1) await world.pass(100);
      return settled;
    },
  };
}
