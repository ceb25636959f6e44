import type { Random } from './random.ts';

/** Where an expression is written: how far its statement is indented and whether a bracket is open around it. */
export interface Place {
  readonly indent: number;
  readonly isInBrackets: boolean;
}

/** Includes words that mean something elsewhere only. */
const names = [
  'a',
  'close',
  'x1',
  '_value',
  'type',
  'to',
  'by',
  'in',
  'as',
  'text',
  'range',
  'method',
  'export',
  'import',
  'enum',
  'series',
  'color',
  'line',
  'array',
  'na',
  'longName_42',
] as const;
const numbers = ['0', '1', '42', '1.', '.5', '3.25', '6.02E-23', '3e8', '1.e+2'] as const;
const strings = [
  '""',
  '"text"',
  "'it'",
  '"a // b"',
  '"say \\"x\\""',
  "'\\'\\n\\t\\\\'",
  '"{0} – é"',
  "'\"'",
] as const;
const colors = ['#2962FF', '#00ff0080', '#abcDEF'] as const;
const operators = ['+', '-', '*', '/', '%', '<', '<=', '>', '>=', '==', '!=', 'and', 'or'] as const;
const typeNames = [
  'int',
  'float',
  'bool',
  'string',
  'color',
  'line',
  'Point',
  'chart.point',
  'lib.Thing',
] as const;

export class ExpressionGenerator {
  readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  name(): string {
    return this.random.pick(names);
  }

  type(): string {
    const { random } = this;
    const base = random.pick(typeNames);
    const chance = random.next();
    if (chance < 0.1) return `${base}[]`;
    if (chance < 0.25) return `array<${base}>`;
    if (chance < 0.35) return `map<string, ${base}>`;
    return chance < 0.4 ? `matrix<${base}>` : base;
  }

  /** A space, none where that may be, or a new line that continues this one, perhaps with a comment. */
  gap(place: Place, mayBeNothing = true): string {
    const { random } = this;
    if (random.happens(0.03)) {
      const comment = random.happens(0.2) ? ' // why' : '';
      const empty = random.happens(0.1) ? '\n   // and\n' : '';
      const odd = place.indent + 1 + random.below(3);
      const columns = place.isInBrackets ? random.below(20) : odd;
      return `${comment}\n${empty}${' '.repeat(columns)}`;
    }
    if (mayBeNothing && random.happens(0.1)) return '';
    return random.happens(0.05) ? '  ' : ' ';
  }

  expression(depth: number, place: Place): string {
    const { random } = this;
    if (depth > 0 && random.happens(0.12)) {
      const first = this.chain(depth - 1, place);
      const rest = `${this.expression(depth - 1, place)}${this.gap(place)}:${this.gap(place)}${this.expression(depth - 1, place)}`;
      return `${first}${this.gap(place)}?${this.gap(place)}${rest}`;
    }
    return this.chain(depth, place);
  }

  /** Values between operators. Right of `<` stands no name, since `a < b > (c)` would be a call with a type. */
  private chain(depth: number, place: Place): string {
    const { random } = this;
    let written = this.signed(depth, place);
    while (depth > 0 && random.happens(0.3)) {
      const operator = random.pick(operators);
      const isWord = operator === 'and' || operator === 'or';
      const right = operator === '<' ? random.pick(numbers) : this.signed(depth - 1, place);
      written += this.gap(place, !isWord) + operator + this.gap(place, !isWord) + right;
    }
    return written;
  }

  private signed(depth: number, place: Place): string {
    const { random } = this;
    const chance = random.next();
    if (chance < 0.06) return `-${this.signed(depth, place)}`;
    if (chance < 0.08) return `+${this.signed(depth, place)}`;
    if (chance < 0.12) return `not ${this.signed(depth, place)}`;
    return this.postfix(depth, place);
  }

  private postfix(depth: number, place: Place): string {
    const { random } = this;
    if (depth <= 0 || random.happens(0.35)) return this.leaf();
    const chance = random.next();
    if (chance < 0.15) return `(${this.inside(depth, place)})`;
    if (chance < 0.2) return this.list('[', ']', depth, place, () => this.inside(depth, place));
    let written = this.name();
    let wasIndex = false;
    do {
      const kind = random.next();
      if (kind < 0.35) written += `.${random.happens(0.1) ? random.pick(['if', 'for', 'not']) : this.name()}`;
      else if (kind < 0.5 && !wasIndex) {
        written += `[${this.inside(depth, place)}]`;
        wasIndex = true;
        continue;
      } else if (kind < 0.6) written += this.typedCall(depth, place);
      else written += this.call(depth, place);
      wasIndex = false;
    } while (random.happens(0.3));
    return written;
  }

  private typedCall(depth: number, place: Place): string {
    const types = this.random.happens(0.5) ? this.type() : `string, ${this.type()}`;
    return `.new<${types}>${this.call(depth, place)}`;
  }

  private call(depth: number, place: Place): string {
    return this.list('(', ')', depth, place, () => {
      const inner = { ...place, isInBrackets: true };
      const name = this.random.happens(0.3) ? `${this.name()}${this.gap(inner)}=${this.gap(inner)}` : '';
      return name + this.inside(depth, place);
    });
  }

  private inside(depth: number, place: Place): string {
    return this.expression(depth - 1, { ...place, isInBrackets: true });
  }

  private list(open: string, close: string, depth: number, place: Place, item: () => string): string {
    const inner = { ...place, isInBrackets: true };
    const items = Array.from({ length: this.random.below(depth + 2) }, item);
    return `${open}${this.random.happens(0.1) ? this.gap(inner) : ''}${items.join(`,${this.gap(inner)}`)}${close}`;
  }

  private leaf(): string {
    const { random } = this;
    const chance = random.next();
    if (chance < 0.5) return this.name();
    if (chance < 0.75) return random.pick(numbers);
    if (chance < 0.85) return random.pick(strings);
    return chance < 0.92 ? random.pick(colors) : random.pick(['true', 'false']);
  }
}
