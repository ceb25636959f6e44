import type { Argument, Call, Node } from '../../syntax/tree.ts';

/** Gives the text of a node as it is after every other rewriting inside it. */
export type TextOf = (node: Node) => string;

interface Rewriting {
  readonly start: number;
  readonly end: number;
  readonly text: string | ((textOf: TextOf) => string);
}

export interface Change {
  /** In the text that was converted, from 1. */
  readonly line: number;
  /** What was done, in one sentence. */
  readonly what: string;
}

/** Gathers rewritings of one text. They may lie inside each other where the outer one asks for the inner one's text. */
export class Rewriter {
  readonly text: string;
  readonly #rewritings: Rewriting[] = [];
  readonly #removed = new Map<Call, Set<Argument>>();
  readonly #changes: { readonly at: number; readonly what: string }[] = [];

  constructor(text: string) {
    this.text = text;
  }

  replace({ start, end }: Node, text: Rewriting['text']): void {
    this.#rewritings.push({ start, end, text });
  }

  insert(at: number, text: string): void {
    this.#rewritings.push({ start: at, end: at, text });
  }

  remove(call: Call, argument: Argument): void {
    const removed = this.#removed.get(call) ?? new Set();
    removed.add(argument);
    this.#removed.set(call, removed);
  }

  /** Behind the last argument. */
  append(call: Call, argument: string): void {
    const last = call.arguments.at(-1);
    this.insert(last?.end ?? call.end - 1, last === undefined ? argument : `, ${argument}`);
  }

  tell({ start }: Node, what: string): void {
    this.#changes.push({ at: start, what });
  }

  /** In the order of the text; the same thing on one line is told once. */
  changes(lineOf: (offset: number) => number): Change[] {
    const told = new Set<string>();
    const changes: Change[] = [];
    for (const { at, what } of this.#changes.toSorted((a, b) => a.at - b.at)) {
      const line = lineOf(at);
      if (told.has(`${line} ${what}`)) continue;
      told.add(`${line} ${what}`);
      changes.push({ line, what });
    }
    return changes;
  }

  apply(): string {
    for (const [call, removed] of this.#removed) this.#cut(call, removed);
    this.#removed.clear();
    return this.#within(0, this.text.length, undefined);
  }

  /** Runs of removed arguments go with the commas before them, or behind them where nothing stays before. */
  #cut(call: Call, removed: ReadonlySet<Argument>): void {
    const list = call.arguments;
    for (let first = 0; first < list.length; first += 1) {
      if (!isIn(removed, list[first])) continue;
      let last = first;
      while (isIn(removed, list[last + 1])) last += 1;
      const [before, behind] = [list[first - 1], list[last + 1]];
      const start = before?.end ?? list[first]?.start ?? 0;
      const end = before === undefined && behind !== undefined ? behind.start : (list[last]?.end ?? 0);
      this.replace({ start, end }, '');
      first = last;
    }
  }

  #within(start: number, end: number, inside: Rewriting | undefined): string {
    const own = this.#rewritings
      .filter((one) => one !== inside && one.start >= start && one.end <= end)
      .filter((one) => inside === undefined || !contains(one, inside))
      .sort((a, b) => a.start - b.start || (isInsertion(a) ? -1 : isInsertion(b) ? 1 : b.end - a.end));
    let result = '';
    let at = start;
    for (const one of own) {
      if (one.start < at) continue;
      result += this.text.slice(at, one.start);
      result +=
        typeof one.text === 'string' ? one.text : one.text((node) => this.#within(node.start, node.end, one));
      at = one.end;
    }
    return result + this.text.slice(at, end);
  }
}

const isInsertion = ({ start, end }: Rewriting): boolean => start === end;

const contains = (outer: Rewriting, inner: Rewriting): boolean =>
  outer.start <= inner.start && outer.end >= inner.end && !isInsertion(outer);

function isIn(removed: ReadonlySet<Argument>, argument: Argument | undefined): boolean {
  return argument !== undefined && removed.has(argument);
}
