/** What one script may use (S3); counted by the engine itself, so that the same script ends at the same place everywhere. */
export interface Limits {
  /** Passes of all loops on one bar, and in one whole run over history. */
  readonly loopPassesPerBar: number;
  readonly loopPasses: number;
  /** Elements of one array, matrix or map. */
  readonly collectionElements: number;
  /** Elements that were ever asked for on one bar. */
  readonly elementsPerBar: number;
  readonly stringLength: number;
  readonly logs: number;
  readonly alertsPerBar: number;
  readonly ordersPerBar: number;
  readonly drawingsPerBar: number;
  readonly plots: number;
}

export const defaultLimits: Limits = {
  loopPassesPerBar: 2_000_000,
  loopPasses: 2_000_000_000,
  collectionElements: 100_000,
  elementsPerBar: 2_000_000,
  stringLength: 40_960,
  logs: 10_000,
  alertsPerBar: 100,
  ordersPerBar: 1000,
  drawingsPerBar: 20_000,
  plots: 64,
};

/** Thrown out of a running script; it is the script's mistake, not ours. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
  /** Set by whoever knows them: the bar's index and the place in the source. */
  bar: number | undefined;
  start: number | undefined;
  end: number | undefined;
  /** Where it happened inside a library that the script called. */
  library: { readonly name: string; readonly line: number } | undefined;
}

export class Budget {
  readonly limits: Limits;
  #passesOnBar = 0;
  #passes = 0;
  #elementsOnBar = 0;

  constructor(limits: Limits = defaultLimits) {
    this.limits = limits;
  }

  beginBar(): void {
    this.#passesOnBar = 0;
    this.#elementsOnBar = 0;
  }

  /** Loops report in blocks, not pass by pass. @throws ScriptError */
  spendPasses(passes: number): void {
    this.#passesOnBar += passes;
    this.#passes += passes;
    if (this.#passesOnBar > this.limits.loopPassesPerBar) {
      throw new ScriptError('The loops of this bar run too long. Shorten them or leave them earlier.');
    }
    if (this.#passes > this.limits.loopPasses) {
      throw new ScriptError('The loops of this script run too long over all bars.');
    }
  }

  /** A collection is about to have so many elements, of which so many are new. @throws ScriptError */
  spendElements(size: number, added: number): void {
    if (size > this.limits.collectionElements) {
      throw new ScriptError(
        `A collection may have ${this.limits.collectionElements.toLocaleString('en-US')} elements; this one would have ${size.toLocaleString('en-US')}.`,
      );
    }
    this.#elementsOnBar += added;
    if (this.#elementsOnBar > this.limits.elementsPerBar) {
      throw new ScriptError('This bar builds too many elements of collections.');
    }
  }

  /** @throws ScriptError */
  checkText(text: string): string {
    this.checkLength(text.length);
    return text;
  }

  /** Before a text of that length is made. @throws ScriptError */
  checkLength(length: number): void {
    if (length <= this.limits.stringLength) return;
    throw new ScriptError(
      `A text may have ${this.limits.stringLength.toLocaleString('en-US')} characters; this one would have ${length.toLocaleString('en-US')}.`,
    );
  }
}
