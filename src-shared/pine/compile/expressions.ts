import type { Expression, Variable } from '../check/program.ts';
import { isOwnPlace } from '../libraries/library.ts';
import { knownValue, nothingKnown } from '../runtime/known-value.ts';
import type { Type } from '../types.ts';
import { inlineCall } from './inline-call.ts';
import { literal, noneOf } from './literals.ts';
import { builtinFails, isNumeric, isStructure } from './module.ts';
import { historyMaker, type Unit } from './unit.ts';

/** The JavaScript expression that computes a checked one. What must be done before it is written to the unit's lines. */
export function expressionCode(unit: Unit, expression: Expression): string {
  const known = expression.qualifier === 'const' ? knownValue(expression, nothingKnown) : undefined;
  if (known !== undefined) return literal(fitted(known, expression.type, unit));
  if (isStructure(expression)) return unit.hoist(unit, expression);
  const text = written(unit, expression);
  const { module } = unit;
  if (module.mode !== 'trace' || expression.type.kind === 'void' || expression.type.kind === 'tuple')
    return text;
  if (!isOwnPlace(expression.start)) return text;
  module.tracePoints.push({ variable: undefined, start: expression.start, end: expression.end });
  return `trace(${module.tracePoints.length - 1}, ${text})`;
}

type Of<Op extends Expression['op']> = Extract<Expression, { op: Op }>;

function fitted(value: ReturnType<typeof knownValue>, type: Type, unit: Unit) {
  if (value === undefined || (value === null && isNumeric(type))) return noneOf(type, unit.module.program);
  // An na that was folded before its place gave it a type.
  if (typeof value === 'number' && Number.isNaN(value) && !isNumeric(type)) {
    return noneOf(type, unit.module.program);
  }
  return value === null && type.kind === 'bool' ? noneOf(type, unit.module.program) : value;
}

function written(unit: Unit, expression: Expression): string {
  const code = (part: Expression) => expressionCode(unit, part);
  const { module } = unit;
  switch (expression.op) {
    case 'constant':
      return literal(expression.value);
    case 'na':
      return expression.type.kind === 'void' ? 'u' : literal(noneOf(expression.type, module.program));
    case 'variable':
      return unit.plan(expression.variable).text;
    case 'variable-history':
      return variableHistory(unit, expression);
    case 'history':
      return expressionHistory(unit, expression);
    case 'builtin':
      return builtinVariable(unit, expression);
    case 'builtin-history':
      return builtinHistory(unit, expression);
    case 'input': {
      const name = module.input(expression.input);
      return expression.input.kind === 'source' ? `${name}.at(i)` : name;
    }
    case 'unary':
      return expression.operator === '-' ? `(-${code(expression.operand)})` : `!${code(expression.operand)}`;
    case 'arithmetic':
      return arithmetic(unit, expression);
    case 'compare':
      return comparison(unit, expression);
    case 'logic':
      return logic(unit, expression);
    case 'conditional': {
      const condition = code(expression.condition);
      const consequent = unit.lazily(() => code(expression.consequent));
      const alternate = unit.lazily(() => code(expression.alternate));
      return `(${condition} ? ${consequent} : ${alternate})`;
    }
    case 'convert': {
      const operand = code(expression.operand);
      if (expression.to === 'int') return `Math.trunc(${operand})`;
      return isNumeric(expression.operand.type) ? `truth(${operand})` : `(${operand} === true)`;
    }
    case 'tuple': {
      const scratch = tupleScratch(
        unit,
        expression.items.map((item) => item.type),
      );
      const writes = expression.items.map((item, index) => `${scratch}[${index}] = ${code(item)}`);
      return `(${[...writes, scratch].join(', ')})`;
    }
    case 'call-builtin':
      return builtinCall(unit, expression);
    case 'call':
      return userCall(unit, expression);
    case 'request': {
      const site = module.requests.length;
      module.requests.push({ request: expression, surroundings: unit.surroundings() });
      const request = unit.member('d', `z.request(${site})`);
      const [symbol, timeframe] = [code(expression.symbol), code(expression.timeframe)];
      return `${module.place(expression)}${request}.next(${symbol}, ${timeframe})`;
    }
    case 'new': {
      const maker = objectMaker(unit, expression);
      return `${maker}(${expression.fields.map(code).join(', ')})`;
    }
    case 'copy': {
      const fields = fieldNames(expression.type);
      const held = unit.temporary();
      const maker = objectMaker(unit, expression);
      const values = fields.map((field) => `${held}.${field}`).join(', ');
      return `(${held} = ${present(unit, expression, expression.object)}, ${maker}(${values}))`;
    }
    case 'field':
      return `${present(unit, expression, expression.object)}.f${expression.field}`;
    default:
      throw new Error(`${expression.op} is not an expression`);
  }
}

/** The object of a field access; na stops the script. */
export function present(unit: Unit, place: { start: number; end: number }, object: Expression): string {
  return `${unit.module.place(place)}present(${expressionCode(unit, object)})`;
}

function fieldNames(type: Type): string[] {
  return type.kind === 'user' ? type.fields.map((_, index) => `f${index}`) : [];
}

