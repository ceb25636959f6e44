import type { BuiltinFunction } from '../builtins/builtin.ts';
import type * as tree from '../syntax/tree.ts';
import { bindBuiltin, type GivenValue } from './builtin-calls.ts';
import type { Checking } from './checking.ts';
import { constantOf, isMistaken } from './expression-parts.ts';
import type { Expression, Program } from './program.ts';
import { voidType } from './type-rules.ts';

/** `indicator(…)`, `strategy(…)`, `library(…)`: what the script is, and its settings. */
export function checkDeclarationCall(
  checking: Checking,
  node: tree.Call,
  builtin: BuiltinFunction,
  given: readonly GivenValue[],
): Expression {
  const { parts, reporter } = checking;
  const done: Expression = { op: 'na', type: voidType, qualifier: 'const', start: node.start, end: node.end };
  if (parts.declaration !== undefined && parts.declaration.start !== node.start) {
    reporter.report('P503', node, 'A script is declared once only. Keep one of these calls.');
    return done;
  }
  parts.kind = builtin.name as Program['kind'];
  parts.declaration = node;
  const bound = bindBuiltin(checking, node, builtin, given, []);
  if (bound === undefined) return done;
  for (const [index, parameter] of bound.signature.parameters.entries()) {
    const value = bound.values[index];
    if (value === undefined || bound.isGiven[index] !== true || isMistaken(value)) continue;
    const known = constantOf(value);
    if (known !== undefined) {
      parts.settings[parameter.name] = known;
      if (parameter.name === 'timeframe' && known !== '') warnOfTimeframe(checking, value);
    } else if (value.qualifier === 'const') {
      reporter.report(
        'P409',
        value,
        `\`${parameter.name}\` must be a constant whose value is known before the script runs.`,
      );
    }
  }
  return done;
}

function warnOfTimeframe(checking: Checking, place: Expression): void {
  checking.reporter.report(
    'P606',
    place,
    'The script runs on the chart’s own bars whatever `timeframe` says here. Ask for longer bars by `request.security(syminfo.tickerid, "…", …)`.',
  );
}
