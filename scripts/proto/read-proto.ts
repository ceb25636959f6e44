import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import protobuf from 'protobufjs';

/* The messages of proto/rithmic as plain data. Only the parser of protobufjs is used: nothing of it reaches the product. */

export const scalarTypes = ['string', 'int32', 'uint32', 'uint64', 'double', 'bool', 'bytes'] as const;
export type ScalarType = (typeof scalarTypes)[number];

export interface ProtoField {
  readonly name: string;
  readonly number: number;
  readonly type: ScalarType | 'enum';
  /** The enumeration of a field of type `enum`. */
  readonly enum: string | undefined;
  readonly label: 'required' | 'optional' | 'repeated';
  readonly comment: string | undefined;
}

export interface ProtoEnum {
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
  readonly comment: string | undefined;
}

export interface ProtoMessage {
  readonly name: string;
  /** Nothing for `MessageType`, which reads only the template id of any message. */
  readonly templateId: number | undefined;
  readonly comment: string | undefined;
  readonly fields: readonly ProtoField[];
  readonly enums: readonly ProtoEnum[];
}

export interface ProtoFamily {
  /** The file's name without `.proto`. */
  readonly name: string;
  readonly messages: readonly ProtoMessage[];
}

/** Extends the options of messages; holds none, and needs a file that only a full compiler brings along. */
const optionsFile = 'options.proto';

/** Every family of messages in a folder, by name. */
export function readFamilies(folder: string): readonly ProtoFamily[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.proto') && file !== optionsFile)
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.proto'.length),
      messages: readMessages(readFileSync(join(folder, file), 'utf8')),
    }));
}

function readMessages(source: string): readonly ProtoMessage[] {
  const root = new protobuf.Root();
  protobuf.parse(source, root, { keepCase: true, alternateCommentMode: true });
  // Labels are known only after this.
  root.resolveAll();
  const scope = root.lookup('rti');
  if (!(scope instanceof protobuf.Namespace)) throw new Error('the package is not rti');
  return scope.nestedArray.filter((one) => one instanceof protobuf.Type).map(messageOf);
}

function messageOf(type: protobuf.Type): ProtoMessage {
  const templateId: unknown = type.options?.['(template)'];
  const enums = type.nestedArray.filter((one) => one instanceof protobuf.Enum);
  if (enums.length !== type.nestedArray.length) throw new Error(`${type.name} nests something besides enums`);
  return {
    name: type.name,
    templateId: templateId === undefined ? undefined : Number(templateId),
    comment: commentOf(type),
    fields: type.fieldsArray.map((field) => fieldOf(type, field)),
    enums: enums.map((one) => ({ name: one.name, values: one.values, comment: commentOf(one) })),
  };
}

function fieldOf(type: protobuf.Type, field: protobuf.Field): ProtoField {
  const scalar = scalarTypes.find((one) => one === field.type);
  if (scalar === undefined && !(type.get(field.type) instanceof protobuf.Enum)) {
    throw new Error(
      `${type.name}.${field.name} has the type ${field.type}, which the generator does not know`,
    );
  }
  return {
    name: field.name,
    number: field.id,
    type: scalar ?? 'enum',
    enum: scalar === undefined ? field.type : undefined,
    label: field.repeated ? 'repeated' : field.required ? 'required' : 'optional',
    comment: commentOf(field),
  };
}

function commentOf({ comment }: protobuf.ReflectionObject): string | undefined {
  return comment === null ? undefined : comment.replaceAll(/\s*\n\s*/g, ' ').trim();
}
