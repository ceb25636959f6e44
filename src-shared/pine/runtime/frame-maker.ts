import type { ConstantValue, Expression, ScriptInput } from '../check/program.ts';
import { chunkOf } from './bar-buffer.ts';
import type { BarColumn } from './bars.ts';
import { ScriptError } from './budget.ts';
import type { Compiled } from './compiled.ts';
import { NumberHistory, ReferenceHistory } from './histories.ts';
import { knownColumn } from './known-column.ts';
import { type KnownNames, knownValue } from './known-value.ts';
import type { RequestPoint } from './request-point.ts';
import { createResult, type Result } from './results.ts';
import type { ScriptContext } from './script-context.ts';
import { NumberSlots, ReferenceSlots } from './slots.ts';
import { type GivenSource, isColumn, SourceColumn } from './source-column.ts';
import type { State } from './state.ts';

/** Values of inputs by id; a source may also be a column of its own, of another script's plot. */
export type InputValues = Readonly<Record<string, GivenSource>>;

export interface Making {
  readonly compiled: Compiled;
  readonly context: ScriptContext;
  readonly inputs: InputValues;
  /** Whatever has to be rolled back. */
  readonly states: State[];
  readonly results: Result[];
  createRequest(
    compiled: Compiled,
    site: Compiled['requests'][number],
    names: KnownNames,
    context: ScriptContext,
  ): RequestPoint;
}

/** `z` in the generated code: makes what a call path keeps, when the code is started. */
export class FrameMaker {
  readonly #making: Making;
  readonly #path: string;
  readonly #names: KnownNames;
  readonly #calls: readonly number[];

  constructor(
    making: Making,
    path = '',
    names: KnownNames = globalNames(making),
    calls: readonly number[] = [],
  ) {
    this.#making = making;
    this.#path = path;
    this.#names = names;
    this.#calls = calls;
  }

  numbers(count: number): Float64Array {
    return this.#kept(new NumberSlots(count)).values;
  }

  references(count: number): unknown[] {
    return this.#kept(new ReferenceSlots(count)).values;
  }

  keptNumbers(count: number): Float64Array {
    return new Float64Array(count);
  }

  keptReferences(count: number): unknown[] {
    return new Array<unknown>(count).fill(null);
  }

  /** 0 of numbers, 1 of bools, 2 of anything else. */
  history(kind: number): NumberHistory | ReferenceHistory {
    if (kind === 0) return this.#kept(new NumberHistory());
    const none = kind === 1 && this.#making.compiled.program.version === 6 ? false : null;
    return this.#kept(new ReferenceHistory(none));
  }

  column(): Float64Array {
    const { count } = this.#making.context.bars;
    return new Float64Array(count + chunkOf(count)).fill(Number.NaN);
  }

  list(): unknown[] {
    return [];
  }

  grown(values: Float64Array, capacity: number): Float64Array {
    if (values.length >= capacity) return values;
    const larger = new Float64Array(capacity).fill(Number.NaN);
    larger.set(values);
    return larger;
  }

  bars(column: number): Float64Array {
    const { open, high, low, close, volume, time } = this.#making.context.bars;
    return [open, high, low, close, volume, time][column] ?? close;
  }

  input(number: number): ConstantValue {
    return inputValue(this.#making.inputs, this.#input(number));
  }

  source(number: number): SourceColumn {
    return new SourceColumn(this.#making.context.bars, this.#sourceOf(this.#input(number)));
  }

  fact(number: number): State {
    const { compiled, context } = this.#making;
    const implementation = compiled.facts[number]?.implementation;
    if (implementation?.kind !== 'state') throw new Error(`there is no fact ${number}`);
    return this.#kept(implementation.create(context));
  }

  state(number: number): State {
    const { compiled, context } = this.#making;
    const site = compiled.states[number];
    if (site === undefined) throw new Error(`there is no call site ${number}`);
    const { implementation } = site.builtin;
    if (implementation.kind !== 'state') throw new Error(`${site.builtin.name} keeps nothing`);
    const fixed = site.arguments.map((argument) =>
      argument === undefined ? undefined : knownValue(argument, this.#names),
    );
    const columns = site.isOnEachBar
      ? site.arguments.map((argument) => argument && this.#columnOf(argument))
      : undefined;
    const { signature, start, end } = site;
    const path = `${this.#path}s${number}`;
    try {
      return this.#kept(implementation.create({ context, fixed, columns, signature, path, start, end }));
    } catch (error) {
      if (error instanceof ScriptError) {
        error.start ??= start;
        error.end ??= end;
      }
      throw error;
    }
  }

  child(number: number): FrameMaker {
    const call = this.#making.compiled.calls[number];
    if (call === undefined) throw new Error(`there is no call ${number}`);
    const outer = this.#names;
    const passed = new Map(
      call.parameters.flatMap(({ id }, index) => {
        const value = call.arguments[index];
        return value === undefined ? [] : [[id, { value, names: outer }] as const];
      }),
    );
    const names: KnownNames = {
      input: outer.input,
      variable: (id) => {
        const found = passed.get(id);
        if (found !== undefined) return found;
        const value = this.#making.compiled.fixed.get(id);
        return value === undefined ? undefined : { value, names };
      },
    };
    return new FrameMaker(this.#making, `${this.#path}c${number}.`, names, [...this.#calls, number]);
  }

  request(number: number): RequestPoint {
    const { compiled, context } = this.#making;
    const site = compiled.requests[number];
    if (site === undefined) throw new Error(`there is no request ${number}`);
    return this.#making.createRequest(site.compile(this.#calls), site, this.#names, context);
  }

  result(number: number): Result {
    const { results } = this.#making.compiled;
    const kind = results[number];
    if (kind === undefined) throw new Error(`there is no result ${number}`);
    const result = createResult(kind.isNumber, kind.none, this.#making.context.bars.count);
    this.#making.results[number] = result;
    return result;
  }

  #columnOf(argument: Expression): BarColumn | undefined {
    return knownColumn(argument, this.#names, (input) => this.#sourceOf(input));
  }

  #sourceOf({ id, defaultValue }: ScriptInput): GivenSource {
    const given = this.#making.inputs[id];
    return isColumn(given) || typeof given === 'string' ? given : defaultValue;
  }

  #input(number: number): ScriptInput {
    const input = this.#making.compiled.inputs[number];
    if (input === undefined) throw new Error(`there is no input ${number}`);
    return input;
  }

  #kept<T extends State>(state: T): T {
    this.#making.states.push(state);
    return state;
  }
}

/** What was set, if it fits the input's type, and the default otherwise. */
function inputValue(inputs: InputValues, { id, defaultValue }: ScriptInput): ConstantValue {
  const given = inputs[id];
  if (given === undefined || isColumn(given)) return defaultValue;
  const isFitting = defaultValue === null || typeof given === typeof defaultValue;
  return isFitting ? given : defaultValue;
}

function globalNames({ compiled, inputs }: Making): KnownNames {
  const names: KnownNames = {
    input: (input) => (input.kind === 'source' ? undefined : inputValue(inputs, input)),
    variable: (id) => {
      const value = compiled.fixed.get(id);
      return value === undefined ? undefined : { value, names };
    },
  };
  return names;
}
