import type * as tree from '../syntax/tree.ts';
import type { UserField } from '../types.ts';
import type { Checking } from './checking.ts';
import { constantOf, fitTo, na } from './expression-parts.ts';
import { openImport } from './imports.ts';
import { rememberFieldSymbols } from './objects.ts';
import { findReassigned } from './reassigned.ts';
import { signatureText } from './routines.ts';
import {
  type EnumEntry,
  type FunctionOverload,
  type Module,
  type OpenUserType,
  Scope,
  type TypeEntry,
} from './scope.ts';
import { isSameType, typeText } from './type-rules.ts';

/** Declares what may be named anywhere in a text: imports, types, enums and functions. Variables follow line by line. */
export function openModule(checking: Checking, script: tree.Script, imported: Module['imported']): Module {
  const module: Module = {
    script,
    version: script.version ?? (imported === undefined && callsStudy(script) ? 4 : 6),
    imported,
    global: new Scope(undefined),
    methods: new Map(),
    libraries: [],
    reassigned: findReassigned(script),
  };
  checking.module = module;
  checking.scope = module.global;
  for (const node of script.body) if (node.kind === 'import') openImport(checking, module, node, openModule);
  for (const node of script.body) {
    if (node.kind === 'type') declareType(checking, module, node);
    if (node.kind === 'enum') declareEnum(checking, module, node);
  }
  for (const entry of module.global.entries.values())
    if (entry.kind === 'type') declareFields(checking, entry);
  for (const node of script.body) if (node.kind === 'function') declareFunction(checking, module, node);
  return module;
}

/** Version 4 is the only one with `study`. */
function callsStudy(script: tree.Script): boolean {
  return script.body.some(
    (node) =>
      node.kind === 'expression-statement' &&
      node.expression.kind === 'call' &&
      node.expression.callee.kind === 'identifier' &&
      node.expression.callee.name === 'study',
  );
}

export function reportDuplicate(checking: Checking, name: tree.Identifier): void {
  checking.reporter.report('P202', name, `\`${name.name}\` is already declared. Choose another name.`);
}

function declareType(checking: Checking, module: Module, node: tree.TypeDeclaration): void {
  const type: OpenUserType = { kind: 'user', name: node.name.name, fields: [] };
  const symbol = checking.symbols.declare(
    'type',
    node.name,
    { type, qualifier: 'series' },
    textOf(node.annotations),
  );
  if (module.global.entries.has(node.name.name)) reportDuplicate(checking, node.name);
  module.global.entries.set(node.name.name, {
    kind: 'type',
    type,
    declaration: node,
    module,
    symbol,
    defaults: [],
    fieldSymbols: [],
  });
  checking.parts.userTypes.push(type);
}

function declareFields(checking: Checking, entry: TypeEntry): void {
  const fields: UserField[] = entry.type.fields;
  for (const node of entry.declaration.fields) {
    const type = checking.resolveType(node.type);
    if (fields.some((field) => field.name === node.name.name)) reportDuplicate(checking, node.name);
    fields.push({ name: node.name.name, type, isVarip: node.isVarip });
    entry.fieldSymbols.push(checking.symbols.declare('field', node.name, { type, qualifier: 'series' }));
  }
  rememberFieldSymbols(entry.type, entry.fieldSymbols);
}

/** When the declaration is reached, so that its defaults can name constants above it. */
export function checkFieldDefaults(checking: Checking, node: tree.TypeDeclaration): void {
  const entry = checking.module.global.entries.get(node.name.name);
  if (entry?.kind !== 'type' || entry.declaration !== node) return;
  for (const [index, field] of node.fields.entries()) {
    const type = entry.type.fields[index]?.type;
    if (field.defaultValue === undefined || type === undefined) continue;
    const value = checking.expression(field.defaultValue);
    const fitted = fitTo(checking, value, type);
    if (fitted === undefined) {
      checking.reporter.report(
        'P301',
        field.defaultValue,
        `The field \`${field.name.name}\` is of type ${typeText(type)}, and its default is ${value.type.kind === 'na' ? 'na' : `of type ${typeText(value.type)}`}.`,
      );
    }
    entry.defaults[index] = fitted ?? na(field.defaultValue, type, 'series');
  }
}

