import { ExpressionGenerator, type Place } from './generate-expression.ts';
import { Random } from './random.ts';

const assignments = [':=', '+=', '-=', '*=', '/=', '%='] as const;
const annotations = [
  'function does it',
  'param a what for',
  'returns more',
  'variable kept',
  'type',
  'field x y',
] as const;

/** A program without syntax mistakes. It means nothing; names are not declared and types do not fit. */
export function generateProgram(seed: number, statements = 12): string {
  return new ProgramGenerator(new Random(seed)).program(statements);
}

class ProgramGenerator {
  private readonly random: Random;
  private readonly expressions: ExpressionGenerator;
  private readonly lines: string[] = [];

  constructor(random: Random) {
    this.random = random;
    this.expressions = new ExpressionGenerator(random);
  }

  program(statements: number): string {
    const { random } = this;
    if (random.happens(0.8)) this.lines.push(`//@version=${random.pick([4, 5, 6])}`);
    if (random.happens(0.5)) this.lines.push('indicator("made", overlay = true)');
    if (random.happens(0.2))
      this.lines.push(`import user-1/lib/${1 + random.below(9)}${random.pick(['', ' as l'])}`);
    for (let count = 0; count < statements; count++) this.global();
    const end = random.pick(['\n', '\n', '\r\n', '\r']);
    const start = random.happens(0.05) ? '\ufeff' : '';
    return start + this.lines.join('\n').split('\n').join(end) + random.pick(['', end, end + end]);
  }

  private global(): void {
    const { random } = this;
    this.between(0);
    const chance = random.next();
    if (chance < 0.1) this.functionDeclaration();
    else if (chance < 0.15) this.typeDeclaration();
    else if (chance < 0.2) this.enumDeclaration();
    else this.statement(0, 3);
  }

  /** Empty lines, comments, annotations. */
  private between(indent: number): void {
    const { random } = this;
    while (random.happens(0.12)) this.lines.push(random.pick(['', '   ', '\t']));
    while (random.happens(0.1)) {
      const column = random.happens(0.8) ? indent : random.below(12);
      const text = random.happens(0.4)
        ? `@${random.pick(annotations)}`
        : random.pick([' said', '#region', '', ' “é” ']);
      this.lines.push(`${' '.repeat(column)}//${text}`);
    }
  }

  private write(indent: number, text: string): void {
    const { random } = this;
    const isTabbed = indent % 4 === 0 && random.happens(0.1);
    const space = isTabbed ? '\t'.repeat(indent / 4) : ' '.repeat(indent);
    this.lines.push(
      `${space}${text}${random.happens(0.08) ? ' // so' : ''}${random.happens(0.03) ? '  ' : ''}`,
    );
  }

  private value(depth: number, indent: number): string {
    const place: Place = { indent, isInBrackets: false };
    return this.expressions.expression(depth, place);
  }

  private name(): string {
    return this.expressions.name();
  }

  private statement(indent: number, depth: number): void {
    const { random } = this;
    if (depth > 0 && random.happens(0.25)) {
      this.structure(indent, depth, random.happens(0.4) ? this.target(indent) : '');
      return;
    }
    const simple = [this.simple(indent)];
    while (random.happens(0.08)) simple.push(this.simple(indent));
    this.write(indent, simple.join(', '));
  }

  private simple(indent: number): string {
    const { random } = this;
    const chance = random.next();
    if (chance < 0.55) return this.target(indent) + this.value(3, indent);
    if (chance < 0.6) return random.pick(['break', 'continue']);
    if (chance < 0.65) return `${this.name()}(${this.value(2, indent + 1)})[1]`;
    return this.callStatement(indent);
  }

  private callStatement(indent: number): string {
    return `plot(${this.expressions.expression(3, { indent, isInBrackets: true })})`;
  }

  /** What stands left of a value. */
  private target(indent: number): string {
    const { random } = this;
    const chance = random.next();
    const kept = random.pick(['', '', 'var ', 'varip ']);
    if (chance < 0.35) return `${kept}${this.name()} = `;
    if (chance < 0.55)
      return `${kept}${random.pick(['', 'const ', 'series '])}${this.expressions.type()} ${this.name()} = `;
    if (chance < 0.65)
      return `${kept}[${this.name()}, _,${this.expressions.gap({ indent, isInBrackets: true })}b] = `;
    if (chance < 0.75) return `${this.name()}.${this.name()} ${random.pick(assignments)} `;
    return `x ${random.pick(assignments)} `;
  }

