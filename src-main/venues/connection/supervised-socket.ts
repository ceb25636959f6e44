import type { Release } from '../release.ts';

/*
 * One WebSocket that is kept open: connect, authenticate, subscribe from desired state, watch for silence, back off,
 * rotate. The adapter says what is special about its venue in a `SocketPlan`; everything else happens here once.
 */

export interface SocketSender {
  /** False when it could not be handed to the socket. Waits for nothing: pacing is the plan's `messageBudget`. */
  send(message: string): boolean;
  /** Grows with every new socket; what belongs to an older one is ignored (W5). */
  readonly generation: number;
}

export interface SocketAddress {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Turns desired topics into the venue's messages. Topics are the venue's own names, one string each. */
export interface TopicProtocol {
  /** Messages that ask for these topics, few and large. May sign: private topics need fresh tokens. */
  subscribe(topics: readonly string[]): Promise<readonly string[]> | readonly string[];
  unsubscribe(topics: readonly string[]): Promise<readonly string[]> | readonly string[];
}

export interface SocketPlan {
  /** For logs and health: `market`, `user`. */
  readonly name: string;
  /** Asked anew for every attempt, since some addresses hold a key that expires. */
  address(): Promise<SocketAddress> | SocketAddress;
  /** Something arrives at least so often on a healthy socket; twice as long a silence ends it (W5). */
  readonly heartbeatMs: number;
  /** Default 4 MiB (W2); more needs a reason. */
  readonly maxPayloadBytes?: number;
  /** The venue ends every connection at this age; a new one takes over some time before. */
  readonly lifeMs?: number;
  /** What to say so that the venue keeps the connection, and how often. */
  readonly keepAlive?: { readonly everyMs: number; message(): string };
  /** After opening, before topics. A Failure `unauthorised` ends the attempts for good; anything else backs off. */
  authenticate?(sender: SocketSender): Promise<void>;
  readonly topics?: TopicProtocol;
  /** Most messages sent in a stretch of time, control messages included; more wait their turn. */
  readonly messageBudget?: { readonly count: number; readonly perMs: number };
  /** True: connected only while a topic is wanted. */
  readonly isLazy?: boolean;
  /** Every message of the current generation, in order. Must not throw; `receivedAt` is monotonic ms. */
  onMessage(data: Buffer, isBinary: boolean, receivedAt: number): void;
  /** Open, authenticated and asked for all topics; `isAgain` when there was an earlier generation, so things were missed. */
  onReady?(sender: SocketSender, isAgain: boolean): void;
  /** The generation is over; nothing more of it is delivered. */
  onLost?(reason: string): void;
}

export type SocketPhase = 'closed' | 'connecting' | 'authenticating' | 'open' | 'back-off';

export interface SocketState {
  readonly phase: SocketPhase;
  /** Why, for a person. */
  readonly reason: string;
  /** Epoch ms of the next attempt, in `back-off`. */
  readonly nextAttempt?: number;
  /** It will not try again by itself: the venue refused the key. */
  readonly isFinal?: boolean;
}

export interface SupervisedSocket {
  readonly name: string;
  start(): void;
  /** Resolves when the socket is gone. Desired topics are kept for the next start. */
  stop(): Promise<void>;
  /** Adds a desired topic until released; the same topic twice is asked for once. */
  want(topic: string): Release;
  readonly wanted: ReadonlySet<string>;
  send(message: string): boolean;
  /** Unsubscribes one topic and asks for it again, as after a checksum error; others are unaffected. */
  renew(topic: string): void;
  /** Ends this generation and connects anew with back-off: gap, unreadable stream, wake from sleep. */
  restart(reason: string): void;
  readonly state: SocketState;
  onState(listener: (state: SocketState) => void): Release;
  readonly generation: number;
}
