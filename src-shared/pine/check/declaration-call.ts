import type { BuiltinFunction } from '../builtins/builtin.ts';
import type * as tree from '../syntax/tree.ts';
import { bindBuiltin, type GivenValue } from './builtin-calls.ts';
import type { Checking } from './checking.ts';
import { constantOf, isMistaken } from './expression-parts.ts';

import { uniqueId } from './inputs.ts';
import type { Expression, Program, ScriptInput } from './program.ts';
import { bool, string, voidType } from './type-rules.ts';

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
      if (parameter.name === 'timeframe') parts.timeframe = value;
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

/**
 * The inputs of scripts that may run on a timeframe of their own. Added when all others are there, so that those keep their
 * names.
 */
export function calculationInputs(checking: Checking): Program['calculation'] {
  const { parts } = checking;
  const place = parts.timeframe;
  const declared = parts.settings.timeframe;
  if (place === undefined || typeof declared !== 'string' || parts.kind !== 'indicator') return undefined;
  const add = (title: string, own: Pick<ScriptInput, 'kind' | 'type' | 'defaultValue' | 'tooltip'>) => {
    const input: ScriptInput = {
      ...own,
      id: uniqueId(checking, title),
      title,
      options: undefined,
      minimum: undefined,
      maximum: undefined,
      step: undefined,
      inline: '',
      group: 'Calculation',
      confirm: false,
      start: place.start,
      end: place.end,
    };
    parts.inputs.push(input);
    return input;
  };
  return {
    timeframe: add('Timeframe', {
      kind: 'timeframe',
      type: string,
      defaultValue: declared,
      tooltip: 'The bars that the script runs on; empty for those of the chart.',
    }),
    gaps: add('Wait for timeframe closes', {
      kind: 'bool',
      type: bool,
      defaultValue: parts.settings.timeframe_gaps !== false,
      tooltip: 'Shows values only on the bars where one of the timeframe closes.',
    }),
  };
}
