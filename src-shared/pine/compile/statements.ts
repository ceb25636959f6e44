import type { Block, Expression, Statement, Variable } from '../check/program.ts';
import { isOwnPlace } from '../libraries/library.ts';
import { expressionCode, present, tracedVariable, tupleScratch } from './expressions.ts';
import { literal, noneOf } from './literals.ts';
import { forCode, forInCode, type WriteBody, whileCode } from './loops.ts';
import { isStructure } from './module.ts';
import type { Unit } from './unit.ts';

/** Writes a block's statements; gives the text of its value, or undefined where it has none. */
export function blockCode(unit: Unit, block: Block, asksForValue: boolean): string | undefined {
  unit.blocks.push(block.statements);
  for (const statement of block.statements) statementCode(unit, statement);
  const { value } = block;
  let text: string | undefined;
  if (value !== undefined) {
    if (asksForValue && value.type.kind !== 'void') text = expressionCode(unit, value);
    else evaluationCode(unit, value);
  }
  unit.blocks.pop();
  return text;
}

function statementCode(unit: Unit, statement: Statement): void {
  const { module } = unit;
  unit.within.push(statement);
  // What a library does counts for the line that calls it.
  const isProfiled =
    module.mode === 'profile' &&
    statement.op !== 'break' &&
    statement.op !== 'continue' &&
    isOwnPlace(statement.start);
  if (isProfiled) {
    module.statements.push({ start: statement.start, end: statement.end });
    const number = module.statements.length - 1;
    unit.lines.push(`enter(${number});`);
    written(unit, statement);
    unit.lines.push(`leave(${number});`);
  } else {
    written(unit, statement);
  }
  unit.within.pop();
}

function written(unit: Unit, statement: Statement): void {
  const here = unit.module.place(statement);
  switch (statement.op) {
    case 'declare':
      declarationCode(unit, statement.variable, statement.value, here, statement);
      return;
    case 'assign': {
      const value = expressionCode(unit, statement.value);
      unit.module.assigned.add(statement.variable.id);
      unit.lines.push(`${here}${unit.plan(statement.variable).text} = ${value};`);
      changed(unit, statement.variable, statement);
      return;
    }
    case 'destructure':
      destructuringCode(unit, statement, here);
      return;
    case 'assign-field': {
      const held = unit.temporary();
      const value = expressionCode(unit, statement.value);
      const stored = unit.temporary();
      unit.lines.push(`${here}${held} = ${present(unit, statement.object, statement.object)};`);
      unit.lines.push(`${stored} = ${value};`);
      unit.lines.push(`touch(${held});`);
      unit.lines.push(`${held}.f${statement.field} = ${stored};`);
      return;
    }
    case 'evaluate':
      evaluationCode(unit, statement.value, here);
      return;
    default:
      unit.lines.push(`${statement.op};`);
  }
}

/** After a variable was written: what looks back at it, and the debugger, are told. */
function changed(unit: Unit, variable: Variable, place: { start: number; end: number }): void {
  const line = `${unit.recording(variable)}${tracedVariable(unit, variable, place)}`;
  if (line !== '') unit.lines.push(line.trimStart());
}

function declarationCode(
  unit: Unit,
  variable: Variable,
  value: Expression,
  here: string,
  place: { start: number; end: number },
): void {
  unit.module.declared.set(variable.id, value);
  if (variable.persistence === 'none') {
    const text = expressionCode(unit, value);
    declared(unit, variable, text, here);
  } else {
    // Planned first: a value of its own may not be read, but its memory stands before what its value needs.
    const plan = unit.declare(variable);
    const isDone = unit.slot({ kind: 'int' }, variable.persistence === 'varip');
    const body = unit.nested(() => {
      unit.lines.push(`${plan.text} = ${expressionCode(unit, value)};`);
    });
    unit.lines.push(`${here}if (${isDone} === 0) {\n${isDone} = 1;\n${body}\n}`);
  }
  changed(unit, variable, place);
}

function declared(unit: Unit, variable: Variable, text: string, here = ''): void {
  const plan = unit.declare(variable);
  const isLocal = /^v\d+$/.test(plan.text);
  unit.lines.push(`${here}${isLocal ? 'let ' : ''}${plan.text} = ${text};`);
}

