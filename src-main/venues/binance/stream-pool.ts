import {
  openSupervisedSocket,
  type SocketParts,
  type SupervisedSocket,
} from '../connection/supervised-socket.ts';
import type { Release } from '../release.ts';

/** Binance takes 1,024 streams a connection. */
const streamsPerSocket = 1_000;
const dayMs = 24 * 3_600_000;
/** Names in one message: as many as fit into a frame that no server minds. */
const namesPerMessage = 100;

export interface StreamPoolPlan {
  readonly name: string;
  readonly url: string;
  readonly sockets: number;
  onMessage(data: Buffer): void;
  /** These streams were interrupted. */
  onLost(topics: ReadonlySet<string>): void;
  onAgain(): void;
  /** No socket has room for another stream. */
  onFull(topic: string): void;
}

/** Several sockets to one address, each opened when those before are full. */
export interface StreamPool {
  readonly sockets: readonly SupervisedSocket[];
  want(topic: string): Release;
  /** The server said that it goes away: connect anew at once. */
  leave(reason: string): void;
}

export function createStreamPool(plan: StreamPoolPlan, parts: SocketParts): StreamPool {
  let requests = 0;
  const messages = (method: string, topics: readonly string[]): string[] => {
    const found: string[] = [];
    for (let at = 0; at < topics.length; at += namesPerMessage) {
      requests += 1;
      found.push(JSON.stringify({ method, params: topics.slice(at, at + namesPerMessage), id: requests }));
    }
    return found;
  };
  const sockets = Array.from({ length: plan.sockets }, (_, index) => {
    const socket: SupervisedSocket = openSupervisedSocket(
      {
        name: plan.sockets === 1 ? plan.name : `${plan.name} ${index + 1}`,
        address: () => ({ url: plan.url }),
        // Spot pings every 20 s, futures perhaps every 3 min only: the answer to this question is heard in any case.
        heartbeatMs: 20_000,
        keepAlive: {
          everyMs: 18_000,
          message: () => {
            requests += 1;
            return JSON.stringify({ method: 'LIST_SUBSCRIPTIONS', id: requests });
          },
        },
        lifeMs: dayMs,
        messageBudget: { count: 4, perMs: 1_000 },
        isLazy: true,
        topics: {
          subscribe: (topics) => messages('SUBSCRIBE', topics),
          unsubscribe: (topics) => messages('UNSUBSCRIBE', topics),
        },
        onMessage: (data) => plan.onMessage(data),
        onReady: (_sender, isAgain) => {
          if (isAgain) plan.onAgain();
        },
        onLost: () => plan.onLost(socket.wanted),
      },
      parts,
    );
    return socket;
  });
  const holders = new Map<string, SupervisedSocket>();

  return {
    sockets,
    want(topic) {
      const known = holders.get(topic);
      const socket =
        known?.wanted.has(topic) === true
          ? known
          : sockets.find(({ wanted }) => wanted.size < streamsPerSocket);
      if (socket === undefined) {
        plan.onFull(topic);
        return () => undefined;
      }
      holders.set(topic, socket);
      return socket.want(topic);
    },
    leave(reason) {
      for (const socket of sockets) if (socket.state.phase === 'open') socket.restart(reason);
    },
  };
}
