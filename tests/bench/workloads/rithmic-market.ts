import { MarketState, readQuote, readTrade } from '../../../src-main/venues/rithmic/market/decode-market.ts';
import { decodeFrame } from '../../../src-main/venues/rithmic/wire/codec.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { gridOf } from '../../../src-shared/domain/price-grid.ts';
import type { RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import { timedByProcessor } from '../processor-time.ts';
import { framed, type SampleName, sampleMessages } from '../rithmic-messages.ts';
import { startTime } from '../seeded.ts';

/*
 * The whole way of a trade and of a quote: what the socket gave, with its length in front, to the domain event with its price
 * on the grid. Presence, bounds, types and UTF-8 are checked on the way.
 */

const messageCount = 20_000;
const scale = 1e6 / messageCount;
const goalNs = 1000 / 1.5;
const instrument = instrumentId('CME:ESZ6');
const grid = gridOf('0.25');

export async function run(options: RunOptions): Promise<void> {
  for (const [name, sums] of [
    ['LastTrade', trades],
    ['BestBidOffer', quotes],
  ] as const) {
    await one(name, sums, options);
  }
}

type Sums = (frames: readonly Buffer[]) => Float64Array;

async function one(name: SampleName, ours: Sums, options: RunOptions): Promise<void> {
  const payloads = sampleMessages(name, messageCount, 17);
  const frames = framed(payloads);
  await compare(
    {
      name: `rithmic.market.${name === 'LastTrade' ? 'trade' : 'quote'}`,
      unit: 'ns/message',
      note: `${messageCount} × ${name} of 12 fields, from frame to event`,
      candidates: [
        { role: 'ours', label: 'frame to event', run: () => timedByProcessor(scale, () => ours(frames)) },
        {
          role: 'beside',
          label: 'without a length in front',
          run: () => timedByProcessor(scale, () => ours(payloads)),
        },
        {
          role: 'beside',
          label: 'decoding alone',
          isComparable: false,
          run: () => timedByProcessor(scale, () => decodedOnly(frames)),
        },
      ],
      goals: [{ text: '≥ 1.5 M messages/s', isReached: ({ ours: cost }) => cost <= goalNs }],
    },
    options,
  );
}

function trades(frames: readonly Buffer[]): Float64Array {
  const state = new MarketState(instrument, grid);
  const sums = new Float64Array(4);
  let [count, prices, sizes, times] = [0, 0, 0, 0];
  for (const bytes of frames) {
    const message = decodeFrame(bytes);
    const trade = message.name === 'LastTrade' ? readTrade(message.fields, state) : undefined;
    if (trade === undefined) throw new Error(`no trade in a ${message.name}`);
    count += 1;
    prices += trade.price;
    sizes += trade.size * (trade.side === 'buy' ? 1 : -1);
    times += trade.time - startTime;
  }
  sums.set([count, prices, sizes, times]);
  return sums;
}

function quotes(frames: readonly Buffer[]): Float64Array {
  const state = new MarketState(instrument, grid);
  const sums = new Float64Array(4);
  let [count, prices, sizes, times] = [0, 0, 0, 0];
  for (const bytes of frames) {
    const message = decodeFrame(bytes);
    const quote = message.name === 'BestBidOffer' ? readQuote(message.fields, state) : undefined;
    if (quote === undefined) throw new Error(`no quote in a ${message.name}`);
    count += 1;
    prices += quote.bid + quote.ask;
    sizes += quote.bidSize - quote.askSize;
    times += quote.time - startTime;
  }
  sums.set([count, prices, sizes, times]);
  return sums;
}

function decodedOnly(frames: readonly Buffer[]): Float64Array {
  let count = 0;
  for (const bytes of frames) if (decodeFrame(bytes).name !== 'corrupt') count += 1;
  return Float64Array.of(count);
}
