import { Failure } from '../../../src-shared/domain/failure.ts';
import { parseDate } from '../../../src-shared/pine/builtins/time/timestamp.ts';
import type { ConstantValue, Program, ScriptInput } from '../../../src-shared/pine/check/program.ts';

/**
 * Settings of a script as `NAME=VALUE`, the name being the input's title.
 * @throws Failure `invalid` for a name that the script does not have, or a value that does not fit
 */
export function inputValues(program: Program, options: readonly string[]): Record<string, ConstantValue> {
  const values: Record<string, ConstantValue> = {};
  for (const option of options) {
    const equals = option.indexOf('=');
    const name = equals < 0 ? option : option.slice(0, equals);
    const input = program.inputs.find(({ id, title }) => title === name || id === name);
    if (equals < 0 || input === undefined) {
      const titles = program.inputs.map(({ title }) => `“${title}”`).join(', ');
      throw new Failure(
        'invalid',
        `${equals < 0 ? `--input ${option}: write NAME=VALUE.` : `There is no input “${name}”.`} ${titles === '' ? 'This script has no inputs.' : `The script has ${titles}.`}`,
      );
    }
    values[input.id] = checkedValue(input, option.slice(equals + 1));
  }
  return values;
}

function checkedValue(input: ScriptInput, text: string): ConstantValue {
  const refuse = (what: string): never => {
    throw new Failure('invalid', `--input “${input.title}”: “${text}” is not ${what}.`);
  };
  const value = plainValue(input, text, refuse);
  if (input.options !== undefined && !input.options.includes(value)) {
    return refuse(`one of ${input.options.join(', ')}`);
  }
  if (typeof value === 'number') {
    if (input.minimum !== undefined && value < input.minimum) return refuse(`at least ${input.minimum}`);
    if (input.maximum !== undefined && value > input.maximum) return refuse(`at most ${input.maximum}`);
  }
  return value;
}

function plainValue(input: ScriptInput, text: string, refuse: (what: string) => never): ConstantValue {
  switch (input.kind) {
    case 'int': {
      const value = Number(text);
      return text.trim() !== '' && Number.isInteger(value) ? value : refuse('a whole number');
    }
    case 'float':
    case 'price': {
      const value = Number(text);
      return text.trim() !== '' && Number.isFinite(value) ? value : refuse('a number');
    }
    case 'bool':
      return text === 'true' || (text === 'false' ? false : refuse('true or false'));
    case 'color': {
      const found = /^#([0-9a-f]{6})([0-9a-f]{2})?$/i.exec(text);
      return found === null
        ? refuse('a colour like #FF9800')
        : Number.parseInt(`${found[1]}${found[2] ?? 'ff'}`, 16);
    }
    case 'time': {
      const time = /^\d+$/.test(text) ? Number(text) : parseDate(text);
      return Number.isFinite(time) ? time : refuse('a time');
    }
    case 'enum': {
      const members = input.type.kind === 'enum' ? input.type.members : [];
      const index = members.findIndex(({ name, title }) => name === text || title === text);
      return index < 0 ? refuse(`one of ${members.map(({ title }) => title).join(', ')}`) : index;
    }
    default:
      return text;
  }
}
