import type { Expression } from '../check/program.ts';
import type { Compiled, SourceRange } from './compiled.ts';

/**
 * The title of the setting that a refused argument was given by. Built-ins begin their refusals with the argument's name in
 * quotes: “length” is 0.
 */
export function inputBehind(
  compiled: Compiled,
  message: string,
  { start, end }: SourceRange,
): string | undefined {
  const [, argument] = /^“(\w+)” is /.exec(message) ?? [];
  if (argument === undefined) return undefined;
  for (const site of compiled.states) {
    if (site.start < start || site.end > end) continue;
    const written = site.builtin.signatures[site.signature] ?? '';
    const names = [...written.matchAll(/(\w+): /g)].map(([, name]) => name);
    const expression = site.arguments[names.indexOf(argument)];
    const title = expression && inputOf(compiled, expression);
    if (title !== undefined) return title;
  }
  return undefined;
}

function inputOf(compiled: Compiled, expression: Expression): string | undefined {
  switch (expression.op) {
    case 'input':
      return expression.input.title;
    case 'variable': {
      const declared = compiled.fixed.get(expression.variable.id);
      return declared && inputOf(compiled, declared);
    }
    case 'convert':
      return inputOf(compiled, expression.operand);
    default:
      return undefined;
  }
}
