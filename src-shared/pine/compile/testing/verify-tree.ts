import { type AnyNode, type Literal, type Node, Parser } from 'acorn';
import { UnverifiedCode } from '../code-scanner.ts';
import { textLiteral } from '../literals.ts';
import { helperNames, mathConstants, mathFunctions, methods, parameterNames } from '../vocabulary.ts';

/*
 * The same list of what generated code consists of, held against the tree that a public parser of JavaScript makes of it:
 * too slow for each compilation, but it was written without our own reader, and so bears witness to it.
 */

const words = new Set<string>([
  'i',
  'g',
  'n',
  'r',
  'p',
  'q',
  'u',
  'a',
  'b',
  'run',
  'grow',
  ...parameterNames,
]);
const helpers = new Set<string>(helperNames);
const numbered = /^[abcdefhjklmostvwy](0|[1-9]\d{0,6})$/;
/** Members that objects of the code have. */
const members = /^([cdfls](0|[1-9]\d{0,6})|n|r|p|q)$/;
const objectKeys = /^([cdfls](0|[1-9]\d{0,6})|n|r|p|q|run|grow|epoch|capture|revert)$/;
const callable = /^[fmk](0|[1-9]\d{0,6})$/;
/** Arrays read and written by bar, and those read and written at a fixed place. */
const byBar = /^[bhwy]\d+$/;
const byPlace = /^([at]\d+|[nrpq])$/;
const binary = new Set(['+', '-', '*', '/', '%', '<', '<=', '>', '>=', '===', '!==']);
const math = new Set<string>(mathFunctions);
const mathNumbers = new Set<string>(mathConstants);

/** @throws UnverifiedCode */
export function verifyTree(code: string): void {
  let program: AnyNode;
  try {
    program = QuickParser.parse(code, {
      ecmaVersion: 2022,
      sourceType: 'script',
      allowReturnOutsideFunction: true,
      onComment: () => {
        throw new UnverifiedCode('The generated code has a comment.');
      },
    });
  } catch (error) {
    if (error instanceof UnverifiedCode) throw error;
    throw new UnverifiedCode(`The generated code cannot be read: ${String(error)}`);
  }
  new TreeVerifier(code).program(program);
}

/**
 * Does not look each name up among the reserved words: all names are held against a closed list below, on which there is none.
 */
const QuickParser = Parser.extend(
  (Base) =>
    class extends Base {
      checkUnreserved(): void {
        // See above.
      }
    },
);

class TreeVerifier {
  readonly #code: string;
  readonly #declared = new Set<string>();
  /** Names that are read, where they first are. */
  readonly #read = new Map<string, Node>();
  /** Which parameter of a function is the bar's index, -1 for none: by it arrays are indexed. */
  readonly #barParameters = new Map<string, number>();
  readonly #barArguments: { name: string; node: AnyNode & { type: 'CallExpression' } }[] = [];

  constructor(code: string) {
    this.#code = code;
  }

  program(node: AnyNode): void {
    if (node.type !== 'Program') this.#refuse(node);
    const [first, ...rest] = node.body;
    // The directive is the only statement that is a text.
    if (first?.type !== 'ExpressionStatement' || first.directive !== 'use strict') this.#refuse(node);
    for (const statement of rest) this.#statement(statement);
    for (const [name, place] of this.#read) if (!this.#declared.has(name)) this.#refuse(place);
    for (const { name, node: call } of this.#barArguments) {
      const at = this.#barParameters.get(name) ?? -1;
      const argument = call.arguments[at];
      if (at >= 0 && (argument?.type !== 'Identifier' || argument.name !== 'i')) this.#refuse(call);
    }
  }

  #refuse(node: Node): never {
    const text = this.#code.slice(node.start, Math.min(node.end, node.start + 60));
    const { type } = node as AnyNode;
    throw new UnverifiedCode(`The generated code has a ${type} that may not be there: ${text}`);
  }