function declareEnum(checking: Checking, module: Module, node: tree.EnumDeclaration): void {
  const members = node.members.map((member) => {
    const title = member.title === undefined ? undefined : constantOf(checking.expression(member.title));
    if (member.title !== undefined && typeof title !== 'string') {
      checking.reporter.report(
        'P312',
        member.title,
        'The title of an enum’s member must be a constant text.',
      );
    }
    return { name: member.name.name, title: typeof title === 'string' ? title : member.name.name };
  });
  const type: EnumEntry['type'] = { kind: 'enum', name: node.name.name, members };
  const typed = { type, qualifier: 'const' as const };
  const symbol = checking.symbols.declare('enum', node.name, typed, textOf(node.annotations));
  const memberSymbols = node.members.map((member, index) =>
    checking.symbols.declare('enum-member', member.name, typed, members[index]?.title ?? ''),
  );
  const names = new Set<string>();
  for (const member of node.members) {
    if (names.has(member.name.name)) reportDuplicate(checking, member.name);
    names.add(member.name.name);
  }
  if (module.global.entries.has(node.name.name)) reportDuplicate(checking, node.name);
  module.global.entries.set(node.name.name, { kind: 'enum', type, declaration: node, symbol, memberSymbols });
}

function declareFunction(checking: Checking, module: Module, node: tree.FunctionDeclaration): void {
  const parameterTypes = node.parameters.map((parameter) =>
    parameter.type === undefined ? undefined : checking.resolveType(parameter.type),
  );
  checkParameters(checking, node);
  const symbol = checking.symbols.declare(
    node.isMethod ? 'method' : 'function',
    node.name,
    undefined,
    textOf(node.annotations),
    signatureText(node, parameterTypes),
  );
  const overload: FunctionOverload = {
    declaration: node,
    module,
    symbol,
    instances: new Map(),
    parameterTypes,
    isUsed: false,
  };
  const known = module.global.entries.get(node.name.name);
  if (known === undefined) {
    module.global.entries.set(node.name.name, { kind: 'function', overloads: [overload] });
    if (
      checking.catalogue.findBuiltin(node.name.name)?.function !== undefined &&
      module.imported === undefined &&
      !node.isMethod
    ) {
      checking.reporter.report(
        'P203',
        node.name,
        `\`${node.name.name}\` hides the built-in function of that name.`,
      );
    }
  } else if (known.kind === 'function') {
    if (known.overloads.some((other) => takesTheSame(other, overload))) {
      checking.reporter.report(
        'P202',
        node.name,
        `There is already a function \`${node.name.name}\` that takes the same types.`,
      );
    }
    known.overloads.push(overload);
  } else {
    reportDuplicate(checking, node.name);
  }
  if (node.isMethod) {
    if (node.parameters[0]?.type === undefined) {
      checking.reporter.report('P516', node.name, 'The first parameter of a method needs a type.');
    }
    const methods = module.methods.get(node.name.name);
    if (methods === undefined) module.methods.set(node.name.name, [overload]);
    else methods.push(overload);
  }
}

function takesTheSame(a: FunctionOverload, b: FunctionOverload): boolean {
  return (
    a.parameterTypes.length === b.parameterTypes.length &&
    a.parameterTypes.every((type, index) => {
      const other = b.parameterTypes[index];
      return type === undefined || other === undefined ? type === other : isSameType(type, other);
    })
  );
}

function checkParameters(checking: Checking, node: tree.FunctionDeclaration): void {
  const names = new Set<string>();
  for (const parameter of node.parameters) {
    const { name } = parameter.name;
    if (names.has(name)) reportDuplicate(checking, parameter.name);
    names.add(name);
    if (node.isExported && parameter.type === undefined) {
      checking.reporter.report(
        'P516',
        parameter,
        `The parameter \`${name}\` of an exported function needs a type.`,
      );
    }
  }
}

function textOf(annotations: readonly tree.Annotation[]): string {
  return annotations
    .map((annotation) =>
      ['function', 'type', 'enum', 'variable'].includes(annotation.name)
        ? annotation.text
        : `@${annotation.name} ${annotation.text}`,
    )
    .join('\n');
}
