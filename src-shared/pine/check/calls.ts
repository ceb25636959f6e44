import type { BuiltinFunction } from '../builtins/builtin.ts';
import { plainName } from '../builtins/catalogue.ts';
import { readSignature } from '../builtins/signature.ts';
import type * as tree from '../syntax/tree.ts';
import type { Type } from '../types.ts';
import { callBuiltin, type GivenValue } from './builtin-calls.ts';
import type { Checking } from './checking.ts';
import { checkDeclarationCall } from './declaration-call.ts';
import { mistaken } from './expression-parts.ts';
import { checkInput } from './inputs.ts';
import { callMethod } from './method-calls.ts';
import { findBuiltin, lastWord, reportUnknown, warnOfVersion } from './names.ts';
import { callNew, copyObject } from './objects.ts';
import { pathOf, resolvePath } from './paths.ts';
import type { Expression } from './program.ts';
import { checkRequest } from './requests.ts';
import type { Entry, FunctionOverload } from './scope.ts';
import { elementAllowed, keyAllowed } from './type-references.ts';
import { errorType } from './type-rules.ts';
import { callUser } from './user-calls.ts';
import { checkOldCall } from './version4.ts';
import { withFormerOrder } from './version4-names.ts';
import { withFormerTransparency } from './version4-transparency.ts';

export function checkCall(checking: Checking, node: tree.Call): Expression {
  const { callee } = node;
  if (callee.kind === 'identifier') return callName(checking, node, callee);
  if (callee.kind !== 'member') {
    checking.expression(callee);
    givenValues(checking, node);
    checking.reporter.report('P212', callee, 'This is not a function and cannot be called.');
    return mistaken(node);
  }
  const path = pathOf(callee);
  const target = path === undefined ? undefined : resolvePath(checking, path);
  switch (target?.kind) {
    case 'function':
      for (const part of target.parts) checking.symbols.refer(part.node, part.symbol, 'read');
      return callOverloads(checking, node, callee.property, target.overloads);
    case 'type-member':
      for (const part of target.parts) checking.symbols.refer(part.node, part.symbol, 'read');
      if (callee.property.name === 'new')
        return callNew(checking, node, target.entry, givenValues(checking, node));
      if (callee.property.name === 'copy') return copyObject(checking, node, givenValues(checking, node));
      givenValues(checking, node);
      checking.reporter.report(
        'P207',
        callee.property,
        `The type \`${target.entry.type.name}\` has no function \`${callee.property.name}\`; it has \`new\` and \`copy\`.`,
      );
      return mistaken(node);
    case 'builtin': {
      const builtin = target.builtin.function;
      if (builtin !== undefined) {
        for (const part of target.namespaces) checking.symbols.referToNamespace(part.node, part.name);
        return callNamedBuiltin(checking, node, builtin);
      }
      break;
    }
    case 'unknown':
      givenValues(checking, node);
      target.report(checking, 'function');
      return mistaken(node);
  }
  const namespaced = path === undefined ? undefined : namespacedBuiltin(checking, node, path);
  if (namespaced !== undefined) return callNamedBuiltin(checking, node, namespaced);
  return callMethod(checking, node, callee, () => givenValues(checking, node));
}

/**
 * `line.delete(line)` where a variable is called `line`: the built-in of the namespace, if its first argument fits there and
 * none of those it needs would be missing; else it is the variable's method.
 */
function namespacedBuiltin(
  checking: Checking,
  node: tree.Call,
  path: readonly tree.Identifier[],
): BuiltinFunction | undefined {
  const [root, member] = path;
  const first = node.arguments[0];
  if (path.length !== 2 || root === undefined || member === undefined || first === undefined)
    return undefined;
  if (!checking.catalogue.isNamespace(root.name)) return undefined;
  const builtin = findBuiltin(checking, `${root.name}.${member.name}`)?.function;
  if (builtin?.isMethod !== true || first.name !== undefined) return undefined;
  const { type } = checking.reporter.silently(() => checking.expression(first.value));
  if (checking.catalogue.findMethod(type, member.name) !== builtin) return undefined;
  const needed = builtin.signatures.map(
    (text) => readSignature(text).parameters.filter((parameter) => parameter.default === undefined).length,
  );
  return node.arguments.length >= Math.min(...needed) ? builtin : undefined;
}

function callName(checking: Checking, node: tree.Call, callee: tree.Identifier): Expression {
  const called = checking.scope.findFunction(callee.name);
  if (called !== undefined) return callOverloads(checking, node, callee, called.overloads);
  const entry: Entry | undefined = checking.scope.find(callee.name);
  const builtin = findBuiltin(checking, callee.name)?.function;
  if (builtin !== undefined) return callNamedBuiltin(checking, node, builtin);
  const old = checkOldCall(checking, node, callee.name);
  if (old !== undefined) return old;
  givenValues(checking, node);
  if (entry === undefined) {
    reportUnknown(checking, callee, 'function');
  } else if (entry.kind === 'variable') {
    checking.reporter.report('P212', callee, `\`${callee.name}\` is a variable and cannot be called.`);
  } else {
    const advice = entry.kind === 'type' ? ` Make an object by \`${callee.name}.new(…)\`.` : '';
    checking.reporter.report('P212', callee, `\`${callee.name}\` cannot be called.${advice}`);
  }
  return mistaken(node);
}

