import type * as tree from '../syntax/tree.ts';
import type { Qualifier, Type } from '../types.ts';
import type { Checking, Wanted } from './checking.ts';
import {
  constant,
  constantOf,
  fitTo,
  isMistaken,
  mistaken,
  withoutBranchValues,
} from './expression-parts.ts';
import { checkFor, checkForIn, checkWhile } from './loops.ts';
import { asCondition, compare } from './operators.ts';
import type { Block, Expression } from './program.ts';
import { bool, commonType, errorType, strongest, typeText, voidType } from './type-rules.ts';
import { newVariable } from './variables.ts';

export function checkStructure(
  checking: Checking,
  node: tree.If | tree.Switch | tree.For | tree.ForIn | tree.While,
  wanted: Wanted,
): Expression {
  switch (node.kind) {
    case 'if':
      return checkIf(checking, node, wanted);
    case 'switch':
      return checkSwitch(checking, node, wanted);
    case 'for':
      return checkFor(checking, node, wanted);
    case 'for-in':
      return checkForIn(checking, node, wanted);
    case 'while':
      return checkWhile(checking, node, wanted);
  }
}

function checkIf(checking: Checking, node: tree.If, wanted: Wanted): Expression {
  const condition = asCondition(checking, checking.expression(node.condition), 'The condition of `if`');
  hintConstant(checking, node.condition, condition);
  const { consequent, alternate } = checking.conditionally(condition, () => ({
    consequent: checking.block(node.consequent, wanted),
    alternate: checkElse(checking, node.alternate, wanted),
  }));
  const whole: Expression = {
    op: 'if',
    condition,
    consequent,
    alternate,
    type: voidType,
    qualifier: 'series',
    start: node.start,
    end: node.end,
  };
  if (wanted === 'none') return whole;
  const branches = alternate === undefined ? [consequent] : [consequent, alternate];
  const type = agree(checking, node, branches, wanted, '`if`');
  if (type === undefined)
    return { ...withoutBranchValues(whole), type: wanted === 'value' ? errorType : voidType };
  return {
    ...whole,
    type,
    qualifier: qualifierOf(condition.qualifier, branches),
    consequent: fitBlock(checking, consequent, type),
    alternate: alternate === undefined ? absent(checking, node, type) : fitBlock(checking, alternate, type),
  };
}

function checkElse(
  checking: Checking,
  node: tree.Block | tree.If | undefined,
  wanted: Wanted,
): Block | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'block') return checking.block(node, wanted);
  const value = checkIf(checking, node, wanted);
  if (wanted === 'none' || value.type.kind === 'void') {
    return { statements: [{ op: 'evaluate', value, start: node.start, end: node.end }], value: undefined };
  }
  return { statements: [], value };
}

function hintConstant(checking: Checking, node: tree.Expression, condition: Expression): void {
  const known = constantOf(condition);
  if (typeof known !== 'boolean' || isMistaken(condition)) return;
  checking.reporter.report('P514', node, `This condition is always ${known}.`);
}

/** Where no branch is taken a bool is false in version 6; everything else is na, which needs no words. */
function absent(checking: Checking, node: tree.Node, type: Type): Block | undefined {
  if (type.kind !== 'bool' || checking.module.version < 6) return undefined;
  return { statements: [], value: constant(node, bool, false) };
}

function qualifierOf(condition: Qualifier, branches: readonly Block[]): Qualifier {
  return strongest(condition, 'simple', ...branches.map((branch) => branch.value?.qualifier ?? 'const'));
}

/** The common type of all branches; undefined, and told if somebody asked for the value, where there is none. */
function agree(
  checking: Checking,
  node: tree.Node,
  branches: readonly Block[],
  wanted: Wanted,
  what: string,
): Type | undefined {
  let type: Type | undefined;
  for (const branch of branches) {
    const own = branch.value?.type ?? voidType;
    if (own.kind === 'void') {
      if (endsInJump(branch)) continue;
      if (wanted === 'value' && !branches.some((other) => other.value?.type.kind === 'error')) {
        checking.reporter.report(
          'P306',
          node,
          `Not every branch of this ${what} gives a value. End each with one.`,
        );
      }
      return undefined;
    }
    const common = type === undefined ? own : commonType(type, own, checking.module.version);
    if (common === undefined) {
      if (wanted === 'value') {
        checking.reporter.report(
          'P303',
          branch.value ?? node,
          `The branches of this ${what} give ${typeText(type ?? own)} and ${typeText(own)}; they must agree.`,
        );
      }
      return undefined;
    }
    type = common;
  }
  return type;
}

