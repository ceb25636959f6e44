import type * as tree from '../syntax/tree.ts';
import type { Qualifier, Type } from '../types.ts';
import type { Checking } from './checking.ts';
import { constantOf, fitTo, isMistaken, mistaken } from './expression-parts.ts';
import type { Expression, Statement } from './program.ts';
import { replacing } from './reporter.ts';
import type { OpenVariable, VariableEntry } from './scope.ts';
import { errorType, float, isReference, isWeakerOrEqual, strongest, typeText } from './type-rules.ts';
import { newVariable } from './variables.ts';

export function checkVariable(checking: Checking, node: tree.VariableDeclaration, into: Statement[]): void {
  const declared = node.type === undefined ? undefined : checking.resolveType(node.type);
  const value = initialValue(checking, node, declared);
  const type = declared ?? value.type;
  const isReassigned = checking.module.reassigned.has(node.name.start);
  const qualifier = qualifierOf(checking, node, value, type, isReassigned);
  const variable = declare(checking, node.name, type, qualifier, node.persistence);
  if (checking.fractional.has(value)) checking.fractional.add(variable);
  const known = isReassigned || value.qualifier !== 'const' ? undefined : constantOf(value);
  addEntry(checking, node.name, variable, {
    isReassigned,
    isExported: node.isExported,
    constant: known === undefined ? undefined : { value: known },
    documentation: node.annotations.map((annotation) => annotation.text).join('\n'),
    isConstant: qualifier === 'const',
    upToValue: { start: node.start, end: node.value.start },
  });
  into.push({ op: 'declare', variable, value, start: node.start, end: node.end });
}

function initialValue(
  checking: Checking,
  node: tree.VariableDeclaration,
  declared: Type | undefined,
): Expression {
  if (node.value.kind === 'call') checking.inputNames.set(node.value, node.name.name);
  const value = checking.expression(node.value);
  if (isMistaken(value)) return value;
  if (value.type.kind === 'void') {
    checking.reporter.report(
      'P306',
      node.value,
      `This gives no value that \`${node.name.name}\` could have.`,
    );
    return mistaken(node.value);
  }
  if (value.type.kind === 'tuple') {
    checking.reporter.report(
      'P307',
      node.value,
      `This gives ${value.type.items.length} values at once. Take them apart: \`[${value.type.items.map((_, index) => `name${index + 1}`).join(', ')}] = …\`.`,
    );
    return mistaken(node.value);
  }
  if (declared === undefined) {
    if (value.type.kind !== 'na') return value;
    checking.reporter.report(
      'P304',
      node,
      `\`${node.name.name} = na\` does not say a type. Write it before the name, such as \`float ${node.name.name} = na\`.`,
      [
        {
          title: 'Write float before the name',
          edits: [{ start: node.name.start, end: node.name.start, text: 'float ' }],
        },
      ],
    );
    return mistaken(node.value);
  }
  const fitted = fitTo(checking, value, declared);
  if (fitted !== undefined) return fitted;
  const isNa = value.type.kind === 'na';
  checking.reporter.report(
    'P301',
    node.value,
    isNa
      ? `A ${typeText(declared)} cannot be na in version 6.`
      : `\`${node.name.name}\` is declared as ${typeText(declared)}, and this is of type ${typeText(value.type)}.`,
    declared.kind === 'int' && value.type.kind === 'float' ? [casting('int', value)] : [],
  );
  return mistaken(node.value);
}

export function casting(type: string, value: Expression) {
  return {
    title: `Write ${type}(…)`,
    edits: [
      { start: value.start, end: value.start, text: `${type}(` },
      { start: value.end, end: value.end, text: ')' },
    ],
  };
}

function qualifierOf(
  checking: Checking,
  node: tree.VariableDeclaration,
  value: Expression,
  type: Type,
  isReassigned: boolean,
): Qualifier {
  if (node.qualifier === 'const' && value.qualifier === 'const') return 'const';
  if (isReassigned || node.qualifier === 'series' || isReference(type)) return 'series';
  const { qualifier } = value;
  if (node.qualifier === undefined || isMistaken(value)) return qualifier;
  if (!isWeakerOrEqual(qualifier, node.qualifier)) {
    checking.reporter.report(
      'P308',
      node.value,
      `\`${node.name.name}\` is declared ${node.qualifier}, and this value is ${qualifier}.`,
    );
  }
  return node.qualifier === 'const' ? 'const' : strongest(qualifier, node.qualifier);
}

