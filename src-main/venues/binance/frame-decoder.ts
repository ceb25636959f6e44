import type { AccountKey } from '../../../src-shared/domain/account.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { DecodedEvent, FrameDecoder } from '../venue-kind.ts';
import { decodeMarket, isRecord, unreadable, type WireEvent } from './decode.ts';
import { decodeFuturesEvent, type FuturesEvent } from './futures/decode.ts';
import { parseLossless } from './lossless-json.ts';
import { decodeUserEvent, type UserEvent } from './spot/decode.ts';
import { instrumentIdOf } from './symbols.ts';
import type { Product } from './urls.ts';

/** Which frames are expected: the same message means another instrument for spot and for futures. */
export const channels = ['spot', 'usd-m'] as const;

const futuresUserEvents = new Set([
  'ORDER_TRADE_UPDATE',
  'ALGO_UPDATE',
  'ACCOUNT_UPDATE',
  'TRADE_LITE',
  'MARGIN_CALL',
  'ACCOUNT_CONFIG_UPDATE',
  'listenKeyExpired',
]);

/** Reads frames without a connection. Without a channel, frames that only futures send are told by their members. */
export function createFrameDecoder(channel?: string): FrameDecoder {
  const account = (product: Product): AccountKey<'live'> => ({
    mode: 'live',
    venue: 'binance',
    account: product,
  });

  function read(frame: string | Uint8Array): readonly (WireEvent | UserEvent | FuturesEvent)[] {
    let message: unknown;
    try {
      message = parseLossless(typeof frame === 'string' ? frame : Buffer.from(frame).toString('utf8'));
    } catch (error) {
      return [unreadable(error instanceof Error ? error.message : 'no JSON')];
    }
    if (!isRecord(message)) return [unreadable('not a JSON object')];
    const product = productOf(message);
    const instrumentOf = (symbol: string) => instrumentIdOf('live', product, symbol);
    const user = { account: account(product), instrumentOf };
    if ('subscriptionId' in message) return decodeUserEvent(message.event, user);
    if (typeof message.e === 'string' && futuresUserEvents.has(message.e))
      return decodeFuturesEvent(message, user);
    if ('status' in message && 'id' in message) {
      const { id, status, result = null, error = null } = message;
      return [{ kind: 'control', name: 'answer', id, status, result, error }];
    }
    return [decodeMarket(message, { instrumentOf, now: () => epochMs(0) })];
  }

  function productOf(message: Record<string, unknown>): Product {
    if (channel === 'spot' || channel === 'usd-m') return channel;
    const data = isRecord(message.data) ? message.data : message;
    const isFutures =
      futuresUserEvents.has(String(data.e)) ||
      data.e === 'markPriceUpdate' ||
      data.e === 'bookTicker' ||
      (data.e === 'depthUpdate' && 'pu' in data);
    return isFutures ? 'usd-m' : 'spot';
  }

  return { decode: (frame) => read(frame).map((event): DecodedEvent => ({ ...event })) };
}
