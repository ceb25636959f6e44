import type { ProtoFamily, ProtoField, ProtoMessage } from './read-proto.ts';

/* One family of messages as TypeScript: for each message an interface, a decoder and an encoder. */

const templateIdField = 'template_id';

/** Text fields whose values come again and again; the reader keeps those and gives them out again. */
const names = new Set(
  `account_id app_name currency exchange expiration_date fcm_id ib_id instrument_type
  is_tradable originator_window_name period product_code put_call_indicator remarks
  report_type rp_code rq_handler_rp_code source_user_id status symbol symbol_name system_name text trade_exchange
  trade_route trading_exchange trading_symbol type_specifier underlying_symbol user user_id window_name
  cancelled_date completion_reason confirmed_date exchange_symbol fill_date modified_date trade_date
   tick_size_type account_name bracket_trailing_field_id`.split(/\s+/),
);

const typescriptTypes: Record<ProtoField['type'], string> = {
  string: 'string',
  int32: 'number',
  uint32: 'number',
  uint64: 'bigint',
  double: 'number',
  bool: 'boolean',
  bytes: 'Uint8Array',
  enum: 'number',
};

const methods: Record<ProtoField['type'], string> = {
  string: 'text',
  int32: 'int32',
  uint32: 'uint32',
  uint64: 'uint64',
  double: 'double',
  bool: 'bool',
  bytes: 'byteString',
  enum: 'int32',
};

const wireTypes: Record<ProtoField['type'], number> = {
  string: 2,
  int32: 0,
  uint32: 0,
  uint64: 0,
  double: 1,
  bool: 0,
  bytes: 2,
  enum: 0,
};

export function writeFamily({ messages }: ProtoFamily): string {
  const parts = [
    "import type { WireReader } from '../reader.ts';",
    "import type { WireWriter } from '../writer.ts';",
    '',
  ];
  for (const message of messages) {
    if (message.templateId === undefined) continue;
    parts.push(interfaceOf(message), decoderOf(message), encoderOf(message));
  }
  return parts.join('\n');
}

/** Everything but the template id, which the name of a message implies. */
export function bodyFields({ fields }: ProtoMessage): readonly ProtoField[] {
  return fields.filter(({ name }) => name !== templateIdField);
}

export function docOf(comment: string | undefined, indent: string): string {
  return comment === undefined ? '' : `${indent}/** ${comment} */\n`;
}

function interfaceOf(message: ProtoMessage): string {
  const lines = bodyFields(message).map((field) => {
    const type = typescriptTypes[field.type];
    const full = field.label === 'repeated' ? `readonly ${type}[]` : type;
    const about = field.enum === undefined ? field.comment : enumComment(message, field);
    return `${docOf(about, '  ')}  readonly ${field.name}?: ${full} | undefined;\n`;
  });
  const about = `Template ${message.templateId}. ${message.comment ?? ''}`.trim();
  return `${docOf(about, '')}export interface ${message.name} {\n${lines.join('')}}\n`;
}

function enumComment(message: ProtoMessage, field: ProtoField): string {
  const values = message.enums.find(({ name }) => name === field.enum)?.values ?? {};
  const listed = Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  return `${field.comment === undefined ? '' : `${field.comment} `}One of ${listed}.`;
}

function decoderOf(message: ProtoMessage): string {
  const fields = bodyFields(message);
  const { name, templateId } = message;
  const numbers = message.fields.map(({ number }) => number);
  const known = `${lowerFirst(name)}Fields`;
  return [
    `const ${known} = new Set([${numbers.join(', ')}]);`,
    `export function decode${name}(reader: WireReader) {`,
    ...fields.map((field) => `  let ${variable(field)}: ${variableType(field)} | undefined;`),
    '  while (reader.position < reader.end) {',
    '    const tag = reader.tag();',
    '    switch (tag) {',
    ...message.fields.flatMap((field) => casesOf(field, message)),
    '      default:',
    `        reader.pass(tag, ${known});`,
    '    }',
    '  }',
    `  const fields: ${name} = {`,
    ...fields.map((field) => `    ${field.name}: ${variable(field)},`),
    '  };',
    `  return { name: '${name}' as const, templateId: ${templateId}, fields };`,
    '}',
    '',
  ].join('\n');
}

function casesOf(field: ProtoField, { templateId }: ProtoMessage): readonly string[] {
  const tag = field.number * 8 + wireTypes[field.type];
  const read = `reader.${readMethod(field)}()`;
  if (field.name === templateIdField) {
    return [
      `      case ${tag}:`,
      `        if (${read} !== ${templateId}) reader.refuse('the message has two template ids');`,
      '        break;',
    ];
  }
  if (field.label !== 'repeated') {
    return [`      case ${tag}:`, `        ${variable(field)} = ${read};`, '        break;'];
  }
  const list = `(${variable(field)} ??= [])`;
  const single = [`      case ${tag}:`, `        ${list}.push(${read});`, '        break;'];
  if (wireTypes[field.type] === 2) return single;
  return [
    ...single,
    `      case ${field.number * 8 + 2}: {`,
    '        const end = reader.blockEnd();',
    `        while (reader.position < end) ${list}.push(${read});`,
    '        reader.closeBlock(end);',
    '        break;',
    '      }',
  ];
}

function encoderOf(message: ProtoMessage): string {
  const sorted = message.fields.toSorted((a, b) => a.number - b.number);
  const hasBody = sorted.length > 1;
  return [
    `export function encode${message.name}(writer: WireWriter, ${hasBody ? 'fields' : '_fields'}: ${message.name}): void {`,
    ...sorted.map((field) => `  ${writeOf(field, message)}`),
    '}',
    '',
  ].join('\n');
}

function writeOf(field: ProtoField, { templateId }: ProtoMessage): string {
  const call = `writer.${methods[field.type]}(${field.number}, `;
  if (field.name === templateIdField) return `${call}${templateId});`;
  const value = `fields.${field.name}`;
  if (field.label === 'repeated') return `for (const value of ${value} ?? []) ${call}value);`;
  return `if (${value} !== undefined) ${call}${value});`;
}

function readMethod(field: ProtoField): string {
  return field.type === 'string' && names.has(field.name) ? 'nameText' : methods[field.type];
}

function variableType(field: ProtoField): string {
  const type = typescriptTypes[field.type];
  return field.label === 'repeated' ? `${type}[]` : type;
}

/** In camel case, as variables are; `template_id` never becomes one. */
function variable({ name }: ProtoField): string {
  const camel = name.replaceAll(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
  return `${camel}Value`;
}

export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
