import type { Failure } from '../../../src-shared/domain/failure.ts';
import type { VenueParts } from '../venue-kind.ts';
import type { Dial } from './dial.ts';

/* What an adapter says of one WebSocket of its venue, and what the socket needs of the world. */

/** What goes over a socket: text, or bytes as a binary message. */
export type SocketMessage = string | Uint8Array;

export interface SocketSender {
  /** False when it could not be handed to the socket. Waits for nothing: pacing is the plan's `messageBudget`. */
  send(message: SocketMessage): boolean;
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
  subscribe(topics: readonly string[]): Promise<readonly SocketMessage[]> | readonly SocketMessage[];
  unsubscribe(topics: readonly string[]): Promise<readonly SocketMessage[]> | readonly SocketMessage[];
}

export interface SocketPlan {
  /** For logs and health: `market`, `user`. */
  readonly name: string;
  /** For people, where the name says too little: “order plant”. */
  readonly label?: string;
  /** Asked anew for every attempt, since some addresses hold a key that expires. */
  address(): Promise<SocketAddress> | SocketAddress;
  /**
   * Something arrives at least so often on a healthy socket; twice as long a silence ends it (W5). Read again after each
   * stretch, since some venues tell it only with the login.
   */
  readonly heartbeatMs: number;
  /** Default 4 MiB (W2); more needs a reason. */
  readonly maxPayloadBytes?: number;
  /** The venue ends every connection at this age; a new one takes over some time before. */
  readonly lifeMs?: number;
  /** What to say so that the venue keeps the connection, and how often. */
  readonly keepAlive?: { readonly everyMs: number; message(): SocketMessage };
  /** Default 10 s; some venues take longer for a login. */
  readonly loginLimitMs?: number;
  /** What the other side has not taken after so long means that it is gone. Absent: only the amount counts (W4). */
  readonly stuckSendMs?: number;
  /** Most frames in one second, however small; more is no market but a flood. Default 50,000. */
  readonly maxFramesPerSecond?: number;
  /** After opening, before topics. A Failure `unauthorised` ends the attempts for good; anything else backs off. */
  authenticate?(sender: SocketSender): Promise<void>;
  readonly topics?: TopicProtocol;
  /** Most messages sent in a stretch of time, control messages included; more wait their turn. */
  readonly messageBudget?: { readonly count: number; readonly perMs: number };
  /** True: connected only while a topic is wanted. */
  readonly isLazy?: boolean;
  /** What a refused handshake means; a Failure `unauthorised` ends the attempts for good. Absent: try again later. */
  judgeRefusal?(status: number): Failure | undefined;
  /** Better words for an end that the venue announced by a message, such as a refused login that it hangs up after. */
  explainEnd?(): string | undefined;
  /** Takes out what is secret, before a frame is recorded, besides what `redactFrame` knows by its name. */
  redact?(text: string): string;
  /** The same for binary messages. */
  redactBinary?(bytes: Uint8Array): Uint8Array;
  /**
   * Every message of the current generation, in order; `receivedAt` is monotonic ms. Must not throw: that ends the
   * generation. While a planned successor logs in, what it hears until then comes here too, under its own number.
   */
  onMessage(data: Buffer, isBinary: boolean, receivedAt: number, generation: number): void;
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
  /** Lazy, and nothing is wanted of it: closed as it should be. */
  readonly isIdle?: boolean;
}

/** What a socket needs: the world, a way to dial, and the venue's limit on attempts where it has one. */
export type SocketParts = Pick<VenueParts, 'now' | 'monotonicMs' | 'after' | 'random' | 'log' | 'record'> & {
  /** `createDial(path)`. */
  readonly dial: Dial;
  /**
   * Waits until the venue allows another attempt. Shared by all sockets of one venue:
   * `{ take: (signal) => budget.take({ 'connection attempts': 1 }, 'read', signal) }`.
   */
  readonly attempts?: { take(signal: AbortSignal): Promise<void> };
};
