import type { Drawing } from './drawing.ts';

/** One drawing before and after; undefined where it did not exist. */
export interface DrawingChange {
  readonly id: string;
  readonly before: Drawing | undefined;
  readonly after: Drawing | undefined;
}

/** What one gesture changed. */
export type DrawingEdit = readonly DrawingChange[];

export interface DrawingHistory {
  readonly done: readonly DrawingEdit[];
  readonly undone: readonly DrawingEdit[];
}

export const emptyHistory: DrawingHistory = { done: [], undone: [] };
const deepest = 200;

export function remembered(history: DrawingHistory, edit: DrawingEdit): DrawingHistory {
  return { done: [...history.done, edit].slice(-deepest), undone: [] };
}

/** Edits name single drawings, so that undoing one of ours leaves alone what another window has drawn since. */
export function applyEdit(drawings: readonly Drawing[], edit: DrawingEdit): Drawing[] {
  const result = [...drawings];
  for (const { id, after } of edit) {
    const index = result.findIndex((drawing) => drawing.id === id);
    if (after === undefined) {
      if (index >= 0) result.splice(index, 1);
    } else if (index >= 0) result[index] = after;
    else result.push(after);
  }
  return result;
}

export function inverted(edit: DrawingEdit): DrawingEdit {
  return edit.map(({ id, before, after }) => ({ id, before: after, after: before })).reverse();
}

export function undo(history: DrawingHistory): { history: DrawingHistory; edit: DrawingEdit } | undefined {
  const edit = history.done.at(-1);
  if (edit === undefined) return undefined;
  return {
    edit: inverted(edit),
    history: { done: history.done.slice(0, -1), undone: [...history.undone, edit] },
  };
}

export function redo(history: DrawingHistory): { history: DrawingHistory; edit: DrawingEdit } | undefined {
  const edit = history.undone.at(-1);
  if (edit === undefined) return undefined;
  return { edit, history: { done: [...history.done, edit], undone: history.undone.slice(0, -1) } };
}
