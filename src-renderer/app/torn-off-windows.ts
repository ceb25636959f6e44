import { showToast } from '../ui/toast-store.ts';
import { reopenTornOff } from './dock-actions.ts';
import { useDock } from './dock-store.ts';
import { asRecord, type PanelParameters, readPanelParameters } from './panel-parameters.ts';

/*
 * A window of one panel tells the others when it opens and when it goes. A reload looks like a closing first, so the
 * main window waits a moment for the same window to speak again before it calls it closed.
 */

const channelName = 'tidemark-windows';
const reloadMs = 2500;

/** Its name outlives a reload and dies with the window. A host that opens windows itself does not name them. */
function tornOffWindowId(given: string | null): string {
  if (!window.name.startsWith('tidemark-')) window.name = given ?? `tidemark-${crypto.randomUUID()}`;
  return window.name;
}

/** For the window of one panel: `panel` gives what it shows at the end. Returns the way to stop. */
export function announceWindow(
  name: string | null,
  panel: () => PanelParameters & { readonly title: string },
): () => void {
  const channel = new BroadcastChannel(channelName);
  const id = tornOffWindowId(name);
  channel.postMessage({ kind: 'opened', id });
  const onHide = () => {
    const { title, ...parameters } = panel();
    channel.postMessage({ kind: 'closed', id, title, parameters });
  };
  addEventListener('pagehide', onHide);
  return () => {
    removeEventListener('pagehide', onHide);
    channel.close();
  };
}

/** For the main window: offers back what was in a window that was closed. Returns the way to stop. */
export function listenForClosedWindows(): () => void {
  const channel = new BroadcastChannel(channelName);
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  channel.addEventListener('message', ({ data }) => {
    const { kind, id, title, parameters } = asRecord(data);
    if (typeof id !== 'string') return;
    clearTimeout(waiting.get(id));
    waiting.delete(id);
    if (kind !== 'closed' || useDock.getState().api === undefined) return;
    const panel = readPanelParameters(parameters);
    const name = typeof title === 'string' ? title : panel.kind;
    waiting.set(
      id,
      setTimeout(() => {
        waiting.delete(id);
        showToast({
          level: 'info',
          title: `The window of ${name} was closed`,
          text: 'Its panel can come back into this one.',
          action: { label: 'Reopen', run: () => reopenTornOff(id, panel) },
        });
      }, reloadMs),
    );
  });
  return () => {
    channel.close();
    for (const timer of waiting.values()) clearTimeout(timer);
  };
}
