/** What `for … in` walks over: arrays give their elements, matrices their rows as arrays, maps their values by key. */
export interface LoopSource {
  /** Asked before each pass, since an array may change while it is walked over. */
  loopSize(): number;
  /** The nth item; of a map the nth value in order of insertion. */
  loopItem(n: number): unknown;
  /** The nth key of a map. */
  loopKey(n: number): unknown;
}
