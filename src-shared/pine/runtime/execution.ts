import { chunkOf } from './bar-buffer.ts';
import { ScriptError } from './budget.ts';
import type { Code, Compiled } from './compiled.ts';
import { inputBehind } from './fault-context.ts';
import { FrameMaker, type InputValues, type Making } from './frame-maker.ts';
import { createHelpers, type Observer } from './helpers.ts';
import type { Result } from './results.ts';
import type { ScriptContext } from './script-context.ts';
import type { State } from './state.ts';

interface ExecutionParts {
  readonly compiled: Compiled;
  readonly context: ScriptContext;
  readonly inputs: InputValues;
  readonly observer: Observer;
  readonly createRequest: Making['createRequest'];
}

/** One program over one series: runs bars forward, and the newest one again and again. */
export class Execution {
  readonly compiled: Compiled;
  readonly context: ScriptContext;
  readonly results: Result[] = [];
  readonly #states: State[] = [];
  readonly #code: Code;
  #capacity: number;
  #closes: Float64Array;
  /** The bar that was saved before its first run and may run again; -1 where there is none. */
  #open = -1;

  constructor({ compiled, context, inputs, observer, createRequest }: ExecutionParts) {
    this.compiled = compiled;
    this.context = context;
    const { count, close } = context.bars;
    this.#capacity = count + chunkOf(count);
    this.#closes = close;
    const making = { compiled, context, inputs, states: this.#states, results: this.results, createRequest };
    const begin = (bar: number): void => {
      context.bar = bar;
      context.budget.beginBar();
      if (compiled.mode !== 'plain') observer.begin(bar);
    };
    const helpers = createHelpers(begin, context.budget, context.heap, observer);
    this.#code = compiled.start({ maker: new FrameMaker(making), context, helpers });
  }

  /** Runs bars that will not run again. */
  run(from: number, to: number): void {
    this.#fit();
    this.#open = -1;
    this.#guarded(from, to);
  }

  /** Runs the newest bar, from what was there before it if it has run already. */
  runOpen(bar: number): void {
    this.#fit();
    const { heap } = this.context;
    if (this.#open === bar) {
      for (const state of this.#states) state.restore();
      heap.rollBack();
    } else {
      for (const state of this.#states) state.save();
      heap.begin();
      this.#open = bar;
    }
    this.#guarded(bar, bar + 1);
  }

  #fit(): void {
    const { count, close } = this.context.bars;
    if (count <= this.#capacity && close === this.#closes) return;
    if (count > this.#capacity) this.#capacity = count + chunkOf(count);
    this.#closes = close;
    this.#code.grow(this.#capacity);
  }

  #guarded(from: number, to: number): void {
    try {
      this.#code.run(from, to);
    } catch (error) {
      throw this.#explained(error);
    }
  }

  /** Adds the bar and the place in the source, which the code's own line tells. */
  #explained(error: unknown): unknown {
    if (!(error instanceof ScriptError)) return error;
    error.bar ??= this.context.bar;
    if (error.start === undefined) {
      const { lines } = this.compiled;
      let setting: string | undefined;
      let routine: string | undefined;
      for (const [, name = '', line] of (error.stack ?? '').matchAll(frames)) {
        const range = lines[Number(line) - linesBefore];
        if (range === undefined) continue;
        routine ??= this.compiled.routines.get(name) ?? '';
        setting ??= inputBehind(this.compiled, error.message, range);
        const found = this.compiled.libraryAt(range.start);
        if (found === undefined) {
          error.start = range.start;
          error.end = range.end;
          break;
        }
        error.library ??= { name: found.library.name, line: found.line };
      }
      if (setting !== undefined) error.message += ` It is the input “${setting}”.`;
      if (routine) error.message += ` It happened in ${routine}().`;
      // Of what a library did the script has the line that called it.
      if (error.library !== undefined) {
        error.message = `In \`${error.library.name}\`, line ${error.library.line}: ${error.message}`;
      }
    }
    return error;
  }
}

/** A line of a stack: the function, where it has a name, and the line. */
const frames = /at (?:(\w+) )?\(?[^\n]*?tidemark-script:(\d+):/g;
/** Lines are counted from 1, and two more are the head of a function that is made from text. */
const linesBefore = 3;
