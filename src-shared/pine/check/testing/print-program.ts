import type { Block, Expression, Program, Routine, Statement, Variable } from '../program.ts';
import { typeText } from '../type-rules.ts';

/** A program as text for tests: what the checker made of a script, one statement a line. */
export function printProgram(program: Program): string {
  const lines: string[] = [];
  for (const [name, value] of Object.entries(program.settings))
    lines.push(`setting ${name} = ${JSON.stringify(value)}`);
  for (const input of program.inputs) {
    const parts = [
      `input ${JSON.stringify(input.title)}: ${input.kind} = ${JSON.stringify(input.defaultValue)}`,
    ];
    if (input.options !== undefined) parts.push(`of ${JSON.stringify(input.options)}`);
    if (input.minimum !== undefined) parts.push(`from ${input.minimum}`);
    if (input.maximum !== undefined) parts.push(`to ${input.maximum}`);
    if (input.group !== '') parts.push(`in ${JSON.stringify(input.group)}`);
    lines.push(parts.join(' '));
  }
  for (const routine of program.routines) lines.push(...printRoutine(routine));
  lines.push(...printBlock(program.main.body, ''));
  return lines.join('\n');
}

function printRoutine(routine: Routine): string[] {
  const parameters = routine.parameters.map(
    (parameter) =>
      `${parameter.name}: ${parameter.qualifier} ${typeText(parameter.type)}${parameter.hasHistory ? '[]' : ''}`,
  );
  const words = routine.isStateless ? 'stateless ' : '';
  return [
    `${words}${routine.name}(${parameters.join(', ')}) => ${typeText(routine.result)}`,
    ...printBlock(routine.body, '  '),
  ];
}

function printBlock(block: Block, indent: string): string[] {
  const lines = block.statements.flatMap((statement) => printStatement(statement, indent));
  if (block.value !== undefined) lines.push(...printValue('', block.value, indent));
  return lines;
}

function printStatement(statement: Statement, indent: string): string[] {
  switch (statement.op) {
    case 'declare':
      return printValue(`${declared(statement.variable)} = `, statement.value, indent);
    case 'destructure': {
      const names = statement.variables.map((variable) =>
        variable === undefined ? '_' : declared(variable),
      );
      return printValue(`[${names.join(', ')}] = `, statement.value, indent);
    }
    case 'assign':
      return printValue(`${statement.variable.name} := `, statement.value, indent);
    case 'assign-field':
      return printValue(`${inline(statement.object)}.${statement.field} := `, statement.value, indent);
    case 'evaluate':
      return printValue('', statement.value, indent);
    default:
      return [`${indent}${statement.op}`];
  }
}

function declared(variable: Variable): string {
  const persistence = variable.persistence === 'none' ? '' : `${variable.persistence} `;
  const history = variable.hasHistory ? '[]' : '';
  const place = variable.place === 'global' ? '' : `${variable.place} `;
  return `${place}${persistence}${variable.name}${history}: ${variable.qualifier} ${typeText(variable.type)}`;
}

/** Structures take lines of their own, everything else one. */
function printValue(lead: string, value: Expression, indent: string): string[] {
  const inner = `${indent}  `;
  switch (value.op) {
    case 'if': {
      const lines = [`${indent}${lead}if ${inline(value.condition)}`, ...printBlock(value.consequent, inner)];
      if (value.alternate !== undefined) lines.push(`${indent}else`, ...printBlock(value.alternate, inner));
      return lines;
    }
    case 'switch': {
      const subject = value.subject === undefined ? '' : ` ${inline(value.subject.value)}`;
      const arms = value.arms.flatMap((arm) => [
        `${inner}${arm.condition === undefined ? '' : inline(arm.condition)} =>`,
        ...printBlock(arm.body, `${inner}  `),
      ]);
      return [`${indent}${lead}switch${subject}`, ...arms];
    }
    case 'for': {
      const step = value.step === undefined ? '' : ` by ${inline(value.step)}`;
      const again = value.reevaluatesEnd ? '' : ' once';
      return [
        `${indent}${lead}for ${value.variable.name}: ${typeText(value.variable.type)} = ${inline(value.from)} to${again} ${inline(value.to)}${step}`,
        ...printBlock(value.body, inner),
      ];
    }
    case 'for-in': {
      const index = value.index === undefined ? '' : `${value.index.name}, `;
      return [
        `${indent}${lead}for [${index}${value.item?.name ?? '_'}] in ${value.over} ${inline(value.iterable)}`,
        ...printBlock(value.body, inner),
      ];
    }
    case 'while':
      return [`${indent}${lead}while ${inline(value.condition)}`, ...printBlock(value.body, inner)];
    default:
      return [`${indent}${lead}${inline(value)}`];
  }
}

function inline(value: Expression): string {
  switch (value.op) {
    case 'constant':
      if (value.type.kind === 'color') return `#${Number(value.value).toString(16).padStart(8, '0')}`;
      if (value.type.kind === 'enum')
        return `${value.type.name}.${value.type.members[Number(value.value)]?.name ?? '?'}`;
      return Number.isNaN(value.value) ? 'NaN' : JSON.stringify(value.value);
    case 'na':
      return `na<${typeText(value.type)}>`;
    case 'variable':
      return value.variable.name;
    case 'variable-history':
      return `${value.variable.name}[${inline(value.offset)}]`;
    case 'history':
      return `history(${inline(value.source)})[${inline(value.offset)}]`;
    case 'builtin':
      return value.builtin.name;
    case 'builtin-history':
      return `${value.builtin.name}[${inline(value.offset)}]`;
    case 'input':
      return `input(${JSON.stringify(value.input.id)})`;
    case 'unary':
      return `(${value.operator} ${inline(value.operand)})`;
    case 'arithmetic':
    case 'compare': {
      const operands = value.op === 'compare' ? `<${value.operands}>` : '';
      return `(${inline(value.left)} ${value.operator}${operands} ${inline(value.right)})`;
    }
    case 'logic':
      return `(${inline(value.left)} ${value.isLazy ? 'lazy ' : ''}${value.operator} ${inline(value.right)})`;
    case 'conditional':
      return `(${inline(value.condition)} ? ${inline(value.consequent)} : ${inline(value.alternate)})`;
    case 'convert':
      return `to-${value.to}(${inline(value.operand)})`;
    case 'tuple':
      return `[${value.items.map(inline).join(', ')}]`;
    case 'call-builtin': {
      const name = value.signature === 0 ? value.builtin.name : `${value.builtin.name}#${value.signature}`;
      return `${name}(${value.arguments.map((argument) => (argument === undefined ? '?' : inline(argument))).join(', ')})`;
    }
    case 'call':
      return `${value.routine.name}(${value.arguments.map(inline).join(', ')})`;
    case 'request': {
      const options = Object.entries(value.options).map(([name, option]) => `, ${name} = ${inline(option)}`);
      return `request.${value.function}(${inline(value.symbol)}, ${inline(value.timeframe)}, ${inline(value.expression)}${options.join('')}): ${typeText(value.type)}`;
    }
    case 'new':
      return `${value.userType.name}.new(${value.fields.map(inline).join(', ')})`;
    case 'copy':
      return `copy(${inline(value.object)})`;
    case 'field':
      return `${inline(value.object)}.${value.field}`;
    default:
      return `{ ${printValue('', value, '')
        .map((line) => line.trim())
        .join('; ')} }`;
  }
}
