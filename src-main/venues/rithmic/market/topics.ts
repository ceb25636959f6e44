import type { StreamKind } from '../../venue.ts';
import type { ResponseCode } from '../errors.ts';
import type { PlantTopics, TopicRequest } from '../plant/plant.ts';
import { type Contract, contractName } from '../symbols.ts';
import {
  requestMarketDataUpdateUpdateBits as bits,
  requestMarketDataUpdateRequest as request,
} from '../wire/generated/enums.ts';

/*
 * A topic of the ticker plant is one bit of one contract, `CME ESZ6 2`: Rithmic keeps subscriptions by bit and refuses one
 * that is there already, so only differences are sent. Bits of one contract that change together go in one request.
 */

/** Session figures come along with quotes, and the session's volume only with trades. */
const quoteBits = [
  bits.BBO,
  bits.LAST_TRADE,
  bits.OPEN,
  bits.HIGH_LOW,
  bits.CLOSE,
  bits.SETTLEMENT,
  bits.OPEN_INTEREST,
];
const bitsOfStream: Readonly<Partial<Record<StreamKind, readonly number[]>>> = {
  quotes: quoteBits,
  trades: [bits.LAST_TRADE],
  book: [bits.ORDER_BOOK],
};

export function topicsOf(stream: StreamKind, contract: Contract): readonly string[] {
  return (bitsOfStream[stream] ?? []).map((bit) => `${contractName(contract)} ${bit}`);
}

export function bookTopic(contract: Contract): string {
  return `${contractName(contract)} ${bits.ORDER_BOOK}`;
}

/** Topics as requests; `onRefused` is told which contract could not be followed. */
export function tickerTopics(onRefused: (contract: Contract, code: ResponseCode) => void): PlantTopics {
  const requests = (what: number, topics: readonly string[]): TopicRequest[] =>
    [...gathered(topics).values()].map(({ contract, mask }) => ({
      name: 'RequestMarketDataUpdate',
      fields: { ...contract, request: what, update_bits: mask },
      // Giving up what is not there any more is no trouble.
      onRefused: (code) => {
        if (what === request.SUBSCRIBE) onRefused(contract, code);
      },
    }));
  return {
    subscribe: (topics) => requests(request.SUBSCRIBE, topics),
    unsubscribe: (topics) => requests(request.UNSUBSCRIBE, topics),
  };
}

function gathered(topics: readonly string[]): Map<string, { readonly contract: Contract; mask: number }> {
  const found = new Map<string, { readonly contract: Contract; mask: number }>();
  for (const topic of topics) {
    const [exchange = '', symbol = '', bit = '0'] = topic.split(' ');
    const contract = { exchange, symbol };
    const known = found.get(contractName(contract)) ?? { contract, mask: 0 };
    known.mask |= Number(bit);
    found.set(contractName(contract), known);
  }
  return found;
}
