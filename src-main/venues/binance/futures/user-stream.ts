import type { AccountMode } from '../../../../src-shared/domain/account.ts';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import { openSupervisedSocket, type SupervisedSocket } from '../../connection/supervised-socket.ts';
import type { Release } from '../../release.ts';
import { isRecord } from '../decode.ts';
import { parseLossless } from '../lossless-json.ts';
import type { ProductParts } from '../product-trading.ts';
import type { UserStreamPlan } from '../spot/user-stream.ts';
import { postListenKey, putListenKey } from './rest.ts';

const dayMs = 24 * 3_600_000;
/** A listenKey lives for 60 minutes. */
const renewEveryMs = 30 * 60_000;
const renewAgainMs = 60_000;

/**
 * The futures account's events, on an address that holds a listenKey. The key is asked for anew at every attempt, renewed
 * every half hour, and when it expires all the same the socket connects with another one.
 */
export function openFuturesUserStream<Mode extends AccountMode>(
  parts: ProductParts<Mode>,
  plan: UserStreamPlan,
): SupervisedSocket {
  let requests = 0;
  let stopRenewal: Release = () => undefined;

  async function listenKey(): Promise<string> {
    const outcome = await postListenKey(parts.client);
    if (outcome.outcome === 'done') return outcome.answer.listenKey;
    const words = outcome.outcome === 'rejected' ? outcome.reason : outcome.detail;
    const isKeyRefused = outcome.outcome === 'rejected' && !outcome.code.startsWith('local:');
    throw new Failure(
      isKeyRefused ? 'unauthorised' : 'unavailable',
      `Binance gives no listen key for the futures account: ${words}`,
    );
  }

  function renewLater(delayMs: number): void {
    stopRenewal();
    stopRenewal = parts.after(delayMs, () => {
      putListenKey(parts.client).then(
        ({ outcome }) => renewLater(outcome === 'done' ? renewEveryMs : renewAgainMs),
        (error: Error) => {
          parts.link().noteTrouble(`The futures listen key could not be renewed: ${error.message}`);
          renewLater(renewAgainMs);
        },
      );
    });
  }

  function onMessage(data: Buffer): void {
    parts.link().countMessages();
    let message: unknown;
    try {
      message = parseLossless(data.toString('utf8'));
    } catch {
      message = undefined;
    }
    if (!isRecord(message)) plan.onUnreadable('no JSON object');
    // The answer to the question that keeps the silence short.
    else if ('result' in message && message.e === undefined) return;
    else plan.onEvent(isRecord(message.data) && typeof message.stream === 'string' ? message.data : message);
  }

  return openSupervisedSocket(
    {
      name: 'futures account',
      address: async () => ({ url: `${parts.urls.futuresStream}/private/ws/${await listenKey()}` }),
      // The address is as good as the key.
      redact: (text) => text.replace(/[A-Za-z0-9]{60,}/g, '[redacted]'),
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
      onMessage,
      onReady: (_sender, isAgain) => {
        renewLater(renewEveryMs);
        if (isAgain) plan.onGap();
      },
      onLost: () => stopRenewal(),
    },
    parts,
  );
}
