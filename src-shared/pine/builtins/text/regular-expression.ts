/*
 * Regular expressions of scripts, in time that grows with text times pattern whatever the pattern is (S6): it is turned into a
 * small program, whose states run side by side over the text, after Ken Thompson and Rob Pike. Understood are literals, `.`,
 * classes, `\d \w \s \b` and their opposites, groups, `|`, `? * + {n,m}`, greedy and lazy, `^`, `$` and a leading `(?i)`.
 * Look-around and back-references cannot be had this way and are refused.
 */

type Instruction =
  | { readonly op: 'match' }
  | { readonly op: 'character'; readonly accepts: (code: number) => boolean }
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { readonly op: 'assert'; readonly holds: (text: string, at: number) => boolean };

const mostInstructions = 10_000;
const mostRepeats = 1000;

export class PatternError extends Error {
  override readonly name = 'PatternError';
}

const isDigit = (code: number) => code >= 48 && code <= 57;
const isWord = (code: number) =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
const isSpace = (code: number) => code === 32 || (code >= 9 && code <= 13);
const isWordAt = (text: string, at: number) => at >= 0 && at < text.length && isWord(text.charCodeAt(at));
const isBoundary = (text: string, at: number) => isWordAt(text, at - 1) !== isWordAt(text, at);

const classes: Readonly<Record<string, (code: number) => boolean>> = {
  d: isDigit,
  D: (code) => !isDigit(code),
  w: isWord,
  W: (code) => !isWord(code),
  s: isSpace,
  S: (code) => !isSpace(code),
};
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f' };

class PatternCompiler {
  readonly program: Instruction[] = [];
  readonly #pattern: string;
  #at = 0;
  #depth = 0;
  #ignoresCase = false;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  compile(): readonly Instruction[] {
    if (this.#pattern.startsWith('(?i)')) {
      this.#ignoresCase = true;
      this.#at = 4;
    }
    this.#alternatives();
    if (this.#at < this.#pattern.length) this.#refuse('A bracket is closed that was not opened.');
    this.#add({ op: 'match' });
    return this.program;
  }

