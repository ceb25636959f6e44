import { openScriptSource, type ScriptErrors } from '../../../lib/scripts/script-requests.ts';
import { showToast } from '../../../ui/toast-store.ts';
import { errorCount, errorsOf } from './face-of-script.ts';
import type { ScriptLayer } from './script-layer.ts';

/** A failure later than this does not come from adding it, and is told by the legend alone. */
const watchedMs = 15_000;

/** It is on the chart, and cannot run. */
export function tellErrors(script: string, name: string, place: string, errors: ScriptErrors): void {
  const first = errors.count === 1 ? '' : 'The first: ';
  showToast({
    level: 'warn',
    title: `“${name}” is on ${place} with ${errorCount(errors.count)}`,
    text: `It runs as soon as ${errors.count === 1 ? 'it is' : 'they are'} mended. ${first}${errors.message}`,
    action: { label: 'Show', run: () => void openScriptSource(script, errors.place) },
  });
}

/** Waits for what becomes of a script that was just added; told is what keeps it from running. */
export function watchAdded(
  layer: Pick<ScriptLayer, 'state'>,
  key: string,
  onErrors: (errors: ScriptErrors) => void,
): () => void {
  const look = ({ faces }: ReturnType<ScriptLayer['state']['getState']>) => {
    const face = faces[key];
    // That it failed is told before why.
    const isSettled = face?.phase === 'ready' || face?.cause !== undefined;
    if (!isSettled) return;
    end();
    const errors = errorsOf(face.cause);
    if (errors !== undefined) onErrors(errors);
  };
  const timer = setTimeout(() => end(), watchedMs);
  const unwatch = layer.state.subscribe(look);
  const end = () => {
    clearTimeout(timer);
    unwatch();
  };
  look(layer.state.getState());
  return end;
}
