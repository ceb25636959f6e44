import type { ProtoFamily, ProtoMessage } from './read-proto.ts';
import { bodyFields, docOf, lowerFirst } from './write-family.ts';

/* The files that gather all families: tables by template id and by name, enumerations, and the types of fields. */

interface Placed {
  readonly message: ProtoMessage;
  readonly templateId: number;
}

function sortedMessages(families: readonly ProtoFamily[]): readonly Placed[] {
  const messages = families.flatMap((family) => family.messages);
  return messages
    .flatMap((message) =>
      message.templateId === undefined ? [] : [{ message, templateId: message.templateId }],
    )
    .sort((a, b) => a.templateId - b.templateId);
}

export function writeMessages(families: readonly ProtoFamily[]): string {
  const all = sortedMessages(families);
  const imports = families.flatMap(({ name, messages }) => {
    const own = messages.filter(({ templateId }) => templateId !== undefined);
    return [
      'import {',
      ...own.map((message) => `  decode${message.name},`),
      ...own.map((message) => `  encode${message.name},`),
      ...own.map((message) => `  type ${message.name},`),
      `} from './${name}.ts';`,
    ];
  });
  return [
    ...imports,
    "import type { WireReader } from '../reader.ts';",
    "import type { WireWriter } from '../writer.ts';",
    '',
    '/** Every message of the protocol by its name. */',
    'export interface WireMessages {',
    ...all.map(({ message }) => `  ${message.name}: ${message.name};`),
    '}',
    '',
    '/** Fields a message does not carry are `undefined`; absent is not 0. */',
    'export type DecodedMessage = {',
    '  [N in keyof WireMessages]: { readonly name: N; readonly templateId: number; readonly fields: WireMessages[N] };',
    '}[keyof WireMessages];',
    '',
    'type Decode = (reader: WireReader) => DecodedMessage;',
    'const byTemplateId: readonly (readonly [number, Decode])[] = [',
    ...all.map(({ message, templateId }) => `  [${templateId}, decode${message.name}],`),
    '];',
    '',
    '/** By template id. */',
    'export const decoders: readonly (Decode | undefined)[] = (() => {',
    `  const table = new Array<Decode | undefined>(${(all.at(-1)?.templateId ?? 0) + 1}).fill(undefined);`,
    '  for (const [templateId, decode] of byTemplateId) table[templateId] = decode;',
    '  return table;',
    '})();',
    '',
    'export const encoders: {',
    '  readonly [N in keyof WireMessages]: (writer: WireWriter, fields: WireMessages[N]) => void;',
    '} = {',
    ...all.map(({ message }) => `  ${message.name}: encode${message.name},`),
    '};',
    '',
    'export const templateIds: Readonly<Record<keyof WireMessages, number>> = {',
    ...all.map(({ message, templateId }) => `  ${message.name}: ${templateId},`),
    '};',
    '',
  ].join('\n');
}

export function writeEnums(families: readonly ProtoFamily[]): string {
  return sortedMessages(families)
    .flatMap(({ message }) =>
      message.enums.map(({ name, values, comment }) =>
        [
          `${docOf(comment ?? `${name} of ${message.name}.`, '')}export const ${lowerFirst(message.name)}${name} = {`,
          ...Object.entries(values).map(([value, number]) => `  ${value}: ${number},`),
          '} as const;',
          '',
        ].join('\n'),
      ),
    )
    .join('\n');
}

/** For whoever reads or writes messages as text; decoding needs none of it. */
export function writeFieldTypes(families: readonly ProtoFamily[]): string {
  return [
    "import type { WireMessages } from './messages.ts';",
    '',
    "export type FieldType = 'string' | 'int32' | 'uint32' | 'uint64' | 'double' | 'bool' | 'bytes' | 'enum';",
    '',
    '/** Every message’s fields without the template id; lists have their type in square brackets. */',
    'export const fieldTypes: {',
    '  readonly [N in keyof WireMessages]: Readonly<Record<string, FieldType | readonly [FieldType]>>;',
    '} = {',
    ...sortedMessages(families).flatMap(({ message }) => [
      `  ${message.name}: {`,
      ...bodyFields(message).map(
        ({ name, type, label }) => `    ${name}: ${label === 'repeated' ? `['${type}']` : `'${type}'`},`,
      ),
      '  },',
    ]),
    '};',
    '',
  ].join('\n');
}
