import type { Block, Expression, Variable } from '../check/program.ts';
import { expressionCode } from './expressions.ts';
import type { Unit } from './unit.ts';

export type WriteBody = (block: Block) => string;

/** Loops tell their passes to the budget in blocks of so many, and the rest when they end. */
const passesAtOnce = 1000;

interface Counted {
  readonly before: string;
  readonly inside: string;
  readonly after: string;
}

function counted(unit: Unit): Counted {
  const passes = unit.temporary();
  return {
    before: `${passes} = 0;`,
    inside: `${passes} = ${passes} + 1;\nif (${passes} === ${passesAtOnce}) { spend(${passes}); ${passes} = 0; }`,
    after: `spend(${passes});`,
  };
}

export function forCode(
  unit: Unit,
  { variable, from, to, step, reevaluatesEnd, body, ...place }: Extract<Expression, { op: 'for' }>,
  write: WriteBody,
): void {
  const here = unit.module.place(place);
  const { before, inside, after } = counted(unit);
  const [at, end, by] = [unit.temporary(), unit.temporary(), unit.temporary()];
  const isAgain = reevaluatesEnd && to.op !== 'constant';
  const endCode = isAgain ? unit.repeatedly(() => expressionCode(unit, to)) : expressionCode(unit, to);
  unit.lines.push(`${at} = ${expressionCode(unit, from)};`);
  unit.lines.push(`${end} = ${endCode};`);
  const given = step === undefined ? 'u' : expressionCode(unit, step);
  unit.lines.push(`${by} = ${here}forStep(${at}, ${end}, ${given});`, before);
  const test = `${by} > 0 ? ${at} <= ${end} : ${at} >= ${end}`;
  const head = isAgain ? `(${end} = ${endCode}, ${test})` : test;
  const text = unit.nested(() => {
    itemCode(unit, variable, at);
    unit.lines.push(write(body));
  });
  unit.lines.push(`${here}for (; ${head}; ${at} = ${at} + ${by}) {\n${inside}\n${text}\n}`, after);
}

export function forInCode(
  unit: Unit,
  { over, index, item, iterable, body, ...place }: Extract<Expression, { op: 'for-in' }>,
  write: WriteBody,
): void {
  const here = unit.module.place(place);
  const { before, inside, after } = counted(unit);
  const [source, at] = [unit.temporary(), unit.temporary()];
  unit.lines.push(`${source} = ${here}present(${expressionCode(unit, iterable)});`, before);
  const text = unit.nested(() => {
    const key = over === 'map' ? `loopKey(${source}, ${at})` : at;
    if (index !== undefined) itemCode(unit, index, key);
    if (item !== undefined) itemCode(unit, item, `loopItem(${source}, ${at})`);
    unit.lines.push(write(body));
  });
  const head = `${at} = 0; ${at} < loopSize(${source}); ${at} = ${at} + 1`;
  unit.lines.push(`${here}for (${head}) {\n${inside}\n${text}\n}`, after);
}

export function whileCode(
  unit: Unit,
  { condition, body, ...place }: Extract<Expression, { op: 'while' }>,
  write: WriteBody,
): void {
  const here = unit.module.place(place);
  const { before, inside, after } = counted(unit);
  unit.lines.push(before);
  const text = unit.nested(() => {
    unit.lines.push(`if (!${expressionCode(unit, condition)}) { break; }`);
    unit.lines.push(write(body));
  });
  unit.lines.push(`${here}for (;;) {\n${inside}\n${text}\n}`, after);
}

function itemCode(unit: Unit, variable: Variable, value: string): void {
  const plan = unit.declare(variable);
  unit.lines.push(`let ${plan.text} = ${value};${unit.recording(variable)}`);
}
