import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import type { WatchlistDocument } from '../../../src-shared/contract/documents.ts';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import type { Host } from '../../lib/host/host.ts';
import { useHost, useHostEvents } from '../../lib/host/host-context.tsx';
import { showToast } from '../../ui/toast-store.ts';

type Lists = readonly WatchlistDocument[];

/** Shared by every watchlist panel of the window; null until the main process has answered. */
const useLists = create<{ readonly lists: Lists | null }>(() => ({ lists: null }));

/** The lists as they are, then every change. Listening starts before reading, so that nothing falls between. */
async function openLists({ rpc }: Host, signal: AbortSignal): Promise<AsyncIterable<Lists>> {
  const changes = await rpc.watchlists.changes({}, { signal });
  async function* all() {
    yield await rpc.watchlists.list({}, { signal });
    yield* changes;
  }
  return all();
}

export interface WatchlistActions {
  /** Shown at once, stored right after. What cannot be stored is taken back, and said. */
  save(list: WatchlistDocument): void;
  create(name: string): WatchlistDocument;
  remove(list: WatchlistDocument): void;
}

export function useWatchlists(): { readonly lists: Lists | null; readonly actions: WatchlistActions } {
  const { rpc } = useHost();
  const stored = useHostEvents<Lists | null>(openLists, null);
  useEffect(() => {
    if (stored !== null) useLists.setState({ lists: inOrder(stored) });
  }, [stored]);
  const lists = useLists((state) => state.lists);
  const actions = useMemo(() => actionsOn(rpc), [rpc]);
  return { lists, actions };
}

function inOrder(lists: Lists): Lists {
  return [...lists].sort((a, b) => a.position - b.position);
}

function actionsOn(rpc: Host['rpc']): WatchlistActions {
  const change = (edit: (lists: Lists) => Lists, store: () => Promise<unknown>, what: string) => {
    const before = useLists.getState().lists ?? [];
    useLists.setState({ lists: inOrder(edit(before)) });
    store().catch((error: unknown) => {
      useLists.setState({ lists: before });
      showToast({ level: 'warn', title: `${what} was not saved`, text: failureSentence(error) });
    });
  };
  const save = (list: WatchlistDocument) =>
    change(
      (lists) => [...lists.filter(({ id }) => id !== list.id), list],
      () => rpc.watchlists.save(list),
      `The list “${list.name}”`,
    );
  return {
    save,
    create(name) {
      const lists = useLists.getState().lists ?? [];
      const list = {
        id: `list-${crypto.randomUUID()}`,
        name,
        position: lists.reduce((most, { position }) => Math.max(most, position + 1), 0),
        instruments: [],
      };
      save(list);
      return list;
    },
    remove: (list) =>
      change(
        (lists) => lists.filter(({ id }) => id !== list.id),
        () => rpc.watchlists.remove({ id: list.id }),
        `Deleting “${list.name}”`,
      ),
  };
}