  #refuse(why: string): never {
    throw new PatternError(`The pattern “${this.#pattern}” cannot be used. ${why}`);
  }

  #add(instruction: Instruction): number {
    if (this.program.length >= mostInstructions) this.#refuse('It is too long.');
    this.program.push(instruction);
    return this.program.length - 1;
  }

  #alternatives(): void {
    this.#depth += 1;
    if (this.#depth > 100) this.#refuse('Its brackets are nested too deeply.');
    const start = this.program.length;
    this.#sequence();
    if (this.#pattern.charAt(this.#at) === '|') {
      this.#at += 1;
      this.#insert(start, { op: 'split', first: start + 1, second: 0 });
      const jump = this.#add({ op: 'jump', to: 0 });
      (this.program[start] as { second: number }).second = this.program.length;
      this.#alternatives();
      (this.program[jump] as { to: number }).to = this.program.length;
    }
    this.#depth -= 1;
  }

  #sequence(): void {
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#pattern.charAt(this.#at))) {
      const start = this.program.length;
      this.#atom();
      this.#repeats(start);
    }
  }

  /** Puts an instruction before others, whose targets move with them. */
  #insert(at: number, instruction: Instruction): void {
    this.#add(instruction);
    const [last] = this.program.splice(-1);
    this.program.splice(at, 0, last as Instruction);
    for (const moved of this.program.slice(at + 1)) {
      if (moved.op === 'split') {
        if (moved.first >= at) moved.first += 1;
        if (moved.second >= at) moved.second += 1;
      } else if (moved.op === 'jump' && moved.to >= at) {
        moved.to += 1;
      }
    }
  }

  #repeats(start: number): void {
    const character = this.#pattern.charAt(this.#at);
    let [least, most] = [1, 1];
    if (character === '?') [least, most] = [0, 1];
    else if (character === '*') [least, most] = [0, Number.POSITIVE_INFINITY];
    else if (character === '+') [least, most] = [1, Number.POSITIVE_INFINITY];
    else if (character === '{') {
      const found = /^\{(\d{1,5})(,?)(\d{0,5})\}/.exec(this.#pattern.slice(this.#at, this.#at + 16));
      if (found === null) return;
      const [written, from = '0', comma, to = ''] = found;
      least = Number(from);
      most = comma === '' ? least : to === '' ? Number.POSITIVE_INFINITY : Number(to);
      this.#at += written.length - 1;
    } else return;
    this.#at += 1;
    if (least > mostRepeats || (most !== Number.POSITIVE_INFINITY && most > mostRepeats)) {
      this.#refuse('It repeats too often.');
    }
    if (most < least) this.#refuse('A repetition ends before it begins.');
    const isLazy = this.#pattern.charAt(this.#at) === '?';
    if (isLazy) this.#at += 1;
    if ('*+'.includes(this.#pattern.charAt(this.#at)) && this.#at < this.#pattern.length) {
      this.#refuse('Two repetitions follow each other.');
    }
    const part = this.program.splice(start).map((instruction) => relative(instruction, start));
    for (let count = 0; count < least; count += 1) this.#append(part);
    if (most === Number.POSITIVE_INFINITY) {
      const split = this.#add({ op: 'split', first: 0, second: 0 });
      this.#append(part);
      this.#add({ op: 'jump', to: split });
      this.#aim(split, split + 1, this.program.length, isLazy);
      return;
    }
    const splits: number[] = [];
    for (let count = least; count < most; count += 1) {
      splits.push(this.#add({ op: 'split', first: 0, second: 0 }));
      this.#append(part);
    }
    for (const split of splits) this.#aim(split, split + 1, this.program.length, isLazy);
  }

  #aim(split: number, into: number, past: number, isLazy: boolean): void {
    const instruction = this.program[split] as { first: number; second: number };
    instruction.first = isLazy ? past : into;
    instruction.second = isLazy ? into : past;
  }

  #append(part: readonly Instruction[]): void {
    const base = this.program.length;
    for (const instruction of part) this.#add(relative(instruction, -base));
  }

  #atom(): void {
    const character = this.#pattern.charAt(this.#at);
    this.#at += 1;
    switch (character) {
      case '(':
        this.#group();
        break;
      case '.':
        this.#add({ op: 'character', accepts: (code) => code !== 10 });
        break;
      case '^':
        this.#add({ op: 'assert', holds: (_text, at) => at === 0 });
        break;
      case '$':
        this.#add({ op: 'assert', holds: (text, at) => at === text.length });
        break;
      case '[':
        this.#add({ op: 'character', accepts: this.#set() });
        break;
      case '\\':
        this.#escape();
        break;
      case '*':
      case '+':
      case '?':
        this.#refuse('A repetition stands where nothing is to repeat.');
        break;
      default:
        this.#add({ op: 'character', accepts: this.#literal(character) });
    }
  }

  #group(): void {
    if (this.#pattern.startsWith('?:', this.#at)) this.#at += 2;
    else if (this.#pattern.startsWith('?', this.#at)) {
      const named = /^\?<[A-Za-z]\w*>/.exec(this.#pattern.slice(this.#at, this.#at + 64));
      if (named === null) this.#refuse('Look-around is not understood.');
      else this.#at += named[0].length;
    }
    this.#alternatives();
    if (this.#pattern.charAt(this.#at) !== ')') this.#refuse('A bracket is not closed.');
    this.#at += 1;
  }

  #escape(): void {
    const character = this.#pattern.charAt(this.#at);
    this.#at += 1;
    if (character === '') this.#refuse('It ends with a backslash.');
    if (character === 'b' || character === 'B') {
      const wanted = character === 'b';
      this.#add({ op: 'assert', holds: (text, at) => isBoundary(text, at) === wanted });
      return;
    }
    if (character >= '1' && character <= '9') this.#refuse('Back-references are not understood.');
    const known = classes[character];
    this.#add({
      op: 'character',
      accepts: known ?? this.#literal(escapes[character] ?? character),
    });
  }

  #literal(character: string): (code: number) => boolean {
    const code = character.charCodeAt(0);
    if (!this.#ignoresCase) return (other) => other === code;
    const lower = character.toLowerCase().charCodeAt(0);
    const upper = character.toUpperCase().charCodeAt(0);
    return (other) => other === lower || other === upper;
  }

  #set(): (code: number) => boolean {
    const isInverted = this.#pattern.charAt(this.#at) === '^';
    if (isInverted) this.#at += 1;
    const parts: ((code: number) => boolean)[] = [];
    let isFirst = true;
    while (isFirst || this.#pattern.charAt(this.#at) !== ']') {
      isFirst = false;
      if (this.#at >= this.#pattern.length) this.#refuse('A class is not closed.');
      const from = this.#setCharacter(parts);
      if (from === undefined) continue;
      const isRange = this.#pattern.charAt(this.#at) === '-' && this.#pattern.charAt(this.#at + 1) !== ']';
      if (!isRange) {
        parts.push(this.#literal(from));
        continue;
      }
      this.#at += 1;
      const to = this.#setCharacter(parts);
      if (to === undefined || to < from) this.#refuse('A range in a class runs backwards.');
      parts.push(this.#range(from, to as string));
    }
    this.#at += 1;
    return isInverted
      ? (code) => !parts.some((part) => part(code))
      : (code) => parts.some((part) => part(code));
  }

  /** Undefined when it was a class of its own. */
  #setCharacter(parts: ((code: number) => boolean)[]): string | undefined {
    const character = this.#pattern.charAt(this.#at);
    this.#at += 1;
    if (character !== '\\') return character;
    const escaped = this.#pattern.charAt(this.#at);
    this.#at += 1;
    const known = classes[escaped];
    if (known === undefined) return escapes[escaped] ?? escaped;
    parts.push(known);
    return undefined;
  }

  #range(from: string, to: string): (code: number) => boolean {
    const [low, high] = [from.charCodeAt(0), to.charCodeAt(0)];
    if (!this.#ignoresCase) return (code) => code >= low && code <= high;
    const inside = (code: number) => code >= low && code <= high;
    return (code) => {
      const character = String.fromCharCode(code);
      return inside(character.toLowerCase().charCodeAt(0)) || inside(character.toUpperCase().charCodeAt(0));
    };
  }
}