function destructuringCode(
  unit: Unit,
  { variables, value, ...place }: Extract<Statement, { op: 'destructure' }>,
  here: string,
): void {
  const isPersistent = variables.some(
    (variable) => variable !== undefined && variable.persistence !== 'none',
  );
  if (isPersistent) {
    persistentDestructuring(unit, variables, value, here);
  } else if (value.op === 'tuple') {
    const texts = value.items.map((item) => {
      const held = unit.temporary();
      unit.lines.push(`${here}${held} = ${expressionCode(unit, item)};`);
      return held;
    });
    for (const [index, variable] of variables.entries()) {
      if (variable !== undefined) declared(unit, variable, texts[index] ?? 'u');
    }
  } else {
    const held = unit.temporary();
    unit.lines.push(`${here}${held} = ${expressionCode(unit, value)};`);
    for (const [index, variable] of variables.entries()) {
      if (variable !== undefined) declared(unit, variable, `${held}[${index}]`);
    }
  }
  for (const variable of variables) if (variable !== undefined) changed(unit, variable, place);
}

function persistentDestructuring(
  unit: Unit,
  variables: readonly (Variable | undefined)[],
  value: Expression,
  here: string,
): void {
  const isKept = variables.some((variable) => variable?.persistence === 'varip');
  const isDone = unit.slot({ kind: 'int' }, isKept);
  const plans = variables.map((variable) => (variable === undefined ? undefined : unit.declare(variable)));
  const held = unit.temporary();
  const body = unit.nested(() => {
    unit.lines.push(`${held} = ${expressionCode(unit, value)};`);
    for (const [index, plan] of plans.entries()) {
      if (plan !== undefined) unit.lines.push(`${plan.text} = ${held}[${index}];`);
    }
  });
  unit.lines.push(`${here}if (${isDone} === 0) {\n${isDone} = 1;\n${body}\n}`);
}

/** Evaluates for the effect. */
function evaluationCode(unit: Unit, value: Expression, here = ''): void {
  if (isStructure(value)) {
    structureCode(unit, value, false);
    return;
  }
  const text = expressionCode(unit, value);
  // A constant alone does nothing, and a text alone would be a directive.
  if (value.op !== 'constant' && !text.startsWith('"')) unit.lines.push(`${here}${text};`);
}

/** The value of a structure that stands inside an expression. */
export function hoistedStructure(unit: Unit, structure: Expression): string {
  return structureCode(unit, structure, structure.type.kind !== 'void') ?? 'u';
}

/** Writes a structure; gives the name that holds its value, if it is asked for. */
function structureCode(unit: Unit, structure: Expression, asksForValue: boolean): string | undefined {
  const result = asksForValue ? unit.temporary() : undefined;
  if (result !== undefined) unit.lines.push(`${result} = ${noneCode(unit, structure)};`);
  const body: WriteBody = (block) =>
    unit.nested(() => {
      const value = blockCode(unit, block, result !== undefined);
      // Behind `break` or `continue` a loop's value is what it was before.
      if (value !== undefined && result !== undefined) unit.lines.push(`${result} = ${value};`);
    });
  switch (structure.op) {
    case 'if': {
      const condition = expressionCode(unit, structure.condition);
      const consequent = body(structure.consequent);
      const alternate = structure.alternate === undefined ? '' : ` else {\n${body(structure.alternate)}\n}`;
      unit.lines.push(`${unit.module.place(structure)}if (${condition}) {\n${consequent}\n}${alternate}`);
      break;
    }
    case 'switch':
      switchCode(unit, structure, body);
      break;
    case 'for':
      forCode(unit, structure, body);
      break;
    case 'for-in':
      forInCode(unit, structure, body);
      break;
    case 'while':
      whileCode(unit, structure, body);
      break;
    default:
      throw new Error(`${structure.op} is not a structure`);
  }
  return result;
}

function noneCode(unit: Unit, { type }: Expression): string {
  if (type.kind === 'tuple') return tupleScratch(unit, type.items);
  return literal(noneOf(type, unit.module.program));
}

function switchCode(
  unit: Unit,
  { subject, arms, ...place }: Extract<Expression, { op: 'switch' }>,
  body: WriteBody,
): void {
  if (subject !== undefined) {
    declared(unit, subject.variable, expressionCode(unit, subject.value));
  }
  let text = '';
  for (const { condition, body: block } of arms) {
    if (condition === undefined) {
      text += text === '' ? `{\n${body(block)}\n}` : ` else {\n${body(block)}\n}`;
      break;
    }
    const test = unit.lazily(() => expressionCode(unit, condition));
    text += `${text === '' ? '' : ' else '}if (${test}) {\n${body(block)}\n}`;
  }
  if (text !== '') unit.lines.push(`${unit.module.place(place)}${text}`);
}
