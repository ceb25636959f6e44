import { type ObjectTypeName, objectTypeNames, type Qualifier, qualifiers, type Type } from '../types.ts';

/*
 * Reads the signature texts of the built-ins; the form is told in builtin.ts. Each text is read once, on first use.
 */

/** A type as a signature may write it: with variables (T, K, V), choices (`int|float`) and `any`. */
export type SignatureType =
  | { readonly kind: 'plain'; readonly type: Type }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'choice'; readonly of: readonly SignatureType[] }
  | { readonly kind: 'any' }
  | { readonly kind: 'any-enum' }
  | { readonly kind: 'array' | 'matrix'; readonly element: SignatureType }
  | { readonly kind: 'map'; readonly key: SignatureType; readonly value: SignatureType }
  | { readonly kind: 'tuple'; readonly items: readonly SignatureType[] };

export type ParameterDefault =
  | { readonly kind: 'literal'; readonly value: number | string | boolean; readonly type: Type }
  | { readonly kind: 'na' }
  /** A built-in variable or constant, such as `color.blue`. */
  | { readonly kind: 'name'; readonly name: string }
  /** May be left out, and then is undefined. */
  | { readonly kind: 'none' };

export interface SignatureParameter {
  readonly name: string;
  readonly qualifier: Qualifier;
  readonly type: SignatureType;
  /** Undefined where the parameter must be given. */
  readonly default: ParameterDefault | undefined;
  /** Takes all further positional arguments. */
  readonly isRest: boolean;
  /** As written, for people. */
  readonly typeText: string;
}

export interface Signature {
  readonly text: string;
  readonly parameters: readonly SignatureParameter[];
  readonly result: SignatureType;
  readonly resultQualifier: Qualifier | 'strongest';
}

const signatureCache = new Map<string, Signature>();
const typedCache = new Map<string, { type: Type; qualifier: Qualifier }>();

/** @throws Error if the text has another form: a mistake of ours. */
export function readSignature(text: string): Signature {
  let signature = signatureCache.get(text);
  if (signature === undefined) {
    signature = new SignatureReader(text).signature();
    signatureCache.set(text, signature);
  }
  return signature;
}

/** The `type` text of a built-in variable, such as `series float`. */
export function readVariableType(text: string): { type: Type; qualifier: Qualifier } {
  let typed = typedCache.get(text);
  if (typed === undefined) {
    const reader = new SignatureReader(text);
    const qualifier = reader.qualifier() ?? 'series';
    const type = reader.type();
    typed = { qualifier: qualifier === 'strongest' ? 'series' : qualifier, type: plain(type, text) };
    typedCache.set(text, typed);
  }
  return typed;
}

function plain(type: SignatureType, text: string): Type {
  switch (type.kind) {
    case 'plain':
      return type.type;
    case 'array':
    case 'matrix':
      return { kind: type.kind, element: plain(type.element, text) };
    default:
      throw new Error(`Not the type of a variable: ${text}`);
  }
}

const valueTypes: Readonly<Record<string, Type>> = {
  int: { kind: 'int' },
  float: { kind: 'float' },
  bool: { kind: 'bool' },
  color: { kind: 'color' },
  string: { kind: 'string' },
  void: { kind: 'void' },
  na: { kind: 'na' },
};

const wordForm = /[A-Za-z0-9_]+(?:\.[A-Za-z_][A-Za-z0-9_]*)*/y;

class SignatureReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  signature(): Signature {
    this.#expect('(');
    const parameters: SignatureParameter[] = [];
    while (!this.#accept(')')) {
      if (parameters.length > 0) this.#expect(',');
      parameters.push(this.#parameter());
    }
    const resultQualifier = this.qualifier();
    const result = this.type();
    this.#space();
    if (this.#at !== this.#text.length) this.#fail();
    return {
      text: this.#text,
      parameters,
      result,
      resultQualifier: resultQualifier ?? this.#tupleQualifier(),
    };
  }

  /** `[series float, series float]`: the first qualifier inside stands for all. */
  #tupleQualifier(): Qualifier {
    const behind = this.#text.slice(this.#text.lastIndexOf(')') + 1);
    return qualifiers.findLast((qualifier) => behind.includes(`${qualifier} `)) ?? 'series';
  }

