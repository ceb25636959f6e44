import { bare, CodeScanner, signs, tokens } from './code-scanner.ts';
import { helperNames, mathConstants, mathFunctions, methods } from './vocabulary.ts';

const helpers = new Set<string>(helperNames);
const math = new Set<string>(mathFunctions);
const mathNumbers = new Set<string>(mathConstants);
const plainWords = new Set(['NaN', 'null', 'true', 'false']);

/** Character codes of names' letters; what each stands for is told in `vocabulary.ts`. */
export const letters = {
  a: 97,
  b: 98,
  c: 99,
  e: 101,
  f: 102,
  g: 103,
  h: 104,
  i: 105,
  j: 106,
  k: 107,
  m: 109,
  t: 116,
  u: 117,
  v: 118,
  x: 120,
  y: 121,
  z: 122,
} as const;

/** Members of a function's frame. */
export const ofFrames = 'dlsnrpq';
const memories = 'nrpq';

/** What functions take before the script's own arguments: nothing, the bar, or a frame and the bar. */
export const heads = { none: 1, bar: 2, frame: 4 } as const;

/** Whether something may stand before `=`. */
const targets = { none: 0, any: 1, earlierBar: 2 } as const;

/** Reads the expressions that generated code may have. */
export class ExpressionVerifier extends CodeScanner {
  protected readonly declared = new Set<number>();
  /** Names that were used before they were declared, and where. */
  protected readonly awaited: number[] = [];
  /** Calls of our functions: the function, what it was given first, and where. */
  protected readonly calls: number[] = [];
  /** What the function that is being read has. */
  protected hasBar = false;
  protected hasFrame = false;

  refuseAt(place = 0): never {
    this.start = place;
    this.refuse();
  }

  declare(letter: number, number: number): void {
    this.declared.add(letter * (bare + 1) + number);
  }

  use(letter: number, number: number): void {
    const key = letter * (bare + 1) + number;
    if (!this.declared.has(key)) this.awaited.push(key, this.start);
  }

  /** Which operator binds more tightly does not matter here: all operands are values, and so is every result. */
  expression(): void {
    const target = this.operand();
    if (this.kind === signs.equals) {
      if (target === targets.none) this.refuse();
      this.next();
      if (target === targets.earlierBar && !this.isAt('barAgo')) this.refuse();
      if (target === targets.earlierBar) this.operand();
      else this.expression();
      return;
    }
    while (this.kind === tokens.operator || this.kind === signs.minus) {
      this.next();
      this.operand();
    }
    if (this.kind !== signs.question) return;
    this.next();
    this.expression();
    this.expect(signs.colon);
    this.expression();
  }

  operand(): number {
    switch (this.kind) {
      case tokens.name:
        return this.named();
      case tokens.number:
      case tokens.text:
        this.next();
        return targets.none;
      case tokens.word:
        this.word();
        return targets.none;
      case signs.minus:
      case signs.not:
        this.next();
        this.operand();
        return targets.none;
      case signs.open:
        this.next();
        this.expression();
        while (this.kind === signs.comma) {
          this.next();
          this.expression();
        }
        this.expect(signs.close);
        return targets.none;
      case signs.openBracket:
        this.list();
        return targets.none;
      case signs.openBrace:
        this.object();
        return targets.none;
      default:
        this.refuse();
    }
  }

  list(): void {
    this.expect(signs.openBracket);
    while (this.kind !== signs.closeBracket) {
      this.expression();
      if (this.kind === signs.closeBracket) break;
      this.expect(signs.comma);
      if (this.kind === signs.closeBracket) this.refuse();
    }
    this.next();
  }

  /** An object of a type of the script's: its fields, and what brings them back. */
  object(): void {
    this.next();
    while (this.kind !== signs.closeBrace) {
      const isSpecial = this.kind === tokens.word;
      const word = isSpecial ? this.text : '';
      if (isSpecial) this.next();
      else this.expectName(letters.f);
      this.expect(signs.colon);
      if (word === 'capture' || word === 'revert') {
        this.use(letters.k, this.number);
        this.expectName(letters.k);
      } else if (!isSpecial) this.expression();
      else {
        if (word !== 'epoch') this.refuse();
        this.expectWord('epoch');
        this.arguments();
      }
      if (this.kind === signs.closeBrace) break;
      this.expect(signs.comma);
      if (this.kind === signs.closeBrace) this.refuse();
    }
    this.next();
  }

  word(): void {
    const { text } = this;
    if (text === 'Math') {
      this.next();
      this.expect(signs.point);
      const member = this.kind === tokens.word || this.kind === tokens.name ? this.text : '';
      const isFunction = math.has(member);
      if (!isFunction && !mathNumbers.has(member)) this.refuse();
      this.next();
      if (isFunction) this.arguments();
      return;
    }
    this.next();
    if (plainWords.has(text)) return;
    if (!helpers.has(text)) this.refuse();
    this.arguments();
    // Only what was looked at may have its fields read.
    if (text === 'present' && this.kind === signs.point) this.field();
  }

  field(): void {
    this.next();
    this.expectName(letters.f);
  }