function relative(instruction: Instruction, base: number): Instruction {
  if (instruction.op === 'split') {
    return { op: 'split', first: instruction.first - base, second: instruction.second - base };
  }
  return instruction.op === 'jump' ? { op: 'jump', to: instruction.to - base } : instruction;
}

interface Thread {
  readonly at: number;
  readonly start: number;
}

const cache = new Map<string, readonly Instruction[]>();

/**
 * The first part of the text that the pattern describes, preferring earlier alternatives and greedy repetitions as usual.
 * @returns undefined when there is none
 * @throws PatternError for a pattern that is wrong or not understood
 */
export function firstMatch(text: string, pattern: string): string | undefined {
  let program = cache.get(pattern);
  if (program === undefined) {
    program = new PatternCompiler(pattern).compile();
    if (cache.size > 200) cache.clear();
    cache.set(pattern, program);
  }
  const seen = new Int32Array(program.length).fill(-1);
  let threads: Thread[] = [];
  let found: { readonly start: number; readonly end: number } | undefined;
  for (let at = 0; at <= text.length; at += 1) {
    const next: Thread[] = [];
    if (found === undefined) threads.push({ at: 0, start: at });
    const runnable: Thread[] = [];
    for (const thread of threads) follow(program, thread, text, at, seen, runnable);
    const code = at < text.length ? text.charCodeAt(at) : -1;
    for (const { at: instruction, start } of runnable) {
      const { op } = program[instruction] as Instruction;
      if (op === 'match') {
        found = { start, end: at };
        break;
      }
      const { accepts } = program[instruction] as { accepts: (code: number) => boolean };
      if (code >= 0 && accepts(code)) next.push({ at: instruction + 1, start });
    }
    if (next.length === 0 && found !== undefined) break;
    threads = next;
  }
  return found === undefined ? undefined : text.slice(found.start, found.end);
}

/** Walks to the instructions that take a character or match, in order of preference, each once for a place of the text. */
function follow(
  program: readonly Instruction[],
  thread: Thread,
  text: string,
  place: number,
  seen: Int32Array,
  runnable: Thread[],
): void {
  const pending = [thread.at];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (seen[at] === place) continue;
    seen[at] = place;
    const instruction = program[at] as Instruction;
    if (instruction.op === 'jump') pending.push(instruction.to);
    else if (instruction.op === 'split') pending.push(instruction.second, instruction.first);
    else if (instruction.op === 'assert') {
      if (instruction.holds(text, place)) pending.push(at + 1);
    } else runnable.push({ at, start: thread.start });
  }
}
