import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type ProtoMessage, readFamilies } from '../../scripts/proto/read-proto.ts';
import * as enums from '../../src-main/venues/rithmic/wire/generated/enums.ts';
import { fieldTypes } from '../../src-main/venues/rithmic/wire/generated/field-types.ts';
import { templateIds } from '../../src-main/venues/rithmic/wire/generated/messages.ts';
import { templates } from './arbitrary-message.ts';
import { type FactMessage, facts } from './facts.ts';

const families = readFamilies(fileURLToPath(new URL('../../proto/rithmic', import.meta.url)));
const messages = families.flatMap((family) => family.messages);

/** What both sides say of a message, in one form. */
const ofProto = ({ name, templateId, fields, enums: own }: ProtoMessage) => ({
  name,
  templateId: templateId ?? null,
  fields: fields.map((field) => ({
    name: field.name,
    number: field.number,
    type: field.type,
    label: field.label,
    enum: field.enum,
  })),
  enums: Object.fromEntries(own.map((one) => [one.name, { ...one.values }])),
});
const ofFacts = ({ name, template_id, fields, enums: own }: FactMessage) => ({
  name,
  templateId: template_id,
  fields: fields.map(({ name: field, number, type, label, enum: of }) => ({
    name: field,
    number,
    type,
    label,
    enum: of,
  })),
  enums: own,
});

describe('proto/rithmic', () => {
  it('has the 155 messages and 1505 fields of the facts, no more and no fewer', () => {
    expect(messages).toHaveLength(155);
    expect(messages.flatMap(({ fields }) => fields)).toHaveLength(1505);
    expect(facts.meta).toMatchObject({ message_count: 155, field_count: 1505 });
    expect(messages.map(({ name }) => name).sort()).toEqual(facts.messages.map(({ name }) => name).sort());
  });

  it('has every template id, field name, number, type, label and value as the facts have it', () => {
    let compared = 0;
    for (const fact of facts.messages) {
      const message = messages.find(({ name }) => name === fact.name);
      expect(message && ofProto(message)).toEqual(ofFacts(fact));
      compared += fact.fields.length;
    }
    expect(compared).toBe(1505);
  });

  it('would notice a field with another number', () => {
    const [fact] = facts.messages;
    const [message] = messages.filter(({ name }) => name === fact?.name);
    if (fact === undefined || message === undefined) throw new Error('no message');
    const [first, ...rest] = message.fields;
    if (first === undefined) throw new Error('no field');
    const moved = { ...message, fields: [{ ...first, number: first.number + 1 }, ...rest] };
    expect(ofProto(moved)).not.toEqual(ofFacts(fact));
  });

  it('says of every message what it is for', () => {
    expect(messages.filter(({ comment }) => (comment ?? '').length < 10).map(({ name }) => name)).toEqual([]);
  });
});

describe('the generated tables', () => {
  it('know the template id and the fields of every message', () => {
    expect(templates).toHaveLength(154);
    for (const { name, template_id, fields } of templates) {
      expect([name, templateIds[name as keyof typeof templateIds]]).toEqual([name, template_id]);
      const body = fields.filter((field) => field.name !== 'template_id');
      expect(fieldTypes[name as keyof typeof fieldTypes]).toEqual(
        Object.fromEntries(
          body.map(({ name: field, type, label }) => [field, label === 'repeated' ? [type] : type]),
        ),
      );
    }
    expect(Object.keys(templateIds)).toHaveLength(154);
  });

  it('name every value of every enumeration', () => {
    const all: Readonly<Record<string, unknown>> = enums;
    let compared = 0;
    for (const { name, enums: own } of templates) {
      for (const [of, values] of Object.entries(own)) {
        expect(all[`${name.charAt(0).toLowerCase()}${name.slice(1)}${of}`]).toEqual(values);
        compared += 1;
      }
    }
    expect(Object.keys(all)).toHaveLength(compared);
  });
});
