import type { ChartScript, ScaleChoice } from './chart-script.ts';

/** Where on the chart a script is drawn. */
export interface Seat {
  /** `price`, or the key of the script whose pane it is. */
  readonly pane: string;
  readonly scale: ScaleChoice;
}

/** With the bars on their scale, as overlays usually are. */
export function isWithPrices(seat: Seat): boolean {
  return seat.pane === 'price' && seat.scale === 'right';
}

/** The pane of one script; undefined while it is not known where it wants to be. */
export function paneOf(scripts: readonly ChartScript[], key: string): string | undefined {
  const seen = new Set<string>();
  let at = key;
  for (;;) {
    const script = scripts.find((one) => one.key === at);
    // What it shared a pane with is gone, or they all wait for one another.
    if (script === undefined || seen.has(at)) return key;
    seen.add(at);
    const { pane, isOverlay } = script;
    if (pane === 'price') return 'price';
    if (pane === 'own') return at;
    const wanted = scripts.some((one) => one.key === pane) ? pane : read(scripts, script);
    if (wanted === null) return isOverlay === null ? undefined : isOverlay ? 'price' : at;
    at = wanted;
  }
}

/** What an overlay reads it lies over: Bollinger bands of an RSI belong with the RSI. */
function read(scripts: readonly ChartScript[], { sources, isOverlay }: ChartScript): string | null {
  if (isOverlay !== true) return null;
  const link = Object.values(sources).find(({ key }) => scripts.some((one) => one.key === key));
  return link?.key ?? null;
}

/** Where a script is drawn; `declared` is the declaration's `scale`, where it has one. */
export function seatOf(scripts: readonly ChartScript[], key: string, declared: unknown): Seat | undefined {
  const script = scripts.find((one) => one.key === key);
  const pane = paneOf(scripts, key);
  if (script === undefined || pane === undefined) return undefined;
  return { pane, scale: script.scale ?? declaredScale(declared) };
}

function declaredScale(declared: unknown): ScaleChoice {
  return declared === 'left' || declared === 'none' ? declared : 'right';
}

/** The panes under the price's, by the keys of the scripts they belong to, from the top. */
export function paneOrder(scripts: readonly ChartScript[]): readonly string[] {
  const panes = new Set<string>();
  for (const { key } of scripts) if (paneOf(scripts, key) === key) panes.add(key);
  for (const { key } of scripts) {
    const pane = paneOf(scripts, key);
    if (pane !== undefined && pane !== 'price') panes.add(pane);
  }
  return [...panes];
}
