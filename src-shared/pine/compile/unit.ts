import type { Expression, Routine, Statement, Variable } from '../check/program.ts';
import type { Type } from '../types.ts';
import { isNumeric, type Module, type Surroundings, slotArray, type VariablePlan } from './module.ts';

/** One function of the code while it is being written: the global code, or a user function. */
export class Unit {
  readonly module: Module;
  /** Undefined for the global code. */
  readonly routine: Routine | undefined;
  lines: string[] = [];
  /** Declared at the function's beginning. */
  readonly temporaries: string[] = [];
  /** Members of the function's frame. */
  readonly frame: string[] = [];
  readonly sizes = { n: 0, r: 0, p: 0, q: 0 };
  readonly #locals = new Map<number, VariablePlan>();
  /** How many blocks and lazily evaluated operands enclose what is being written. */
  depth = 0;
  /** How many expressions that are evaluated several times, though no block encloses them, are being written. */
  repetitions = 0;
  readonly blocks: (readonly Statement[])[] = [];
  readonly within: Statement[] = [];
  /** Writes a structure that stands inside an expression before it, and gives its value. */
  readonly hoist: (unit: Unit, expression: Expression) => string;

  constructor(
    module: Module,
    routine: Routine | undefined,
    hoist: (unit: Unit, expression: Expression) => string,
  ) {
    this.module = module;
    this.routine = routine;
    this.hoist = hoist;
  }

  get isGlobal(): boolean {
    return this.routine === undefined;
  }

  /** What is being written runs exactly once on each bar. */
  get isOnEachBar(): boolean {
    return this.isGlobal && this.depth === 0;
  }

  /** For operands of which the code is used several times. */
  repeatedly<T>(write: () => T): T {
    this.repetitions += 1;
    const result = write();
    this.repetitions -= 1;
    return result;
  }

  temporary(letter: 't' | 'j' = 't'): string {
    const name = this.module.name(letter);
    this.temporaries.push(name);
    return name;
  }

  /** Something there is one of for each call path, such as a built-in's state. */
  member(letter: string, maker: string): string {
    const name = this.module.name(letter);
    if (this.isGlobal) {
      this.module.head.push(`const ${name} = ${maker};`);
      return name;
    }
    this.frame.push(`${name}: ${maker}`);
    return `g.${name}`;
  }

  slot(type: Type, isKept: boolean): string {
    if (this.isGlobal) return this.module.slot(type, isKept);
    const array = slotArray(type, isKept);
    const at = this.sizes[array];
    this.sizes[array] += 1;
    return `g.${array}[${at}]`;
  }

  /** Plans a variable where it is declared. */
  declare(variable: Variable): VariablePlan {
    const isByBar = this.isOnEachBar && variable.place !== 'loop';
    const shared = this.isGlobal ? this.module.globals.get(variable.id) : undefined;
    if (shared !== undefined && isByBar) return shared;
    const plan = {
      text:
        variable.persistence === 'none'
          ? `v${variable.id}`
          : this.slot(variable.type, variable.persistence === 'varip'),
      byBar:
        variable.hasHistory && isByBar ? this.module.byBar(this.module.name('h'), variable.type) : undefined,
      byEvaluation:
        variable.hasHistory && !isByBar ? this.member('l', historyMaker(variable.type)) : undefined,
    };
    this.#locals.set(variable.id, plan);
    return plan;
  }

  plan(variable: Variable): VariablePlan {
    return this.#locals.get(variable.id) ?? this.module.sharedGlobal(variable);
  }

  /** What records a variable's new value for those who look back, if anybody does. */
  recording(variable: Variable): string {
    const { text, byBar, byEvaluation } = this.plan(variable);
    if (byBar !== undefined) return ` ${byBar}[i] = ${text};`;
    return byEvaluation === undefined ? '' : ` ${byEvaluation}.set(i, ${text});`;
  }

  surroundings(): Surroundings {
    return { blocks: [...this.blocks], within: [...this.within] };
  }

  /** Writes into lines of their own, one level deeper. */
  nested(write: () => void): string {
    const outer = this.lines;
    this.lines = [];
    this.depth += 1;
    write();
    this.depth -= 1;
    const text = this.lines.join('\n');
    this.lines = outer;
    return text;
  }

  /** For operands that are not always evaluated. */
  lazily<T>(write: () => T): T {
    this.depth += 1;
    const result = write();
    this.depth -= 1;
    return result;
  }
}

export function historyMaker(type: Type): string {
  if (isNumeric(type)) return 'z.history(0)';
  return type.kind === 'bool' ? 'z.history(1)' : 'z.history(2)';
}