  #statement(node: AnyNode): void {
    switch (node.type) {
      case 'ExpressionStatement':
        if (node.directive !== undefined) this.#refuse(node);
        this.#expression(node.expression);
        return;
      case 'VariableDeclaration':
        if (node.kind !== 'let' && node.kind !== 'const') this.#refuse(node);
        for (const { id, init } of node.declarations) {
          const name = this.#declare(id);
          if (init === null || init === undefined) this.#refuse(node);
          this.#initial(name, init);
        }
        return;
      case 'FunctionDeclaration':
        if (node.async || node.generator) this.#refuse(node);
        this.#function(node);
        this.#statement(node.body);
        return;
      case 'BlockStatement':
        for (const statement of node.body) this.#statement(statement);
        return;
      case 'ReturnStatement':
        if (node.argument === null || node.argument === undefined) this.#refuse(node);
        this.#expression(node.argument);
        return;
      case 'IfStatement':
        this.#expression(node.test);
        this.#statement(node.consequent);
        if (node.alternate) this.#statement(node.alternate);
        return;
      case 'ForStatement':
        if (node.init) {
          if (node.init.type === 'VariableDeclaration') this.#statement(node.init);
          else this.#expression(node.init);
        }
        if (node.test) this.#expression(node.test);
        if (node.update) this.#expression(node.update);
        this.#statement(node.body);
        return;
      case 'BreakStatement':
      case 'ContinueStatement':
        if (node.label) this.#refuse(node);
        return;
      default:
        this.#refuse(node);
    }
  }

  #function(node: AnyNode & { type: 'FunctionDeclaration' }): void {
    if (node.id === null) this.#refuse(node);
    const name = this.#declare(node.id, /^[fm]\d+$|^run$|^grow$/);
    if (this.#barParameters.has(name)) this.#refuse(node);
    const allowed = name === 'run' ? /^[ab]$/ : /^v\d+$|^[giz]$/;
    const parameters = node.params.map((parameter) => this.#declare(parameter, allowed));
    this.#barParameters.set(name, parameters.indexOf('i'));
  }

  /** Names that may be called stand for what the tables hold, and for nothing else. */
  #initial(name: string, init: AnyNode): void {
    if (name.startsWith('k')) {
      const { type } = init;
      if (type !== 'MemberExpression' || !init.computed || init.object.type !== 'Identifier')
        this.#refuse(init);
      if (init.object.name !== 'k' || !isIndex(init.property)) this.#refuse(init);
      return;
    }
    if (name === 'i' && (init.type !== 'Identifier' || init.name !== 'a')) this.#refuse(init);
    if (name.startsWith('j') && !(init.type === 'Literal' && init.value === 0)) this.#refuse(init);
    this.#expression(init);
  }

  #declare(node: Node, allowed: RegExp = /^[abcdehjklostvwy]\d+$|^[inrpqu]$/): string {
    const id = node as AnyNode;
    if (id.type !== 'Identifier' || !allowed.test(id.name)) this.#refuse(id);
    this.#spelled(id, id.name);
    this.#declared.add(id.name);
    return id.name;
  }

  /** A name written with escapes would be another text than it says. */
  #spelled(node: Node, name: string): void {
    if (node.end - node.start !== name.length) this.#refuse(node);
  }

  #name(node: AnyNode): string {
    if (node.type !== 'Identifier') this.#refuse(node);
    const { name } = node;
    this.#spelled(node, name);
    if (name === 'NaN' || name === 'k' || name === 'z' || name === 'x') return name;
    if (!this.#read.has(name)) {
      if (!numbered.test(name) && !words.has(name)) this.#refuse(node);
      this.#read.set(name, node);
    }
    return name;
  }

  #expression(node: AnyNode): void {
    switch (node.type) {
      case 'Literal':
        this.#literal(node);
        return;
      case 'Identifier':
        if (this.#name(node) === 'k') this.#refuse(node);
        return;
      case 'UnaryExpression':
        if (node.operator !== '-' && node.operator !== '!' && node.operator !== 'void') this.#refuse(node);
        this.#expression(node.argument);
        return;
      case 'BinaryExpression':
        if (!binary.has(node.operator) || node.left.type === 'PrivateIdentifier') this.#refuse(node);
        this.#expression(node.left);
        this.#expression(node.right);
        return;
      case 'LogicalExpression':
        if (node.operator === '??') this.#refuse(node);
        this.#expression(node.left);
        this.#expression(node.right);
        return;
      case 'ConditionalExpression':
        this.#expression(node.test);
        this.#expression(node.consequent);
        this.#expression(node.alternate);
        return;
      case 'SequenceExpression':
        for (const expression of node.expressions) this.#expression(expression);
        return;
      case 'ArrayExpression':
        for (const element of node.elements) {
          if (element === null || element.type === 'SpreadElement') this.#refuse(node);
          this.#expression(element);
        }
        return;
      case 'ObjectExpression':
        for (const property of node.properties) this.#property(property);
        return;
      case 'AssignmentExpression':
        this.#assignment(node);
        return;
      case 'MemberExpression':
        this.#member(node);
        return;
      case 'CallExpression':
        this.#call(node);
        return;
      default:
        this.#refuse(node);
    }
  }

  #literal(node: Literal): void {
    const { value, raw } = node;
    if (node.regex !== undefined || node.bigint !== undefined || raw === undefined) this.#refuse(node);
    if (value === null || typeof value === 'boolean') return;
    if (typeof value === 'string' && textLiteral(value) === raw) return;
    if (typeof value === 'number' && /^[\d.]+(e[+-]?\d+)?$/.test(raw)) return;
    this.#refuse(node);
  }

  #property(node: AnyNode): void {
    if (node.type !== 'Property' || node.computed || node.method || node.shorthand || node.kind !== 'init') {
      this.#refuse(node);
    }
    const { key } = node;
    if (key.type !== 'Identifier' || !objectKeys.test(key.name)) this.#refuse(key);
    this.#spelled(key, key.name);
    this.#expression(node.value);
  }

  #assignment(node: AnyNode): void {
    if (node.type !== 'AssignmentExpression' || node.operator !== '=') this.#refuse(node);
    const { left, right } = node;
    if (left.type === 'Identifier') {
      const name = this.#name(left);
      if (!/^([bhjtvwy]\d+|i)$/.test(name)) this.#refuse(left);
      if (name.startsWith('j')) {
        if (right.type !== 'CallExpression' || right.callee.type !== 'Identifier') this.#refuse(right);
        if (right.callee.name !== 'barAgo') this.#refuse(right);
      }
      if (name === 'i' && !/^i \+ 1$/.test(this.#code.slice(right.start, right.end))) this.#refuse(node);
    } else if (left.type === 'MemberExpression') {
      this.#member(left);
    } else {
      this.#refuse(left);
    }
    this.#expression(right);
  }

  #member(node: AnyNode): void {
    if (node.type !== 'MemberExpression' || node.optional) this.#refuse(node);
    const { object, property } = node;
    if (object.type === 'Super') this.#refuse(object);
    if (node.computed) {
      if (property.type === 'PrivateIdentifier') this.#refuse(property);
      this.#index(object, property);
      return;
    }
    if (property.type !== 'Identifier') this.#refuse(property);
    this.#spelled(property, property.name);
    if (object.type === 'Identifier' && object.name === 'Math') {
      if (!mathNumbers.has(property.name)) this.#refuse(node);
      return;
    }
    if (!members.test(property.name)) this.#refuse(property);
    this.#expression(object);
  }

  #index(object: AnyNode, property: AnyNode): void {
    const isOwn = object.type === 'MemberExpression' && !object.computed;
    if (isOwn) {
      // The memory of a function's frame.
      if (object.object.type !== 'Identifier' || object.object.name !== 'g') this.#refuse(object);
      if (object.property.type !== 'Identifier' || !/^[nrpq]$/.test(object.property.name))
        this.#refuse(object);
      this.#expression(object);
      if (!isIndex(property)) this.#refuse(property);
      return;
    }
    if (object.type !== 'Identifier') this.#refuse(object);
    const name = this.#name(object);
    if (byPlace.test(name)) {
      if (!isIndex(property)) this.#refuse(property);
      return;
    }
    if (!byBar.test(name) || !isBarIndex(property)) this.#refuse(object);
  }

  #call(node: AnyNode): void {
    if (node.type !== 'CallExpression' || node.optional) this.#refuse(node);
    for (const argument of node.arguments) {
      if (argument.type === 'SpreadElement') this.#refuse(argument);
      this.#expression(argument);
    }
    const { callee } = node;
    if (callee.type === 'Identifier') {
      this.#spelled(callee, callee.name);
      if (helpers.has(callee.name)) return;
      if (!callable.test(callee.name)) this.#refuse(callee);
      if (!this.#read.has(callee.name)) this.#read.set(callee.name, callee);
      this.#barArguments.push({ name: callee.name, node });
      return;
    }
    if (callee.type !== 'MemberExpression' || callee.computed || callee.optional) this.#refuse(callee);
    const { object, property } = callee;
    if (property.type !== 'Identifier') this.#refuse(property);
    this.#spelled(property, property.name);
    if (object.type === 'Identifier' && object.name === 'Math') {
      if (!math.has(property.name)) this.#refuse(callee);
      return;
    }
    this.#expression(object as AnyNode);
    const letter = receiverLetter(object as AnyNode);
    if (letter === undefined || methods[letter]?.includes(property.name) !== true) this.#refuse(callee);
  }
}

/** What kind of our things a method is called on. */
function receiverLetter(object: AnyNode): string | undefined {
  if (object.type === 'Identifier') return /^([a-z])\d*$/.exec(object.name)?.[1];
  if (object.type !== 'MemberExpression' || object.computed || object.object.type !== 'Identifier')
    return undefined;
  if (object.object.name !== 'g' || object.property.type !== 'Identifier') return undefined;
  return /^([a-z])\d+$/.exec(object.property.name)?.[1];
}

function isIndex(node: AnyNode): boolean {
  return node.type === 'Literal' && typeof node.value === 'number' && /^\d+$/.test(node.raw ?? '');
}

/** The bar, so many bars before it, or an index that was checked. */
function isBarIndex(node: AnyNode): boolean {
  if (node.type === 'Identifier') return node.name === 'i' || /^j\d+$/.test(node.name);
  if (node.type !== 'BinaryExpression' || node.operator !== '-') return false;
  return node.left.type === 'Identifier' && node.left.name === 'i' && isIndex(node.right);
}
