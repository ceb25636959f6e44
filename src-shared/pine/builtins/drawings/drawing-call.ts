import type { Context } from '../../runtime/context.ts';
import { type Drawing, type DrawingKind, Drawings, type DrawingTypes } from '../../runtime/drawings.ts';
import type { BuiltinFunction, BuiltinVariable } from '../builtin.ts';

/** What the signature says arrives, as it was bound by the checker. */
// biome-ignore lint/suspicious/noExplicitAny: each call knows the types of its own arguments
export type Values = readonly any[];

type Value = number | string | boolean | null | undefined;

/** A field of a drawing takes na for text as empty and nothing where nothing was given. */
export function assign<T extends Drawing>(drawing: T, field: keyof T, value: Value): void {
  if (value === undefined) return;
  const before = drawing[field];
  drawing[field] = (value === null && typeof before === 'string' ? '' : value) as T[keyof T];
}

/** A method that does something to a drawing; without effect on na and on deleted ones. */
export function change<K extends DrawingKind>(
  kind: K,
  name: string,
  parameters: string,
  documentation: string,
  apply: (drawing: DrawingTypes[K], ...values: Values) => void,
): BuiltinFunction {
  const own = kind === 'table' ? 'table_id' : 'id';
  return {
    kind: 'function',
    name: `${kind}.${name}`,
    isMethod: true,
    documentation,
    signatures: [`(${own}: series ${kind}${parameters === '' ? '' : `, ${parameters}`}) void`],
    implementation: {
      kind: 'context',
      call: (context: Context, drawing: DrawingTypes[K] | null, ...values: Value[]) => {
        if (drawing === null || drawing.isDeleted) return;
        context.heap.touch(drawing);
        apply(drawing, ...values);
      },
    },
  };
}

/** A method that sets fields, one for each parameter, in order. */
export function setter<K extends DrawingKind>(
  kind: K,
  name: string,
  parameters: string,
  fields: readonly (keyof DrawingTypes[K])[],
  documentation: string,
): BuiltinFunction {
  return change(kind, name, parameters, documentation, (drawing, ...values: Value[]) => {
    for (const [index, field] of fields.entries()) assign(drawing, field, values[index]);
  });
}

/** A method that reads a field; na of na. */
export function getter<K extends DrawingKind>(
  kind: K,
  name: string,
  result: string,
  field: keyof DrawingTypes[K],
  documentation: string,
): BuiltinFunction {
  const absent = result === 'series int' || result === 'series float' ? Number.NaN : null;
  return {
    kind: 'function',
    name: `${kind}.${name}`,
    isMethod: true,
    documentation,
    signatures: [`(id: series ${kind}) ${result}`],
    implementation: {
      kind: 'context',
      call: (_context: Context, drawing: DrawingTypes[K] | null) =>
        drawing === null ? absent : drawing[field],
    },
  };
}

/** `delete`, `copy` and the list of all. */
export function deletion(kind: DrawingKind): BuiltinFunction {
  const own = kind === 'table' ? 'table_id' : 'id';
  return {
    kind: 'function',
    name: `${kind}.delete`,
    isMethod: true,
    documentation: 'Deletes the drawing; nothing happens if it is gone already.',
    signatures: [`(${own}: series ${kind}) void`],
    implementation: {
      kind: 'context',
      call: (context: Context, drawing: Drawing | null) => {
        if (drawing !== null) Drawings.of(context).delete(kind, drawing);
      },
    },
  };
}

export function copying<K extends 'line' | 'label' | 'box'>(
  kind: K,
  create: new (epoch: number, id: number) => DrawingTypes[K],
): BuiltinFunction {
  return {
    kind: 'function',
    name: `${kind}.copy`,
    isMethod: true,
    documentation: 'A new drawing with the same properties.',
    signatures: [`(id: series ${kind}) series ${kind}`],
    implementation: {
      kind: 'context',
      call: (context: Context, drawing: DrawingTypes[K] | null) => {
        if (drawing === null) return null;
        const made = Drawings.of(context).make(kind, (epoch, id) =>
          Object.assign(new create(epoch, id), { ...drawing, epoch, id, isDeleted: false }),
        );
        return made ?? null;
      },
    },
  };
}

export function listing(
  kind: DrawingKind,
  asArray: (context: Context, items: readonly Drawing[]) => unknown,
): BuiltinVariable {
  return {
    kind: 'variable',
    name: `${kind}.all`,
    type: `series array<${kind}>`,
    documentation: 'All that exist, oldest first, in a new array.',
    implementation: {
      kind: 'context',
      read: (context) => asArray(context, Drawings.of(context).all(kind)),
    },
  };
}
