import { Failure } from '../../../../src-shared/domain/failure.ts';
import {
  type DecodedMessage,
  decodeFrame,
  encodeMessage,
  type MessageName,
  type WireMessages,
} from './codec.ts';
import { fieldFromJson, fieldToJson } from './field-json.ts';
import { fieldTypes } from './generated/field-types.ts';
import { templateIds } from './generated/messages.ts';
import { templateIdField } from './template-id.ts';
import { WireWriter } from './writer.ts';

/* Front door for whoever looks at the wire: messages as lines of hex and as lines of JSON. */

/** The message of which only the template id is known; `unknown` is what decoding calls it. */
const bareNames: readonly unknown[] = ['MessageType', 'unknown'];

/**
 * One message, with or without a length in front, as one line of JSON: `{"template_id","name","fields"}`, or `{"error"}` for
 * what is no message. Never throws.
 */
export function messageAsJson(hex: string): string {
  const digits = hex.replaceAll(/\s/g, '');
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits))
    return errorAsJson('this is not hex, two digits a byte');
  const decoding = decodeFrame(Buffer.from(digits, 'hex'));
  if (decoding.name === 'corrupt') return errorAsJson(decoding.reason);
  const fields = decoding.name === 'unknown' ? '' : bodyAsJson(decoding);
  return `{"template_id":${decoding.templateId},"name":"${decoding.name}","fields":{${fields}}}`;
}

/** The reverse: the message of such a line, without a length in front, in hex; `{"error"}` where there is none. Never throws. */
export function messageFromJson(line: string): string {
  try {
    return Buffer.from(encoded(parsed(line))).toString('hex');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return errorAsJson(error.message);
  }
}

function errorAsJson(reason: string): string {
  return JSON.stringify({ error: reason });
}

function bodyAsJson({ name, fields }: DecodedMessage): string {
  const types = fieldTypes[name];
  return Object.entries(fields)
    .flatMap(([field, value]) => {
      const type = types[field];
      return value === undefined || type === undefined ? [] : [`"${field}":${fieldToJson(type, value)}`];
    })
    .join(',');
}

type Json = Readonly<Record<string, unknown>>;

function encoded(input: Json): Uint8Array {
  const { template_id: templateId, name, fields = {} } = input;
  if (!isObject(fields)) throw refusal('“fields” must be an object in braces');
  if (bareNames.includes(name)) return bareMessage(templateId, fields);
  const known = knownName(name, templateId);
  const types = fieldTypes[known];
  const values: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (field === 'template_id') {
      if (value !== templateIds[known]) throw refusal(`the template id of ${known} is ${templateIds[known]}`);
      continue;
    }
    const type = Object.hasOwn(types, field) ? types[field] : undefined;
    if (type === undefined) throw refusal(`${known} has no field “${field}”`);
    values[field] = fieldFromJson(field, type, value);
  }
  return encodeMessage(known, values as WireMessages[MessageName]);
}

function knownName(name: unknown, templateId: unknown): MessageName {
  const found = name === undefined ? nameOfTemplate(templateId) : isKnown(name) ? name : undefined;
  if (found === undefined) throw refusal(`there is no message ${JSON.stringify(name ?? templateId)}`);
  if (templateId !== undefined && templateId !== templateIds[found]) {
    throw refusal(`the template id of ${found} is ${templateIds[found]}, not ${JSON.stringify(templateId)}`);
  }
  return found;
}

function isKnown(name: unknown): name is MessageName {
  return typeof name === 'string' && Object.hasOwn(templateIds, name);
}

function nameOfTemplate(templateId: unknown): MessageName | undefined {
  return Object.keys(templateIds)
    .filter(isKnown)
    .find((name) => templateIds[name] === templateId);
}

function bareMessage(templateId: unknown, fields: Json): Uint8Array {
  const id = templateId ?? fields.template_id;
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 1 || id > 0x7fff_ffff) {
    throw refusal('“template_id” must be a number above 0');
  }
  if (Object.keys(fields).some((field) => field !== 'template_id')) {
    throw refusal('a message of which only the template id is known has no other fields');
  }
  const writer = new WireWriter();
  writer.int32(templateIdField, id);
  return writer.finish();
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
const parseWithSource = JSON.parse as (text: string, reviver: Reviver) => unknown;

/** JSON with numbers beyond the exact ones of JavaScript kept as their text. */
function parsed(line: string): Json {
  let input: unknown;
  try {
    input = parseWithSource(line, (_key, value, { source }) =>
      typeof value === 'number' && !Number.isSafeInteger(value) && /^\d+$/.test(source ?? '')
        ? source
        : value,
    );
  } catch (cause) {
    throw refusal('this is not one object of JSON', cause);
  }
  if (!isObject(input)) throw refusal('this is not one object of JSON');
  return input;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(sentence: string, cause?: unknown): Failure {
  return new Failure('invalid', sentence, cause === undefined ? {} : { cause });
}
