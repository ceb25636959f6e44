import type * as tree from '../syntax/tree.ts';

/**
 * Which declarations are assigned again: the places of their names. Needed before a script is checked, since such a variable
 * is a series from its declaration on.
 */
export function findReassigned(script: tree.Script): ReadonlySet<number> {
  const finder = new Finder();
  finder.statements(script.body);
  return finder.found;
}

class Finder {
  readonly found = new Set<number>();
  #scopes: Map<string, number>[] = [new Map()];

  statements(nodes: readonly tree.Statement[]): void {
    for (const node of nodes) this.#statement(node);
  }

  #statement(node: tree.Statement): void {
    switch (node.kind) {
      case 'variable':
        this.#expression(node.value);
        this.#declare(node.name);
        break;
      case 'tuple-declaration':
        this.#expression(node.value);
        for (const name of node.names) this.#declare(name);
        break;
      case 'assignment':
        this.#expression(node.value);
        if (node.target.kind === 'identifier') this.#assign(node.target.name);
        else this.#expression(node.target);
        break;
      case 'function':
        this.#within(() => {
          for (const parameter of node.parameters) this.#declare(parameter.name);
          this.statements(node.body.statements);
        });
        break;
      case 'expression-statement':
        this.#expression(node.expression);
        break;
    }
  }

  #declare(name: tree.Identifier): void {
    this.#scopes.at(-1)?.set(name.name, name.start);
  }

  #assign(name: string): void {
    const scope = this.#scopes.findLast((candidate) => candidate.has(name));
    const place = scope?.get(name);
    if (place !== undefined) this.found.add(place);
  }

  #within(work: () => void): void {
    this.#scopes.push(new Map());
    work();
    this.#scopes.pop();
  }

  #block(node: tree.Block, ...names: readonly (tree.Identifier | undefined)[]): void {
    this.#within(() => {
      for (const name of names) if (name !== undefined) this.#declare(name);
      this.statements(node.statements);
    });
  }

  #expression(node: tree.Expression): void {
    switch (node.kind) {
      case 'if':
        this.#expression(node.condition);
        this.#block(node.consequent);
        if (node.alternate?.kind === 'block') this.#block(node.alternate);
        else if (node.alternate !== undefined) this.#expression(node.alternate);
        break;
      case 'switch':
        if (node.subject !== undefined) this.#expression(node.subject);
        for (const arm of node.arms) {
          if (arm.condition !== undefined) this.#expression(arm.condition);
          this.#block(arm.body);
        }
        break;
      case 'for':
        this.#block(node.body, node.variable);
        break;
      case 'for-in':
        this.#block(node.body, node.index, node.item);
        break;
      case 'while':
        this.#expression(node.condition);
        this.#block(node.body);
        break;
      case 'group':
        this.#expression(node.expression);
        break;
      case 'conditional':
        // Structures may not stand inside operators; only groups and arguments could hide one.
        this.#expression(node.consequent);
        this.#expression(node.alternate);
        break;
      case 'call':
        for (const argument of node.arguments) this.#expression(argument.value);
        break;
    }
  }
}
