import type { ScriptInputValue, ScriptInputValues } from '../../src-shared/contract/scripts.ts';
import type { ConstantValue, Program, ScriptInput } from '../../src-shared/pine/check/program.ts';

const sources = new Set(['open', 'high', 'low', 'close', 'volume', 'time', 'hl2', 'hlc3', 'ohlc4', 'hlcc4']);

/** The settings that a script's inputs accept; what is missing or does not fit stays out, and its default holds. */
export function fitInputs(program: Program, given: ScriptInputValues): Record<string, ConstantValue> {
  const fitting: Record<string, ConstantValue> = {};
  for (const input of program.inputs) {
    const value = Object.hasOwn(given, input.id) ? given[input.id] : undefined;
    if (value === undefined) continue;
    const fitted = fitInput(input, value);
    if (fitted !== undefined) fitting[input.id] = fitted;
  }
  return fitting;
}

function fitInput(input: ScriptInput, value: ScriptInputValue): ConstantValue | undefined {
  const fitted = fitKind(input, value);
  if (fitted === undefined) return undefined;
  if (input.options !== undefined && !input.options.some((option) => Object.is(option, fitted)))
    return undefined;
  if (typeof fitted !== 'number') return fitted;
  const isBelow = input.minimum !== undefined && fitted < input.minimum;
  const isAbove = input.maximum !== undefined && fitted > input.maximum;
  return isBelow || isAbove ? undefined : fitted;
}

function fitKind(input: ScriptInput, value: ScriptInputValue): ConstantValue | undefined {
  switch (input.kind) {
    case 'int':
    case 'time':
      return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
    case 'float':
    case 'price':
      return typeof value === 'number' ? value : undefined;
    case 'color':
      if (value === null) return Number.NaN;
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff
        ? value
        : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'enum': {
      const members = input.type.kind === 'enum' ? input.type.members.length : 0;
      const isMember = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < members;
      return isMember ? value : undefined;
    }
    case 'source':
      return typeof value === 'string' && sources.has(value) ? value : undefined;
    default: {
      // An int or float with options has that kind; a string's may only be strings.
      const fits =
        typeof value === 'string' || (typeof value === 'number' && typeof input.defaultValue === 'number');
      return fits ? value : undefined;
    }
  }
}
