import { openScriptSource, type ScriptErrors } from '../../../lib/scripts/script-requests.ts';
import { showToast } from '../../../ui/toast-store.ts';
import { errorCount, errorsOf } from './face-of-script.ts';
import type { ScriptLayer } from './script-layer.ts';

export function tellAdded(name: string, place: string, wasThere: boolean): void {
  showToast({
    level: 'info',
    title: `“${name}” is on ${place}`,
    text: wasThere ? 'It was there already, and runs what is typed as long as it has no errors.' : '',
  });
}

/** It is on the chart, and cannot run. */
export function tellErrors(script: string, name: string, place: string, errors: ScriptErrors): void {
  const { count, message } = errors;
  const mended =
    count === 1 ? 'It runs as soon as it is mended. ' : 'It runs as soon as they are mended. The first: ';
  showToast({
    level: 'warn',
    title:
      count === 0
        ? `“${name}” is on ${place} and stopped`
        : `“${name}” is on ${place} with ${errorCount(count)}`,
    text: count === 0 ? message : mended + message,
    action: { label: 'Show', run: () => void openScriptSource(script, errors.place) },
  });
}

/**
 * Waits for what becomes of a script that was just added, and tells it once: what keeps it from running, nothing where it
 * runs or has not come so far in time. What fails later does not come from adding it, and is told by the legend alone.
 */
export function watchAdded(
  layer: Pick<ScriptLayer, 'state'>,
  key: string,
  patienceMs: number,
  onSettled: (errors: ScriptErrors | undefined) => void,
): () => void {
  const look = ({ faces }: ReturnType<ScriptLayer['state']['getState']>) => {
    const face = faces[key];
    // That it failed is told before why.
    const isSettled = face?.phase === 'ready' || face?.cause !== undefined;
    if (!isSettled) return;
    end();
    const { cause } = face;
    const stopped = cause && { count: 0, message: cause.message, place: cause.place };
    onSettled(errorsOf(cause) ?? stopped);
  };
  const timer = setTimeout(() => {
    end();
    onSettled(undefined);
  }, patienceMs);
  const unwatch = layer.state.subscribe(look);
  const end = () => {
    clearTimeout(timer);
    unwatch();
  };
  look(layer.state.getState());
  return end;
}
