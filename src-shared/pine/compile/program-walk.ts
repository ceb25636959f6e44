import type { Expression, Program, Routine, Statement, Variable } from '../check/program.ts';

/** A statement or an expression, as far as a walk over a program cares. */
type Part = Statement | Expression;

/** Members that lead out of the script's own tree. */
const leadsAway = new Set([
  'type',
  'variable',
  'variables',
  'builtin',
  'routine',
  'userType',
  'input',
  'index',
  'item',
]);

/** Calls `visit` for every statement and expression inside, the outer ones first. */
export function walk(part: unknown, visit: (part: Part) => void): void {
  if (Array.isArray(part)) {
    for (const item of part) walk(item, visit);
    return;
  }
  if (typeof part !== 'object' || part === null) return;
  if ('op' in part) visit(part as Part);
  for (const [name, value] of Object.entries(part)) {
    // A switch keeps its subject's value beside the variable.
    if (!leadsAway.has(name)) walk(value, visit);
  }
}

export function routinesIn(part: unknown): Set<Routine> {
  const found = new Set<Routine>();
  const look = (inside: unknown) =>
    walk(inside, (each) => {
      if (each.op !== 'call' || found.has(each.routine)) return;
      found.add(each.routine);
      look(each.routine.body);
    });
  look(part);
  return found;
}

/** In the program's order: callees before callers. */
export function reachableRoutines(program: Program): Routine[] {
  const reachable = routinesIn(program.main.body);
  return program.routines.filter((routine) => reachable.has(routine));
}

/** Every variable that is read, also by functions that are called. */
export function variablesRead(part: unknown): Set<Variable> {
  const read = new Set<Variable>();
  const look = (inside: unknown) =>
    walk(inside, (each) => {
      if (each.op === 'variable' || each.op === 'variable-history') read.add(each.variable);
    });
  look(part);
  for (const routine of routinesIn(part)) look(routine.body);
  return read;
}

export function variablesWritten(part: unknown): Set<Variable> {
  const written = new Set<Variable>();
  walk(part, (each) => {
    if (each.op === 'declare' || each.op === 'assign') written.add(each.variable);
    if (each.op === 'destructure') {
      for (const variable of each.variables) if (variable !== undefined) written.add(variable);
    }
    if (each.op === 'for') written.add(each.variable);
    if (each.op === 'for-in') {
      for (const variable of [each.index, each.item]) if (variable !== undefined) written.add(variable);
    }
    if (each.op === 'switch' && each.subject !== undefined) written.add(each.subject.variable);
  });
  return written;
}
