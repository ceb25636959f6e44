/**
 * Whatever remembers something from bar to bar. On closed bars neither method is called. On the open bar `save` runs once
 * before its first update, and `restore` before each further one: it must bring back exactly what `save` saw, however often
 * the state was advanced between. Both are on the path of each tick: no allocation, O(what one bar can change).
 */
export interface State {
  save(): void;
  restore(): void;
}
