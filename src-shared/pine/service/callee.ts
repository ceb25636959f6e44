import type { BuiltinFunction } from '../builtins/builtin.ts';
import { type Catalogue, plainName } from '../builtins/catalogue.ts';
import { type ParameterDefault, readSignature, type SignatureType } from '../builtins/signature.ts';
import { typeText } from '../check/type-rules.ts';
import type { FunctionDeclaration, Parameter, TypeDeclaration } from '../syntax/tree.ts';
import type { Type } from '../types.ts';
import type { OpenCall } from './cursor.ts';
import type { KnownSymbols } from './known-symbols.ts';
import { parameterDocumentation } from './words.ts';

export interface CallParameter {
  readonly name: string;
  /** `series float`; empty where any type will do. */
  readonly typeText: string;
  /** As written; undefined where the parameter must be given. */
  readonly defaultText: string | undefined;
  readonly isRest: boolean;
  readonly documentation: string;
  /** What may stand there, for suggestions. */
  readonly wanted: SignatureType | undefined;
  readonly default: ParameterDefault | undefined;
}

/** One way to call something. */
export interface CallForm {
  readonly name: string;
  readonly parameters: readonly CallParameter[];
  readonly result: string;
  readonly documentation: string;
}

/** The ways in which the callee of an open call can be called; none where it is not known. */
export function formsOf(call: OpenCall, known: KnownSymbols, catalogue: Catalogue): readonly CallForm[] {
  const reference = known.symbolAt(call.start);
  const symbol = reference?.start === call.start ? reference.symbol : undefined;
  if (symbol?.builtin?.kind === 'function') {
    const { builtin } = symbol;
    const isPlain = call.path.length === 1 && !call.isOnExpression;
    const isOnObject = !isPlain && call.path.join('.') !== plainName(builtin.name);
    return builtinForms(builtin, isOnObject);
  }
  const declaration = symbol === undefined ? undefined : known.declarationOf(symbol);
  if (symbol !== undefined && declaration?.kind === 'function') {
    const isOnObject = declaration.isMethod && (call.path.length > 1 || call.isOnExpression);
    const result = symbol.typed === undefined ? '' : typeText(symbol.typed.type);
    return [functionForm(declaration, known, symbol.documentation, result, isOnObject)];
  }
  if (call.path.length === 2 && call.path[1] === 'new') {
    const type = known.visibleAt(call.start).find((one) => one.kind === 'type' && one.name === call.path[0]);
    const fields = type === undefined ? undefined : known.declarationOf(type);
    if (fields?.kind === 'type') return [typeForm(fields, known, type?.documentation ?? '')];
  }
  const builtin = call.isOnExpression ? undefined : catalogue.findBuiltin(call.path.join('.'))?.function;
  return builtin === undefined ? [] : builtinForms(builtin, false);
}

export function builtinForms(builtin: BuiltinFunction, isOnObject: boolean): CallForm[] {
  return builtin.signatures.map((text) => {
    const signature = readSignature(text);
    const parameters = signature.parameters.map((parameter): CallParameter => {
      const isOpen = parameter.default !== undefined;
      return {
        name: parameter.name,
        typeText: `${parameter.qualifier} ${parameter.typeText}`,
        defaultText: isOpen ? defaultText(parameter.default) : undefined,
        isRest: parameter.isRest,
        documentation: '',
        wanted: parameter.type,
        default: parameter.default,
      };
    });
    return {
      name: plainName(builtin.name),
      parameters: isOnObject ? parameters.slice(1) : parameters,
      result: text.slice(text.lastIndexOf(')') + 1).trim(),
      documentation: builtin.documentation,
    };
  });
}

function defaultText(given: ParameterDefault | undefined): string {
  switch (given?.kind) {
    case 'literal':
      if (given.type.kind === 'color' && typeof given.value === 'number')
        return `#${given.value.toString(16).padStart(8, '0')}`;
      return typeof given.value === 'string' ? `"${given.value}"` : String(given.value);
    case 'name':
      return given.name;
    case 'na':
      return 'na';
    default:
      return '…';
  }
}

export function functionForm(
  declaration: FunctionDeclaration,
  known: Pick<KnownSymbols, 'textOf'>,
  documentation: string,
  result: string,
  isOnObject = false,
): CallForm {
  const parameters = declaration.parameters.map((parameter) => ({
    name: parameter.name.name,
    typeText: writtenType(parameter, known),
    defaultText: parameter.defaultValue === undefined ? undefined : known.textOf(parameter.defaultValue),
    isRest: false,
    documentation: parameterDocumentation(documentation, parameter.name.name),
    wanted: undefined,
    default: undefined,
  }));
  return {
    name: declaration.name.name,
    parameters: isOnObject ? parameters.slice(1) : parameters,
    result,
    documentation,
  };
}

function writtenType({ qualifier, type }: Parameter, known: Pick<KnownSymbols, 'textOf'>): string {
  return [qualifier, type === undefined ? undefined : known.textOf(type)].filter(Boolean).join(' ');
}

function typeForm(
  declaration: TypeDeclaration,
  known: Pick<KnownSymbols, 'textOf'>,
  documentation: string,
): CallForm {
  return {
    name: `${declaration.name.name}.new`,
    parameters: declaration.fields.map((field) => ({
      name: field.name.name,
      typeText: known.textOf(field.type),
      defaultText: field.defaultValue === undefined ? 'na' : known.textOf(field.defaultValue),
      isRest: false,
      documentation: '',
      wanted: undefined,
      default: undefined,
    })),
    result: declaration.name.name,
    documentation,
  };
}

/** `source: series float = close` */
export function parameterText(parameter: CallParameter): string {
  const type = parameter.typeText === '' ? '' : `: ${parameter.typeText}`;
  const behind = parameter.defaultText === undefined ? '' : ` = ${parameter.defaultText}`;
  return `${parameter.name}${parameter.isRest ? '…' : ''}${type}${behind}`;
}

/** The parameter that an argument goes to, by its name or its place. */
export function parameterFor(form: CallForm, call: OpenCall): number {
  if (call.name !== undefined) return form.parameters.findIndex(({ name }) => name === call.name);
  if (call.index < form.parameters.length) return call.index;
  return form.parameters.at(-1)?.isRest === true ? form.parameters.length - 1 : -1;
}

export const plainType = (wanted: SignatureType | undefined): Type | undefined =>
  wanted?.kind === 'plain' ? wanted.type : undefined;
