import type { ScriptInputValue, ScriptInputValues } from '../../../../src-shared/contract/scripts.ts';

/** What the user chose for one plot instead of what the script says. */
export interface PlotLook {
  readonly isHidden?: boolean;
  /** 0xRRGGBBAA */
  readonly colour?: number;
  readonly width?: number;
  readonly style?: string;
  readonly lineStyle?: string;
}

/** A plot of another script of the chart that an input reads. */
export interface SourceLink {
  /** Of that script on the chart. */
  readonly key: string;
  readonly plot: string;
  /** What it was called, for when it is gone. */
  readonly title: string;
}

export const scaleChoices = ['right', 'left', 'none'] as const;
/** The axis that a script's values are on; `none` is a scale of its own without an axis. */
export type ScaleChoice = (typeof scaleChoices)[number];

/** One script on one chart, as the chart keeps it. */
export interface ChartScript {
  /** Unique on the chart: a script may be on it twice. */
  readonly key: string;
  /** Its id in the library. */
  readonly script: string;
  /** What it is called until it says so itself. */
  readonly name: string;
  readonly inputs: ScriptInputValues;
  /** Inputs that read another script's plot, by their ids. */
  readonly sources: Readonly<Record<string, SourceLink>>;
  /** By the plots' ids. */
  readonly looks: Readonly<Record<string, PlotLook>>;
  readonly isHidden: boolean;
  /** Height of a pane of its own, as a share of the price's. */
  readonly height: number;
  /** Where it was drawn last; null while it has not said yet. Keeps its pane free while it loads. */
  readonly isOverlay: boolean | null;
  /** `price`, `own`, or the key of the script whose pane it shares; null for where the script wants to be. */
  readonly pane: string | null;
  /** Null for what the script says. */
  readonly scale: ScaleChoice | null;
}

export const usualPaneHeight = 0.3;
export const leastPaneHeight = 0.08;
export const mostPaneHeight = 3;
/** More than this on one chart are not kept: each is a run of the host's. */
export const mostChartScripts = 30;

export function newChartScript(key: string, script: string, name: string): ChartScript {
  return {
    key,
    script,
    name,
    inputs: {},
    sources: {},
    looks: {},
    isHidden: false,
    height: usualPaneHeight,
    isOverlay: null,
    pane: null,
    scale: null,
  };
}

/** Reads what a chart has saved, perhaps by another version: what is not understood is left out. */
export function readChartScripts(saved: unknown): readonly ChartScript[] {
  if (!Array.isArray(saved)) return [];
  const found = new Map<string, ChartScript>();
  for (const one of saved) {
    const script = readOne(one);
    if (script !== undefined) found.set(script.key, script);
  }
  return [...found.values()].slice(0, mostChartScripts);
}

function readOne(saved: unknown): ChartScript | undefined {
  if (!isRecord(saved)) return undefined;
  const { key, script, name, inputs, sources, looks, isHidden, height, isOverlay, pane, scale } = saved;
  if (typeof key !== 'string' || typeof script !== 'string' || key === '' || script === '') return undefined;
  return {
    key,
    script,
    name: typeof name === 'string' ? name : script,
    inputs: readInputs(inputs),
    sources: isRecord(sources)
      ? Object.fromEntries(Object.entries(sources).flatMap(([id, link]) => readLink(id, link)))
      : {},
    looks: isRecord(looks)
      ? Object.fromEntries(Object.entries(looks).flatMap(([id, look]) => readLook(id, look)))
      : {},
    isHidden: isHidden === true,
    height: typeof height === 'number' ? clampHeight(height) : usualPaneHeight,
    isOverlay: typeof isOverlay === 'boolean' ? isOverlay : null,
    pane: typeof pane === 'string' && pane !== '' ? pane : null,
    scale: scaleChoices.find((one) => one === scale) ?? null,
  };
}

export function clampHeight(height: number): number {
  if (!Number.isFinite(height)) return usualPaneHeight;
  return Math.min(mostPaneHeight, Math.max(leastPaneHeight, height));
}

function readInputs(saved: unknown): ScriptInputValues {
  if (!isRecord(saved)) return {};
  const isValue = (value: unknown): value is ScriptInputValue =>
    value === null || ['number', 'string', 'boolean'].includes(typeof value);
  return Object.fromEntries(
    Object.entries(saved).filter((entry): entry is [string, ScriptInputValue] => isValue(entry[1])),
  );
}

function readLink(id: string, saved: unknown): [string, SourceLink][] {
  if (!isRecord(saved)) return [];
  const { key, plot, title } = saved;
  if (typeof key !== 'string' || typeof plot !== 'string') return [];
  return [[id, { key, plot, title: typeof title === 'string' ? title : plot }]];
}

function readLook(id: string, saved: unknown): [string, PlotLook][] {
  if (!isRecord(saved)) return [];
  const { isHidden, colour, width, style, lineStyle } = saved;
  const look: PlotLook = {
    ...(isHidden === true ? { isHidden } : {}),
    ...(typeof colour === 'number' && colour >= 0 && colour <= 0xffff_ffff ? { colour } : {}),
    ...(typeof width === 'number' && width >= 1 && width <= 10 ? { width } : {}),
    ...(typeof style === 'string' ? { style } : {}),
    ...(typeof lineStyle === 'string' ? { lineStyle } : {}),
  };
  return Object.keys(look).length === 0 ? [] : [[id, look]];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
