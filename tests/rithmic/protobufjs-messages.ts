import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import { plain } from './arbitrary-message.ts';
import { facts } from './facts.ts';

/* Rithmic's messages as protobufjs writes and reads them by reflection, from our own .proto files. */

const folder = fileURLToPath(new URL('../../proto/rithmic', import.meta.url));
const root = new protobuf.Root();
for (const file of readdirSync(folder)) {
  if (file !== 'options.proto')
    protobuf.parse(readFileSync(join(folder, file), 'utf8'), root, { keepCase: true });
}
root.resolveAll();

/** Its type says only that it can be constructed. */
const Long = protobuf.util.Long as unknown as {
  fromString(text: string, isUnsigned: boolean): unknown;
  isLong(value: unknown): boolean;
};

const templateIds = new Map(facts.messages.map(({ name, template_id }) => [name, template_id]));

export function reflectedType(name: string): protobuf.Type {
  return root.lookupType(`rti.${name}`);
}

export function encodeReflected(name: string, fields: Readonly<Record<string, unknown>>): Uint8Array {
  const type = reflectedType(name);
  const values = Object.entries({ template_id: templateIds.get(name), ...fields });
  return type
    .encode(type.create(Object.fromEntries(values.map(([key, value]) => [key, toLong(value)]))))
    .finish();
}

export function decodeReflected(name: string, payload: Uint8Array): Readonly<Record<string, unknown>> {
  const type = reflectedType(name);
  const message = type.decode(payload) as unknown as Readonly<Record<string, unknown>>;
  // A list that a message does not carry is an empty one here.
  const present = type.fieldsArray.filter(
    ({ name: field }) => Object.hasOwn(message, field) && !isEmptyList(message[field]),
  );
  const fields = present.map((field) => [field.name, fromLong(message[field.name])] as const);
  const { template_id: _, ...body } = Object.fromEntries(fields);
  return plain(body);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function toLong(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toLong);
  return typeof value === 'bigint' ? Long.fromString(String(value), true) : value;
}

function fromLong(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromLong);
  return Long.isLong(value) ? BigInt(String(value)) : value;
}
