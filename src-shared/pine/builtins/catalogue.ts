import type { Type } from '../types.ts';
import type { Builtin, BuiltinFunction, BuiltinVariable } from './builtin.ts';
import { castBuiltins } from './casts/index.ts';
import { collectionBuiltins } from './collections/index.ts';
import { colorBuiltins } from './color/index.ts';
import { constantBuiltins } from './constants/index.ts';
import { drawingBuiltins } from './drawings/index.ts';
import { factBuiltins } from './facts/index.ts';
import { inputBuiltins } from './inputs/index.ts';
import { mathBuiltins } from './math/index.ts';
import { outputBuiltins } from './outputs/index.ts';
import { requestBuiltins } from './requests/index.ts';
import { strategyBuiltins } from './strategy/index.ts';
import { taBuiltins } from './ta/index.ts';
import { textBuiltins } from './text/index.ts';
import { timeBuiltins } from './time/index.ts';

/** One name may be both: `time` and `time(…)`. */
export interface FoundBuiltin {
  readonly variable: BuiltinVariable | undefined;
  readonly function: BuiltinFunction | undefined;
}

export interface Catalogue {
  findBuiltin(name: string): FoundBuiltin | undefined;
  /** By a name that only version 4 had. */
  findFormer(name: string): FoundBuiltin | undefined;
  /** `ta`, `strategy.closedtrades` … */
  isNamespace(name: string): boolean;
  /** What stands directly or deeper in a namespace; with '' everything that stands in none. */
  builtinsOf(namespace: string): readonly Builtin[];
  /** The built-in that `object.name(…)` calls. */
  findMethod(type: Type, name: string): BuiltinFunction | undefined;
  methodsOf(type: Type): readonly BuiltinFunction[];
  /** Names that end in `.name`, or are it: for suggestions. */
  namesEnding(name: string): readonly string[];
  readonly names: readonly string[];
}

export function createCatalogue(builtins: readonly Builtin[]): Catalogue {
  const byName = new Map<
    string,
    { variable: BuiltinVariable | undefined; function: BuiltinFunction | undefined }
  >();
  const byFormerName = new Map<string, FoundBuiltin>();
  const namespaces = new Map<string, Builtin[]>([['', []]]);
  const byEnding = new Map<string, string[]>();
  for (const builtin of builtins) {
    const name = plainName(builtin.name);
    const found = byName.get(name) ?? { variable: undefined, function: undefined };
    if (builtin.kind === 'variable') found.variable = builtin;
    else found.function = builtin;
    byName.set(name, found);
    for (const former of builtin.formerly ?? []) byFormerName.set(former, found);
    const dot = name.indexOf('.');
    if (dot < 0) namespaces.get('')?.push(builtin);
    for (let at = dot; at >= 0; at = name.indexOf('.', at + 1)) {
      const namespace = name.slice(0, at);
      const members = namespaces.get(namespace);
      if (members === undefined) namespaces.set(namespace, [builtin]);
      else members.push(builtin);
    }
    const ending = name.slice(name.lastIndexOf('.') + 1);
    const sameEnding = byEnding.get(ending);
    if (sameEnding === undefined) byEnding.set(ending, [name]);
    else if (!sameEnding.includes(name)) sameEnding.push(name);
  }
  return {
    findBuiltin: (name) => byName.get(name),
    findFormer: (name) => byFormerName.get(name),
    isNamespace: (name) => name !== '' && namespaces.has(name),
    builtinsOf: (namespace) => namespaces.get(namespace) ?? [],
    findMethod(type, name) {
      const found = byName.get(`${methodNamespace(type)}.${name}`)?.function;
      return found?.isMethod === true ? found : undefined;
    },
    methodsOf(type) {
      const namespace = methodNamespace(type);
      if (namespace === undefined) return [];
      return (namespaces.get(namespace) ?? []).filter(
        (builtin) => builtin.kind === 'function' && builtin.isMethod === true,
      ) as BuiltinFunction[];
    },
    namesEnding: (name) => byEnding.get(name) ?? [],
    names: [...byName.keys()],
  };
}

/** `array.new<type>` is called by its name and a type of the script's. */
export function plainName(name: string): string {
  const bracket = name.indexOf('<');
  return bracket < 0 ? name : name.slice(0, bracket);
}

function methodNamespace(type: Type): string | undefined {
  switch (type.kind) {
    case 'array':
    case 'matrix':
    case 'map':
      return type.kind;
    case 'object':
      return type.name;
    case 'string':
      return 'str';
    default:
      return undefined;
  }
}

/** Every built-in that scripts can name. */
export const catalogue: Catalogue = createCatalogue([
  ...taBuiltins,
  ...timeBuiltins,
  ...textBuiltins,
  ...colorBuiltins,
  ...mathBuiltins,
  ...collectionBuiltins,
  ...castBuiltins,
  ...outputBuiltins,
  ...drawingBuiltins,
  ...factBuiltins,
  ...constantBuiltins,
  ...inputBuiltins,
  ...requestBuiltins,
  ...strategyBuiltins,
]);