function callOverloads(
  checking: Checking,
  node: tree.Call,
  name: tree.Identifier,
  overloads: readonly FunctionOverload[],
): Expression {
  const earlier = overloads.filter(
    (overload) => overload.module !== checking.module || overload.declaration.start <= node.start,
  );
  const given = givenValues(checking, node);
  const [first] = earlier;
  if (first === undefined) {
    const [later] = overloads;
    if (later !== undefined) {
      later.isUsed = true;
      checking.symbols.refer(name, later.symbol, 'read');
    }
    checking.reporter.report(
      'P204',
      name,
      `\`${name.name}\` is declared further down. Move its declaration above this line.`,
    );
    return mistaken(node);
  }
  const result = callUser(checking, node, name.name, earlier, given);
  const called = result.op === 'call' ? earlier.find((overload) => has(overload, result)) : undefined;
  checking.symbols.refer(name, (called ?? first).symbol, 'read');
  return result;
}

function has(overload: FunctionOverload, call: Extract<Expression, { op: 'call' }>): boolean {
  for (const instance of overload.instances.values()) if (instance?.routine === call.routine) return true;
  return false;
}

/** The arguments with their values. */
export function givenValues(checking: Checking, node: tree.Call): GivenValue[] {
  return node.arguments.map((argument) => ({
    name: argument.name,
    start: argument.start,
    end: argument.end,
    value: checking.expression(argument.value),
  }));
}

const globalOnly = new Set([
  'plot',
  'plotshape',
  'plotchar',
  'plotarrow',
  'plotcandle',
  'plotbar',
  'hline',
  'fill',
  'bgcolor',
  'barcolor',
  'alertcondition',
  'indicator',
  'strategy',
  'library',
]);

function callNamedBuiltin(checking: Checking, written: tree.Call, builtin: BuiltinFunction): Expression {
  const { version } = checking.module;
  const node = withoutGone(
    checking,
    version === 4 ? withFormerTransparency(withFormerOrder(written, builtin.name), builtin.name) : written,
    builtin,
  );
  const place = lastWord(node.callee);
  checking.symbols.referToBuiltin(place, builtin);
  warnOfVersion(checking, place, builtin.name, builtin.since);
  checkPlace(checking, node, builtin);
  if (checking.module.version < 6) {
    const old = checkOldCall(checking, node, builtin.name);
    if (old !== undefined) return old;
  }
  if (builtin.implementation.kind === 'language') {
    if (builtin.name === 'indicator' || builtin.name === 'strategy' || builtin.name === 'library') {
      return checkDeclarationCall(checking, node, builtin, givenValues(checking, node));
    }
    if (builtin.name.startsWith('input'))
      return checkInput(checking, node, builtin, givenValues(checking, node));
    if (builtin.name.startsWith('request.'))
      return checkRequest(checking, node, builtin, () => givenValues(checking, node));
  }
  return callBuiltin(
    checking,
    node,
    builtin,
    givenValues(checking, node),
    typeArguments(checking, node, builtin),
  );
}

/** The call without what only older versions took. */
function withoutGone(checking: Checking, node: tree.Call, builtin: BuiltinFunction): tree.Call {
  const { version } = checking.module;
  const gone = new Set<tree.Argument>();
  for (const argument of node.arguments) {
    const { name } = argument;
    if (name?.name === 'when' && version >= 6 && builtin.name.startsWith('strategy.')) {
      checking.reporter.report(
        'P604',
        name,
        'The parameter `when` is gone since version 6. Write the call below `if` with this condition.',
      );
      gone.add(argument);
    }
    // It only said that nothing else may be shown beside the script.
    if (name?.name === 'linktoseries' && version === 4) gone.add(argument);
    if (name?.name === 'transp' && version >= 5 && !builtin.name.startsWith('color.')) {
      checking.reporter.report(
        'P410',
        name,
        'The parameter `transp` is outdated. Put the transparency into the colour by color.new(…).',
      );
    }
  }
  return gone.size === 0
    ? node
    : { ...node, arguments: node.arguments.filter((argument) => !gone.has(argument)) };
}

function checkPlace(checking: Checking, node: tree.Call, builtin: BuiltinFunction): void {
  const { frame, parts } = checking;
  if (globalOnly.has(builtin.name) && (frame.overload !== undefined || frame.blocks > 0)) {
    checking.reporter.report(
      'P504',
      node,
      `\`${builtin.name}\` can only be called in global code. Call it there and put the condition into its arguments, for example \`condition ? value : na\`.`,
    );
  }
  if (builtin.name.startsWith('strategy.') && parts.kind === 'indicator') {
    checking.reporter.report(
      'P515',
      node,
      `\`${builtin.name}\` works in strategies only; this script is an indicator.`,
    );
  }
}

function typeArguments(checking: Checking, node: tree.Call, builtin: BuiltinFunction): readonly Type[] {
  const name = plainName(builtin.name);
  const types = node.typeArguments.map((reference, index) => {
    const type = checking.resolveType(reference);
    const isAllowed =
      name === 'map.new' && index === 0
        ? keyAllowed(checking, reference, type)
        : elementAllowed(checking, reference, type);
    return isAllowed ? type : errorType;
  });
  const wanted = name === 'map.new' ? 2 : name === 'array.new' || name === 'matrix.new' ? 1 : 0;
  if (types.length === wanted) return types;
  const isGuessable = types.length === 0 && node.arguments.length > 0;
  if (!isGuessable) {
    checking.reporter.report(
      'P411',
      node,
      wanted === 0
        ? `\`${name}\` takes no types in angle brackets.`
        : `\`${name}\` needs ${wanted === 1 ? 'a type' : 'two types'} in angle brackets, such as \`${name}<${wanted === 1 ? 'float' : 'string, float'}>(…)\`.`,
    );
  }
  return types.slice(0, wanted);
}
