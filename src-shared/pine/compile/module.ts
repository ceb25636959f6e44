import type { BuiltinFunction, BuiltinVariable } from '../builtins/builtin.ts';
import type {
  Expression,
  Program,
  Request,
  Routine,
  ScriptInput,
  Statement,
  Variable,
} from '../check/program.ts';
import type { CallSite, Mode, SourceRange, StateSite, TracePoint } from '../runtime/compiled.ts';
import type { Type } from '../types.ts';

/** Encloses a number in text that is still being put together; neither code nor a JSON text has this character. */
export const mark = '\u0001';

/** Statements among which a request or a call stands, from the outermost block inwards, without the one it stands in. */
export interface Surroundings {
  readonly blocks: readonly (readonly Statement[])[];
  readonly within: readonly Statement[];
}

export interface RequestPlace {
  readonly request: Request;
  readonly surroundings: Surroundings;
}

export interface CallPlace extends CallSite {
  readonly routine: Routine;
  readonly surroundings: Surroundings;
}

export interface RoutineInfo {
  /** Of its function, and of the function that makes a frame for it. */
  readonly name: string;
  readonly frameName: string;
  readonly hasFrame: boolean;
}

/** How a variable is read and written, and where its past is. */
export interface VariablePlan {
  readonly text: string;
  /** Values by bar, or an object that keeps them by evaluation. */
  readonly byBar: string | undefined;
  readonly byEvaluation: string | undefined;
}

/** What the code of one program has in common: tables and names of all its functions. */
export class Module {
  readonly program: Program;
  readonly mode: Mode;
  readonly constants: unknown[] = [];
  readonly states: StateSite[] = [];
  readonly calls: CallPlace[] = [];
  readonly requests: RequestPlace[] = [];
  readonly facts: BuiltinVariable[] = [];
  readonly inputs: ScriptInput[] = [];
  readonly ranges: SourceRange[] = [];
  readonly tracePoints: TracePoint[] = [];
  readonly statements: SourceRange[] = [];
  readonly globals = new Map<number, VariablePlan>();
  readonly routines = new Map<Routine, RoutineInfo>();
  /** Functions that make objects, by their type. */
  readonly objectMakers = new Map<Type, string>();
  /** Lines before all functions, in the order in which things are made. */
  readonly head: string[] = [];
  /** What `grow` does. */
  readonly growth: string[] = [];
  /** What happens on each bar before the script. */
  readonly beforeBar: string[] = [];
  readonly functions: string[] = [];
  /** Variables as they were declared, and those that change later. */
  readonly declared = new Map<number, Expression>();
  readonly assigned = new Set<number>();
  /** Sizes of the global code's own memory. */
  readonly sizes = { n: 0, r: 0, p: 0, q: 0 };
  readonly #constantNames = new Map<unknown, string>();
  readonly #columns = new Set<number>();
  readonly #facts = new Map<BuiltinVariable, string>();
  readonly #inputNames = new Map<ScriptInput, string>();
  #next = 0;

  constructor(program: Program, mode: Mode) {
    this.program = program;
    this.mode = mode;
  }

  /** A name nothing else has. */
  name(letter: string): string {
    this.#next += 1;
    return `${letter}${this.#next}`;
  }

  neverAssigned(): ReadonlyMap<number, Expression> {
    for (const id of this.assigned) this.declared.delete(id);
    return this.declared;
  }

  constant(value: unknown): string {
    const known = this.#constantNames.get(value);
    if (known !== undefined) return known;
    const name = `k${this.constants.length}`;
    this.constants.push(value);
    this.#constantNames.set(value, name);
    return name;
  }

  /** Begins a new line of code that stands for a range of the source. */
  place({ start, end }: SourceRange): string {
    this.ranges.push({ start, end });
    return `${mark}${this.ranges.length - 1}${mark}`;
  }

  column(name: string): string {
    const number = columnNames.indexOf(name);
    if (number < 0) throw new Error(`no column of bars is called ${name}`);
    if (!this.#columns.has(number)) {
      this.#columns.add(number);
      this.head.push(`let b${number} = z.bars(${number});`);
      this.growth.push(`b${number} = z.bars(${number});`);
    }
    return `b${number}`;
  }

  /** Values of a kind by bar: numbers in typed arrays that grow, the rest in lists. */
  byBar(name: string, type: Type): string {
    if (isNumeric(type)) {
      this.head.push(`let ${name} = z.column();`);
      this.growth.push(`${name} = z.grown(${name}, i);`);
    } else {
      this.head.push(`const ${name} = z.list();`);
    }
    return name;
  }

  /** A built-in variable kept by bar, written before the script runs. */
  fact(builtin: BuiltinVariable, type: Type): string {
    const known = this.#facts.get(builtin);
    if (known !== undefined) return known;
    const name = this.byBar(this.name('h'), type);
    this.#facts.set(builtin, name);
    const { implementation } = builtin;
    if (implementation.kind === 'state') {
      const state = this.name('w');
      this.head.push(`const ${state} = z.fact(${this.facts.length});`);
      this.facts.push(builtin);
      this.beforeBar.push(`${name}[i] = ${state}.next();`);
    } else if (implementation.kind === 'context') {
      this.beforeBar.push(`${name}[i] = ${this.constant(implementation.read)}(x);`);
    } else {
      throw new Error(`${builtin.name} is not kept by bar`);
    }
    return name;
  }

  input(input: ScriptInput): string {
    const known = this.#inputNames.get(input);
    if (known !== undefined) return known;
    const name = this.name('e');
    const method = input.kind === 'source' ? 'source' : 'input';
    this.head.push(`const ${name} = z.${method}(${this.inputs.length});`);
    this.inputs.push(input);
    this.#inputNames.set(input, name);
    return name;
  }

  /** The plan of a global variable that functions read: it lives in memory that they can reach. */
  sharedGlobal(variable: Variable): VariablePlan {
    const known = this.globals.get(variable.id);
    if (known !== undefined) return known;
    const plan = {
      text: this.slot(variable.type, variable.persistence === 'varip'),
      byBar: variable.hasHistory ? this.byBar(this.name('h'), variable.type) : undefined,
      byEvaluation: undefined,
    };
    this.globals.set(variable.id, plan);
    return plan;
  }

  slot(type: Type, isKept: boolean): string {
    const array = slotArray(type, isKept);
    const at = this.sizes[array];
    this.sizes[array] += 1;
    return `${array}[${at}]`;
  }
}

const columnNames = ['open', 'high', 'low', 'close', 'volume', 'time'];

export function slotArray(type: Type, isKept: boolean): 'n' | 'r' | 'p' | 'q' {
  if (isNumeric(type)) return isKept ? 'p' : 'n';
  return isKept ? 'q' : 'r';
}

export function isNumeric(type: Type): boolean {
  return ['int', 'float', 'color', 'enum', 'na'].includes(type.kind);
}

export function isStructure(expression: Expression): boolean {
  return ['if', 'switch', 'for', 'for-in', 'while'].includes(expression.op);
}

export function builtinFails(builtin: BuiltinFunction): Error {
  return new Error(`${builtin.name} cannot be called here`);
}
