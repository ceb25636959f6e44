import { plainName } from '../../builtins/catalogue.ts';
import { readSignature } from '../../builtins/signature.ts';
import { withFormerOrder } from '../../check/version4-names.ts';
import { saysTransparency, transparencyBefore5 } from '../../check/version4-transparency.ts';
import type { Argument, Call, LanguageVersion } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import { walk } from '../walk.ts';
import { convertInput } from './input-call.ts';
import { builtinOf, calleeText } from './names.ts';
import type { Rewriter } from './rewriter.ts';

/** Calls whose parameters changed, and those that became something else. */
export function convertCalls(analysis: Analysis, rewriter: Rewriter, from: LanguageVersion): void {
  const conditional = new Set<Call>();
  walk(analysis.parsed.script, {
    statement(node) {
      if (node.kind !== 'expression-statement' || node.expression.kind !== 'call') return;
      if (convertWhen(analysis, node.expression, rewriter)) conditional.add(node.expression);
    },
    expression(node) {
      if (node.kind !== 'call') return;
      const name = calleeText(analysis, node);
      if (from === 4 && name === 'study') renameCallee(node, 'indicator', rewriter);
      else if (from === 4 && name === 'iff') convertIff(node, rewriter);
      else if (from === 4 && name === 'offset') convertOffset(node, rewriter);
      else if (from === 4 && name === 'input') convertInput(analysis, node, rewriter);
      else convertArguments(analysis, node, rewriter, from);
      if (name === 'strategy') keepMargins(node, rewriter);
    },
  });
}

function renameCallee(node: Call, name: string, rewriter: Rewriter): void {
  rewriter.replace(node.callee, name);
  rewriter.tell(node, `\`study\` is called \`${name}\` now.`);
}

function convertIff(node: Call, rewriter: Rewriter): void {
  const [condition, consequent, alternate] = node.arguments;
  if (
    condition === undefined ||
    consequent === undefined ||
    alternate === undefined ||
    node.arguments.length > 3
  )
    return;
  rewriter.replace({ start: node.start, end: condition.value.start }, '(');
  rewriter.replace({ start: condition.end, end: consequent.value.start }, ' ? ');
  rewriter.replace({ start: consequent.end, end: alternate.value.start }, ' : ');
  rewriter.tell(node, '`iff()` became `? :`.');
}

function convertOffset(node: Call, rewriter: Rewriter): void {
  const [object, offset] = node.arguments;
  if (object === undefined || offset === undefined || node.arguments.length > 2) return;
  const isName = object.value.kind === 'identifier' || object.value.kind === 'call';
  rewriter.replace({ start: node.start, end: object.value.start }, isName ? '' : '(');
  rewriter.replace({ start: object.end, end: offset.value.start }, isName ? '[' : ')[');
  rewriter.replace({ start: offset.end, end: node.end }, ']');
  rewriter.tell(node, '`offset()` became `[]`.');
}

/** `when` went: the call stands in an `if` now. */
function convertWhen(analysis: Analysis, call: Call, rewriter: Rewriter): boolean {
  const when = call.arguments.find(({ name }) => name?.name === 'when');
  if (when === undefined || !calleeText(analysis, call).startsWith('strategy.')) return false;
  const { text } = analysis;
  const lineStart = text.lastIndexOf('\n', call.start - 1) + 1;
  const indent = text.slice(lineStart, call.start);
  if (/\S/.test(indent)) return false;
  rewriter.remove(call, when);
  const callee = text.slice(call.start, call.callee.end);
  rewriter.replace(
    { start: call.start, end: call.callee.end },
    (textOf) => `if ${textOf(when.value)}\n${indent}    ${callee}`,
  );
  rewriter.tell(when, 'The parameter `when` became an `if` round the call.');
  return true;
}

const transparent: Readonly<Record<string, string>> = {
  bgcolor: 'color',
  fill: 'color',
  plot: 'color',
  plotshape: 'color',
  plotchar: 'color',
  barcolor: 'color',
  plotarrow: 'colorup',
  plotcandle: 'color',
  plotbar: 'color',
};

