import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { reportUnlessLost } from '../../../lib/host/connection-end.ts';
import { useHost, useHostStatus } from '../../../lib/host/host-context.tsx';
import {
  type ChartRequest,
  chartUsed,
  offerChart,
  type ScriptErrors,
} from '../../../lib/scripts/script-requests.ts';
import type { ChartScript } from './chart-script.ts';
import { withHeights } from './chart-script-edits.ts';
import { errorsOf } from './face-of-script.ts';
import { createScriptActions, type ScriptActions } from './script-actions.ts';
import type { ScriptLayer } from './script-layer.ts';
import { tellAdded, tellErrors, watchAdded } from './script-news.ts';

interface ChartScriptParts {
  readonly scripts: readonly ChartScript[];
  readonly layer: ScriptLayer | undefined;
  /** What the chart shows, in words. */
  readonly title: string;
  /** Whether commands go to this chart. */
  readonly isActive: boolean;
  readonly plot: { readonly current: HTMLElement | null };
  save(scripts: readonly ChartScript[]): void;
  openSettings(key: string): void;
  chooseIndicators(): void;
}

/** How long the news that a script is on the chart waits for whether it runs. */
const tellWithinMs = 2000;
const watchedMs = 15_000;

interface ChartScripts {
  readonly actions: ScriptActions;
  /** Adds one that a person chose, and tells what keeps it from running. */
  choose(script: string, name: string): void;
}

/** Joins the saved scripts of a chart with what happens to them: edits, dragged panes, changes in the library. */
export function useChartScripts(parts: ChartScriptParts): ChartScripts {
  const { layer, isActive, plot } = parts;
  const now = useRef(parts);
  now.current = parts;
  const actions = useMemo(
    () =>
      createScriptActions({
        scripts: () => now.current.scripts,
        save: (scripts) => now.current.save(scripts),
        openSettings: (key) => now.current.openSettings(key),
        faultPlace: (key) => {
          const cause = now.current.layer?.state.getState().faces[key]?.cause;
          return errorsOf(cause)?.place ?? cause?.place ?? null;
        },
        toggleMaximised: (key) => {
          const made = now.current.layer;
          made?.maximise(made.panes.maximised === key ? null : key);
        },
      }),
    [],
  );

  // Where a script is drawn is kept, so that its pane is there at once next time.
  useEffect(
    () =>
      layer?.state.subscribe(({ faces }) => {
        const { scripts, save } = now.current;
        const isNew = (one: ChartScript) => {
          const isOverlay = faces[one.key]?.isOverlay ?? null;
          return isOverlay !== null && isOverlay !== one.isOverlay;
        };
        if (!scripts.some(isNew)) return;
        save(
          scripts.map((one) => (isNew(one) ? { ...one, isOverlay: faces[one.key]?.isOverlay ?? null } : one)),
        );
      }),
    [layer],
  );

  useEffect(() => {
    const element = plot.current;
    if (layer === undefined || element === null) return;
    const keep = () => {
      const heights = layer.panes.heights();
      if (heights === undefined || heights.size === 0) return;
      const { scripts, save } = now.current;
      const changed = withHeights(scripts, heights);
      if (changed !== scripts) save(changed);
    };
    // The line between two panes is the chart library's; where it is let go of is known only after it was told.
    const soon = () => void setTimeout(keep);
    element.addEventListener('pointerup', soon);
    return () => element.removeEventListener('pointerup', soon);
  }, [layer, plot]);

  const watches = useRef(new Set<() => void>());
  useEffect(() => {
    const { current } = watches;
    return () => {
      for (const end of current) end();
    };
  }, []);
  const watch = useCallback(
    (key: string, patienceMs: number, onSettled: (errors: ScriptErrors | undefined) => void) => {
      const { layer: made } = now.current;
      if (made === undefined) onSettled(undefined);
      else watches.current.add(watchAdded(made, key, patienceMs, onSettled));
    },
    [],
  );

  const [chart] = useState(() => ({
    take: ({ script, name, errors: known }: ChartRequest) => {
      const { scripts, title } = now.current;
      const isThere = scripts.some((one) => one.script === script);
      const key = isThere ? undefined : actions.add(script, name);
      if (!isThere && key === undefined) return;
      const tell = (errors: ScriptErrors | undefined) => {
        if (errors !== undefined) tellErrors(script, name, title, errors);
        else tellAdded(name, title, isThere);
      };
      if (known !== undefined || key === undefined) tell(known);
      else watch(key, tellWithinMs, tell);
    },
    chooseIndicators: () => now.current.chooseIndicators(),
  }));
  useEffect(() => offerChart(chart), [chart]);
  useEffect(() => {
    if (isActive) chartUsed(chart);
  }, [isActive, chart]);

  const choose = useCallback(
    (script: string, name: string) => {
      const key = actions.add(script, name);
      const { title } = now.current;
      // The list behind the dialog shows that it is there.
      if (key !== undefined)
        watch(key, watchedMs, (errors) => {
          if (errors !== undefined) tellErrors(script, name, title, errors);
        });
    },
    [actions, watch],
  );

  useLibraryChanges(layer);
  return { actions, choose };
}

/** A script that was saved anew runs anew. */
function useLibraryChanges(layer: ScriptLayer | undefined): void {
  const host = useHost();
  const { phase, generation } = useHostStatus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation listens again on a new connection
  useEffect(() => {
    if (layer === undefined || phase !== 'connected') return;
    const controller = new AbortController();
    const { signal } = controller;
    const listen = async () => {
      const versions = new Map<string, number>();
      try {
        for await (const { id, script } of await host.rpc.scripts.changes({}, { signal })) {
          if (signal.aborted) return;
          if (script === null || versions.get(id) === script.version) continue;
          versions.set(id, script.version);
          if (!script.isSample) layer.rerun(id);
          if (script.kind === 'library') layer.rerunFailed();
        }
      } catch (error) {
        if (!signal.aborted) reportUnlessLost(error);
      }
    };
    void listen();
    return () => controller.abort();
  }, [host, layer, phase, generation]);
}
