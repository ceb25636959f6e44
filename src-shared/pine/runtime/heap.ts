/**
 * Arrays, matrices, maps, objects of user types and drawings: whatever lives by reference and must come back to its last
 * committed contents when an open bar is run again. On closed bars the epoch stands still and a write costs one comparison;
 * on an open bar each object is copied once per run, before its first change.
 */
export interface HeapObject {
  /** The epoch in which it was made or last copied. */
  epoch: number;
  /** A copy of its contents, for `revert`. */
  capture(): unknown;
  revert(captured: unknown): void;
}

export class Heap {
  epoch = 0;
  readonly #objects: HeapObject[] = [];
  readonly #contents: unknown[] = [];

  /** To be called before each change of an object. */
  touch(object: HeapObject): void {
    if (object.epoch === this.epoch) return;
    object.epoch = this.epoch;
    this.#objects.push(object);
    this.#contents.push(object.capture());
  }

  /** The open bar is about to run for the first time: what is there now is what later runs come back to. */
  begin(): void {
    this.epoch += 1;
    this.#objects.length = 0;
    this.#contents.length = 0;
  }

  /** The open bar is about to run again. */
  rollBack(): void {
    for (let index = this.#objects.length - 1; index >= 0; index -= 1) {
      this.#objects[index]?.revert(this.#contents[index]);
    }
    this.begin();
  }
}
