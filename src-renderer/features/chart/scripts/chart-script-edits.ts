import type { ScriptInputValues } from '../../../../src-shared/contract/scripts.ts';
import { type ChartScript, clampHeight, type PlotLook, type SourceLink } from './chart-script.ts';
import { paneOf } from './script-seats.ts';

type Scripts = readonly ChartScript[];

/** Edits of a chart's scripts. Each gives a new list and leaves all it does not mean as it was. */
export function changeScript(scripts: Scripts, key: string, change: Partial<ChartScript>): Scripts {
  return scripts.map((one) => (one.key === key ? { ...one, ...change } : one));
}

/** Those that shared its pane keep it together: the first of them has it then. */
export function removeScript(scripts: Scripts, key: string): Scripts {
  return withoutGuests(scripts, key).filter((one) => one.key !== key);
}

/** Back where it was in `before`, with the scripts that shared its pane; what was changed in between stays. */
export function putBack(scripts: Scripts, before: Scripts, removed: ChartScript): Scripts {
  if (scripts.some(({ key }) => key === removed.key)) return scripts;
  const wasAt = before.findIndex(({ key }) => key === removed.key);
  const known = new Set(before.slice(0, wasAt).map(({ key }) => key));
  const at = scripts.findLastIndex(({ key }) => known.has(key)) + 1;
  const guests = new Map(before.filter(({ pane }) => pane === removed.key).map((one) => [one.key, one]));
  const [heir] = guests.keys();
  const isTogether = ({ key, pane }: ChartScript) => guests.has(key) && (pane === heir || pane === 'own');
  const others = scripts.map((one) => (isTogether(one) ? { ...one, pane: removed.key } : one));
  return others.toSpliced(at, 0, removed);
}

/** Into another pane: `price`, `own` for a new one, or the key of the script whose pane it is. */
export function moveToPane(scripts: Scripts, key: string, pane: string): Scripts {
  const isAtHome = pane === key || (pane === 'own' && paneOf(scripts, key) === key);
  if (isAtHome) return scripts;
  return changeScript(withoutGuests(scripts, key), key, { pane });
}

function withoutGuests(scripts: Scripts, host: string): Scripts {
  const left = scripts.find((one) => one.key === host);
  const heir = scripts.find((one) => one.pane === host && one.key !== host);
  if (left === undefined || heir === undefined || paneOf(scripts, host) !== host) return scripts;
  const others = scripts
    .filter((one) => one !== heir)
    .map((one) => (one.pane === host ? { ...one, pane: heir.key } : one));
  const at = others.indexOf(left);
  return [...others.slice(0, at), { ...heir, pane: 'own', height: left.height }, ...others.slice(at)];
}

/** Past the next script with a pane of its own, so that each step can be seen. */
export function moveScript(scripts: Scripts, key: string, direction: -1 | 1): Scripts {
  const from = scripts.findIndex((one) => one.key === key);
  const hasPane = (one: ChartScript | undefined) =>
    one === undefined || one.isOverlay === null || paneOf(scripts, one.key) === one.key;
  let to = from + direction;
  while (!hasPane(scripts[to])) to += direction;
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

/** Undefined for a price of the chart's own. */
export function withSource(
  sources: ChartScript['sources'],
  id: string,
  link: SourceLink | undefined,
): ChartScript['sources'] {
  const { [id]: _before, ...others } = sources;
  return link === undefined ? others : { ...others, [id]: link };
}

export function withLook(
  looks: Readonly<Record<string, PlotLook>>,
  id: string,
  look: PlotLook | undefined,
): Readonly<Record<string, PlotLook>> {
  const { [id]: _before, ...others } = looks;
  return look === undefined || Object.keys(look).length === 0 ? others : { ...others, [id]: look };
}
