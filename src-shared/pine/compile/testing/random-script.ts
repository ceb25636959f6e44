/** Whole numbers below a bound, by a seed. */
type Dice = (below: number) => number;

/** Scripts that are right by their types and otherwise arbitrary, for properties that every script must have. */
export function randomScript(dice: Dice, statements: number): string {
  return new Writer(dice).script(statements);
}

class Writer {
  readonly #dice: Dice;
  readonly #lines: string[] = [];
  /** Float variables in sight, and those of them that may be assigned. */
  #numbers: string[] = ['close', 'open', 'high', 'low'];
  #mutable: string[] = [];
  #functions: { name: string; parameters: number }[] = [];
  #count = 0;
  #isInFunction = false;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  script(statements: number): string {
    this.#lines.push('//@version=6', 'indicator("Random")', 'type Pair', '    float a', '    float b = 1.5');
    for (let number = 0; number < 2; number += 1) this.#function();
    for (let number = 0; number < statements; number += 1) this.#statement('', 2);
    for (const name of this.#numbers.slice(4)) this.#lines.push(`plot(${name}, "${name}")`);
    return this.#lines.join('\n');
  }

  #pick<T>(items: readonly T[]): T {
    return items[this.#dice(items.length)] as T;
  }

  #name(): string {
    this.#count += 1;
    return `v${this.#count}`;
  }

  #function(): void {
    const outer = { numbers: this.#numbers, mutable: this.#mutable };
    this.#numbers = [...this.#numbers, 'p', 'q'];
    this.#mutable = [];
    this.#isInFunction = true;
    const name = `f${this.#functions.length}`;
    this.#lines.push(`${name}(p, q) =>`);
    for (let number = 0; number < 3; number += 1) this.#statement('    ', 1);
    this.#lines.push(`    ${this.#number(2)}`);
    this.#isInFunction = false;
    this.#numbers = outer.numbers;
    this.#mutable = outer.mutable;
    this.#functions.push({ name, parameters: 2 });
  }

  #statement(indent: string, depth: number): void {
    switch (this.#dice(depth > 0 ? 8 : 3)) {
      case 0:
      case 1:
        this.#declaration(indent);
        return;
      case 2:
        if (this.#mutable.length === 0) this.#declaration(indent);
        else
          this.#lines.push(
            `${indent}${this.#pick(this.#mutable)} ${this.#pick([':=', '+=', '*='])} ${this.#number(2)}`,
          );
        return;
      case 3:
        this.#block(indent, depth, `if ${this.#bool(2)}`);
        if (this.#dice(2) === 0) this.#block(indent, depth, 'else');
        return;
      case 4:
        this.#block(indent, depth, `for i = 0 to ${this.#dice(4)}`);
        return;
      case 5: {
        const name = this.#name();
        this.#lines.push(`${indent}series float ${name} = switch`);
        this.#lines.push(`${indent}    ${this.#bool(1)} => ${this.#number(1)}`);
        this.#lines.push(`${indent}    => ${this.#number(1)}`);
        this.#declared(name);
        return;
      }
      case 6: {
        const [pair, a] = [this.#name(), this.#name()];
        this.#lines.push(
          `${indent}${this.#dice(2) === 0 ? 'var ' : ''}${pair} = Pair.new(${this.#number(1)})`,
        );
        this.#lines.push(`${indent}${pair}.b += ${this.#number(1)}`);
        this.#lines.push(`${indent}series float ${a} = ${pair}.b + ${pair}.a`);
        this.#declared(a);
        return;
      }
      default: {
        const [list, sum] = [this.#name(), this.#name()];
        this.#lines.push(`${indent}var ${list} = array.new_float()`);
        this.#lines.push(`${indent}${list}.push(${this.#number(1)})`);
        this.#lines.push(`${indent}if ${list}.size() > 3`, `${indent}    ${list}.shift()`);
        this.#lines.push(`${indent}series float ${sum} = ${list}.sum()`);
        this.#declared(sum);
      }
    }
  }

  #declaration(indent: string): void {
    const name = this.#name();
    const persistence = this.#pick(['', '', 'var ']);
    this.#lines.push(`${indent}${persistence}series float ${name} = ${this.#number(3)}`);
    this.#declared(name);
  }

  #declared(name: string): void {
    this.#numbers = [...this.#numbers, name];
    this.#mutable = [...this.#mutable, name];
  }

  #block(indent: string, depth: number, head: string): void {
    const outer = { numbers: this.#numbers, mutable: this.#mutable };
    this.#lines.push(`${indent}${head}`);
    for (let number = 0; number < 1 + this.#dice(2); number += 1) this.#statement(`${indent}    `, depth - 1);
    this.#numbers = outer.numbers;
    this.#mutable = outer.mutable;
  }

  #number(depth: number): string {
    const leaf = depth <= 0 ? 4 : 11;
    switch (this.#dice(leaf)) {
      case 0:
        return `${this.#dice(20)}.5`;
      case 1:
      case 2:
        return this.#pick(this.#numbers);
      case 3:
        return `nz(${this.#pick(this.#numbers)}[${this.#dice(4)}])`;
      case 4:
      case 5:
        return `(${this.#number(depth - 1)} ${this.#pick(['+', '-', '*', '/', '%'])} ${this.#number(depth - 1)})`;
      case 6:
        return `(${this.#bool(depth - 1)} ? ${this.#number(depth - 1)} : ${this.#number(depth - 1)})`;
      case 7:
        return `nz((close + ${this.#number(depth - 1)})[${1 + this.#dice(3)}])`;
      case 8:
        return `math.max(${this.#number(depth - 1)}, ${this.#number(depth - 1)})`;
      case 9:
        return this.#isInFunction ? this.#pick(this.#numbers) : this.#call(depth);
      default:
        return `nz(ta.${this.#pick(['sma', 'ema', 'highest'])}(${this.#number(depth - 1)}, ${1 + this.#dice(4)}))`;
    }
  }

  #call(depth: number): string {
    const found = this.#pick(this.#functions);
    return `${found.name}(${this.#number(depth - 1)}, ${this.#number(depth - 1)})`;
  }

  #bool(depth: number): string {
    if (depth <= 0 || this.#dice(3) === 0) {
      return `${this.#number(0)} ${this.#pick(['<', '<=', '>', '>=', '==', '!='])} ${this.#number(0)}`;
    }
    if (this.#dice(3) === 0) return `not (${this.#bool(depth - 1)})`;
    return `(${this.#bool(depth - 1)} ${this.#pick(['and', 'or'])} ${this.#bool(depth - 1)})`;
  }
}
