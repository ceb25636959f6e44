import { type RefObject, useEffect, useState } from 'react';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import { ChartController, type ChartLook } from './chart-controller.ts';

export interface ChartRefs {
  readonly root: RefObject<HTMLDivElement | null>;
  readonly plot: RefObject<HTMLDivElement | null>;
  readonly legend: RefObject<HTMLDivElement | null>;
}

/** Builds the controller when its elements are there, and keeps its look, its colours and its outages up to date. */
export function useChartController(refs: ChartRefs, look: ChartLook): ChartController | undefined {
  const host = useHost();
  const { phase } = useHostStatus();
  const { theme, priceColours } = usePreferences();
  const [controller, setController] = useState<ChartController>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the look has an effect of its own
  useEffect(() => {
    const { root, plot, legend } = refs;
    if (root.current === null || plot.current === null || legend.current === null) return;
    const elements = { root: root.current, plot: plot.current, legend: legend.current };
    const made = new ChartController(host, elements, look);
    setController(made);
    return () => {
      setController(undefined);
      made.close();
    };
  }, [host]);

  useEffect(() => controller?.setLook(look), [controller, look]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens change with theme and price colours
  useEffect(() => {
    if (controller === undefined) return;
    // The shell sets the theme on the document in an effect of its own, which may run after this one.
    const frame = requestAnimationFrame(() => controller.refreshColours());
    return () => cancelAnimationFrame(frame);
  }, [controller, theme, priceColours]);

  useEffect(() => {
    if (phase === 'lost') controller?.noteOutage();
  }, [controller, phase]);

  return controller;
}
