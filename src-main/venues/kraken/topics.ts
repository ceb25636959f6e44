import type { StreamRequest } from '../venue.ts';
import { minutesOf } from './intervals.ts';

/*
 * Topics of the market socket, one text each: `trade BTC/USD`, `ohlc:5 BTC/USD`. One request asks for many symbols of one
 * channel; every symbol is acknowledged by itself.
 */

/** Levels of a side that are kept; the best `shownLevels` are told. */
export const bookDepth = 100;
export const shownLevels = 50;
/** So that no message grows beyond what a venue's edge takes. */
const symbolsPerMessage = 100;

/** Undefined for a bar length that Kraken does not stream. */
export function topicOf({ stream, timeframe }: StreamRequest, symbol: string): string | undefined {
  switch (stream) {
    case 'trades':
      return `trade ${symbol}`;
    case 'quotes':
      return `ticker ${symbol}`;
    case 'book':
      return `book ${symbol}`;
    case 'candles': {
      const minutes = timeframe === undefined ? undefined : minutesOf(timeframe);
      return minutes === undefined ? undefined : `ohlc:${minutes} ${symbol}`;
    }
  }
}

export function bookTopic(symbol: string): string {
  return `book ${symbol}`;
}

/** Few and large messages that ask for these topics or give them up. */
export function topicMessages(
  method: 'subscribe' | 'unsubscribe',
  topics: readonly string[],
  nextRequest: () => number,
): readonly string[] {
  const byChannel = new Map<string, string[]>();
  for (const topic of topics) {
    const space = topic.indexOf(' ');
    const channel = topic.slice(0, space);
    const symbols = byChannel.get(channel) ?? [];
    symbols.push(topic.slice(space + 1));
    byChannel.set(channel, symbols);
  }
  const messages: string[] = [];
  for (const [channel, symbols] of byChannel) {
    for (let start = 0; start < symbols.length; start += symbolsPerMessage) {
      const symbol = symbols.slice(start, start + symbolsPerMessage);
      messages.push(
        JSON.stringify({
          method,
          params: { ...channelParams(channel, method === 'subscribe'), symbol },
          req_id: nextRequest(),
        }),
      );
    }
  }
  return messages;
}

function channelParams(channel: string, isSubscribing: boolean): Readonly<Record<string, unknown>> {
  const [name = '', interval] = channel.split(':');
  switch (name) {
    case 'book':
      return { channel: name, depth: bookDepth, ...(isSubscribing ? { snapshot: true } : {}) };
    case 'ohlc':
      return { channel: name, interval: Number(interval), ...(isSubscribing ? { snapshot: true } : {}) };
    case 'ticker':
      // `bbo`: with every change of the best bid or ask, not only with trades.
      return { channel: name, event_trigger: 'bbo', ...(isSubscribing ? { snapshot: true } : {}) };
    default:
      return { channel: name, ...(isSubscribing ? { snapshot: false } : {}) };
  }
}
