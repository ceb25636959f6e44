import type { BuiltinFunction, BuiltinVariable, Stateful } from '../../builtins/builtin.ts';
import type {
  Block,
  ConstantValue,
  Expression,
  Program,
  Routine,
  Statement,
  Variable,
} from '../../check/program.ts';
import type { Persistence } from '../../syntax/tree.ts';
import type { Type } from '../../types.ts';

/*
 * Checked programs put together by hand, so that the compiler's tests need neither parser nor checker.
 */

export const float: Type = { kind: 'float' };
export const int: Type = { kind: 'int' };
export const bool: Type = { kind: 'bool' };
export const text: Type = { kind: 'string' };
export const nothing: Type = { kind: 'void' };

const place = { start: 0, end: 0 };
let ids = 0;

export function variable(
  name: string,
  type: Type = float,
  parts: Partial<Pick<Variable, 'persistence' | 'place' | 'hasHistory'>> = {},
): Variable {
  ids += 1;
  return {
    id: ids,
    name,
    type,
    qualifier: 'series',
    persistence: parts.persistence ?? 'none',
    place: parts.place ?? 'global',
    hasHistory: parts.hasHistory ?? false,
    ...place,
  };
}

type Draft = Expression extends infer E
  ? E extends Expression
    ? Omit<E, 'start' | 'end' | 'type' | 'qualifier'>
    : never
  : never;

export function expression(
  draft: Draft,
  type: Type = float,
  at: { start: number; end: number } = place,
): Expression {
  return { ...draft, type, qualifier: 'series', ...at } as Expression;
}

export function constant(value: ConstantValue): Expression {
  const type = typeof value === 'number' ? float : typeof value === 'boolean' ? bool : text;
  return { op: 'constant', value, type, qualifier: 'const', ...place };
}

export const read = (of: Variable): Expression => expression({ op: 'variable', variable: of }, of.type);

export const ago = (of: Variable, offset: number | Expression): Expression =>
  expression(
    {
      op: 'variable-history',
      variable: of,
      offset: typeof offset === 'number' ? { ...constant(offset), type: int } : offset,
    },
    of.type,
  );

export const arithmetic = (
  operator: '+' | '-' | '*' | '/' | '%' | 'div' | 'concat',
  left: Expression,
  right: Expression,
): Expression => expression({ op: 'arithmetic', operator, left, right }, left.type);

export function call(builtin: BuiltinFunction, type: Type, ...args: (Expression | undefined)[]): Expression {
  return expression({ op: 'call-builtin', builtin, signature: 0, arguments: args }, type);
}

export const builtin = (of: BuiltinVariable, type: Type = float): Expression =>
  expression({ op: 'builtin', builtin: of }, type);

export const block = (statements: readonly Statement[], value?: Expression): Block => ({ statements, value });

export const declare = (of: Variable, value: Expression): Statement => ({
  op: 'declare',
  variable: of,
  value,
  ...place,
});

export const assign = (of: Variable, value: Expression): Statement => ({
  op: 'assign',
  variable: of,
  value,
  written: ':=',
  ...place,
});

export const evaluate = (value: Expression, at = place): Statement => ({ op: 'evaluate', value, ...at });

export function routine(
  name: string,
  parameters: readonly Variable[],
  body: Block,
  isStateless = false,
): Routine {
  ids += 1;
  return { id: ids, name, parameters, body, result: body.value?.type ?? nothing, isStateless };
}

export function program(
  statements: readonly Statement[],
  parts: Partial<Pick<Program, 'version' | 'routines' | 'kind' | 'settings' | 'inputs' | 'userTypes'>> = {},
): Program {
  return {
    version: parts.version ?? 6,
    kind: parts.kind ?? 'indicator',
    settings: parts.settings ?? {},
    inputs: parts.inputs ?? [],
    main: routine('main', [], block(statements)),
    routines: parts.routines ?? [],
    libraries: [],
    calculation: undefined,
    userTypes: parts.userTypes ?? [],
  };
}

export const persistent = (name: string, type: Type = float, persistence: Persistence = 'var'): Variable =>
  variable(name, type, { persistence });

function column(name: 'open' | 'high' | 'low' | 'close' | 'volume' | 'time'): BuiltinVariable {
  return {
    kind: 'variable',
    name,
    documentation: '',
    type: 'series float',
    implementation: { kind: 'column', column: name },
  };
}

export const close = column('close');

/** A moving average in the plainest way. */
export const sma: BuiltinFunction = {
  kind: 'function',
  name: 'ta.sma',
  documentation: '',
  signatures: ['(source: series float, length: simple int) series float'],
  implementation: {
    kind: 'state',
    create(): Stateful {
      let values: number[] = [];
      let saved: number[] = [];
      return {
        next(source: number, length: number): number {
          values = [...values.slice(-length + 1), source];
          if (values.length < length) return Number.NaN;
          return values.reduce((sum, value) => sum + value, 0) / length;
        },
        save: () => {
          saved = values;
        },
        restore: () => {
          values = saved;
        },
      };
    },
  },
};

export const plot: BuiltinFunction = {
  kind: 'function',
  name: 'plot',
  documentation: '',
  signatures: ['(series: series float, title: const string = "") void'],
  implementation: {
    kind: 'state',
    create({ context, fixed, path, start, end }): Stateful {
      const column = context.outputs
        .declarePlot({
          kind: 'plot',
          title: String(fixed[1] ?? ''),
          options: {},
          columns: ['value'],
          path,
          start,
          end,
        })
        .column('value');
      return {
        next(value: number): void {
          column.values[context.bar] = value;
        },
        save: () => undefined,
        restore: () => undefined,
      };
    },
  },
};

export const show = (value: Expression, title: string): Statement =>
  evaluate(call(plot, nothing, value, constant(title)));
