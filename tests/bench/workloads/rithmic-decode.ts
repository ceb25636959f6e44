import { type DescMessage, fromBinary } from '@bufbuild/protobuf';
import type { Type } from 'protobufjs';
import {
  type DecodedMessage,
  decodeMessage,
  type MessageName,
} from '../../../src-main/venues/rithmic/wire/codec.ts';
import { factSchema } from '../../rithmic/bufbuild-messages.ts';
import { fieldsOf } from '../../rithmic/field-bytes.ts';
import { reflectedType } from '../../rithmic/protobufjs-messages.ts';
import type { RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import { timedByProcessor } from '../processor-time.ts';
import { type SampleName, sampleMessages } from '../rithmic-messages.ts';

/*
 * Messages of Rithmic's protocol from bytes to objects, the template id looked up first by ours. The others are told what they
 * read. Each sums a few of the numbers, so that nobody can leave the fields unread.
 */

const messageCount = 20_000;
const scale = 1e6 / messageCount;

type Values = Readonly<Record<string, number>>;

interface Workload {
  readonly name: SampleName;
  readonly fieldCount: number;
  /** Adds up three numbers of what was read; @bufbuild/protobuf has its own names for them. */
  readonly sum: (values: Values) => number;
  readonly camelSum: (values: Values) => number;
}

const workloads: readonly Workload[] = [
  {
    name: 'LastTrade',
    fieldCount: 12,
    sum: ({ trade_price = 0, trade_size = 0, usecs = 0 }) => trade_price + trade_size + usecs,
    camelSum: ({ tradePrice = 0, tradeSize = 0, usecs = 0 }) => tradePrice + tradeSize + usecs,
  },
  {
    name: 'ExchangeOrderNotification',
    fieldCount: 40,
    sum: ({ fill_price = 0, fill_size = 0, usecs = 0 }) => fill_price + fill_size + usecs,
    camelSum: ({ fillPrice = 0, fillSize = 0, usecs = 0 }) => fillPrice + fillSize + usecs,
  },
];

export async function run(options: RunOptions): Promise<void> {
  for (const workload of workloads) await one(workload, options);
}

async function one({ name, fieldCount, sum, camelSum }: Workload, options: RunOptions): Promise<void> {
  const payloads = sampleMessages(name, messageCount, 11);
  const [first = Buffer.alloc(0)] = payloads;
  if (fieldsOf(first).length !== fieldCount) throw new Error(`${name} has ${fieldsOf(first).length} fields`);
  const bytes = Math.round(payloads.reduce((sum, { length }) => sum + length, 0) / messageCount);
  const schema = factSchema(name);
  const type = reflectedType(name);
  await compare(
    {
      name: `rithmic.decode.${fieldCount}`,
      unit: 'ns/message',
      note: `${messageCount} × ${name}, ${fieldCount} fields, ${bytes} bytes on average`,
      candidates: [
        {
          role: 'ours',
          label: 'decodeMessage',
          run: () => timedByProcessor(scale, () => ours(name, payloads, sum)),
        },
        {
          role: 'peer',
          label: 'protobufjs, reflection',
          run: () => timedByProcessor(scale, () => protobufjs(type, payloads, sum)),
        },
        {
          role: 'beside',
          label: '@bufbuild/protobuf',
          run: () => timedByProcessor(scale, () => bufbuild(schema, payloads, camelSum)),
        },
      ],
      goals: [
        {
          text: '≥ 1.5x faster than protobufjs',
          isReached: ({ ours: cost, peer }) => peer / cost >= 1.5,
        },
      ],
    },
    options,
  );
}

type Sum = Workload['sum'];
const values = (message: unknown) => message as Values;

function ours(name: MessageName, payloads: readonly Buffer[], sum: Sum): Float64Array {
  let total = 0;
  for (const payload of payloads) {
    const decoding = decodeMessage(payload);
    if (decoding.name !== name) throw new Error(`a ${decoding.name}`);
    total += sum(values((decoding as DecodedMessage).fields));
  }
  return Float64Array.of(total);
}

function protobufjs(type: Type, payloads: readonly Buffer[], sum: Sum): Float64Array {
  let total = 0;
  for (const payload of payloads) total += sum(values(type.decode(payload)));
  return Float64Array.of(total);
}

function bufbuild(schema: DescMessage, payloads: readonly Buffer[], sum: Sum): Float64Array {
  let total = 0;
  for (const payload of payloads) total += sum(values(fromBinary(schema, payload)));
  return Float64Array.of(total);
}
