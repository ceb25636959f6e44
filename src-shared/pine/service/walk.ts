import type { Block, Expression, If, Script, Statement } from '../syntax/tree.ts';

interface Visitor {
  statement?(node: Statement): void;
  expression?(node: Expression): void;
}

/** Calls back for every statement and expression of a script, outer ones first, in the order of the text. */
export function walk(script: Script, visitor: Visitor): void {
  new Walker(visitor).statements(script.body);
}

export function walkExpressions(script: Script, visit: (node: Expression) => void): void {
  walk(script, { expression: visit });
}

class Walker {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  statements(nodes: readonly Statement[]): void {
    for (const node of nodes) this.#statement(node);
  }

  #block(block: Block): void {
    this.statements(block.statements);
  }

  #statement(node: Statement): void {
    this.#visitor.statement?.(node);
    switch (node.kind) {
      case 'variable':
      case 'tuple-declaration':
        this.#expression(node.value);
        break;
      case 'assignment':
        this.#expression(node.target);
        this.#expression(node.value);
        break;
      case 'function':
        for (const { defaultValue } of node.parameters) this.#maybe(defaultValue);
        this.#block(node.body);
        break;
      case 'type':
        for (const { defaultValue } of node.fields) this.#maybe(defaultValue);
        break;
      case 'enum':
        for (const { title } of node.members) this.#maybe(title);
        break;
      case 'expression-statement':
        this.#expression(node.expression);
        break;
      default:
    }
  }

  #maybe(node: Expression | undefined): void {
    if (node !== undefined) this.#expression(node);
  }

  #expression(node: Expression): void {
    this.#visitor.expression?.(node);
    switch (node.kind) {
      case 'member':
        this.#expression(node.object);
        break;
      case 'call':
        this.#expression(node.callee);
        for (const { value } of node.arguments) this.#expression(value);
        break;
      case 'index':
        this.#expression(node.object);
        this.#expression(node.offset);
        break;
      case 'unary':
        this.#expression(node.operand);
        break;
      case 'binary':
        this.#expression(node.left);
        this.#expression(node.right);
        break;
      case 'conditional':
        this.#expression(node.condition);
        this.#expression(node.consequent);
        this.#expression(node.alternate);
        break;
      case 'tuple':
        for (const item of node.items) this.#expression(item);
        break;
      case 'group':
        this.#expression(node.expression);
        break;
      default:
        this.#structure(node);
    }
  }

  #structure(node: Expression): void {
    switch (node.kind) {
      case 'if':
        this.#if(node);
        break;
      case 'switch':
        this.#maybe(node.subject);
        for (const arm of node.arms) {
          this.#maybe(arm.condition);
          this.#block(arm.body);
        }
        break;
      case 'for':
        this.#expression(node.from);
        this.#expression(node.to);
        this.#maybe(node.step);
        this.#block(node.body);
        break;
      case 'for-in':
        this.#expression(node.iterable);
        this.#block(node.body);
        break;
      case 'while':
        this.#expression(node.condition);
        this.#block(node.body);
        break;
      default:
    }
  }

  #if(node: If): void {
    this.#expression(node.condition);
    this.#block(node.consequent);
    const { alternate } = node;
    if (alternate?.kind === 'if') this.#expression(alternate);
    else if (alternate !== undefined) this.#block(alternate);
  }
}
