import { bare, signs, tokens } from './code-scanner.ts';
import { ExpressionVerifier, heads, isMemory, letters, ofFrames } from './expression-verifier.ts';

export { UnverifiedCode } from './code-scanner.ts';

const directive = '"use strict";\n';
const loopHead = '(a, b) {\nfor (let i = a; i < b; i = i + 1) {\n';
const lastLine = '\nreturn { run: run, grow: grow };';

/** What a name of the outermost level is made with, by its letter. */
const makers: Readonly<Record<string, readonly string[]>> = {
  b: ['bars'],
  d: ['request'],
  e: ['input', 'source'],
  h: ['column', 'list'],
  l: ['history'],
  n: ['numbers'],
  o: ['result'],
  p: ['keptNumbers'],
  q: ['keptReferences'],
  r: ['references'],
  s: ['state'],
  w: ['fact'],
  y: ['column', 'list'],
};
/** Those of them that grow, and so are not constant. */
const growing = 'bhy';
/**
 * Reads the code as what it will be compiled as, by a grammar that has nothing but what the compiler writes: which names
 * there are, what each kind of them may be made of, and where it may stand. Whatever it accepts is JavaScript that can be
 * read in this one way only: every statement has its semicolon, and no line ends where one could be supplied.
 *
 * @throws UnverifiedCode for everything that is not on this closed list of what generated code consists of (S1, S2).
 */
export function verify(code: string): void {
  const from = code.startsWith(directive) ? directive.length : 0;
  const verifier = new Verifier(code, from);
  if (from === 0) verifier.refuse();
  verifier.program();
}

class Verifier extends ExpressionVerifier {
  /** What each function takes first. */
  readonly #heads = new Map<number, number>();
  #isInLoop = false;

  program(): void {
    while (!this.isAt('function')) this.#constant();
    while (this.isAt('function')) this.#function();
    // Behind all functions comes this line, and nothing else.
    if (this.code.slice(this.start - 1) !== lastLine) this.refuse();
    for (let index = 0; index < this.awaited.length; index += 2) {
      if (!this.declared.has(this.awaited[index] as number)) this.refuseAt(this.awaited[index + 1]);
    }
    for (let index = 0; index < this.calls.length; index += 3) {
      const head = this.#heads.get(this.calls[index] as number) ?? 0;
      if ((head & (this.calls[index + 1] as number)) === 0) this.refuseAt(this.calls[index + 2]);
    }
  }