/** A function that makes an object of a user type, written once for each type. */
function objectMaker({ module }: Unit, { type }: Expression): string {
  if (type.kind !== 'user') throw new Error('only user types have objects of their own');
  const known = module.objectMakers.get(type);
  if (known !== undefined) return known;
  const name = module.name('f');
  module.objectMakers.set(type, name);
  const rolledBack = type.fields.flatMap((field, index) => (field.isVarip ? [] : [`f${index}`]));
  const capture = module.constant(function (this: Record<string, unknown>) {
    return rolledBack.map((field) => this[field]);
  });
  const revert = module.constant(function (this: Record<string, unknown>, captured: readonly unknown[]) {
    for (const [index, field] of rolledBack.entries()) this[field] = captured[index];
  });
  const values = type.fields.map((_, index) => `v${index}`);
  const members = type.fields.map((_, index) => `f${index}: v${index}`);
  const contents = ['epoch: epoch()', `capture: ${capture}`, `revert: ${revert}`, ...members].join(', ');
  module.functions.push(`function ${name}(${values.join(', ')}) {\nreturn { ${contents} };\n}`);
  return name;
}

/** An array that is written again for each tuple; tuples are taken apart at once. */
export function tupleScratch({ module }: Unit, types: readonly Type[]): string {
  const name = module.name('a');
  module.head.push(
    `const ${name} = [${types.map((type) => literal(noneOf(type, module.program))).join(', ')}];`,
  );
  return name;
}

