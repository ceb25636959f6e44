import { Failure } from '../../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { SocketPlan, SocketSender, SupervisedSocket } from '../connection/supervised-socket.ts';
import type { VenueClock } from '../connection/venue-clock.ts';
import { messageBudget } from './capabilities.ts';
import { decodeFrame, type Frame } from './decode.ts';
import { SequenceWatch } from './sequence.ts';
import { subscriptionText } from './sign.ts';
import type { Tokens } from './tokens.ts';
import type { UserOrderWire } from './wire.ts';

export interface UserStreamParts {
  openSocket(plan: SocketPlan): SupervisedSocket;
  readonly url: string;
  readonly tokens: Tokens;
  readonly clock: Pick<VenueClock, 'resyncOnce'>;
  onOrders(orders: readonly UserOrderWire[], time: EpochMs, isSnapshot: boolean): void;
  /** Something may have been missed. */
  onGap(): void;
  countMessage(): void;
  noteGap(sentence: string): void;
  noteUnreadable(sentence: string): void;
  noteTrouble(sentence: string): void;
}

const heartbeatMs = 5_000;

/**
 * The user channel. A token is checked when one subscribes and never again, so that subscribing is the login: it is answered
 * by an acknowledgement, by the first orders, which may come before it, or by an error that names no reason.
 */
export function openUserStream(parts: UserStreamParts): SupervisedSocket {
  const frames = new SequenceWatch();
  let login: PromiseWithResolvers<void> | undefined;

  async function authenticate(sender: SocketSender): Promise<void> {
    const answered = Promise.withResolvers<void>();
    // Should the socket end meanwhile, nobody waits for it any more.
    answered.promise.catch(() => undefined);
    login = answered;
    const type = 'subscribe';
    sender.send(
      subscriptionText({ type, channel: 'heartbeats', products: [], jwt: await parts.tokens.forSocket() }),
    );
    sender.send(
      subscriptionText({ type, channel: 'user', products: [], jwt: await parts.tokens.forSocket() }),
    );
    try {
      await answered.promise;
    } catch (error) {
      if (!(error instanceof Failure) || !(await parts.clock.resyncOnce())) throw error;
      throw new Failure(
        'unavailable',
        'Coinbase refused the login; the clock was set anew for another try.',
        {
          cause: error,
        },
      );
    } finally {
      login = undefined;
    }
  }

  function take(frame: Frame, generation: number): void {
    if ('sequence' in frame && frame.sequence !== undefined) {
      const order = frames.take(frame.sequence, generation);
      if (order === 'repeated') return;
      if (order !== 'next') {
        parts.noteGap('Some messages about orders were missed; the account is asked for anew.');
        parts.onGap();
      }
    }
    switch (frame.kind) {
      case 'orders':
        login?.resolve();
        if (frame.orders.length > 0) parts.onOrders(frame.orders, frame.time, frame.isSnapshot);
        return;
      case 'subscriptions':
        if (Object.hasOwn(frame.subscriptions, 'user')) login?.resolve();
        return;
      case 'error':
        parts.noteTrouble(`Coinbase says: ${frame.message.slice(0, 200)}.`);
        login?.reject(refusal(frame.message));
        return;
      case 'unreadable':
        parts.noteUnreadable(`A message about orders could not be read: ${frame.reason}.`);
        // It may have been about an order of ours.
        parts.onGap();
        return;
    }
  }

  return parts.openSocket({
    name: 'user',
    address: () => ({ url: parts.url }),
    heartbeatMs,
    messageBudget,
    authenticate,
    onMessage(data, _isBinary, _at, generation) {
      parts.countMessage();
      take(decodeFrame(data.toString('utf8')), generation);
    },
    onReady(_sender, isAgain) {
      if (isAgain) parts.onGap();
    },
  });
}

function refusal(message: string): Failure {
  if (!/authenticat|unauthor/i.test(message)) {
    return new Failure('unavailable', `Coinbase did not take the subscription to orders: ${message}.`);
  }
  return new Failure(
    'unauthorised',
    'Coinbase refused this key for the stream of orders. The connection’s test finds out more.',
  );
}
