import type { Builtin, BuiltinFunction, Stateful } from '../builtin.ts';

/** na of any type; an infinite number counts as na too. */
function isNa(value: unknown): boolean {
  return typeof value === 'number' ? !Number.isFinite(value) : value === null || value === undefined;
}

const na: BuiltinFunction = {
  kind: 'function',
  name: 'na',
  documentation:
    'True when the value is na: absent, not a number, infinite, or a reference to nothing. Version 6 has no na of bools.',
  signatures: ['(x: series T) strongest bool'],
  implementation: { kind: 'pure', call: isNa },
};

const nz: BuiltinFunction = {
  kind: 'function',
  name: 'nz',
  documentation: 'The value, or where it is na the replacement: 0, or no colour, if none is given.',
  signatures: [
    '(source: series int, replacement: series int = 0) strongest int',
    '(source: series float, replacement: series float = 0.0) strongest float',
    '(source: series color, replacement: series color = #00000000) strongest color',
    '(source: series bool, replacement: series bool = false) strongest bool',
  ],
  implementation: {
    kind: 'pure',
    call: (source: unknown, replacement: unknown) => (isNa(source) ? replacement : source),
  },
};

class LastNumber implements Stateful {
  #last = Number.NaN;
  #savedLast = Number.NaN;

  next(source: number): number {
    if (Number.isFinite(source)) this.#last = source;
    return this.#last;
  }

  save(): void {
    this.#savedLast = this.#last;
  }

  restore(): void {
    this.#last = this.#savedLast;
  }
}

class LastBool implements Stateful {
  #last: boolean | null = null;
  #savedLast: boolean | null = null;

  next(source: boolean | null): boolean | null {
    if (source !== null) this.#last = source;
    return this.#last;
  }

  save(): void {
    this.#savedLast = this.#last;
  }

  restore(): void {
    this.#last = this.#savedLast;
  }
}

const fixnan: BuiltinFunction = {
  kind: 'function',
  name: 'fixnan',
  documentation:
    'The value, or where it is na the last one that was not; na until there was one. It remembers what it was given at this place, so it should be called on every bar.',
  signatures: [
    '(source: series int) series int',
    '(source: series float) series float',
    '(source: series color) series color',
    '(source: series bool) series bool',
  ],
  implementation: {
    kind: 'state',
    create: ({ signature }) => (signature === 3 ? new LastBool() : new LastNumber()),
  },
};

export const naBuiltins: readonly Builtin[] = [na, nz, fixnan];