function constantOffset(offset: Expression): number | undefined {
  const value = knownValue(offset, nothingKnown);
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** Reads what was kept by bar, so many bars before. */
function byBar(unit: Unit, read: (index: string) => string, offset: Expression, type: Type): string {
  const none = literal(noneOf(type, unit.module.program));
  const fixed = constantOffset(offset);
  if (fixed === 0) return read('i');
  if (fixed !== undefined) return `(i >= ${fixed} ? ${read(`i - ${fixed}`)} : ${none})`;
  const index = unit.temporary('j');
  const text = expressionCode(unit, offset);
  return `((${index} = ${unit.module.place(offset)}barAgo(i, ${text})) < 0 ? ${none} : ${read(index)})`;
}

function variableHistory(unit: Unit, { variable, offset, type }: Of<'variable-history'>): string {
  const plan = unit.plan(variable);
  if (plan.byBar !== undefined) return byBar(unit, (index) => `${plan.byBar}[${index}]`, offset, type);
  if (plan.byEvaluation === undefined) throw new Error(`${variable.name} keeps no history`);
  return `${unit.module.place(offset)}${plan.byEvaluation}.ago(i, ${expressionCode(unit, offset)})`;
}

function expressionHistory(unit: Unit, { source, offset }: Of<'history'>): string {
  const value = expressionCode(unit, source);
  if (unit.isOnEachBar) {
    const name = unit.module.byBar(unit.module.name('y'), source.type);
    return `(${name}[i] = ${value}, ${byBar(unit, (index) => `${name}[${index}]`, offset, source.type)})`;
  }
  const history = unit.member('l', historyMaker(source.type));
  return `${unit.module.place(offset)}${history}.at(i, ${value}, ${expressionCode(unit, offset)})`;
}

function builtinVariable(unit: Unit, { builtin, type }: Of<'builtin'>): string {
  const { implementation } = builtin;
  switch (implementation.kind) {
    case 'constant':
      return literal(implementation.value);
    case 'column':
      return `${unit.module.column(implementation.column)}[i]`;
    case 'derived':
      return `(${implementation.of((name) => `${unit.module.column(name)}[i]`)})`;
    case 'state':
      return `${unit.module.fact(builtin, type)}[i]`;
    case 'context':
      return `${unit.module.constant(implementation.read)}(x)`;
    default:
      throw new Error(`${builtin.name} cannot be read here`);
  }
}

function builtinHistory(unit: Unit, { builtin, offset, type }: Of<'builtin-history'>): string {
  const { implementation } = builtin;
  const { module } = unit;
  switch (implementation.kind) {
    case 'constant':
      return literal(implementation.value);
    case 'column': {
      const column = module.column(implementation.column);
      return byBar(unit, (index) => `${column}[${index}]`, offset, type);
    }
    case 'derived':
      return byBar(
        unit,
        (index) => `(${implementation.of((name) => `${module.column(name)}[${index}]`)})`,
        offset,
        type,
      );
    default: {
      const kept = module.fact(builtin, type);
      return byBar(unit, (index) => `${kept}[${index}]`, offset, type);
    }
  }
}

function arithmetic(unit: Unit, { operator, left, right, ...place }: Of<'arithmetic'>): string {
  const [a, b] = [expressionCode(unit, left), expressionCode(unit, right)];
  const divisor = knownValue(right, nothingKnown);
  switch (operator) {
    case 'concat':
      return `${unit.module.place(place)}concat(${a}, ${b})`;
    case '/':
      return typeof divisor === 'number' && divisor !== 0 ? `(${a} / ${b})` : `divided(${a}, ${b})`;
    case 'div':
      return `Math.trunc(divided(${a}, ${b}))`;
    default:
      return `(${a} ${operator} ${b})`;
  }
}

/** Two floats within this distance count as equal in every comparison. */
const slack = '1e-10';

function comparison(unit: Unit, { operator, operands, left, right }: Of<'compare'>): string {
  const [a, b] = [expressionCode(unit, left), expressionCode(unit, right)];
  if (operands === 'number') {
    switch (operator) {
      case '<':
        return `(${b} - ${a} > ${slack})`;
      case '>':
        return `(${a} - ${b} > ${slack})`;
      case '<=':
        return `(${a} - ${b} <= ${slack})`;
      case '>=':
        return `(${b} - ${a} <= ${slack})`;
      case '==':
        return `(Math.abs(${a} - ${b}) <= ${slack})`;
      default:
        return `(Math.abs(${a} - ${b}) > ${slack})`;
    }
  }
  if (operator === '==') {
    const isNeverNa = [left, right].some((side) => isKnownPresent(side)) || isNumeric(left.type);
    return isNeverNa ? `(${a} === ${b})` : `!isDifferent(${a}, ${b}, true)`;
  }
  if (operator === '!=') return `isDifferent(${a}, ${b}, false)`;
  return `(${a} ${operator} ${b})`;
}

function isKnownPresent(side: Expression): boolean {
  const value = knownValue(side, nothingKnown);
  return value !== undefined && value !== null;
}

function logic(unit: Unit, { operator, isLazy, left, right }: Of<'logic'>): string {
  const a = expressionCode(unit, left);
  if (isLazy || isPlain(right)) {
    const b = isLazy ? unit.lazily(() => expressionCode(unit, right)) : expressionCode(unit, right);
    return operator === 'and' ? `(${a} && ${b})` : `(${a} || ${b})`;
  }
  return `${operator === 'and' ? 'both' : 'either'}(${a}, ${expressionCode(unit, right)})`;
}

/** Evaluating it or not makes no difference but its value. */
export function isPlain(expression: Expression): boolean {
  switch (expression.op) {
    case 'constant':
    case 'na':
    case 'variable':
    case 'builtin':
    case 'input':
      return true;
    case 'unary':
    case 'convert':
      return isPlain(expression.operand);
    case 'arithmetic':
      return expression.operator !== 'concat' && isPlain(expression.left) && isPlain(expression.right);
    case 'compare':
    case 'logic':
      return isPlain(expression.left) && isPlain(expression.right);
    case 'variable-history':
    case 'builtin-history':
      return constantOffset(expression.offset) !== undefined;
    default:
      return false;
  }
}

function builtinCall(unit: Unit, expression: Of<'call-builtin'>): string {
  const { builtin, signature } = expression;
  const { module } = unit;
  const { implementation } = builtin;
  const values = expression.arguments.map((argument) =>
    argument === undefined ? 'u' : expressionCode(unit, argument),
  );
  switch (implementation.kind) {
    case 'pure':
      return `${module.place(expression)}${module.constant(implementation.call)}(${values.join(', ')})`;
    case 'inline':
      return inlineCall(unit, implementation.code, expression.arguments, values);
    case 'context':
      return `${module.place(expression)}${module.constant(implementation.call)}(${['x', ...values].join(', ')})`;
    case 'state': {
      const site = module.states.length;
      const { arguments: given, start, end } = expression;
      const isOnEachBar = unit.isOnEachBar && unit.repetitions === 0;
      module.states.push({ builtin, signature, arguments: given, isOnEachBar, start, end });
      const state = unit.member('s', `z.state(${site})`);
      return `${module.place(expression)}${state}.next(${values.join(', ')})`;
    }
    case 'language':
      // How many bars are kept is for the engine to know.
      if (builtin.name === 'max_bars_back') return 'u';
      throw builtinFails(builtin);
    default:
      throw builtinFails(builtin);
  }
}

function userCall(unit: Unit, expression: Of<'call'>): string {
  const { module } = unit;
  const { routine } = expression;
  const values = expression.arguments.map((argument) => expressionCode(unit, argument));
  const info = module.routines.get(routine);
  if (info === undefined) throw new Error(`${routine.name} is called before it is known`);
  if (!info.hasFrame) return `${module.place(expression)}${info.name}(${['i', ...values].join(', ')})`;
  const site = module.calls.length;
  const { parameters } = routine;
  module.calls.push({
    routine,
    parameters,
    arguments: expression.arguments,
    surroundings: unit.surroundings(),
  });
  const frame = unit.member('c', `${info.frameName}(z.child(${site}))`);
  return `${module.place(expression)}${info.name}(${[frame, 'i', ...values].join(', ')})`;
}

export function tracedVariable(
  unit: Unit,
  variable: Variable,
  place: { start: number; end: number },
): string {
  const { module } = unit;
  if (module.mode !== 'trace' || variable.type.kind === 'void' || !isOwnPlace(place.start)) return '';
  module.tracePoints.push({ variable, start: place.start, end: place.end });
  return ` trace(${module.tracePoints.length - 1}, ${unit.plan(variable).text});`;
}
