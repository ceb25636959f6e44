import {
  create,
  createFileRegistry,
  type DescField,
  type DescMessage,
  fromBinary,
  isFieldSet,
  toBinary,
} from '@bufbuild/protobuf';
import {
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';
import { type FactField, facts } from './facts.ts';

/*
 * Rithmic's messages as @bufbuild/protobuf writes and reads them, from descriptors made of the facts and of nothing of ours.
 * An enumeration is an int32 here: the bytes are the same, and a value that no definition has survives.
 */

const types: Record<FactField['type'], FieldDescriptorProto_Type> = {
  string: FieldDescriptorProto_Type.STRING,
  int32: FieldDescriptorProto_Type.INT32,
  uint32: FieldDescriptorProto_Type.UINT32,
  uint64: FieldDescriptorProto_Type.UINT64,
  double: FieldDescriptorProto_Type.DOUBLE,
  bool: FieldDescriptorProto_Type.BOOL,
  bytes: FieldDescriptorProto_Type.BYTES,
  enum: FieldDescriptorProto_Type.INT32,
};
const labels: Record<FactField['label'], FieldDescriptorProto_Label> = {
  required: FieldDescriptorProto_Label.REQUIRED,
  optional: FieldDescriptorProto_Label.OPTIONAL,
  repeated: FieldDescriptorProto_Label.REPEATED,
};

interface Known {
  readonly name: string;
  readonly templateId: number | undefined;
  readonly schema: DescMessage;
  /** By the protocol's name; the library calls the same field `localName`. */
  readonly fields: ReadonlyMap<string, DescField>;
}

const byName = new Map<string, Known>();
const byTemplateId = new Map<number, Known>();

const file = create(FileDescriptorProtoSchema, {
  name: 'rithmic-facts.proto',
  package: 'rti',
  syntax: 'proto2',
  messageType: facts.messages.map(({ name, fields }) => ({
    name,
    field: fields.map((field) => ({
      name: field.name,
      number: field.number,
      type: types[field.type],
      label: labels[field.label],
    })),
  })),
});
const registry = createFileRegistry(file, () => undefined);
for (const { name, template_id } of facts.messages) {
  const schema = registry.getMessage(`rti.${name}`);
  if (schema === undefined) throw new Error(`no descriptor of ${name}`);
  const fields = new Map(schema.fields.map((field) => [field.name, field]));
  const known = { name, templateId: template_id ?? undefined, schema, fields };
  byName.set(name, known);
  if (known.templateId !== undefined) byTemplateId.set(known.templateId, known);
}

/** For measurements: what the library itself takes. */
export function factSchema(name: string): DescMessage {
  return knownMessage(name).schema;
}

/**
 * Bytes of one message, without a length prefix. Fields have the protocol's names; numbers, strings, booleans, bigint for
 * uint64, Uint8Array for bytes, arrays for repeated ones; undefined ones are left out. Adds the template id unless given.
 */
export function encodeFact(name: string, fields: Readonly<Record<string, unknown>>): Uint8Array {
  const { schema, fields: descriptors, templateId } = knownMessage(name);
  const message: Record<string, unknown> = { ...create(schema) };
  for (const [field, value] of Object.entries({ template_id: templateId, ...fields })) {
    const descriptor = descriptors.get(field);
    if (descriptor === undefined) throw new Error(`${name} has no field “${field}”`);
    if (value !== undefined) message[descriptor.localName] = value;
  }
  return toBinary(schema, message as ReturnType<typeof create>);
}

export interface DecodedFact {
  readonly name: string;
  readonly templateId: number;
  /** Only what the message carries, by the protocol's names, without the template id. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Reads one message without a length prefix. A template id no message has gives the name `unknown`. Throws for damage. */
export function decodeFact(payload: Uint8Array): DecodedFact {
  const { schema } = knownMessage('MessageType');
  const { templateId } = fromBinary(schema, payload) as unknown as { readonly templateId: number };
  const known = byTemplateId.get(templateId);
  if (known === undefined) return { name: 'unknown', templateId, fields: {} };
  const message = fromBinary(known.schema, payload);
  const values = message as unknown as Readonly<Record<string, unknown>>;
  const fields: Record<string, unknown> = {};
  for (const [name, descriptor] of known.fields) {
    if (name === 'template_id' || !isFieldSet(message, descriptor)) continue;
    fields[name] = values[descriptor.localName];
  }
  return { name: known.name, templateId, fields };
}

function knownMessage(name: string): Known {
  const known = byName.get(name);
  if (known === undefined) throw new Error(`“${name}” is no message of the protocol`);
  return known;
}