  /** `const` and `let` of the outermost level: each letter stands for one kind of thing, made in one way. */
  #constant(): void {
    const isConstant = this.isAt('const');
    if (!isConstant && !this.isAt('let')) this.refuse();
    this.next();
    const { letter, number } = this;
    if (this.kind !== tokens.name) this.refuse();
    this.declare(letter, number);
    this.next();
    this.expect(signs.equals);
    if (letter === letters.u || letter === letters.k || letter === letters.a || letter === letters.c) {
      if (!isConstant || (number === bare) !== (letter === letters.u)) this.refuse();
      if (letter === letters.u) {
        this.expectWord('void');
        this.index();
      } else if (letter === letters.k) {
        this.expectName(letters.k, false);
        this.place();
      } else if (letter === letters.a) this.list();
      else this.#child();
    } else {
      const made = this.#made(letter, number);
      const isGrowing = growing.includes(String.fromCharCode(letter)) && made !== 'list';
      if (isGrowing === isConstant) this.refuse();
    }
    this.expect(signs.semicolon);
  }

  /** `z.state(0)`: what the maker makes for a name of that letter. */
  #made(letter: number, number: number): string {
    const ways = makers[String.fromCharCode(letter)];
    if (ways === undefined || isMemory(letter) !== (number === bare)) this.refuse();
    this.expectName(letters.z, false);
    this.expect(signs.point);
    const way = this.text;
    if (this.kind !== tokens.word || !ways.includes(way)) this.refuse();
    this.next();
    this.expect(signs.open);
    if (this.kind !== signs.close) this.index();
    this.expect(signs.close);
    return way;
  }

  /** `m1(z.child(0))`: a frame. */
  #child(): void {
    this.use(letters.m, this.number);
    this.expectName(letters.m);
    this.expect(signs.open);
    this.expectName(letters.z, false);
    this.expect(signs.point);
    this.expectWord('child');
    this.expect(signs.open);
    this.index();
    this.expect(signs.close);
    this.expect(signs.close);
  }

  #function(): void {
    this.next();
    this.hasBar = false;
    this.hasFrame = false;
    if (this.isAt('run')) {
      if (!this.code.startsWith(loopHead, this.end)) this.refuse();
      this.end += loopHead.length;
      this.next();
      this.hasBar = true;
      this.#statements();
      this.expect(signs.closeBrace);
    } else if (this.isAt('grow')) this.#growth();
    else if (this.kind === tokens.name && this.letter === letters.m) this.#frameMaker();
    else this.#own();
  }

  /** `grow(i)`: columns are taken anew, or made longer. */
  #growth(): void {
    this.next();
    this.expect(signs.open);
    this.expectName(letters.i, false);
    this.expect(signs.close);
    this.expect(signs.openBrace);
    while (this.kind !== signs.closeBrace) {
      const { kind, letter, number } = this;
      if (kind !== tokens.name || number === bare) this.refuse();
      if (!growing.includes(String.fromCharCode(letter))) this.refuse();
      this.use(letter, number);
      this.next();
      this.expect(signs.equals);
      this.expectName(letters.z, false);
      this.expect(signs.point);
      if (this.isAt('grown')) {
        this.next();
        this.expect(signs.open);
        if (this.expectName(letter) !== number) this.refuse();
        this.expect(signs.comma);
        this.expectName(letters.i, false);
      } else {
        if (letter !== letters.b) this.refuse();
        this.expectWord('bars');
        this.expect(signs.open);
        this.index();
      }
      this.expect(signs.close);
      this.expect(signs.semicolon);
    }
    this.next();
  }

  /** `m1(z)`: gives what one call path keeps. */
  #frameMaker(): void {
    this.declare(letters.m, this.number);
    this.expectName(letters.m);
    this.expect(signs.open);
    this.expectName(letters.z, false);
    this.expect(signs.close);
    this.expect(signs.openBrace);
    this.#returned();
    this.expect(signs.openBrace);
    while (this.kind !== signs.closeBrace) {
      const { kind, letter, number } = this;
      if (kind !== tokens.name) this.refuse();
      this.next();
      this.expect(signs.colon);
      if (letter === letters.c && number !== bare) this.#child();
      else {
        if (!ofFrames.includes(String.fromCharCode(letter))) this.refuse();
        this.#made(letter, number);
      }
      if (this.kind !== signs.closeBrace) this.expect(signs.comma);
    }
    this.next();
    this.expect(signs.semicolon);
    this.expect(signs.closeBrace);
  }

  /** `f1(g, i, v1)`: a function of the script, or one that makes its objects. */
  #own(): void {
    const { number } = this;
    this.expectName(letters.f);
    if (this.#heads.has(number)) this.refuse();
    this.declare(letters.f, number);
    this.expect(signs.open);
    let head: number = heads.none;
    for (let place = 0; this.kind !== signs.close; place += 1) {
      if (place > 0) this.expect(signs.comma);
      if (this.kind !== tokens.name) this.refuse();
      if (this.number === bare) {
        if (this.letter === letters.g && place === 0) head = heads.frame;
        else if (this.letter === letters.i && place === (head === heads.frame ? 1 : 0)) {
          if (head === heads.none) head = heads.bar;
          this.hasBar = true;
        } else this.refuse();
        this.next();
      } else {
        this.declare(letters.v, this.number);
        this.expectName(letters.v);
      }
    }
    this.hasFrame = head === heads.frame;
    if (this.hasFrame && !this.hasBar) this.refuse();
    this.#heads.set(number, head);
    this.next();
    this.#block();
  }

  #block(): void {
    this.expect(signs.openBrace);
    this.#statements();
  }

  #statements(): void {
    while (this.kind !== signs.closeBrace) this.#statement();
    this.next();
  }

  #statement(): void {
    if (this.kind === signs.openBrace) {
      this.#block();
      return;
    }
    if (this.kind === tokens.word) {
      switch (this.text) {
        case 'let':
          this.next();
          this.#local();
          while (this.kind === signs.comma) {
            this.next();
            this.#local();
          }
          this.expect(signs.semicolon);
          return;
        case 'if':
          this.#choice();
          return;
        case 'for':
          this.#loop();
          return;
        case 'return':
          this.#returned();
          this.expression();
          this.expect(signs.semicolon);
          return;
        case 'break':
        case 'continue':
          if (!this.#isInLoop) this.refuse();
          this.next();
          this.expect(signs.semicolon);
          return;
        default:
      }
    }
    // A text alone would be a directive.
    if (this.kind === tokens.text) this.refuse();
    this.expression();
    this.expect(signs.semicolon);
  }

  /** What is given stands on the same line: otherwise nothing would be. */
  #returned(): void {
    if (!this.isAt('return')) this.refuse();
    const next = this.code.charCodeAt(this.end + 1);
    if (this.code.charCodeAt(this.end) !== 32 || (next !== signs.open && next !== signs.openBrace))
      this.refuse();
    this.next();
  }

  #local(): void {
    const { letter, number } = this;
    if (this.kind !== tokens.name || number === bare) this.refuse();
    if (letter !== letters.v && letter !== letters.t && letter !== letters.j) this.refuse();
    this.next();
    this.expect(signs.equals);
    this.declare(letter, number);
    if (letter === letters.j) {
      // Arrays of bars are read by it: until it was computed it is 0.
      if (this.text !== '0') this.refuse();
      this.next();
    } else this.expression();
  }

  #choice(): void {
    this.next();
    this.expect(signs.open);
    this.expression();
    this.expect(signs.close);
    this.#block();
    if (!this.isAt('else')) return;
    this.next();
    if (this.isAt('if')) this.#choice();
    else this.#block();
  }

  #loop(): void {
    this.next();
    this.expect(signs.open);
    if (this.kind !== signs.semicolon) this.expression();
    this.expect(signs.semicolon);
    if (this.kind !== signs.semicolon) this.expression();
    this.expect(signs.semicolon);
    if (this.kind !== signs.close) this.expression();
    this.expect(signs.close);
    const isInLoop = this.#isInLoop;
    this.#isInLoop = true;
    this.#block();
    this.#isInLoop = isInLoop;
  }
}
