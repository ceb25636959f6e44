/**
 * Frames of one connection are counted through, over all channels and acknowledgements, from 0. That count is all that
 * tells of frames that were lost.
 */
export class SequenceWatch {
  #next = 0;
  #generation = -1;
  #isFresh = true;

  /**
   * `repeated`: the number was there already. `gap`: some are missing before this one. `restarted`: the count began anew,
   * so that what was before belongs to another session.
   */
  take(sequence: number, generation: number): 'next' | 'repeated' | 'gap' | 'restarted' {
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#next = 0;
      this.#isFresh = true;
    }
    const expected = this.#next;
    if (sequence === expected - 1 && !this.#isFresh) return 'repeated';
    this.#next = sequence + 1;
    const wasFresh = this.#isFresh;
    this.#isFresh = false;
    if (sequence === expected) return 'next';
    // A connection whose beginning we did not hear is as incomplete as any.
    return sequence > expected || wasFresh ? 'gap' : 'restarted';
  }
}