  private structure(indent: number, depth: number, lead: string): void {
    const { random } = this;
    const chance = random.next();
    if (chance < 0.4) this.ifChain(indent, depth, lead);
    else if (chance < 0.65) this.switch(indent, depth, lead);
    else {
      this.write(indent, lead + this.loopHead(indent, chance));
      this.block(indent, depth);
    }
  }

  private loopHead(indent: number, chance: number): string {
    const { random } = this;
    const value = (): string => this.value(2, indent);
    if (chance < 0.8)
      return `for ${this.name()} = ${value()} to ${value()}${random.happens(0.3) ? ` by ${value()}` : ''}`;
    if (chance < 0.87) return `for ${this.name()} in ${value()}`;
    return chance < 0.93 ? `for [${this.name()}, v] in ${value()}` : `while ${value()}`;
  }

  private ifChain(indent: number, depth: number, lead: string): void {
    const { random } = this;
    this.write(indent, `${lead}if ${this.value(2, indent)}`);
    this.block(indent, depth);
    while (random.happens(0.3)) {
      this.between(indent);
      this.write(indent, `else if ${this.value(2, indent)}`);
      this.block(indent, depth);
    }
    if (random.happens(0.5)) {
      this.between(indent);
      this.write(indent, 'else');
      this.block(indent, depth);
    }
  }

  private switch(indent: number, depth: number, lead: string): void {
    const { random } = this;
    this.write(indent, `${lead}switch${random.happens(0.6) ? ` ${this.value(2, indent)}` : ''}`);
    const arms = 1 + random.below(3);
    for (let count = 0; count < arms; count++) {
      this.between(indent + 4);
      this.arm(`${this.value(2, indent + 4)} =>`, indent + 4, depth - 1);
    }
    if (random.happens(0.6)) this.arm('=>', indent + 4, depth - 1);
  }

  private arm(head: string, indent: number, depth: number): void {
    const { random } = this;
    const chance = random.next();
    if (chance < 0.5) {
      const first = random.happens(0.2) ? `${this.simple(indent)}, ` : '';
      this.write(indent, `${head} ${first}${this.simple(indent)}`);
    } else if (chance < 0.6 && depth > 0) this.structure(indent, depth, `${head} `);
    else {
      this.write(indent, head);
      this.block(indent, depth);
    }
  }

  private block(indent: number, depth: number): void {
    const { random } = this;
    const inner = indent + (random.happens(0.95) ? 4 : 8);
    const count = 1 + random.below(3);
    for (let index = 0; index < count; index++) {
      this.between(inner);
      this.statement(inner, depth - 1);
    }
    this.between(inner);
  }

  private functionDeclaration(): void {
    const { random } = this;
    const lead = random.pick(['', '', 'export ', 'method ', 'export method ']);
    const parameters = Array.from({ length: random.below(4) }, () => {
      const type = random.happens(0.5)
        ? `${random.pick(['', 'simple ', 'series '])}${this.expressions.type()} `
        : '';
      const place = { indent: 0, isInBrackets: true };
      const value = random.happens(0.3) ? ` = ${this.expressions.expression(1, place)}` : '';
      return type + this.name() + value;
    });
    const gap = this.expressions.gap({ indent: 0, isInBrackets: true });
    this.arm(`${lead}made(${parameters.join(`,${gap}`)}) =>`, 0, 3);
  }

  private typeDeclaration(): void {
    const { random } = this;
    this.write(0, `${random.pick(['', 'export '])}type Made`);
    const count = 1 + random.below(4);
    for (let index = 0; index < count; index++) {
      this.between(4);
      const value = random.happens(0.4) ? ` = ${this.value(1, 4)}` : '';
      this.write(4, `${random.pick(['', '', 'varip '])}${this.expressions.type()} ${this.name()}${value}`);
    }
  }

  private enumDeclaration(): void {
    const { random } = this;
    this.write(0, `${random.pick(['', 'export '])}enum Made`);
    const count = 1 + random.below(4);
    for (let index = 0; index < count; index++) {
      this.between(4);
      this.write(4, `${this.name()}${random.pick(['', ' = "title"'])}`);
    }
  }
}
