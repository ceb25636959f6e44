import type { Builtin, BuiltinVariable } from '../builtins/builtin.ts';
import type { FoundBuiltin } from '../builtins/catalogue.ts';
import { readVariableType } from '../builtins/signature.ts';
import { isOfVersion6 } from '../builtins/since.ts';
import type { Fix } from '../diagnostic.ts';
import type * as tree from '../syntax/tree.ts';
import type { Checking } from './checking.ts';
import { nearestName } from './did-you-mean.ts';
import { constant, mistaken, na } from './expression-parts.ts';
import type { Expression } from './program.ts';
import { replacing } from './reporter.ts';
import type { Entry, VariableEntry } from './scope.ts';
import { findVersion4 } from './version4-names.ts';

/** What a name stands for here, if global code has already come to its declaration. */
export function findEntry(checking: Checking, name: string, place: tree.Node): Entry | undefined {
  const entry = checking.scope.find(name);
  if (entry?.kind !== 'variable') return entry;
  const { overload } = checking.frame;
  const isLater =
    overload !== undefined &&
    entry.isGlobal &&
    entry.name.start > overload.declaration.start &&
    place.start < entry.name.start;
  return isLater && overload.module === checking.module ? undefined : entry;
}

export function findVariable(checking: Checking, node: tree.Identifier): VariableEntry | undefined {
  const entry = findEntry(checking, node.name, node);
  return entry?.kind === 'variable' ? entry : undefined;
}

/** The built-in by a name, also by one that only version 4 knew. */
export function findBuiltin(checking: Checking, name: string): FoundBuiltin | undefined {
  const { catalogue, module } = checking;
  return module.version === 4 ? findVersion4(catalogue, name) : catalogue.findBuiltin(name);
}

export function checkName(checking: Checking, node: tree.Identifier): Expression {
  if (node.name === 'na') return na(node);
  if (node.name === '_') {
    checking.reporter.report('P209', node, '`_` only throws values away; it cannot be read.');
    return mistaken(node);
  }
  const entry = findEntry(checking, node.name, node);
  if (entry !== undefined) return valueOfEntry(checking, node, entry);
  const builtin = findBuiltin(checking, node.name);
  if (builtin?.variable !== undefined) return valueOfBuiltin(checking, node, builtin.variable);
  if (builtin?.function !== undefined) {
    const style = `plot.style_${node.name}`;
    const isStyle = checking.catalogue.findBuiltin(style)?.variable !== undefined;
    const advice = isStyle ? ` The style of a plot is \`${style}\`.` : '';
    checking.reporter.report(
      'P211',
      node,
      `\`${node.name}\` is a function: call it with parentheses, \`${node.name}(…)\`.${advice}`,
      isStyle ? [meant(node, style)] : [],
    );
    return mistaken(node);
  }
  if (checking.catalogue.isNamespace(node.name)) {
    checking.symbols.referToNamespace(node, node.name);
    checking.reporter.report(
      'P210',
      node,
      `\`${node.name}\` is a namespace; write a dot and one of its members.`,
    );
    return mistaken(node);
  }
  reportUnknown(checking, node, 'name');
  return mistaken(node);
}

function valueOfEntry(checking: Checking, node: tree.Identifier, entry: Entry): Expression {
  switch (entry.kind) {
    case 'variable': {
      entry.isRead = true;
      if (checking.module.imported !== undefined) checking.readOfLibraries.add(entry.variable);
      checking.symbols.refer(node, entry.symbol, 'read');
      const { variable } = entry;
      if (variable.type.kind === 'error') return mistaken(node);
      if (entry.constant !== undefined) {
        const folded = constant(node, variable.type, entry.constant.value);
        if (checking.fractional.has(variable)) checking.fractional.add(folded);
        return folded;
      }
      const read: Expression = {
        op: 'variable',
        variable,
        type: variable.type,
        qualifier: variable.qualifier,
        start: node.start,
        end: node.end,
      };
      if (checking.fractional.has(variable)) checking.fractional.add(read);
      return read;
    }
    case 'function': {
      const builtin = checking.catalogue.findBuiltin(node.name)?.variable;
      if (builtin !== undefined) return valueOfBuiltin(checking, node, builtin);
      checking.reporter.report(
        'P211',
        node,
        `\`${node.name}\` is a function: call it with parentheses, \`${node.name}(…)\`.`,
      );
      return mistaken(node);
    }
    default: {
      checking.symbols.refer(node, entry.symbol, 'read');
      const builtin = checking.catalogue.findBuiltin(node.name)?.variable;
      if (entry.kind === 'library' && builtin !== undefined) return valueOfBuiltin(checking, node, builtin);
      const kind = entry.kind === 'type' ? 'a type' : entry.kind === 'enum' ? 'an enum' : 'a library';
      checking.reporter.report('P210', node, `\`${node.name}\` is ${kind} and no value of its own.`);
      return mistaken(node);
    }
  }
}

