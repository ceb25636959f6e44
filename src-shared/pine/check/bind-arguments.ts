import type { Fix } from '../diagnostic.ts';
import type * as tree from '../syntax/tree.ts';
import type { CheckCode } from './codes.ts';
import { nearestName } from './did-you-mean.ts';
import { replacing } from './reporter.ts';
import { renamedParameters } from './version4-names.ts';

/** What both a built-in's and a script's own parameters have. */
export interface Bindable {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isRest?: boolean;
}

export interface Problem {
  readonly code: CheckCode;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly fixes: readonly Fix[];
  /** How far from fitting; the overload with the smallest sum is told about. */
  readonly weight: number;
}

export interface Binding<A> {
  /** By parameter; undefined where nothing was given. */
  readonly slots: (A | undefined)[];
  readonly rest: A[];
  readonly problems: Problem[];
}

/** An argument, or the object a method was called on. */
export interface Given {
  readonly name: tree.Identifier | undefined;
  readonly start: number;
  readonly end: number;
}

/** Positional arguments in order, then those by name. `mapsOldNames`: unknown names count by position (version 4). */
export function bindArguments<A extends Given>(
  calleeName: string,
  call: tree.Node,
  parameters: readonly Bindable[],
  given: readonly A[],
  mapsOldNames: boolean,
): Binding<A> {
  const slots: (A | undefined)[] = parameters.map(() => undefined);
  const rest: A[] = [];
  const problems: Problem[] = [];
  let next = 0;
  let hasNamed = false;
  for (const [position, argument] of given.entries()) {
    const name = argument.name?.name;
    if (name === undefined) {
      if (hasNamed && !mapsOldNames) {
        problems.push({
          code: 'P407',
          start: argument.start,
          end: argument.end,
          message: 'An argument without a name cannot follow one with a name.',
          fixes: [],
          weight: 1,
        });
        while (next < parameters.length && slots[next] !== undefined) next += 1;
      }
      const parameter = parameters[next];
      if (parameter === undefined) {
        problems.push(tooMany(calleeName, parameters.length, argument));
      } else if (parameter.isRest === true) {
        if (slots[next] === undefined) slots[next] = argument;
        else rest.push(argument);
      } else {
        if (slots[next] !== undefined) problems.push(twice(parameter.name, argument));
        slots[next] = argument;
        next += 1;
      }
      continue;
    }
    hasNamed = true;
    const today = mapsOldNames ? (renamedParameters[name] ?? name) : name;
    const index = parameters.findIndex((parameter) => parameter.name === name || parameter.name === today);
    if (index >= 0) {
      if (slots[index] !== undefined) problems.push(twice(name, argument));
      else slots[index] = argument;
    } else if (mapsOldNames && position < parameters.length && slots[position] === undefined) {
      slots[position] = argument;
    } else {
      problems.push(unknownName(calleeName, name, parameters, argument));
    }
  }
  for (const [index, parameter] of parameters.entries()) {
    if (!parameter.isRequired || slots[index] !== undefined || problems.some((p) => p.code === 'P402'))
      continue;
    problems.push({
      code: 'P401',
      start: call.start,
      end: call.end,
      message: `\`${calleeName}\` needs the argument \`${parameter.name}\`.`,
      fixes: [],
      weight: 3,
    });
  }
  return { slots, rest, problems };
}

function tooMany(calleeName: string, count: number, argument: Given): Problem {
  const takes = count === 0 ? 'no arguments' : count === 1 ? 'one argument' : `${count} arguments`;
  return {
    code: 'P403',
    start: argument.start,
    end: argument.end,
    message: `\`${calleeName}\` takes ${takes} at most.`,
    fixes: [],
    weight: 3,
  };
}

function twice(name: string, argument: Given): Problem {
  return {
    code: 'P406',
    start: argument.start,
    end: argument.end,
    message: `\`${name}\` is given twice.`,
    fixes: [],
    weight: 2,
  };
}

/** What was meant is sought only if this is told: most problems belong to signatures that were merely tried. */
function unknownName(
  calleeName: string,
  name: string,
  parameters: readonly Bindable[],
  argument: Given,
): Problem {
  const place = argument.name ?? argument;
  const names = () => parameters.map((parameter) => parameter.name);
  const suggestion = () => nearestName(name, names());
  return {
    code: 'P402',
    start: place.start,
    end: place.end,
    get message() {
      const meant = suggestion();
      const has = `\`${calleeName}\` has no parameter \`${name}\``;
      if (meant !== undefined) return `${has}. Did you mean \`${meant}\`?`;
      if (parameters.length === 0) return `${has}.`;
      return `${has}; it has ${names()
        .map((known) => `\`${known}\``)
        .join(', ')}.`;
    },
    get fixes() {
      const meant = suggestion();
      return meant === undefined ? [] : [replacing(`Write ${meant}`, place, meant)];
    },
    weight: 2,
  };
}