  #parameter(): SignatureParameter {
    const name = this.#word();
    const isRestByName = this.#accept('...');
    this.#expect(':');
    const qualifier = this.qualifier() ?? 'series';
    this.#space();
    const typeStart = this.#at;
    const type = this.type();
    const typeText = this.#text.slice(typeStart, this.#at).trim();
    const isRest = this.#accept('...') || isRestByName;
    const hasDefault = this.#accept('=');
    return {
      name,
      qualifier: qualifier === 'strongest' ? 'series' : qualifier,
      type,
      typeText,
      isRest,
      default: hasDefault ? this.#default() : undefined,
    };
  }

  qualifier(): Qualifier | 'strongest' | undefined {
    const start = this.#at;
    const word = this.#tryWord();
    if (word === 'strongest') return word;
    const qualifier = qualifiers.find((candidate) => candidate === word);
    if (qualifier === undefined) this.#at = start;
    return qualifier;
  }

  type(): SignatureType {
    const choices = [this.#single()];
    while (this.#accept('|') || this.#accept('/')) choices.push(this.#single());
    return choices.length === 1 ? (choices[0] as SignatureType) : { kind: 'choice', of: choices };
  }

  #single(): SignatureType {
    if (this.#accept('[')) {
      const items: SignatureType[] = [];
      while (!this.#accept(']')) {
        if (items.length > 0) this.#expect(',');
        this.qualifier();
        items.push(this.type());
      }
      return { kind: 'tuple', items };
    }
    const name = this.#word();
    let type = this.#named(name);
    while (this.#accept('[')) {
      this.#expect(']');
      type = { kind: 'array', element: type };
    }
    return type;
  }

  #named(name: string): SignatureType {
    if (name === 'array' || name === 'matrix') {
      this.#expect('<');
      const element = this.type();
      this.#expect('>');
      return { kind: name, element };
    }
    if (name === 'map') {
      this.#expect('<');
      const key = this.type();
      this.#expect(',');
      const value = this.type();
      this.#expect('>');
      return { kind: 'map', key, value };
    }
    if (name === 'tuple') {
      if (!this.#accept('<')) return { kind: 'tuple', items: [{ kind: 'any' }] };
      const item = this.type();
      this.#expect('>');
      return { kind: 'tuple', items: [item] };
    }
    if (name === 'any') return { kind: 'any' };
    if (name === 'enum') return { kind: 'any-enum' };
    if (/^[A-Z]$/.test(name)) return { kind: 'variable', name };
    const value = valueTypes[name];
    if (value !== undefined) return { kind: 'plain', type: value };
    if (objectTypeNames.some((object) => object === name)) {
      return { kind: 'plain', type: { kind: 'object', name: name as ObjectTypeName } };
    }
    return { kind: 'plain', type: { kind: 'unique', name } };
  }

  #default(): ParameterDefault {
    this.#space();
    const first = this.#text[this.#at] ?? '';
    if (first === '?') {
      this.#at += 1;
      return { kind: 'none' };
    }
    if (first === '"') {
      const end = this.#text.indexOf('"', this.#at + 1);
      const value = this.#text.slice(this.#at + 1, end);
      this.#at = end + 1;
      return { kind: 'literal', value, type: { kind: 'string' } };
    }
    if (first === '#') {
      const digits = /^#([0-9a-fA-F]{8}|[0-9a-fA-F]{6})/.exec(this.#text.slice(this.#at, this.#at + 9))?.[1];
      if (digits === undefined) this.#fail();
      this.#at += 1 + digits.length;
      return { kind: 'literal', value: Number.parseInt(digits.padEnd(8, 'f'), 16), type: { kind: 'color' } };
    }
    if (/[-0-9.]/.test(first)) {
      const start = this.#at;
      while (/[-+0-9.eE]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
      const digits = this.#text.slice(start, this.#at);
      return {
        kind: 'literal',
        value: Number(digits),
        type: { kind: /[.eE]/.test(digits) ? 'float' : 'int' },
      };
    }
    const word = this.#word();
    if (word === 'na') return { kind: 'na' };
    if (word === 'true' || word === 'false') {
      return { kind: 'literal', value: word === 'true', type: { kind: 'bool' } };
    }
    return { kind: 'name', name: word };
  }

  /** A name, dots included. */
  #word(): string {
    return this.#tryWord() ?? this.#fail();
  }

  #tryWord(): string | undefined {
    this.#space();
    wordForm.lastIndex = this.#at;
    const word = wordForm.exec(this.#text)?.[0];
    if (word !== undefined) this.#at += word.length;
    return word;
  }

  #space(): void {
    while (this.#text[this.#at] === ' ') this.#at += 1;
  }

  #accept(mark: string): boolean {
    this.#space();
    if (!this.#text.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    return true;
  }

  #expect(mark: string): void {
    if (!this.#accept(mark)) this.#fail();
  }

  #fail(): never {
    throw new Error(`Signature not understood at ${this.#at}: ${this.#text}`);
  }
}
