import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeMessage,
  encodeMessage,
  type MessageName,
  type WireMessages,
} from '../../src-main/venues/rithmic/wire/codec.ts';
import { arbitraryFields, type FactValues, plain, templates } from './arbitrary-message.ts';
import { decodeFact, encodeFact } from './bufbuild-messages.ts';
import { fieldsOf } from './field-bytes.ts';
import { decodeReflected, encodeReflected } from './protobufjs-messages.ts';

const isLong = process.env.TIDEMARK_LONG === '1';
const runs = { numRuns: isLong ? 300 : 15, seed: 20_261_121 };

function ours(payload: Uint8Array): { readonly name: string; readonly fields: FactValues } {
  const decoding = decodeMessage(payload);
  if (!('fields' in decoding)) throw new Error(JSON.stringify(decoding));
  return { name: decoding.name, fields: plain(decoding.fields as FactValues) };
}

const encodeOurs = (name: string, fields: FactValues) =>
  encodeMessage(name as MessageName, fields as WireMessages[MessageName]);

function same(
  name: string,
  read: { readonly name: string; readonly fields: FactValues },
  fields: FactValues,
) {
  if (read.name === name && isDeepStrictEqual(read.fields, fields)) return;
  expect(read).toEqual({ name, fields });
  throw new Error(`${name}: equal but not identical, such as 0 and -0`);
}

describe('every message of the facts', () => {
  it('goes through @bufbuild/protobuf and protobufjs in both directions without a change', () => {
    const tripped = new Set<string>();
    for (const message of templates) {
      const { name } = message;
      fc.assert(
        fc.property(arbitraryFields(message, 'defined'), (fields) => {
          const written = encodeOurs(name, fields);
          const { name: readName, fields: read } = decodeFact(written);
          same(name, { name: readName, fields: plain(read) }, fields);
          same(name, { name, fields: decodeReflected(name, written) }, fields);
          same(name, ours(encodeFact(name, fields)), fields);
          same(name, ours(encodeReflected(name, fields)), fields);
          same(name, ours(written), fields);
        }),
        runs,
      );
      tripped.add(name);
    }
    expect(tripped.size).toBe(154);
  }, 600_000);

  it('is read alike whatever the order of its fields, with the template id first, last or between', () => {
    for (const message of templates) {
      fc.assert(
        fc.property(arbitraryFields(message, 'any'), fc.infiniteStream(fc.nat()), (fields, order) => {
          const parts = fieldsOf(encodeFact(message.name, fields));
          // Entries of one list keep their order among themselves: they have the same tag, which is what sorts last.
          const ranks = new Map<string, number>();
          const tags = parts.map((part) => Buffer.from(part.subarray(0, 3)).toString('hex'));
          for (const tag of tags) if (!ranks.has(tag)) ranks.set(tag, order.next().value);
          const shuffled = parts
            .map((part, index) => ({ part, rank: ranks.get(tags[index] ?? '') ?? 0 }))
            .sort((a, b) => a.rank - b.rank);
          same(message.name, ours(Buffer.concat(shuffled.map(({ part }) => part))), fields);
        }),
        runs,
      );
    }
  }, 600_000);

  it('carries a template id that MessageType reads, and a message of nothing else is of no known kind', () => {
    expect(decodeMessage(encodeFact('MessageType', { template_id: 99_999 }))).toEqual({
      name: 'unknown',
      templateId: 99_999,
    });
    for (const { name, template_id } of templates) {
      expect(decodeFact(encodeOurs(name, {})).templateId).toBe(template_id);
    }
  });
});
