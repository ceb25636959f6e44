import { Failure } from '../../domain/failure.ts';
import type { Expression, Program, Statement, Variable } from '../check/program.ts';
import type { Module, Surroundings } from './module.ts';
import { variablesRead, variablesWritten, walk } from './program-walk.ts';

/** Requests inside requests may go so deep. */
const deepest = 8;
const depths = new WeakMap<Program, number>();

/**
 * What a request computes, as a program of its own: the expression, and of everything round it only the statements it
 * depends on. Where it stands in a function, the arguments of the calls that lead to it become declarations.
 */
export function requestedProgram(module: Module, site: number, calls: readonly number[]): Program {
  const depth = (depths.get(module.program) ?? 0) + 1;
  if (depth > deepest) throw new Failure('invalid', `Requests are nested more than ${deepest} deep.`);
  const place = module.requests[site];
  if (place === undefined) throw new Error(`there is no request ${site}`);
  const { expression } = place.request;
  const statements: Statement[] = [];
  for (const number of calls) {
    const call = module.calls[number];
    if (call === undefined) throw new Error(`there is no call ${number}`);
    statements.push(...surrounding(call.surroundings));
    for (const [index, parameter] of call.parameters.entries()) {
      const value = call.arguments[index];
      if (value !== undefined) statements.push(declaration(parameter, value));
    }
  }
  statements.push(...surrounding(place.surroundings));
  const sliced = slice(statements, expression);
  const body = { statements: [...undeclared(sliced, expression), ...sliced], value: expression };
  const { version, inputs, routines, libraries, userTypes, main, settings } = module.program;
  const program: Program = {
    version,
    kind: 'indicator',
    settings,
    inputs,
    calculation: undefined,
    routines,
    libraries,
    userTypes,
    main: { ...main, body, result: expression.type },
  };
  depths.set(program, depth);
  return program;
}

function surrounding({ blocks, within }: Surroundings): Statement[] {
  const excluded = new Set(within);
  return blocks.flat().filter((statement) => !excluded.has(statement) && isAllowed(statement));
}

/** Where a block was taken out of its loop, nothing is left to leave. */
function isAllowed({ op }: Statement): boolean {
  return op !== 'break' && op !== 'continue';
}

function slice(statements: readonly Statement[], expression: Expression): Statement[] {
  const needed = new Set([...variablesRead(expression)].map(({ id }) => id));
  const taken = new Set<Statement>();
  let isGrowing = true;
  while (isGrowing) {
    isGrowing = false;
    for (const statement of statements) {
      if (taken.has(statement) || !matters(statement, needed)) continue;
      taken.add(statement);
      for (const { id } of variablesRead(statement)) needed.add(id);
      isGrowing = true;
    }
  }
  return statements.filter((statement) => taken.has(statement));
}

/** Writes something needed, or may change an object that is. */
function matters(statement: Statement, needed: ReadonlySet<number>): boolean {
  if ([...variablesWritten(statement)].some(({ id }) => needed.has(id))) return true;
  let changes = false;
  walk(statement, (part) => {
    if (changes) return;
    const target =
      part.op === 'assign-field'
        ? part.object
        : part.op === 'call' || (part.op === 'call-builtin' && part.builtin.implementation.kind === 'context')
          ? part.arguments
          : undefined;
    if (target === undefined) return;
    changes = [...variablesRead(target)].some(({ id, type }) => needed.has(id) && isObject(type.kind));
  });
  return changes;
}

function isObject(kind: string): boolean {
  return ['array', 'matrix', 'map', 'user', 'object'].includes(kind);
}

function declaration(variable: Variable, value: Expression): Statement {
  return {
    op: 'declare',
    variable: { ...variable, place: 'global', persistence: 'none' },
    value,
    start: value.start,
    end: value.end,
  };
}

/** What only a loop sets has no value where there is no loop. */
function undeclared(statements: readonly Statement[], expression: Expression): Statement[] {
  const written = new Set([...variablesWritten(statements)].map(({ id }) => id));
  const missing = [...variablesRead([statements, expression])].filter(
    (variable) => !written.has(variable.id) && variable.place === 'loop',
  );
  return missing.map((variable) => {
    const { start, end, type } = variable;
    return declaration(variable, { op: 'na', type, qualifier: 'series', start, end });
  });
}
