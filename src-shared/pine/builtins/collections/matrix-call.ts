import type { Context } from '../../runtime/context.ts';
import type { BuiltinFunction } from '../builtin.ts';
import type { Values } from './array-call.ts';
import type { PineMatrix } from './pine-matrix.ts';

/** A function of a matrix, also its method; a matrix that is na stops the script. */
export function onMatrix(
  name: string,
  signatures: readonly string[],
  documentation: string,
  call: (matrix: PineMatrix, context: Context, ...values: Values) => unknown,
): BuiltinFunction {
  return {
    kind: 'function',
    name: `matrix.${name}`,
    isMethod: true,
    documentation,
    signatures,
    implementation: {
      kind: 'context',
      call: (context: Context, matrix: PineMatrix | null, ...values: Values) =>
        call(matrix ?? context.fail(`matrix.${name} was called on a matrix that is na.`), context, ...values),
    },
  };
}

/** One signature for whole numbers and one for others. */
export function ofNumberMatrix(
  rest: string,
  result: (element: 'int' | 'float') => string,
  own = 'id',
): readonly string[] {
  const parameters = rest === '' ? '' : `, ${rest}`;
  return (['int', 'float'] as const).map(
    (element) => `(${own}: series matrix<${element}>${parameters}) ${result(element)}`,
  );
}

/** A row or column that is there. */
export function lineOf(context: Context, count: number, index: number, what: string): number {
  const whole = Math.trunc(index);
  if (whole >= 0 && whole < count) return whole;
  return context.fail(`There is no ${what} ${whole} in a matrix that has ${count} of them.`);
}

export function needSquare(context: Context, matrix: PineMatrix, what: string): void {
  if (matrix.rows === matrix.columns) return;
  context.fail(`${what} needs a square matrix; this one has ${matrix.rows} × ${matrix.columns} elements.`);
}
