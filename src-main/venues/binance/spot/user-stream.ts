import type { AccountMode } from '../../../../src-shared/domain/account.ts';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import { openSupervisedSocket, type SupervisedSocket } from '../../connection/supervised-socket.ts';
import { isRecord } from '../decode.ts';
import { failureOf } from '../errors.ts';
import { parseLossless } from '../lossless-json.ts';
import type { ProductParts } from '../product-trading.ts';
import { signedMembers, signerOf } from '../sign.ts';

const dayMs = 24 * 3_600_000;
const answerWithinMs = 10_000;

export interface UserStreamPlan {
  onEvent(event: unknown): void;
  onUnreadable(reason: string): void;
  /** Something may have been missed. */
  onGap(): void;
}

/**
 * The account's events over the socket API, asked for with a signature (`userDataStream.subscribe.signature`), which works
 * with keys of every kind. Spot's listenKey was switched off on 2026-02-20. Events that were missed are not sent again.
 */
export function openSpotUserStream<Mode extends AccountMode>(
  parts: ProductParts<Mode>,
  plan: UserStreamPlan,
): SupervisedSocket {
  const { clock, credentials } = parts;
  const waiting = new Map<string, (answer: Record<string, unknown>) => void>();
  let requests = 0;

  async function subscribeMessage(id: string): Promise<string> {
    if (credentials === null) throw new Failure('unauthorised', 'The connection has no API key.');
    const method = 'userDataStream.subscribe.signature';
    return credentials.use('hear of the account', (fields) => {
      const signer = signerOf(fields.secret?.reveal() ?? '', fields.passphrase?.reveal());
      const members = { recvWindow: 5_000, timestamp: clock.forSigning() };
      return JSON.stringify({
        id,
        method,
        params: signedMembers(members, fields.apiKey?.reveal() ?? '', signer),
      });
    });
  }

  function answerTo(id: string): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      const stop = parts.after(answerWithinMs, () => {
        waiting.delete(id);
        reject(new Failure('unavailable', 'Binance did not answer the subscription to the account.'));
      });
      waiting.set(id, (answer) => {
        stop();
        resolve(answer);
      });
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
    if (!isRecord(message)) {
      plan.onUnreadable('no JSON object');
      return;
    }
    if (isRecord(message.event)) {
      plan.onEvent(message.event);
      return;
    }
    const id = typeof message.id === 'string' ? message.id : undefined;
    const answer = id === undefined ? undefined : waiting.get(id);
    if (id !== undefined && answer !== undefined) {
      waiting.delete(id);
      answer(message);
    } else if (message.status === 401) {
      // The key was taken away while we listened.
      socket.restart('Binance ended the session of the key.');
    }
  }

  const socket: SupervisedSocket = openSupervisedSocket(
    {
      name: 'spot account',
      address: () => ({ url: parts.urls.spotWsApi }),
      heartbeatMs: 20_000,
      lifeMs: dayMs,
      messageBudget: { count: 4, perMs: 1_000 },
      async authenticate(sender) {
        requests += 1;
        const id = `subscribe-${requests}`;
        const message = await subscribeMessage(id);
        const answered = answerTo(id);
        if (!sender.send(message)) throw new Failure('unavailable', 'The socket closed before the log-in.');
        const { status, error } = await answered;
        if (status === 200) return;
        const { code, msg } = isRecord(error) ? error : {};
        const failure = failureOf({
          status: typeof status === 'number' ? status : 0,
          code: typeof code === 'number' ? code : 0,
          message: typeof msg === 'string' ? msg : '',
        });
        if (code === -1021) await clock.resyncOnce();
        throw failure;
      },
      onMessage,
      onReady: (_sender, isAgain) => {
        if (isAgain) plan.onGap();
      },
    },
    parts,
  );
  return socket;
}
