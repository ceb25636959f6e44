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
import { compare, timed } from '../harness.ts';
import { type SampleName, sampleMessages } from '../rithmic-messages.ts';

/*
 * Messages of Rithmic's protocol from bytes to objects, the template id looked up first by ours. The others are told what they
 * read. Each sums a few of the numbers, so that nobody can leave the fields unread.
 */

const messageCount = 20_000;
const scale = 1e6 / messageCount;

interface Workload {
  readonly name: SampleName;
  readonly fieldCount: number;
  /** Names of three fields with numbers. */
  readonly sums: readonly [string, string, string];
  readonly goalNs: number;
}

const workloads: readonly Workload[] = [
  { name: 'LastTrade', fieldCount: 12, sums: ['trade_price', 'trade_size', 'usecs'], goalNs: 250 },
  {
    name: 'ExchangeOrderNotification',
    fieldCount: 40,
    sums: ['fill_price', 'fill_size', 'usecs'],
    goalNs: 714,
  },
];

export async function run(options: RunOptions): Promise<void> {
  for (const workload of workloads) await one(workload, options);
}

async function one({ name, fieldCount, sums, goalNs }: Workload, options: RunOptions): Promise<void> {
  const payloads = sampleMessages(name, messageCount, 11);
  const [first = Buffer.alloc(0)] = payloads;
  if (fieldsOf(first).length !== fieldCount) throw new Error(`${name} has ${fieldsOf(first).length} fields`);
  const bytes = Math.round(payloads.reduce((sum, { length }) => sum + length, 0) / messageCount);
  const schema = factSchema(name);
  const camel = sums.map((field) => schema.fields.find((one) => one.name === field)?.localName ?? '');
  const type = reflectedType(name);
  await compare(
    {
      name: `rithmic.decode.${fieldCount}`,
      unit: 'ns/message',
      note: `${messageCount} × ${name}, ${fieldCount} fields, ${bytes} bytes on average`,
      candidates: [
        { role: 'ours', label: 'decodeMessage', run: () => timed(scale, () => ours(name, payloads, sums)) },
        {
          role: 'peer',
          label: 'protobufjs, reflection',
          run: () => timed(scale, () => protobufjs(type, payloads, sums)),
        },
        {
          role: 'beside',
          label: '@bufbuild/protobuf',
          run: () => timed(scale, () => bufbuild(schema, payloads, camel), 1),
        },
      ],
      goals: [
        {
          text: `≥ ${(1000 / goalNs).toFixed(1)} M messages/s`,
          isReached: ({ ours: cost }) => cost <= goalNs,
        },
        { text: 'faster than protobufjs', isReached: ({ ours: cost, peer }) => cost < peer },
      ],
    },
    options,
  );
}

type Values = Readonly<Record<string, unknown>>;

function total(values: Values, sums: readonly string[], into: Float64Array): void {
  for (let index = 0; index < 3; index += 1) {
    into[index] = (into[index] as number) + (values[sums[index] as string] as number);
  }
}

function ours(name: MessageName, payloads: readonly Buffer[], sums: readonly string[]): Float64Array {
  const into = new Float64Array(3);
  for (const payload of payloads) {
    const decoding = decodeMessage(payload);
    if (decoding.name !== name) throw new Error(`a ${decoding.name}`);
    total((decoding as DecodedMessage).fields as Values, sums, into);
  }
  return into;
}

function protobufjs(type: Type, payloads: readonly Buffer[], sums: readonly string[]): Float64Array {
  const into = new Float64Array(3);
  for (const payload of payloads) total(type.decode(payload) as unknown as Values, sums, into);
  return into;
}

function bufbuild(schema: DescMessage, payloads: readonly Buffer[], sums: readonly string[]): Float64Array {
  const into = new Float64Array(3);
  for (const payload of payloads) total(fromBinary(schema, payload) as unknown as Values, sums, into);
  return into;
}
