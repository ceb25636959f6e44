import type { SerializedDockview } from 'dockview-react';
import type { WorkspaceDocument } from '../../src-shared/contract/documents.ts';
import { type LinkedInstruments, readLinks } from './link-store.ts';
import { asRecord } from './panel-parameters.ts';

/** What a workspace document's `layout` holds. */
export interface WorkspaceLayout {
  readonly version: 1;
  /** The ready-made workspace it began as, to build it from while `dock` is null. */
  readonly template: string | null;
  readonly dock: SerializedDockview | null;
  readonly links: LinkedInstruments;
}

export function readWorkspaceLayout(value: unknown): WorkspaceLayout {
  const { template, dock, links } = asRecord(value);
  return {
    version: 1,
    template: typeof template === 'string' ? template : null,
    dock: isDock(dock) ? dock : null,
    links: readLinks(links),
  };
}

/** Enough to hand it to the docking library, which itself refuses what it cannot build. */
function isDock(value: unknown): value is SerializedDockview {
  const { grid, panels } = asRecord(value);
  return asRecord(grid).root !== undefined && typeof panels === 'object' && panels !== null;
}

/** As a document's JSON: everything undefined is dropped on the way, as storage would. */
export function workspaceLayoutJson(layout: WorkspaceLayout): WorkspaceDocument['layout'] {
  return JSON.parse(JSON.stringify(layout)) as WorkspaceDocument['layout'];
}

/** A name that is not taken yet: “Scalping”, “Scalping 2”, … */
export function freeName(wanted: string, taken: readonly string[]): string {
  const base = wanted.trim() === '' ? 'Workspace' : wanted.trim().slice(0, 70);
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) {
    const name = `${base} ${number}`;
    if (!taken.includes(name)) return name;
  }
}

/** The list with one moved to another's place, positions counted afresh. */
export function reorder<T extends { readonly id: string; readonly position: number }>(
  list: readonly T[],
  moved: string,
  toIndex: number,
): readonly T[] {
  const one = list.find((entry) => entry.id === moved);
  if (one === undefined) return list;
  const rest = list.filter((entry) => entry.id !== moved);
  rest.splice(Math.min(Math.max(0, toIndex), rest.length), 0, one);
  return rest.map((entry, position) => ({ ...entry, position }));
}
