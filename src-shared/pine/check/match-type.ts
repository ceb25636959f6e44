import type { SignatureType } from '../builtins/signature.ts';
import type { Type } from '../types.ts';
import type { Checking } from './checking.ts';
import { constant, fitTo } from './expression-parts.ts';
import type { Expression } from './program.ts';
import { commonType, fits, float, int, isSameType } from './type-rules.ts';

/** What T, K and V stand for in one call. */
export interface TypeVariables {
  readonly types: Map<string, Type>;
  /** Those that a plain value decided, which a float may still widen. */
  readonly loose: Set<string>;
}

export function noTypeVariables(): TypeVariables {
  return { types: new Map(), loose: new Set() };
}

/**
 * `value` as the signature wants it; undefined where it does not fit. `isStrict` refuses whole numbers that may carry a
 * fraction for an int, so that another overload can take them.
 */
export function matchValue(
  checking: Checking,
  wanted: SignatureType,
  value: Expression,
  variables: TypeVariables,
  isStrict: boolean,
): Expression | undefined {
  if (value.type.kind === 'error') {
    if (wanted.kind === 'variable' && !variables.types.has(wanted.name))
      variables.types.set(wanted.name, value.type);
    return value;
  }
  switch (wanted.kind) {
    case 'plain': {
      if (wanted.type.kind === 'int') return matchInt(checking, value, isStrict);
      if (wanted.type.kind === 'unique' && value.type.kind === 'bool') {
        return switchedOn(checking, value, wanted.type.name);
      }
      return fitTo(checking, value, wanted.type);
    }
    case 'choice': {
      const exact = wanted.of.find(
        (choice) => choice.kind === 'plain' && isSameType(choice.type, value.type),
      );
      if (exact !== undefined) return value;
      for (const choice of wanted.of) {
        const matched = matchValue(checking, choice, value, variables, true);
        if (matched !== undefined) return matched;
      }
      for (const choice of wanted.of) {
        const matched = matchValue(checking, choice, value, variables, false);
        if (matched !== undefined) return matched;
      }
      return undefined;
    }
    case 'any':
      if (value.type.kind === 'void') return undefined;
      return value.type.kind === 'na' ? fitTo(checking, value, float) : value;
    case 'variable': {
      const bound = variables.types.get(wanted.name);
      if (value.type.kind === 'void') return undefined;
      if (bound === undefined) {
        if (value.type.kind === 'na') return value;
        variables.types.set(wanted.name, value.type);
        variables.loose.add(wanted.name);
        return value;
      }
      const fitted = fitTo(checking, value, bound);
      if (fitted !== undefined) return fitted;
      const common = commonType(bound, value.type, checking.module.version);
      if (common === undefined || !variables.loose.has(wanted.name)) return undefined;
      variables.types.set(wanted.name, common);
      return value;
    }
    default:
      if (value.type.kind === 'na') return value;
      return matchType(wanted, value.type, variables, checking) ? value : undefined;
  }
}

const switches: Readonly<Record<string, readonly [on: string, off: string]>> = {
  strategy_direction: ['strategy.long', 'strategy.short'],
  barmerge_gaps: ['barmerge.gaps_on', 'barmerge.gaps_off'],
  barmerge_lookahead: ['barmerge.lookahead_on', 'barmerge.lookahead_off'],
};

/** Version 4 said true and false for some constants that have names since. */
function switchedOn(checking: Checking, value: Expression, unique: string): Expression | undefined {
  const names = checking.module.version === 4 ? switches[unique] : undefined;
  if (names === undefined) return undefined;
  const type: Type = { kind: 'unique', name: unique };
  const [on, off] = names.map((name) => {
    const found = checking.catalogue.findBuiltin(name)?.variable?.implementation;
    return constant(value, type, found?.kind === 'constant' ? found.value : name);
  });
  if (on === undefined || off === undefined) return undefined;
  if (value.op === 'constant') return value.value === true ? on : off;
  const { start, end, qualifier } = value;
  return { op: 'conditional', condition: value, consequent: on, alternate: off, type, qualifier, start, end };
}

function matchInt(checking: Checking, value: Expression, isStrict: boolean): Expression | undefined {
  const fitted = fitTo(checking, value, int);
  if (fitted === undefined) {
    const isOldFloat = checking.module.version === 4 && value.type.kind === 'float' && !isStrict;
    return isOldFloat ? truncated(value) : undefined;
  }
  if (!checking.fractional.has(value)) return fitted;
  return isStrict ? undefined : truncated(value);
}

function truncated(value: Expression): Expression {
  if (value.op === 'constant' && typeof value.value === 'number') {
    return { ...value, value: Math.trunc(value.value), type: int };
  }
  const { start, end, qualifier } = value;
  return { op: 'convert', to: 'int', operand: value, type: int, qualifier, start, end };
}

function matchType(wanted: SignatureType, type: Type, variables: TypeVariables, checking: Checking): boolean {
  if (type.kind === 'error') return true;
  switch (wanted.kind) {
    case 'plain':
      return fits(type, wanted.type, checking.module.version);
    case 'choice':
      return wanted.of.some((choice) => matchType(choice, type, variables, checking));
    case 'any':
      return type.kind !== 'void';
    case 'any-enum':
      return type.kind === 'enum';
    case 'variable': {
      const bound = variables.types.get(wanted.name);
      if (bound === undefined) {
        variables.types.set(wanted.name, type);
        return true;
      }
      return fits(type, bound, checking.module.version);
    }
    case 'array':
    case 'matrix':
      return type.kind === wanted.kind && matchType(wanted.element, type.element, variables, checking);
    case 'map':
      return (
        type.kind === 'map' &&
        matchType(wanted.key, type.key, variables, checking) &&
        matchType(wanted.value, type.value, variables, checking)
      );
    case 'tuple': {
      if (type.kind !== 'tuple') return false;
      const [first] = wanted.items;
      if (wanted.items.length === 1 && first !== undefined) {
        return type.items.every((item) => matchType(first, item, variables, checking));
      }
      return (
        type.items.length === wanted.items.length &&
        wanted.items.every((item, index) => matchType(item, type.items[index] as Type, variables, checking))
      );
    }
  }
}

/** The type a signature stands for once its variables are known; what stayed open is a float. */
export function settledType(wanted: SignatureType, variables: TypeVariables): Type {
  switch (wanted.kind) {
    case 'plain':
      return wanted.type;
    case 'variable':
      return variables.types.get(wanted.name) ?? float;
    case 'choice':
      return settledType(wanted.of.at(-1) ?? { kind: 'any' }, variables);
    case 'any':
    case 'any-enum':
      return float;
    case 'array':
    case 'matrix':
      return { kind: wanted.kind, element: settledType(wanted.element, variables) };
    case 'map':
      return {
        kind: 'map',
        key: settledType(wanted.key, variables),
        value: settledType(wanted.value, variables),
      };
    case 'tuple':
      return { kind: 'tuple', items: wanted.items.map((item) => settledType(item, variables)) };
  }
}