  arguments(): void {
    this.expect(signs.open);
    if (this.kind !== signs.close) this.moreArguments();
    else this.next();
  }

  moreArguments(): void {
    this.expression();
    while (this.kind === signs.comma) {
      this.next();
      this.expression();
    }
    this.expect(signs.close);
  }

  /** Something that begins with a name of ours; gives whether it may be written to. */
  named(): number {
    const { letter, number } = this;
    if (number === bare && letter === letters.i) {
      if (!this.hasBar) this.refuse();
      this.next();
      return targets.none;
    }
    if (number === bare && letter === letters.g) return this.ofFrame();
    this.use(letter, number);
    this.next();
    if (number === bare) {
      if (letter === letters.u) return targets.none;
      if (!isMemory(letter)) this.refuse();
      this.place();
      return targets.any;
    }
    switch (letter) {
      case letters.v:
        return targets.any;
      case letters.t:
        if (this.kind === signs.point) this.field();
        else if (this.kind === signs.openBracket) this.place();
        return targets.any;
      case letters.a:
        if (this.kind !== signs.openBracket) return targets.none;
        this.place();
        return targets.any;
      case letters.j:
        return targets.earlierBar;
      case letters.f:
        this.call(number);
        return targets.none;
      case letters.k:
        this.builtinCall();
        return targets.none;
      case letters.b:
        this.byBar();
        return targets.none;
      case letters.h:
      case letters.y:
        this.byBar();
        return targets.any;
      case letters.e:
        if (this.kind === signs.point) this.method(letter);
        return targets.none;
      default:
        this.method(letter);
        return targets.none;
    }
  }

  /** `g.n[0]`, `g.s1.next()`: what the call path keeps. */
  ofFrame(): number {
    if (!this.hasFrame) this.refuse();
    this.next();
    this.expect(signs.point);
    const { kind, letter, number } = this;
    if (kind !== tokens.name || !ofFrames.includes(String.fromCharCode(letter))) this.refuse();
    if (isMemory(letter) !== (number === bare)) this.refuse();
    this.next();
    if (number !== bare) {
      this.method(letter);
      return targets.none;
    }
    this.place();
    return targets.any;
  }

  /** `[0]` */
  place(): void {
    this.expect(signs.openBracket);
    this.index();
    this.expect(signs.closeBracket);
  }

  /** `[i]`, `[i - 1]`, `[j1]`: the bar, so many bars before it, or an index that was checked. */
  byBar(): void {
    this.expect(signs.openBracket);
    const { letter, number } = this;
    if (letter === letters.j) {
      this.use(letter, number);
      this.expectName(letters.j);
    } else {
      if (!this.hasBar) this.refuse();
      this.expectName(letters.i, false);
      if (this.kind === signs.minus) {
        this.next();
        this.index();
      }
    }
    this.expect(signs.closeBracket);
  }

  /** `.next(…)`: a method of the kind of thing the letter stands for. */
  method(letter: number): void {
    const known = letter === letters.z ? undefined : methods[String.fromCharCode(letter)];
    this.expect(signs.point);
    if (known === undefined || this.kind !== tokens.word || !known.includes(this.text)) this.refuse();
    this.next();
    this.arguments();
  }

  /** The arguments of one of our functions, which must be what it takes. */
  call(number: number): void {
    const place = this.start;
    this.expect(signs.open);
    let given: number = heads.none;
    if (this.kind === tokens.name && (this.letter === letters.c || this.isInnerFrame())) {
      given = heads.frame;
      if (this.letter === letters.g) {
        if (!this.hasFrame) this.refuse();
        this.expectName(letters.g, false);
        this.expect(signs.point);
      } else this.use(letters.c, this.number);
      this.expectName(letters.c);
      this.expect(signs.comma);
      if (!this.isBarAlone()) this.refuse();
    } else if (this.isBarAlone()) given = heads.bar | heads.none;
    this.calls.push(number, given, place);
    if (this.kind !== signs.close) this.moreArguments();
    else this.next();
  }

  /** `g.c3`; other members of `g` are values. */
  isInnerFrame(): boolean {
    if (this.letter !== letters.g) return false;
    return this.code.charCodeAt(this.end) === signs.point && this.code.charCodeAt(this.end + 1) === letters.c;
  }

  isBarAlone(): boolean {
    if (this.kind !== tokens.name || this.letter !== letters.i || this.number !== bare) return false;
    const next = this.code.charCodeAt(this.end);
    return next === signs.comma || next === signs.close;
  }

  /** Of built-ins the first argument may be the context, which is handed on and nothing else. */
  builtinCall(): void {
    this.expect(signs.open);
    if (this.kind === tokens.name && this.letter === letters.x) {
      this.expectName(letters.x, false);
      if (this.kind === signs.comma) {
        this.next();
        this.moreArguments();
      } else this.expect(signs.close);
    } else if (this.kind !== signs.close) this.moreArguments();
    else this.next();
  }
}

export function isMemory(letter: number): boolean {
  return memories.includes(String.fromCharCode(letter));
}
