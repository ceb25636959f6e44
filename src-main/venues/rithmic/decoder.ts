import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { DecodedEvent, FrameDecoder } from '../venue-kind.ts';
import {
  MarketState,
  readEndOfDay,
  readOpenInterest,
  readQuote,
  readTrade,
  readTradeStatistics,
  sessionOf,
} from './market/decode-market.ts';
import { symbolsFor } from './symbols.ts';
import { type DecodedMessage, decodeFrame } from './wire/codec.ts';

/** Plants; a message says itself what it is, so that a decoder needs none of them. */
export const channels = ['ticker', 'order', 'history', 'pnl', 'repository'] as const;

const symbols = symbolsFor(false);

/**
 * The protocol inspector: frames without a connection, as bytes or as hex. Quotes and session figures are put together from
 * all frames it was given; prices are as they were sent, since nobody told their grid.
 */
export function createFrameDecoder(): FrameDecoder {
  const states = new Map<string, MarketState>();

  function stateOf({
    exchange = '',
    symbol = '',
  }: {
    exchange?: string | undefined;
    symbol?: string | undefined;
  }) {
    const id = symbols.idOf({ exchange, symbol });
    if (id === undefined) return undefined;
    const known = states.get(id) ?? new MarketState(id, undefined);
    states.set(id, known);
    return known;
  }

  return {
    decode(frame) {
      const bytes = typeof frame === 'string' ? bytesOf(frame) : frame;
      if (bytes === undefined) return [{ kind: 'unreadable', reason: 'it is no hex text' }];
      const message = decodeFrame(bytes);
      if (message.name === 'corrupt') return [{ kind: 'unreadable', reason: message.reason }];
      if (message.name === 'unknown') return [{ kind: 'unknown', template_id: message.templateId }];
      const event = marketEvent(message, stateOf);
      return [
        event ?? {
          kind: 'control',
          name: message.name,
          template_id: message.templateId,
          fields: plain(message),
        },
      ];
    },
  };
}

function marketEvent(
  message: DecodedMessage,
  stateOf: (fields: {
    exchange?: string | undefined;
    symbol?: string | undefined;
  }) => MarketState | undefined,
): MarketEvent | undefined {
  switch (message.name) {
    case 'LastTrade': {
      const state = stateOf(message.fields);
      return state === undefined ? undefined : readTrade(message.fields, state);
    }
    case 'BestBidOffer': {
      const state = stateOf(message.fields);
      return state === undefined ? undefined : readQuote(message.fields, state);
    }
    case 'TradeStatistics':
    case 'EndOfDayPrices':
    case 'OpenInterest': {
      const state = stateOf(message.fields);
      if (state === undefined) return undefined;
      const isTold =
        message.name === 'TradeStatistics'
          ? readTradeStatistics(message.fields, state)
          : message.name === 'EndOfDayPrices'
            ? readEndOfDay(message.fields, state)
            : readOpenInterest(message.fields, state);
      const { ssboe = 0 } = message.fields;
      return isTold ? sessionOf(state, (ssboe * 1000) as EpochMs) : undefined;
    }
    default:
      return undefined;
  }
}

/** Fields by the protocol's names; what JSON cannot hold as text. */
function plain({ fields }: DecodedMessage): DecodedEvent['kind'] | Readonly<Record<string, unknown>> {
  const shown = (value: unknown): unknown => {
    if (typeof value === 'bigint') return value.toString();
    if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
    return Array.isArray(value) ? value.map(shown) : value;
  };
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, name === 'password' ? '[secret]' : shown(value)]),
  );
}

function bytesOf(text: string): Uint8Array | undefined {
  const hex = text.replace(/\s+/g, '');
  return hex.length % 2 === 0 && /^[0-9a-f]*$/i.test(hex) ? Buffer.from(hex, 'hex') : undefined;
}