function endsInJump(block: Block): boolean {
  const last = block.statements.at(-1);
  return last?.op === 'break' || last?.op === 'continue';
}

function fitBlock(checking: Checking, block: Block, type: Type): Block {
  if (block.value === undefined) return block;
  return { ...block, value: fitTo(checking, block.value, type) ?? block.value };
}

function checkSwitch(checking: Checking, node: tree.Switch, wanted: Wanted): Expression {
  const value = node.subject === undefined ? undefined : checking.expression(node.subject);
  const subject =
    value === undefined || node.subject === undefined
      ? undefined
      : {
          variable: newVariable(checking, {
            name: 'switch',
            type: value.type,
            qualifier: value.qualifier,
            place: 'local',
            start: node.subject.start,
            end: node.subject.end,
          }),
          value,
        };
  const guards: Qualifier[] = [value?.qualifier ?? 'const'];
  const arms: { condition: Expression | undefined; body: Block }[] = [];
  let fallback: { condition: undefined; body: Block } | undefined;
  for (const arm of node.arms) {
    const guard = guards.includes('series') ? 'series' : 'simple';
    const condition =
      arm.condition === undefined
        ? undefined
        : underGuard(checking, arms.length > 0 && guard === 'series', () =>
            armCondition(checking, arm, subject?.variable),
          );
    if (condition !== undefined) guards.push(condition.qualifier);
    const isSeries = guards.includes('series');
    const body = underGuard(checking, isSeries, () => checking.block(arm.body, wanted));
    if (condition === undefined) {
      if (fallback === undefined) fallback = { condition, body };
      else checking.reporter.report('P509', arm, 'A switch has one default arm; this one is never reached.');
    } else {
      arms.push({ condition, body });
    }
  }
  const all = fallback === undefined ? arms : [...arms, fallback];
  const whole: Expression = {
    op: 'switch',
    subject,
    arms: all,
    type: voidType,
    qualifier: 'series',
    start: node.start,
    end: node.end,
  };
  if (wanted === 'none' || all.length === 0) return whole;
  const bodies = all.map((arm) => arm.body);
  const type = agree(checking, node, bodies, wanted, '`switch`');
  if (type === undefined)
    return { ...withoutBranchValues(whole), type: wanted === 'value' ? errorType : voidType };
  const fitted: { condition: Expression | undefined; body: Block }[] = all.map((arm) => ({
    condition: arm.condition,
    body: fitBlock(checking, arm.body, type),
  }));
  const nothing = fallback === undefined ? absent(checking, node, type) : undefined;
  if (nothing !== undefined) fitted.push({ condition: undefined, body: nothing });
  return { ...whole, type, arms: fitted, qualifier: qualifierOf(strongest(...guards), bodies) };
}

function underGuard<T>(checking: Checking, isSeries: boolean, work: () => T): T {
  if (!isSeries) return work();
  checking.frame.conditions += 1;
  const result = work();
  checking.frame.conditions -= 1;
  return result;
}

function armCondition(
  checking: Checking,
  arm: tree.SwitchArm,
  subject: ReturnType<typeof newVariable> | undefined,
): Expression {
  if (arm.condition === undefined) return mistaken(arm);
  const value = checking.expression(arm.condition);
  if (subject === undefined) return asCondition(checking, value, 'An arm’s condition');
  const read: Expression = {
    op: 'variable',
    variable: subject,
    type: subject.type,
    qualifier: subject.qualifier,
    start: arm.condition.start,
    end: arm.condition.end,
  };
  return compare(checking, arm.condition, '==', read, value);
}