export function valueOfBuiltin(checking: Checking, node: tree.Node, builtin: BuiltinVariable): Expression {
  if (builtin.name === 'na') return na(node);
  const typed = readVariableType(builtin.type);
  checking.symbols.referToBuiltin(lastWord(node), builtin, typed);
  warnOfVersion(checking, node, builtin.name, builtin.since);
  warnOfCaveat(checking, node, builtin);
  const { implementation } = builtin;
  if (implementation.kind === 'constant') {
    const isOld = checking.module.version < 6 && implementation.valueBefore6 !== undefined;
    return constant(node, typed.type, isOld ? (implementation.valueBefore6 ?? 0) : implementation.value);
  }
  if (implementation.kind === 'unsupported') {
    checking.reporter.report(
      'P602',
      node,
      `\`${builtin.name}\` cannot be had here. ${implementation.reason}`,
    );
    return { ...mistaken(node), type: typed.type };
  }
  if (builtin.name.startsWith('strategy.') && checking.parts.kind === 'indicator') {
    checking.reporter.report('P515', node, `\`${builtin.name}\` is only there in a strategy.`);
  }
  return { op: 'builtin', builtin, ...typed, start: node.start, end: node.end };
}

/** Of a dotted name the part behind the last dot, which is where a reader looks. */
export function lastWord(node: tree.Node): tree.Node {
  const candidate = node as Partial<tree.Member>;
  return candidate.kind === 'member' && candidate.property !== undefined ? candidate.property : node;
}

export function warnOfCaveat(checking: Checking, node: tree.Node, { caveat }: Builtin): void {
  if (caveat !== undefined) checking.reporter.report('P607', node, caveat);
}

export function warnOfVersion(
  checking: Checking,
  node: tree.Node,
  name: string,
  written: 4 | 5 | 6 | undefined,
): void {
  const since = isOfVersion6(name) ? 6 : written;
  if (since === undefined || since <= checking.module.version || checking.module.version === 4) return;
  checking.reporter.report(
    'P603',
    node,
    `\`${name}\` came with version ${since} of the language, and this script is written in version ${checking.module.version}.`,
  );
}

export function reportUnknown(checking: Checking, node: tree.Identifier, kind: 'name' | 'function'): void {
  const { name } = node;
  const word = kind === 'name' ? 'name' : 'function';
  const declared = checking.scope.find(name);
  if (declared?.kind === 'variable') {
    checking.reporter.report(
      'P204',
      node,
      `\`${name}\` is declared only after the function that uses it. Move its declaration above the function.`,
    );
    return;
  }
  const suggestion = suggest(checking, name, kind);
  checking.reporter.report(
    'P201',
    node,
    suggestion === undefined
      ? `There is no ${word} \`${name}\` here.`
      : `There is no ${word} \`${name}\` here. Did you mean \`${suggestion}\`?`,
    suggestion === undefined ? [] : [meant(node, suggestion)],
  );
}

function meant(node: tree.Node, suggestion: string): Fix {
  return replacing(`Write ${suggestion}`, node, suggestion);
}

function suggest(checking: Checking, name: string, kind: 'name' | 'function'): string | undefined {
  const { catalogue, scope } = checking;
  const former = findVersion4(catalogue, name);
  const formerBuiltin = kind === 'function' ? former?.function : former?.variable;
  if (formerBuiltin !== undefined) return formerBuiltin.name;
  const wanted = kind === 'function' ? 'function' : 'variable';
  // The oldest scripts wrote `dashed` and `histogram` for `hline.style_dashed` and `plot.style_histogram`.
  const ending = [...catalogue.namesEnding(name), ...catalogue.namesEnding(`style_${name}`)].find(
    (full) => catalogue.findBuiltin(full)?.[wanted] !== undefined,
  );
  if (ending !== undefined) return ending;
  const own = nearestName(name, scope.names());
  if (own !== undefined) return own;
  return nearestName(
    name,
    catalogue
      .builtinsOf('')
      .filter((builtin) => builtin.kind === wanted)
      .map((builtin) => builtin.name),
  );
}