function convertArguments(analysis: Analysis, call: Call, rewriter: Rewriter, from: LanguageVersion): void {
  const builtin = builtinOf(analysis, call);
  const name = builtin === undefined ? calleeText(analysis, call) : plainName(builtin.name);
  if (Object.hasOwn(transparent, name)) convertTransparency(analysis, call, name, rewriter, from);
  if (builtin === undefined) return;
  const parameters = readSignature(builtin.signatures[0] ?? '() void').parameters.map((one) => one.name);
  const given = new Set<string>();
  for (const [position, argument] of call.arguments.entries()) {
    const parameter = argument.name?.name ?? parameters[position] ?? '';
    if (argument.name !== undefined && given.has(parameter)) {
      rewriter.remove(call, argument);
      rewriter.tell(argument, `\`${parameter}\` was given twice; the first one counted and stays.`);
      continue;
    }
    given.add(parameter);
    if (from === 4) convertSwitch(parameter, argument, rewriter);
  }
}

/** What was written as a bool where a constant stands today. */
const switches: Readonly<Record<string, readonly [whenTrue: string, whenFalse: string]>> = {
  gaps: ['barmerge.gaps_on', 'barmerge.gaps_off'],
  lookahead: ['barmerge.lookahead_on', 'barmerge.lookahead_off'],
  direction: ['strategy.long', 'strategy.short'],
  long: ['strategy.long', 'strategy.short'],
};

function convertSwitch(parameter: string, { value }: Argument, rewriter: Rewriter): void {
  if (value.kind !== 'boolean' || !Object.hasOwn(switches, parameter)) return;
  const constant = switches[parameter]?.[value.value ? 0 : 1] ?? '';
  rewriter.replace(value, constant);
  rewriter.tell(value, `\`${value.value}\` is written \`${constant}\` here.`);
}

function convertTransparency(
  analysis: Analysis,
  call: Call,
  name: string,
  rewriter: Rewriter,
  from: LanguageVersion,
): void {
  const transp = transparencyOf(call, name, from);
  const colour = transparent[name] ?? 'color';
  const color = argumentFor(analysis, call, colour);
  const own = from === 4 ? transparencyBefore5(name) : undefined;
  if (transp === undefined && own === undefined) return;
  const amount =
    transp === undefined ? String(own) : analysis.text.slice(transp.value.start, transp.value.end);
  if (transp !== undefined) rewriter.remove(call, transp);
  if (color === undefined) {
    if (transp === undefined) return;
    rewriter.append(call, `${colour} = color.new(color.blue, ${amount})`);
  } else if (!saysTransparency(color.value)) {
    rewriter.insert(color.value.start, 'color.new(');
    rewriter.insert(color.value.end, `, ${amount})`);
  }
  rewriter.tell(
    call,
    transp === undefined
      ? `The transparency of ${amount} that \`${name}\` had by itself is written as color.new().`
      : 'The parameter `transp` became color.new().',
  );
}

/** By name, or in version 4 by its place. */
function transparencyOf(call: Call, name: string, from: LanguageVersion): Argument | undefined {
  const { arguments: named } = from === 4 ? withFormerOrder(call, name) : call;
  return call.arguments[named.findIndex((argument) => argument.name?.name === 'transp')];
}

function argumentFor(analysis: Analysis, call: Call, parameter: string): Argument | undefined {
  const named = call.arguments.find((argument) => argument.name?.name === parameter);
  if (named !== undefined) return named;
  for (const text of builtinOf(analysis, call)?.signatures ?? []) {
    const position = readSignature(text).parameters.findIndex(({ name }) => name === parameter);
    const argument = call.arguments[position];
    if (argument !== undefined && argument.name === undefined) return argument;
  }
  return undefined;
}

/** Version 6 asks for margin where nothing is said; before, there was none. */
function keepMargins(call: Call, rewriter: Rewriter): void {
  const missing = ['margin_long', 'margin_short'].filter(
    (parameter) => !call.arguments.some(({ name }) => name?.name === parameter),
  );
  if (missing.length === 0) return;
  rewriter.append(call, missing.map((parameter) => `${parameter} = 0`).join(', '));
  rewriter.tell(call, 'The margins of 0 that strategies had by themselves are written.');
}