/** `[a, b] = …`. */
export function checkTuple(checking: Checking, node: tree.TupleDeclaration, into: Statement[]): void {
  const value = checking.expression(node.value);
  const { type } = value;
  let items: readonly Type[] | undefined;
  if (type.kind === 'tuple') {
    items = type.items;
    if (items.length !== node.names.length) {
      checking.reporter.report(
        'P307',
        node,
        `There are ${node.names.length} names for ${items.length} values.`,
      );
    }
  } else if (!isMistaken(value)) {
    checking.reporter.report(
      'P307',
      node.value,
      `Only a tuple can be taken apart, and this is ${type.kind === 'void' ? 'no value' : `of type ${typeText(type)}`}.`,
    );
  }
  const variables = node.names.map((name, index) => {
    if (name.name === '_') return undefined;
    const item = items?.[index] ?? errorType;
    const itemType = item.kind === 'na' ? float : item;
    const qualifier = checking.module.reassigned.has(name.start)
      ? 'series'
      : strongest('simple', value.qualifier);
    const variable = declare(checking, name, itemType, qualifier, node.persistence);
    addEntry(checking, name, variable, {
      isReassigned: checking.module.reassigned.has(name.start),
      isExported: false,
      constant: undefined,
      documentation: '',
      isConstant: false,
      upToValue: undefined,
    });
    return variable;
  });
  const typed: Type | undefined =
    items === undefined
      ? undefined
      : { kind: 'tuple', items: items.map((item) => (item.kind === 'na' ? float : item)) };
  const fitted = typed === undefined ? value : (fitTo(checking, value, typed) ?? value);
  into.push({ op: 'destructure', variables, value: fitted, start: node.start, end: node.end });
}

function declare(
  checking: Checking,
  name: tree.Identifier,
  type: Type,
  qualifier: Qualifier,
  persistence: tree.Persistence,
): OpenVariable {
  const { frame } = checking;
  if (persistence !== 'none') {
    frame.isStateless = false;
    if (frame.loops > 0) {
      checking.reporter.report(
        'P510',
        name,
        `\`${persistence}\` in a loop initialises \`${name.name}\` once only, not on each pass.`,
      );
    }
  }
  const isGlobal = frame.overload === undefined && frame.blocks === 0;
  return newVariable(checking, {
    name: name.name,
    type,
    qualifier,
    persistence,
    place: isGlobal ? 'global' : 'local',
    start: name.start,
    end: name.end,
  });
}

interface EntryParts {
  readonly isReassigned: boolean;
  readonly isExported: boolean;
  readonly constant: VariableEntry['constant'];
  readonly documentation: string;
  readonly isConstant: boolean;
  /** What stands before the value, where it could be an assignment instead. */
  readonly upToValue: { readonly start: number; readonly end: number } | undefined;
}

function addEntry(
  checking: Checking,
  name: tree.Identifier,
  variable: OpenVariable,
  parts: EntryParts,
): void {
  const { scope, frame, symbols } = checking;
  const symbol = symbols.declare(
    parts.isConstant ? 'constant' : 'variable',
    name,
    { type: variable.type, qualifier: variable.qualifier },
    parts.documentation,
  );
  const isGlobal = frame.overload === undefined && frame.blocks === 0;
  const entry: VariableEntry = {
    kind: 'variable',
    variable,
    symbol,
    name,
    constant: parts.constant,
    isReassigned: parts.isReassigned,
    isExported: parts.isExported,
    owner: frame.overload,
    isGlobal,
    isRead: false,
  };
  const known = scope.besideFunctions.get(name.name) ?? scope.entries.get(name.name);
  if (known?.kind === 'function') {
    checking.reporter.report(
      'P203',
      name,
      `\`${name.name}\` is also a function. A call still means the function; another name would be clearer.`,
    );
    scope.besideFunctions.set(name.name, entry);
    return;
  }
  if (known !== undefined) {
    const isVariable = known.kind === 'variable' && parts.upToValue !== undefined;
    checking.reporter.report(
      'P202',
      name,
      duplicate(name.name, known.kind),
      isVariable ? [replacing('Write :=', parts.upToValue ?? name, `${name.name} := `)] : [],
    );
  } else {
    warnOfShadow(checking, name, parts.upToValue);
  }
  scope.entries.set(name.name, entry);
}

function duplicate(name: string, kind: string): string {
  const what = kind === 'variable' ? 'is' : `is a ${kind} that is`;
  return `\`${name}\` ${what} already declared in this scope. Change it by \`:=\`, or choose another name.`;
}

function warnOfShadow(checking: Checking, name: tree.Identifier, upToValue: EntryParts['upToValue']): void {
  const { scope, catalogue } = checking;
  const outer = scope.parent?.find(name.name);
  if (outer !== undefined && outer.kind === 'variable') {
    checking.reporter.report(
      'P203',
      name,
      `This declares a new \`${name.name}\` that hides the one outside. To change that one, write \`:=\`.`,
      upToValue === undefined ? [] : [replacing('Write :=', upToValue, `${name.name} := `)],
    );
    return;
  }
  const builtin = catalogue.findBuiltin(name.name);
  if (builtin?.variable !== undefined) {
    checking.reporter.report('P203', name, `\`${name.name}\` hides the built-in of that name.`);
  } else if (catalogue.isNamespace(name.name)) {
    checking.reporter.report('P203', name, `\`${name.name}\` hides the namespace of that name.`);
  }
}
