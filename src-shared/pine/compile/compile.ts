import { newArray } from '../builtins/collections/pine-array.ts';
import type { Program, Routine } from '../check/program.ts';
import { libraryAt } from '../libraries/library.ts';
import type { Code, CodeLinks, Compiled, Mode, SourceRange } from '../runtime/compiled.ts';
import { assemble } from './assemble.ts';
import { expressionCode } from './expressions.ts';
import { fingerprint } from './fingerprint.ts';
import { noneOf } from './literals.ts';
import { isNumeric, Module, mark } from './module.ts';
import { reachableRoutines } from './program-walk.ts';
import { requestedProgram } from './requested-program.ts';
import { blockCode, hoistedStructure } from './statements.ts';
import { Unit } from './unit.ts';
import { verify } from './verify.ts';

export interface CompileOptions {
  readonly mode?: Mode;
}

/** Turns a checked program into verified JavaScript. */
export function compile(program: Program, options: CompileOptions = {}): Compiled {
  return compiled(program, program.routines, options.mode ?? 'plain');
}

/** With the routines that are called, callees before callers. */
function compiled(program: Program, routines: readonly Routine[], mode: Mode): Compiled {
  const module = new Module(program, mode);
  for (const routine of routines) writeRoutine(module, routine);
  const results = writeGlobalCode(module);
  const { code, lines } = laidOut(module);
  verify(code);
  const requested = new Map<string, Compiled>();
  let key: string | undefined;
  return {
    program,
    mode,
    code,
    get key() {
      key ??= fingerprint(program);
      return key;
    },
    states: module.states,
    calls: module.calls,
    requests: module.requests.map(({ request }, number) => ({
      request,
      compile(calls) {
        const path = `${number}:${calls.join()}`;
        const known = requested.get(path);
        if (known !== undefined) return known;
        const inside = requestedProgram(module, number, calls);
        const made = compiled(inside, reachableRoutines(inside), 'plain');
        requested.set(path, made);
        return made;
      },
    })),
    facts: module.facts,
    inputs: module.inputs,
    fixed: module.neverAssigned(),
    lines,
    routines: new Map([...module.routines].map(([routine, { name }]) => [name, routine.name])),
    libraryAt: (place) => libraryAt(program.libraries, place),
    tracePoints: module.tracePoints,
    statements: module.statements,
    results,
    createArray: newArray,
    start: (links: CodeLinks): Code => assemble(code, module.constants, links),
  };
}

function writeRoutine(module: Module, routine: Routine): void {
  const unit = new Unit(module, routine, hoistedStructure);
  for (const parameter of routine.parameters) {
    unit.declare(parameter);
    const recording = unit.recording(parameter);
    if (recording !== '') unit.lines.push(recording.trimStart());
  }
  const value = blockCode(unit, routine.body, routine.result.kind !== 'void');
  if (value !== undefined) unit.lines.push(`return (${value});`);
  const { n, r, p, q } = unit.sizes;
  const frame = [...unit.frame];
  if (n > 0) frame.push(`n: z.numbers(${n})`);
  if (r > 0) frame.push(`r: z.references(${r})`);
  if (p > 0) frame.push(`p: z.keptNumbers(${p})`);
  if (q > 0) frame.push(`q: z.keptReferences(${q})`);
  const hasFrame = frame.length > 0;
  const [name, frameName] = [module.name('f'), module.name('m')];
  const parameters = routine.parameters.map(({ id }) => `v${id}`);
  const head = [...(hasFrame ? ['g'] : []), 'i', ...parameters].join(', ');
  module.functions.push(`function ${name}(${head}) {\n${body(unit)}\n}`);
  if (hasFrame) module.functions.push(`function ${frameName}(z) {\nreturn { ${frame.join(', ')} };\n}`);
  module.routines.set(routine, { name, frameName, hasFrame });
}

function writeGlobalCode(module: Module): Compiled['results'] {
  const { program } = module;
  const unit = new Unit(module, undefined, hoistedStructure);
  const { value } = program.main.body;
  if (value === undefined || program.kind === 'library' || value.type.kind === 'void') {
    blockCode(unit, program.main.body, false);
    module.functions.push(`function f0(i) {\n${body(unit)}\n}`);
    return [];
  }
  blockCode(unit, { statements: program.main.body.statements, value: undefined }, false);
  const types = value.type.kind === 'tuple' ? value.type.items : [value.type];
  if (value.op === 'tuple') {
    for (const [index, item] of value.items.entries()) {
      const result = unit.member('o', `z.result(${index})`);
      unit.lines.push(`${result}.set(i, ${expressionCode(unit, item)});`);
    }
  } else {
    const held = unit.temporary();
    unit.lines.push(`${held} = ${expressionCode(unit, value)};`);
    for (const index of types.keys()) {
      const result = unit.member('o', `z.result(${index})`);
      unit.lines.push(
        `${result}.set(i, ${types.length > 1 || value.type.kind === 'tuple' ? `${held}[${index}]` : held});`,
      );
    }
  }
  module.functions.push(`function f0(i) {\n${body(unit)}\n}`);
  return types.map((type) => ({ isNumber: isNumeric(type), none: noneOf(type, program) }));
}

function body({ temporaries, lines }: Unit): string {
  const declared = temporaries.map((name) => `${name} = ${name.startsWith('j') ? '0' : 'u'}`);
  return [...(declared.length > 0 ? [`let ${declared.join(', ')};`] : []), ...lines].join('\n');
}

const markForm = new RegExp(`${mark}\\d+${mark}`, 'g');

/** Puts the parts in order and learns which line of code comes from where. */
function laidOut(module: Module): { code: string; lines: (SourceRange | undefined)[] } {
  const { n, r, p, q } = module.sizes;
  const constants = module.constants.map((_, index) => `const k${index} = k[${index}];`);
  const marked = [
    '"use strict";',
    'const u = void 0;',
    ...constants,
    `const n = z.numbers(${n});`,
    `const r = z.references(${r});`,
    `const p = z.keptNumbers(${p});`,
    `const q = z.keptReferences(${q});`,
    ...module.head,
    ...module.functions,
    `function run(a, b) {\nfor (let i = a; i < b; i = i + 1) {\n${['begin(i);', ...module.beforeBar, 'f0(i);'].join('\n')}\n}\n}`,
    `function grow(i) {\n${module.growth.join('\n')}\n}`,
    'return { run: run, grow: grow };',
  ].join('\n');
  const lines: (SourceRange | undefined)[] = [];
  let current: SourceRange | undefined;
  for (const line of marked.split('\n')) {
    lines.push(current);
    let from = line.indexOf(mark);
    while (from >= 0) {
      const to = line.indexOf(mark, from + 1);
      current = module.ranges[Number(line.slice(from + 1, to))];
      lines.push(current);
      from = line.indexOf(mark, to + 1);
    }
  }
  return { code: marked.replaceAll(markForm, '\n'), lines };
}
