import type { ScriptInputValues } from '../../../../src-shared/contract/scripts.ts';
import { type ChartScript, clampHeight, type PlotLook } from './chart-script.ts';

type Scripts = readonly ChartScript[];

/** Edits of a chart's scripts. Each gives a new list and leaves all it does not mean as it was. */
export function changeScript(scripts: Scripts, key: string, change: Partial<ChartScript>): Scripts {
  return scripts.map((one) => (one.key === key ? { ...one, ...change } : one));
}

export function removeScript(scripts: Scripts, key: string): Scripts {
  return scripts.filter((one) => one.key !== key);
}

/** Past the next script with a pane of its own, so that each step can be seen. */
export function moveScript(scripts: Scripts, key: string, direction: -1 | 1): Scripts {
  const from = scripts.findIndex((one) => one.key === key);
  let to = from + direction;
  while (scripts[to]?.isOverlay === true) to += direction;
  const moved = scripts[from];
  if (moved === undefined || to < 0 || to >= scripts.length) return scripts;
  const others = scripts.filter((one) => one !== moved);
  return [...others.slice(0, to), moved, ...others.slice(to)];
}

export function resizeScript(scripts: Scripts, key: string, factor: number): Scripts {
  return scripts.map((one) => (one.key === key ? { ...one, height: clampHeight(one.height * factor) } : one));
}

const noticeable = 0.01;

/** Heights as the pointer has dragged them; the same list where none is another. */
export function withHeights(scripts: Scripts, heights: ReadonlyMap<string, number>): Scripts {
  const isChanged = ({ key, height }: ChartScript) =>
    Math.abs((heights.get(key) ?? height) - height) > noticeable;
  if (!scripts.some(isChanged)) return scripts;
  return scripts.map((one) =>
    isChanged(one) ? { ...one, height: heights.get(one.key) ?? one.height } : one,
  );
}

/** Only what differs from the script's own defaults is kept, so that a script may change its defaults later. */
export function withInput(
  inputs: ScriptInputValues,
  id: string,
  value: ScriptInputValues[string],
  defaultValue: ScriptInputValues[string],
): ScriptInputValues {
  const { [id]: _before, ...others } = inputs;
  return Object.is(value, defaultValue) ? others : { ...others, [id]: value as ScriptInputValues[string] };
}

export function withLook(
  looks: Readonly<Record<string, PlotLook>>,
  id: string,
  look: PlotLook | undefined,
): Readonly<Record<string, PlotLook>> {
  const { [id]: _before, ...others } = looks;
  return look === undefined || Object.keys(look).length === 0 ? others : { ...others, [id]: look };
}
