import fc from 'fast-check';
import { type FactField, type FactMessage, facts } from './facts.ts';

export type FactValues = Readonly<Record<string, unknown>>;

const edge = <T>(...values: readonly T[]) => fc.constantFrom(...values);

/** Any value of a type, and its edges far more often than chance would have them. */
const values: Record<Exclude<FactField['type'], 'enum'>, fc.Arbitrary<unknown>> = {
  string: fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: edge('', 'ESZ6', '\u0000', 'ünïcödé', '𝔘', '\ufeffx', 'x'.repeat(300)) },
  ),
  int32: fc.oneof(fc.integer(), edge(0, 1, -1, 127, 128, 0x7fff_ffff, -0x8000_0000)),
  uint32: fc.oneof(fc.nat(0xffff_ffff), edge(0, 0x8000_0000, 0xffff_ffff)),
  uint64: fc.oneof(
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    edge(0n, 2n ** 32n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n),
  ),
  double: fc.oneof(fc.double(), edge(0, -0, Number.NaN, Infinity, -Infinity, -1, 5000.25, 5e-324)),
  bool: fc.boolean(),
  bytes: fc.uint8Array({ maxLength: 200 }),
};

/**
 * The fields of a message without its template id, each there or not. Enumerations have values of their definition, or any:
 * servers send newer ones.
 */
export function arbitraryFields(
  message: FactMessage,
  enumValues: 'defined' | 'any',
): fc.Arbitrary<FactValues> {
  const model: Record<string, fc.Arbitrary<unknown>> = {};
  for (const field of message.fields) {
    if (field.name === 'template_id') continue;
    const value = field.type === 'enum' ? enumValue(message, field, enumValues) : values[field.type];
    model[field.name] = field.label === 'repeated' ? fc.array(value, { minLength: 1, maxLength: 6 }) : value;
  }
  return fc.record(model, { requiredKeys: [], noNullPrototype: true });
}

function enumValue(
  { enums }: FactMessage,
  field: FactField,
  which: 'defined' | 'any',
): fc.Arbitrary<unknown> {
  const defined = edge(...Object.values(enums[field.enum ?? ''] ?? {}));
  return which === 'defined' ? defined : fc.oneof(defined, edge(0, 99, -1, 0x7fff_ffff, -0x8000_0000));
}

/** Messages that have a template id; `MessageType` is the only one without. */
export const templates: readonly FactMessage[] = facts.messages.filter(
  ({ template_id }) => template_id !== null,
);

/** A copy in which bytes are plain, whoever read them, and absent fields are not there. */
export function plain(fields: FactValues): FactValues {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    present.map(([name, value]) => [name, value instanceof Uint8Array ? Uint8Array.from(value) : value]),
  );
}
