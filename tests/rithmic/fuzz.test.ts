import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Decoding, decodeFrame, decodeMessage } from '../../src-main/venues/rithmic/wire/codec.ts';
import { arbitraryFields, type FactValues, plain, templates } from './arbitrary-message.ts';
import { decodeFact, encodeFact } from './bufbuild-messages.ts';
import { type FactField, facts } from './facts.ts';
import { malformed, seeded } from './malformed.ts';
import { decodeReflected } from './protobufjs-messages.ts';

const buffers = process.env.TIDEMARK_LONG === '1' ? 50_000 : 3_000;

/** What is wrong with a decoding as a value, whatever the bytes were; nothing for a good one. */
function fault(decoding: Decoding): string | undefined {
  if (decoding.name === 'corrupt') return decoding.reason === '' ? 'no reason' : undefined;
  if (decoding.name === 'unknown') {
    const isKnown = templates.some(({ template_id }) => template_id === decoding.templateId);
    return Number.isInteger(decoding.templateId) && !isKnown ? undefined : `unknown ${decoding.templateId}`;
  }
  const fact = facts.messages.find(({ name }) => name === decoding.name);
  if (fact === undefined || fact.template_id !== decoding.templateId) return `a name ${decoding.name}`;
  for (const [name, value] of Object.entries(plain(decoding.fields as FactValues))) {
    const field = fact.fields.find((one) => one.name === name);
    if (field === undefined) return `a field ${name}`;
    const all = field.label === 'repeated' ? value : [value];
    if (!Array.isArray(all) || all.length === 0 || !all.every((one) => isOf(field, one)))
      return `${name}: ${value}`;
  }
  return undefined;
}

function isOf({ type }: FactField, value: unknown): boolean {
  const isInteger = (low: number, high: number) =>
    Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
  switch (type) {
    case 'string':
      return typeof value === 'string' && value.isWellFormed();
    case 'int32':
    case 'enum':
      return isInteger(-0x8000_0000, 0x7fff_ffff);
    case 'uint32':
      return isInteger(0, 0xffff_ffff);
    case 'uint64':
      return typeof value === 'bigint' && BigInt.asUintN(64, value) === value;
    case 'double':
      return typeof value === 'number';
    case 'bool':
      return typeof value === 'boolean';
    case 'bytes':
      return value instanceof Uint8Array;
  }
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

test(`${buffers} malformed buffers: only typed results, and what is accepted means the same to a second library`, {
  timeout: 3_600_000,
}, () => {
  const next = seeded(20_261_121);
  const counts = { corrupt: 0, unknown: 0, read: 0, protobufjsThrew: 0, protobufjsAcceptedCorrupt: 0 };
  let slowest = 0;
  const samples = templates.map((message) => ({
    message,
    wholes: fc
      .sample(arbitraryFields(message, 'any'), { numRuns: 8, seed: 7 })
      .map((fields) => encodeFact(message.name, fields)),
  }));
  for (let number = 0; number < buffers; number += 1) {
    const { message, wholes } = samples[Math.floor(next() * samples.length)] ?? {
      message: undefined,
      wholes: [],
    };
    const whole = wholes[Math.floor(next() * wholes.length)];
    if (message === undefined || whole === undefined) throw new Error('no message');
    const bytes = malformed(whole, message, next);
    const hex = Buffer.from(bytes).toString('hex');
    const started = performance.now();
    const decoding = decodeMessage(bytes);
    slowest = Math.max(slowest, performance.now() - started);
    expect([hex, fault(decoding)]).toEqual([hex, undefined]);
    expect([hex, fault(decodeFrame(bytes))]).toEqual([hex, undefined]);
    const lenient = attempt(() => decodeReflected(message.name, bytes));
    if (lenient === undefined) counts.protobufjsThrew += 1;
    if (decoding.name === 'corrupt') {
      counts.corrupt += 1;
      if (lenient !== undefined) counts.protobufjsAcceptedCorrupt += 1;
    } else if (decoding.name === 'unknown') {
      counts.unknown += 1;
    } else {
      counts.read += 1;
      const second = decodeFact(bytes);
      const read = [decoding.name, plain(decoding.fields as FactValues)];
      const isSame = isDeepStrictEqual(read, [second.name, plain(second.fields)]);
      if (!isSame) expect([hex, ...read]).toEqual([hex, second.name, plain(second.fields)]);
    }
  }
  console.log(JSON.stringify({ buffers, ...counts, slowestMs: Math.round(slowest) }));
  expect(counts.corrupt).toBeGreaterThan(buffers / 3);
  expect(counts.read).toBeGreaterThan(buffers / 20);
  // The negative control: without our own guard the same bytes raise exceptions, and some corrupt ones pass for messages.
  expect(counts.protobufjsThrew).toBeGreaterThan(buffers / 5);
  expect(counts.protobufjsAcceptedCorrupt).toBeGreaterThan(buffers / 100);
});
