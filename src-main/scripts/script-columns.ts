import type { ColumnRows } from './worker-messages.ts';

type Listener = (first: number) => void;

/** A run's plots by bar, as the newest complete run over history left them and every tick since. */
export class ScriptColumns {
  generation = 0;
  count = 0;
  time: Float64Array = new Float64Array(0);
  columns: readonly Float64Array[] = [];
  readonly #listeners = new Set<Listener>();

  /** All of a run's history: it takes the place of what was there. */
  replace(rows: ColumnRows): void {
    this.generation = rows.generation;
    this.count = rows.count;
    this.time = rows.time;
    this.columns = rows.columns;
    this.#tell(0);
  }

  put(rows: ColumnRows): void {
    if (rows.generation !== this.generation || rows.columns.length !== this.columns.length) return;
    this.#grow(rows.count);
    this.count = rows.count;
    this.time.set(rows.time, rows.first);
    for (const [index, column] of rows.columns.entries()) this.columns[index]?.set(column, rows.first);
    this.#tell(rows.first);
  }

  /** Told the first bar that changed; the generation may be another than before. */
  onChanged(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(first: number): void {
    for (const listener of this.#listeners) listener(first);
  }

  #grow(count: number): void {
    if (count <= this.time.length) return;
    const capacity = count + Math.max(512, count >>> 3);
    const larger = (values: Float64Array) => {
      const copy = new Float64Array(capacity).fill(Number.NaN);
      copy.set(values);
      return copy;
    };
    this.time = larger(this.time);
    this.columns = this.columns.map(larger);
  }
}
